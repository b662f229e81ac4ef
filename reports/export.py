"""Data out: reports and runs as JSON lines, CSV or XLSX, row by row, whatever the size of the archive."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

from cleaning.serial import report_json
from reports.files import replacing
from reports.sheet import write_sheet
from reports.table import Cell, cell, guarded
from store.database import Database
from store.reports import Kept, select
from store.runs import Run, runs

Row = Mapping[str, Any]
Format = Literal["jsonl", "csv", "xlsx"]
REPORTS = (
    "id", "url", "source", "site", "title", "body", "captions", "published_at", "date_precision", "date_from",
    "publisher", "authors", "editors", "script", "hijacked", "mirror_of", "damage", "damaged", "relevance",
    "programmes", "donors", "recipients", "pairs", "batches", "sectors", "official_fields", "figures", "quarantine",
    "story", "relation", "version", "first_seen", "last_checked", "gone_at",
)  # fmt: skip
RUNS = (
    "id", "kind", "subject", "due", "started", "ended", "outcome", "reason", "requests", "bytes", "listed", "new",
    "changed", "unchanged", "gone", "unreadable",
)  # fmt: skip


def export(
    database: Database, what: Literal["reports", "runs"], format: Format, *, since: datetime | None, to: Path | BinaryIO
) -> None:
    """Writes the rows to a file, which appears when all of it is there, or to a stream.

    `since`: reports whose present version was stored then or later, runs that started then or later."""
    target = replacing(to) if isinstance(to, Path) else nullcontext(to)
    with database.read() as connection, target as file:
        if what == "runs":
            write(what, RUNS, map(run_row, runs(connection, since=since)), format, file)
        else:
            write(what, REPORTS, map(report_row, select(connection, since=since)), format, file)


def report_row(kept: Kept) -> Row:
    """The contract's JSON of the report and what the store knows of it."""
    return {
        **report_json(kept.report),
        "id": kept.id,
        "url": kept.url,
        "quarantine": kept.quarantine,
        "story": str(kept.story) if kept.story else None,
        "relation": kept.relation,
        "version": kept.version,
        "first_seen": _iso(kept.first_seen),
        "last_checked": _iso(kept.last_checked),
        "gone_at": _iso(kept.gone_at),
    }


def run_row(run: Run) -> Row:
    known = {**vars(run), **vars(run.counts)}
    row = {column: known[column] for column in RUNS}
    return {key: _iso(value) if isinstance(value, datetime) else value for key, value in row.items()}


def write(name: str, columns: tuple[str, ...], rows: Iterable[Row], format: Format, file: BinaryIO) -> None:
    """The rows in that format. In a table a column that a row lacks stays empty."""
    if format == "jsonl":
        _lines(rows, file)
        return
    table = ([cell(row.get(column)) for column in columns] for row in rows)
    if format == "csv":
        _csv(columns, table, file)
    else:
        write_sheet(name, columns, table, file)


def _lines(rows: Iterable[Row], file: BinaryIO) -> None:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


def _csv(columns: Iterable[str], table: Iterable[list[Cell]], file: BinaryIO) -> None:
    """With a byte order mark, without which Excel takes UTF-8 for the code page of its country."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="backslashreplace", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows([guarded(value) for value in row] for row in table)
    finally:
        text.detach()  # the file is not ours to close


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
