"""Stored reports cleaned again from their archived bytes, and what that changes."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from cleaning.border import bounded
from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Listed, Page
from cleaning.parting import next_part
from cleaning.read import read
from cleaning.report import Report
from cleaning.serial import report_json
from seeds.settings import Settings
from seeds.source import Source
from store.archive import read_record
from store.claims import claim
from store.database import Database
from store.decisions import as_decided
from store.recleaning import listed_as, records_of, replace_reading
from store.reports import Kept, select

AT_A_TIME = 100


@dataclass(frozen=True, kw_only=True)
class Change:
    """What reading a report again makes of it. `fields`: names of what differs; figures by their words.
    `missing`: why its bytes could not be read, then nothing changes."""

    url: str
    source: str
    fields: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    missing: str | None = None
    report: Report | None = field(default=None, repr=False)


def reclean(
    database: Database, settings: Settings, source: Source, *, since: datetime | None, dry_run: bool
) -> Iterator[Change]:
    """Each report of the source, after what it changes is stored. Raises BusyError if the source is being crawled."""
    with ExitStack() as held:
        if not dry_run:
            held.enter_context(claim(settings.database, settings.home, f"crawl-{source.name}"))
        for kept in _each(database, source, since):
            change = reread(database, settings.home / "archive", source, kept)
            if change.report and not dry_run:
                database.transact(partial(replace_reading, kept=kept, report=change.report))
            yield change


def reread(database: Database, archive: Path, source: Source, kept: Kept) -> Change:
    """A report read again from its bytes and compared with what is stored of it."""
    with database.read() as connection:
        records, listed = records_of(connection, kept), listed_as(connection, kept)
    try:
        pages = [read_record(archive, record) for record in records]
    except (OSError, ValueError) as error:
        return Change(url=kept.url, source=kept.source, missing=str(error))
    if not pages:
        return Change(url=kept.url, source=kept.source, missing="its bytes were not kept")
    report = bounded(report_of(pages, source, listed))
    with database.read() as connection:
        return compared(kept, as_decided(connection, kept.url, report))


def report_of(pages: list[Page], source: Source, listed: Listed) -> Report:
    """As the crawl read it when it was fetched: that moment is what the page's 昨天 refers to."""
    documents = [open_document(page, encoding=source.encoding) for page in pages]
    moment = pages[0].fetched_at
    assert moment is not None, f"{pages[0].url}: archived without its moment"
    article = read(documents, source=source, listed=listed, now=moment)
    following = next_part(documents[-1])
    if following and following not in {page.url for page in pages}:  # it was announced, and was not there
        article = replace(article, noticed={**article.noticed, "truncated": 1})
    return clean(article)


def compared(kept: Kept, report: Report) -> Change:
    old, new = report_json(kept.report), report_json(report)
    fields = tuple(name for name in new | old if new.get(name) != old.get(name))
    before, after = _figures(old), _figures(new)
    return Change(
        url=kept.url,
        source=kept.source,
        fields=fields,
        gained=tuple(after[id]["text"] for id in after if id not in before),
        lost=tuple(before[id]["text"] for id in before if id not in after),
        altered=tuple(after[id]["text"] for id in after if id in before and after[id] != before[id]),
        report=report if fields else None,
    )


def _figures(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {figure["id"]: figure for figure in report.get("figures", ())}


def _each(database: Database, source: Source, since: datetime | None) -> Iterator[Kept]:
    """A few at a time, each batch from a state of its own: a long look would keep the database from tidying up."""
    last: int | None = None
    while True:
        with database.read() as connection:
            batch = tuple(select(connection, source=source.name, since=since, after_id=last, limit=AT_A_TIME))
        yield from batch
        if len(batch) < AT_A_TIME:
            return
        last = batch[-1].id
