"""What a look at an address came to, and when it is looked at again.

Statements are made once and filled in: building one costs several times what SQLite takes to run it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from cleaning.border import safe
from store import crawl_tables, tables
from store.bulk import write_rows
from store.calendar import next_check, next_try
from store.redirects import is_elsewhere
from store.types import Utc

A, R, D = crawl_tables.addresses.c, tables.reports.c, tables.redirects.c
MAX_REASON = 1_000


class Visited(NamedTuple):
    """An address as a look finds it. `kept_at`: the address under which the report is kept that it led to; `target`:
    where it leads on to."""

    id: int
    url: str
    source: str
    backfill: bool
    first_seen: datetime
    attempts: int
    checks: int
    report: int | None
    kept_at: str | None
    target: str | None


ADDRESSES: sa.Select[Any] = (
    sa.select(
        A.id, A.url, A.source, A.backfill, A.first_seen, A.attempts, A.checks, A.report,
        R.url.label("kept_at"), D.target,
    )
    .outerjoin(tables.reports, R.id == A.report)
    .outerjoin(tables.redirects, D.url == A.url)
    .where(A.id.in_(bindparam("addresses", expanding=True)))
)  # fmt: skip
SET_ADDRESS = sa.update(crawl_tables.addresses).where(A.id == bindparam("address"))


def addresses_of(conn: Connection, ids: Sequence[int]) -> Mapping[int, Visited]:
    """By their numbers."""  # a row of SQLAlchemy takes ten times as long to be asked, and each is asked twenty times
    return {row[0]: Visited(*row) for row in conn.execute(ADDRESSES, {"addresses": ids})}


def unchanged(conn: Connection, address_id: int, *, run: int, now: datetime) -> None:
    """The server said that the page is as it was (304)."""
    address = addresses_of(conn, [address_id])[address_id]
    check_off(conn, [checked(address, run=run, now=now, state="stored")])
    _set_report(conn, address, last_checked=now, gone_at=None)


def gone(conn: Connection, address_id: int, *, run: int, now: datetime, status: int) -> None:
    """The page is not there (404, 410). A report of it stays, with a tombstone unless another address still leads to
    it; it is looked for again, seldom."""
    address = addresses_of(conn, [address_id])[address_id]
    check_off(conn, [checked(address, run=run, now=now, state="gone", status=status)])
    since = sa.func.coalesce(R.gone_at, sa.literal(now, Utc()))
    if not is_elsewhere(conn, address.report, address.url):
        _set_report(conn, address, last_checked=now, gone_at=since)


def failed(conn: Connection, address_id: int, *, run: int, now: datetime, reason: str) -> None:
    """The page could not be had or read this time; tried again after a pause that grows."""
    attempts = addresses_of(conn, [address_id])[address_id].attempts + 1
    row = {
        "state": "failed",
        "attempts": attempts,
        "reason": safe(reason, MAX_REASON),
        "next_check": next_try(attempts, now),
    }
    conn.execute(SET_ADDRESS, row | {"address": address_id, "last_checked": now, "checked_by": run})


def checked(address: Visited, *, run: int, now: datetime, state: str, **more: Any) -> dict[str, Any]:
    """An address after a look that brought an answer: its calendar goes on, its failures are forgotten."""
    first = address.report is None and state == "stored"
    return {
        "address": address.id,
        "state": state,
        "checks": address.checks if first else address.checks + 1,
        "next_check": next_check(address.first_seen, now),
        "last_checked": now,
        "checked_by": run,
        "attempts": 0,
        "reason": None,
        "status": None,
        **more,
    }


def check_off(conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Those addresses as `checked` has them."""
    write_rows(conn, SET_ADDRESS, rows)


def _set_report(conn: Connection, address: Visited, **values: Any) -> None:
    if address.report is not None:
        conn.execute(sa.update(tables.reports).where(R.id == address.report).values(values))
