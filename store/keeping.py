"""Keeping what a crawl brings: one row per address, one more version when its text changes, a tombstone when its
page is gone.

Statements are made once and filled in: building one costs several times what SQLite takes to run it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Row, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from cleaning.border import bounded, safe
from cleaning.report import Report
from cleaning.serial import report_text
from seeds.errors import DuikouError
from store import crawl_tables, tables
from store.archive import Record
from store.calendar import next_check, next_try
from store.decisions import amend, lend
from store.frontier import Validators, columns
from store.ledger import enter, enter_first, enter_next
from store.redirects import is_elsewhere, kept_at, remember
from store.stories import place, settle
from store.types import Utc

A, R, T, V = crawl_tables.addresses.c, tables.reports.c, tables.takedowns.c, tables.versions.c
D = tables.redirects.c
MAX_REASON = 1_000
TAKEN_DOWN = 410  # as if its site had said so

ADDRESS: sa.Select[Any] = (
    sa.select(
        A.id, A.url, A.source, A.backfill, A.first_seen, A.attempts, A.checks, A.report,
        T.at.label("taken_down"), R.url.label("kept_at"), D.target,
    )
    .outerjoin(tables.takedowns, T.url == A.url)
    .outerjoin(tables.reports, R.id == A.report)
    .outerjoin(tables.redirects, D.url == A.url)
    .where(A.id == bindparam("address"))
)  # fmt: skip
SET_ADDRESS = sa.update(crawl_tables.addresses).where(A.id == bindparam("address"))
# Held until the transaction ends, should another source bring the same page just now (PostgreSQL).
HELD: sa.Select[Any] = sa.select(R.id, R.version, R.text_hash).where(R.url == bindparam("at")).with_for_update()
SET_REPORT = sa.update(tables.reports).where(R.id == bindparam("mine"))
ADD_REPORT = {
    name: insert(tables.reports).on_conflict_do_nothing().returning(R.id)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
ADD_VERSION = sa.insert(tables.versions)
READ_VERSION = sa.update(tables.versions).where(V.report == bindparam("mine"), V.version == bindparam("current"))
ADD_RECORDS = sa.insert(tables.records)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of a report: `id` of its row, its current version, and whether its text is new to us."""

    id: int
    version: int
    outcome: Literal["new", "changed", "unchanged", "gone"]


def keep(
    conn: Connection,
    address_id: int,
    report: Report,
    *,
    records: tuple[Record, ...],
    run: int,
    now: datetime,
    validators: Validators,
    backfill: bool,
) -> Stored:
    """The report of an address, which is stored from now on. `records`: its pages in the archive, on the disk.

    An address that leads to a page which was taken down is gone, like the page."""
    address = _address(conn, address_id)
    _refuse_taken_down(address)
    report = bounded(report)
    url = kept_at(conn, address, report)
    if url is None:
        gone(conn, address_id, run=run, now=now, status=TAKEN_DOWN)
        return Stored(id=0, version=0, outcome="gone")
    report = amend(conn, url, report)
    row = reading_of(report) | {"run": run, "stored_at": now, "last_checked": now, "gone_at": None}
    first = {"url": url, "source": address.source, "first_seen": now}
    first |= {"backfill": backfill or address.backfill}
    known = url == address.kept_at
    stored = _update(conn, url, row) if known else _add(conn, row | first) or _update(conn, url, row)
    if address.target or address.url != report.url:
        remember(conn, address.url, report, now=now)
    if stored.outcome != "unchanged":
        _point(conn, stored, records, now=now)
    ENTER[stored.outcome](conn, stored.id, stored.version, report.facts.figures)
    placing = TELL[stored.outcome](conn, stored.id, report)
    if placing and placing.joined:
        lend(conn, stored.id, stored.version, url)
    _checked(conn, address, run=run, now=now, state="stored", report=stored.id, **columns(validators))
    return stored


def unchanged(conn: Connection, address_id: int, *, run: int, now: datetime) -> None:
    """The server said that the page is as it was (304)."""
    address = _address(conn, address_id)
    _checked(conn, address, run=run, now=now, state="stored")
    _set_report(conn, address, last_checked=now, gone_at=None)


def gone(conn: Connection, address_id: int, *, run: int, now: datetime, status: int) -> None:
    """The page is not there (404, 410). A report of it stays, with a tombstone unless another address still leads to
    it; it is looked for again, seldom."""
    address = _address(conn, address_id)
    _checked(conn, address, run=run, now=now, state="gone", status=status)
    since = sa.func.coalesce(R.gone_at, sa.literal(now, Utc()))
    if not is_elsewhere(conn, address):
        _set_report(conn, address, last_checked=now, gone_at=since)


