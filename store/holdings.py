"""What we hold of each source, counted by the database: no report is read for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from store import crawl_tables, tables

R, A = tables.reports.c, crawl_tables.addresses.c


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Counts of one source. `reports`: all that are stored, those held back (`quarantined`) among them; `waiting`:
    addresses that were seen on a listing and are not fetched yet, or failed and will be tried again."""

    reports: int = 0
    quarantined: int = 0
    gone: int = 0
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    """A report that readers do not see, and why. `since`: when this version of it came."""

    source: str
    quarantine: str
    since: datetime
    url: str
    title: str


def holdings(conn: Connection) -> dict[str, Holding]:
    """By source; one that nothing is known of is not there."""
    reports = {
        row.source: row
        for row in conn.execute(
            sa.select(
                R.source, sa.func.count().label("reports"), sa.func.count(R.quarantine).label("quarantined"),
                sa.func.count(R.gone_at).label("gone"),
            ).where(R.document.is_not(None)).group_by(R.source)  # what was taken down is not held
        )
    }  # fmt: skip
    pending = sa.select(A.source, sa.func.count().label("waiting")).where(A.state.in_(["pending", "failed"]))
    waiting = {row.source: row.waiting for row in conn.execute(pending.group_by(A.source))}
    return {name: _holding(reports.get(name), waiting.get(name, 0)) for name in sorted(reports.keys() | waiting.keys())}


def held_back(conn: Connection) -> Iterator[HeldBack]:
    """Reports in quarantine, by source and then newest first."""
    query = sa.select(R.source, R.quarantine, R.stored_at.label("since"), R.url, R.title)
    for row in conn.execute(query.where(R.quarantine.is_not(None)).order_by(R.source, R.stored_at.desc(), R.id)):
        yield HeldBack(**row._mapping)


def gone_since(conn: Connection, source: str, moment: datetime) -> tuple[str, ...]:
    """Addresses of a source whose pages were found missing at or after `moment`."""
    query = sa.select(A.url).where(A.source == source, A.state == "gone", A.last_checked >= moment).order_by(A.id)
    return tuple(conn.execute(query).scalars())


def _holding(row: "sa.Row[tuple[str, int, int, int]] | None", waiting: int) -> Holding:
    if row is None:
        return Holding(waiting=waiting)
    return Holding(reports=row.reports, quarantined=row.quarantined, gone=row.gone, waiting=waiting)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """All crawls of one source together. `last_success`: the end of the last one that ended well."""

    last_ended: datetime | None = None
    last_success: datetime | None = None
    new: int = 0
    failures: int = 0


def tallies(conn: Connection) -> dict[str, Tally]:
    """By source."""
    c = crawl_tables.runs.c
    good = c.outcome.in_(["ok", "incomplete"])
    query = (
        sa.select(
            c.subject,
            sa.func.max(c.ended).label("last_ended"),
            sa.func.max(sa.case((good, c.ended))).label("last_success"),
            sa.func.sum(c.new).label("new"),
            sa.func.count(sa.case((c.outcome == "failed", 1))).label("failures"),
        )
        .where(c.kind == "crawl")
        .group_by(c.subject)
    )
    return {
        row.subject: Tally(
            last_ended=row.last_ended, last_success=row.last_success, new=int(row.new), failures=row.failures
        )
        for row in conn.execute(query)
    }
