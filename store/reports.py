"""Reports: one row per address, one more version when its text changes, a tombstone when its page is gone."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Row
from sqlalchemy.dialects import postgresql, sqlite

from cleaning.border import bounded, safe
from cleaning.report import Report
from cleaning.serial import report_from_json, report_json
from seeds.errors import DuikouError
from store import tables
from store.archive import Record
from store.calendar import next_check, next_try
from store.decisions import amend
from store.frontier import Validators, columns
from store.ledger import enter
from store.stories import place, settle
from store.types import Utc

MAX_REASON = 1_000
AT_A_TIME = 200  # rows in memory while reading
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of a report: `id` of its row, its current version, and whether its text is new to us."""

    id: int
    version: int
    outcome: Literal["new", "changed", "unchanged"]


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
    """The report of an address, which is stored from now on. `records`: its pages in the archive, synced."""
    address = _address(conn, address_id)
    _refuse_taken_down(conn, address.url)
    report = amend(conn, address.url, bounded(report))
    row = _columns(report, run=run, now=now)
    first = {"url": address.url, "source": address.source, "first_seen": now}
    first |= {"backfill": backfill or address.backfill}
    stored = _update(conn, address, row) or _add(conn, row | first) or _update(conn, address, row)
    assert stored is not None, f"{address.url}: could neither be added nor updated"
    if stored.outcome != "unchanged":
        _point(conn, stored, records, now=now)
    enter(conn, stored.id, stored.version, report.facts.figures)
    _tell(conn, stored, report)
    _checked(conn, address, run=run, now=now, state="stored", report=stored.id, **columns(validators))
    return stored


def unchanged(conn: Connection, address_id: int, *, run: int, now: datetime) -> None:
    """The server said that the page is as it was (304)."""
    address = _address(conn, address_id)
    _checked(conn, address, run=run, now=now, state="stored")
    _set_report(conn, address, last_checked=now, gone_at=None)


def gone(conn: Connection, address_id: int, *, run: int, now: datetime, status: int) -> None:
    """The page is not there (404, 410). A report of it stays, with a tombstone; it is looked for again, seldom."""
    address = _address(conn, address_id)
    _checked(conn, address, run=run, now=now, state="gone", status=status)
    since = sa.func.coalesce(tables.reports.c.gone_at, sa.literal(now, Utc()))
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


def _tell(conn: Connection, stored: Stored, report: Report) -> None:
    """Its story: found for a new text, looked at again where only our reading of the page may have changed."""
    (settle if stored.outcome == "unchanged" else place)(conn, stored.id, report)


def _refuse_taken_down(conn: Connection, url: str) -> None:
    """No listing brings such an address back (store/frontier.py), so this is a fault of ours if it happens."""
    t = tables.takedowns.c
    if conn.execute(sa.select(t.url).where(t.url == url)).first():
        raise DuikouError(f"{url}: was taken down, so it is not stored again")


def _columns(report: Report, *, run: int, now: datetime) -> dict[str, Any]:
    relevance = report.facts.relevance
    return {
        "published_at": report.published.moment,
        "title": report.title,
        "publisher": report.publisher,
        "quarantine": report.quarantine,
        "is_aid_report": relevance.is_aid_report if relevance else None,
        "text_hash": text_hash(report),
        "document": report_json(report),
        "run": run,
        "stored_at": now,
        "last_checked": now,
        "gone_at": None,
    }


def _update(conn: Connection, address: Row[Any], row: dict[str, Any]) -> Stored | None:
    """The report of that address brought up to date; None if there is none."""
    mine = tables.reports.c.url == address.url
    # Held until the transaction ends, should another source bring the same page just now (PostgreSQL).
    old = conn.execute(sa.select(tables.reports).where(mine).with_for_update()).first()
    if old is None:
        return None
    if old.text_hash == row["text_hash"]:
        return _refresh(conn, old, row)
    stored = Stored(id=old.id, version=old.version + 1, outcome="changed")
    conn.execute(sa.update(tables.reports).where(mine).values(row | {"version": stored.version}))
    _add_version(conn, stored, row)
    return stored


def _refresh(conn: Connection, old: Row[Any], row: dict[str, Any]) -> Stored:
    """Same text: no new version, but what we read in it today may be more than what we read then."""
    same = {name: value for name, value in row.items() if name not in {"run", "stored_at"}}
    conn.execute(sa.update(tables.reports).where(tables.reports.c.id == old.id).values(same))
    v = tables.versions.c
    current = sa.and_(v.report == old.id, v.version == old.version)
    conn.execute(sa.update(tables.versions).where(current).values(document=row["document"]))
    return Stored(id=old.id, version=old.version, outcome="unchanged")


def _add(conn: Connection, row: dict[str, Any]) -> Stored | None:
    """A new report; None if another source has just brought it (on PostgreSQL, where two may write at once)."""
    first = INSERT[conn.dialect.name](tables.reports).values(row | {"version": 1}).on_conflict_do_nothing()
    id_ = conn.execute(first.returning(tables.reports.c.id)).scalar()
    if id_ is None:
        return None
    stored = Stored(id=id_, version=1, outcome="new")
    _add_version(conn, stored, row)
    return stored


def _add_version(conn: Connection, stored: Stored, row: dict[str, Any]) -> None:
    shared = {name: row[name] for name in ("run", "stored_at", "text_hash", "document")}
    conn.execute(sa.insert(tables.versions).values(shared | {"report": stored.id, "version": stored.version}))


def _point(conn: Connection, stored: Stored, records: tuple[Record, ...], *, now: datetime) -> None:
    rows = [
        {"report": stored.id, "version": stored.version, "part": part, "fetched_at": now}
        | {"file": record.file, "offset": record.offset, "length": record.length}
        for part, record in enumerate(records)
    ]
    if rows:
        conn.execute(sa.insert(tables.records), rows)


def _address(conn: Connection, address_id: int) -> Row[Any]:
    return conn.execute(sa.select(tables.addresses).where(tables.addresses.c.id == address_id)).one()


def _checked(conn: Connection, address: Row[Any], *, run: int, now: datetime, **values: Any) -> None:
    """The page was looked at: its calendar goes on, its failures are forgotten."""
    checks = address.checks if address.report is None and values["state"] == "stored" else address.checks + 1
    due = next_check(address.first_seen, now)
    fresh = {"checks": checks, "next_check": due, "last_checked": now, "checked_by": run}
    fresh |= {"attempts": 0, "reason": None, "status": None}
    _set(conn, address, **(fresh | values))


def _set(conn: Connection, address: Row[Any], **values: Any) -> None:
    conn.execute(sa.update(tables.addresses).where(tables.addresses.c.id == address.id).values(values))


def _set_report(conn: Connection, address: Row[Any], **values: Any) -> None:
    if address.report is not None:
        conn.execute(sa.update(tables.reports).where(tables.reports.c.id == address.report).values(values))