def failed(conn: Connection, address_id: int, *, run: int, now: datetime, reason: str) -> None:
    """The page could not be had or read this time; tried again after a pause that grows."""
    address = _address(conn, address_id)
    attempts = address.attempts + 1
    _set(
        conn,
        address,
        state="failed",
        attempts=attempts,
        reason=safe(reason, MAX_REASON),
        last_checked=now,
        checked_by=run,
        next_check=next_try(attempts, now),
    )


def reading_of(report: Report) -> dict[str, Any]:
    """The columns of a report's row that say what was read on its page."""
    relevance = report.facts.relevance
    return {
        "published_at": report.published.moment,
        "title": report.title,
        "publisher": report.publisher,
        "quarantine": report.quarantine,
        "is_aid_report": relevance.is_aid_report if relevance else None,
        "text_hash": text_hash(report),
        "document": report_text(report),
    }


def text_hash(report: Report) -> str:
    """Decides whether a text changed: title, body, captions, date and publisher; not what we made of them."""
    moment = report.published.moment
    said = [
        report.title,
        report.body,
        report.captions,
        moment.astimezone(UTC).isoformat() if moment else None,
        report.publisher,
    ]
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()


ENTER = {"new": enter_first, "changed": enter_next, "unchanged": enter}

# Its story: found for a new text, looked at again where only our reading of the page may have changed.
TELL = {"new": place, "changed": place, "unchanged": settle}


def _refuse_taken_down(address: Row[Any]) -> None:
    """No listing brings such an address back (store/frontier.py), so this is a fault of ours if it happens."""
    if address.taken_down:
        raise DuikouError(f"{address.url}: was taken down, so it is not stored again")


def _update(conn: Connection, url: str, row: dict[str, Any]) -> Stored:
    """The report of that address brought up to date."""
    old = conn.execute(HELD, {"at": url}).one()
    if old.text_hash == row["text_hash"]:
        return _refresh(conn, old, row)
    stored = Stored(id=old.id, version=old.version + 1, outcome="changed")
    conn.execute(SET_REPORT, row | {"version": stored.version, "mine": old.id})
    _add_version(conn, stored, row)
    return stored


def _refresh(conn: Connection, old: Row[Any], row: dict[str, Any]) -> Stored:
    """Same text: no new version, but what we read in it today may be more than what we read then."""
    same = {name: value for name, value in row.items() if name not in {"run", "stored_at"}}
    conn.execute(SET_REPORT, same | {"mine": old.id})
    conn.execute(READ_VERSION, {"document": row["document"], "mine": old.id, "current": old.version})
    return Stored(id=old.id, version=old.version, outcome="unchanged")


def _add(conn: Connection, row: dict[str, Any]) -> Stored | None:
    """A new report; None if another source has brought it."""
    id_ = conn.execute(ADD_REPORT[conn.dialect.name], row | {"version": 1}).scalar()
    if id_ is None:
        return None
    stored = Stored(id=id_, version=1, outcome="new")
    _add_version(conn, stored, row)
    return stored


def _add_version(conn: Connection, stored: Stored, row: dict[str, Any]) -> None:
    shared = {name: row[name] for name in ("run", "stored_at", "text_hash", "document")}
    conn.execute(ADD_VERSION, shared | {"report": stored.id, "version": stored.version})


def _point(conn: Connection, stored: Stored, records: tuple[Record, ...], *, now: datetime) -> None:
    rows = [
        {"report": stored.id, "version": stored.version, "part": part, "fetched_at": now, **vars(record)}
        for part, record in enumerate(records)
    ]
    if rows:
        conn.execute(ADD_RECORDS, rows)


def _address(conn: Connection, address_id: int) -> Row[Any]:
    return conn.execute(ADDRESS, {"address": address_id}).one()


def _checked(conn: Connection, address: Row[Any], *, run: int, now: datetime, **values: Any) -> None:
    """The page was looked at: its calendar goes on, its failures are forgotten."""
    checks = address.checks if address.report is None and values["state"] == "stored" else address.checks + 1
    due = next_check(address.first_seen, now)
    fresh = {"checks": checks, "next_check": due, "last_checked": now, "checked_by": run}
    fresh |= {"attempts": 0, "reason": None, "status": None}
    _set(conn, address, **(fresh | values))


def _set(conn: Connection, address: Row[Any], **values: Any) -> None:
    conn.execute(SET_ADDRESS, values | {"address": address.id})


def _set_report(conn: Connection, address: Row[Any], **values: Any) -> None:
    if address.report is not None:
        conn.execute(sa.update(tables.reports).where(R.id == address.report).values(values))
