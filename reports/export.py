"""Data out: reports, figures and runs in each format, row by row, whatever the size of the archive."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

from cleaning.ledger import Entry, with_reprints
from cleaning.report import Report
from cleaning.serial import figure_json, report_json
from cleaning.stories.mend import beside_origin
from reports.columns import COLUMNS, RUNS, What
from reports.files import replacing
from reports.iati import write_iati
from reports.parquet import write_parquet
from reports.sheet import write_sheet
from reports.story_row import story_row
from reports.table import Cell, cell, guarded
from seeds.errors import WrongUsageError
from store.database import Database
from store.ledger import Selection, entries
from store.reports import Kept, select
from store.runs import Run, runs
from store.story_rows import origin_of, stories

Row = Mapping[str, Any]
Format = Literal["jsonl", "csv", "xlsx", "parquet", "iati"]


def export(database: Database, what: What, format: Format, *, since: datetime | None, to: Path | BinaryIO) -> None:
    """Writes the rows to a file, which appears when all of it is there, or to a stream.

    `since`: reports whose present version was stored then or later, their figures and stories, runs that started then
    or later.
    Raises WrongUsageError for a format that these rows do not have."""
    if format == "iati" and what != "figures":
        raise WrongUsageError(f"IATI has no place for {what}; export figures --format iati, or take jsonl")
    target = replacing(to) if isinstance(to, Path) else nullcontext(to)
    with database.read() as connection, target as file:
        if format == "iati":
            write_iati(entries(connection, Selection(kind="money", stored=since)), file)
        else:
            found, shape = _rows(connection, what, since)
            with closing(found):  # its cursor too, before the connection, when the reader of a pipe leaves half-way
                write(what, map(shape, found), format, file)


def _rows(connection: Any, what: What, since: datetime | None) -> tuple[Any, Callable[[Any], Row]]:
    """What is stored, as a generator, and how a row is made of each."""
    if what == "reports":
        return select(connection, since=since), lambda each: report_row(each, _origin(connection, each))
    if what == "stories":
        return stories(connection, since=since), story_row
    if what == "figures":
        found = with_reprints(entries(connection, Selection(stored=since)))
        return found, lambda each: figure_row(each[0], reprint=each[1])
    return runs(connection, since=since), run_row


def figure_row(entry: Entry, *, reprint: bool = False) -> Row:
    """The contract's JSON of the figure and what the report around it knows. A reprint's is not counted: whoever adds
    up what is counted adds a story once."""
    figure = figure_json(entry.figure)
    if reprint and figure["counted"]:
        figure |= {"counted": False, "not_counted_because": "same story as another report"}
    said = {"url": entry.url, "story": str(entry.story) if entry.story else None, "title": entry.title}
    said |= {"publisher": entry.publisher, "published_at": _iso(entry.published)}
    return {"id": figure.pop("id"), **said, **figure}


def _origin(connection: Any, kept: Kept) -> Report | None:
    """Of a copy, what it was copied from."""
    return origin_of(connection, kept.story) if kept.story and kept.relation != "origin" else None


def report_row(kept: Kept, origin: Report | None = None) -> Row:
    """The contract's JSON of the report and what the store knows of it; a copy's figures as its origin has them."""
    return {
        **report_json(beside_origin(kept.report, origin) if origin else kept.report),
        "id": kept.id,
        "url": kept.url,
        "mirror_of": origin.url if origin and kept.relation == "mirror" else kept.report.mirror_of,
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


def write(what: What, rows: Iterable[Row], format: Format, file: BinaryIO) -> None:
    """The rows in that format. In a table a column that a row lacks stays empty."""
    columns = COLUMNS[what]
    if format == "jsonl":
        _lines(rows, file)
    elif format == "parquet":
        write_parquet(columns, rows, file)
    else:
        table = ([cell(row.get(column)) for column in columns] for row in rows)
        if format == "csv":
            _csv(columns, table, file)
        else:
            write_sheet(what, tuple(columns), table, file)


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
