"""Reports as they lie in the store: each with its history. What writes them is store/keeping.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.report import Report
from cleaning.serial import report_from_json
from store import tables
from store.archive import Record

AT_A_TIME = 200  # rows in memory while reading


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A report as it lies in the store. `source`: the one that listed it first; `stored_at`: when this version came;
    `gone_at`: since when its page has not been there; `story`, `relation`: which text it is a copy of, and how (None
    for pages that are no articles)."""

    id: int
    url: str
    source: str
    version: int
    first_seen: datetime
    stored_at: datetime
    last_checked: datetime
    gone_at: datetime | None
    backfill: bool
    quarantine: str | None
    report: Report
    story: int | None = None
    relation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """One state of a report's text, and where the bytes it was read from lie."""

    version: int
    run: int
    stored_at: datetime
    report: Report
    records: tuple[Record, ...]


def select(
    conn: Connection,
    *,
    ids: Sequence[int] | None = None,
    source: str | None = None,
    published: tuple[datetime, datetime] | None = None,
    since: datetime | None = None,
    after_id: int | None = None,
    limit: int | None = None,
) -> Iterator[Kept]:
    """Reports by id, a few in memory at a time. `published`: from, up to but not at; `since`: stored at or after."""
    c = tables.reports.c
    query = sa.select(tables.reports).where(c.document.is_not(None)).order_by(c.id).limit(limit)
    if ids is not None:
        query = query.where(c.id.in_(ids))
    if source is not None:
        query = query.where(c.source == source)
    if published is not None:
        query = query.where(c.published_at >= published[0], c.published_at < published[1])
    if since is not None:
        query = query.where(c.stored_at >= since)
    if after_id is not None:
        query = query.where(c.id > after_id)
    with conn.execute(query.execution_options(yield_per=AT_A_TIME)) as rows:
        for row in rows:
            yield kept(row)


def versions(conn: Connection, report_id: int) -> tuple[Version, ...]:
    """Every version of a report whose text is still there, oldest first."""
    v, r = tables.versions.c, tables.records.c
    pointers: dict[int, list[Record]] = {}
    for row in conn.execute(sa.select(tables.records).where(r.report == report_id).order_by(r.version, r.part)):
        pointers.setdefault(row.version, []).append(Record(file=row.file, offset=row.offset, length=row.length))
    rows = conn.execute(
        sa.select(tables.versions).where(v.report == report_id, v.document.is_not(None)).order_by(v.version)
    )
    return tuple(
        Version(
            version=row.version,
            run=row.run,
            stored_at=row.stored_at,
            report=report_from_json(row.document),
            records=tuple(pointers.get(row.version, ())),
        )
        for row in rows
    )


def kept(row: Row[Any]) -> Kept:
    """A row of the table `reports` as what the other rooms know."""
    fields = {name: getattr(row, name) for name in Kept.__dataclass_fields__ if name != "report"}
    return Kept(**fields, report=report_from_json(row.document))
