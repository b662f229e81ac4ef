"""Reports read again from the archive: what a better cleaning makes of the same bytes takes the place of what was read
before. It is no new version and no news, for the page did not change."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.border import bounded
from cleaning.page import Listed
from cleaning.report import Report
from store import crawl_tables, tables
from store.archive import Record
from store.decisions import amend
from store.ledger import enter, printed
from store.readings import reading_of
from store.redirects import family
from store.reports import Kept
from store.stories import place

R, V, A = tables.reports.c, tables.versions.c, crawl_tables.addresses.c
HELD_BY_RUN = "run_rejected"  # the run's fault, not the page's: reading the page again does not mend it


def records_of(conn: Connection, kept: Kept) -> tuple[Record, ...]:
    """Where the bytes of the current version lie, first page first; none if they were not kept."""
    c = tables.records.c
    query = sa.select(c.file, c.offset, c.length).where(c.report == kept.id, c.version == kept.version).order_by(c.part)
    return tuple(Record(**row._mapping) for row in conn.execute(query))


def listed_as(conn: Connection, kept: Kept) -> Listed:
    """What the source's listing said of it."""
    row = conn.execute(sa.select(A.title, A.date).where(A.url == kept.url, A.source == kept.source)).first()
    return Listed(url=kept.url, title=row.title if row else "", date=row.date if row else "")


def replace_reading(conn: Connection, kept: Kept, report: Report) -> None:
    """The report takes the place of what was read before. The caller holds the crawl lock of its source."""
    report = amend(conn, kept.url, bounded(report))
    values = reading_of(report)
    if kept.quarantine == HELD_BY_RUN:
        values["quarantine"] = HELD_BY_RUN
    conn.execute(sa.update(tables.reports).where(R.id == kept.id).values(values))
    current = sa.and_(V.report == kept.id, V.version == kept.version)
    read = {name: values[name] for name in ("document", "text_hash")}
    conn.execute(sa.update(tables.versions).where(current).values(read))
    enter(conn, kept.id, kept.version, printed(report.facts.figures))
    place(conn, kept.id, report)


def sources_of(conn: Connection, url: str) -> Iterator[str]:
    """The sources that ever listed an address, or one that leads to the same page."""
    yield from conn.scalars(sa.select(A.source).where(A.url.in_(family(conn, url))).distinct().order_by(A.source)).all()
