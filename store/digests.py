"""Issues of the subscriptions: what a next issue may hold, and what each has held.

The cursor of a subscription is the list of what its issues held, not a moment or a highest id: on PostgreSQL a
transaction that began earlier may become visible later, and what it stored must still find its issue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from seeds.errors import BusyError
from store import issue_tables, tables
from store.reports import Kept, kept

Kind = Literal["new", "changed", "gone", "also"]  # also: a reprint that stood behind the report that was shown
R, I = tables.reports.c, issue_tables.issue_items.c  # noqa: E741


@dataclass(frozen=True, kw_only=True)
class Item:
    """A report in an issue, as of that version."""

    report: int
    version: int
    kind: Kind


@dataclass(frozen=True, kw_only=True)
class Issue:
    """`path`: the file it was written to; `sent_at` is None until it was sent."""

    id: int
    subscription: str
    number: int
    built_at: datetime
    period: tuple[datetime, datetime]
    path: str
    sent_at: datetime | None
    items: tuple[Item, ...]


def news(conn: Connection, subscription: str, *, sources: Sequence[str] = (), now: datetime) -> tuple[Kept, ...]:
    """Reports that no issue of the subscription has held: all but what was there before we came (backfill) and what is
    held back (quarantine). `sources`: names, none for all. Oldest first."""
    query = _readable(sources, now).where(~R.backfill, ~_held(subscription))
    return _rows(conn, query)


def changed(conn: Connection, subscription: str, *, sources: Sequence[str] = (), now: datetime) -> tuple[Kept, ...]:
    """Reports that an issue has shown, in a version that none has."""
    query = _readable(sources, now).where(_shown(subscription), ~_held(subscription, I.version == R.version))
    return _rows(conn, query)


def gone(conn: Connection, subscription: str, *, sources: Sequence[str] = (), now: datetime) -> tuple[Kept, ...]:
    """Reports that an issue has shown and whose page is there no more, where none has said so yet."""
    query = _readable(sources, now).where(
        R.gone_at <= now, _shown(subscription), ~_held(subscription, I.version == R.version, I.kind == "gone")
    )
    return _rows(conn, query)


def shown_version(conn: Connection, subscription: str, report: int) -> int | None:
    """The version of a report that the subscription's readers know."""
    mine = sa.and_(I.subscription == subscription, I.report == report, I.kind != "also")
    return conn.execute(sa.select(sa.func.max(I.version)).where(mine)).scalar()


def backfilled(conn: Connection, subscription: str, *, sources: Sequence[str] = (), now: datetime) -> dict[str, int]:
    """How many reports of each source were there before we came and were stored since the last issue."""
    last = last_issue(conn, subscription)
    query = _chosen(
        sa.select(R.source, sa.func.count().label("reports")).where(R.backfill, R.first_seen <= now), sources
    )
    if last is not None:
        query = query.where(R.first_seen > last.built_at)
    rows = conn.execute(query.group_by(R.source).order_by(R.source))
    return {row.source: row.reports for row in rows}


def record_issue(
    conn: Connection,
    subscription: str,
    *,
    number: int,
    now: datetime,
    period: tuple[datetime, datetime],
    items: Sequence[Item],
    path: str,
) -> Issue:
    """The issue and what it holds. Raises BusyError if another process has just recorded one with any of it."""
    row = {"subscription": subscription, "number": number, "built_at": now, "path": path}
    row |= {"period_start": period[0], "period_end": period[1]}
    try:
        issue = conn.execute(
            sa.insert(issue_tables.issues).values(row).returning(issue_tables.issues.c.id)
        ).scalar_one()
        rows = [
            {"issue": issue, "position": position, "subscription": subscription}
            | {"report": item.report, "version": item.version, "kind": item.kind}
            for position, item in enumerate(items)
        ]
        if rows:
            conn.execute(sa.insert(issue_tables.issue_items), rows)
    except IntegrityError as error:
        raise BusyError(
            f"{subscription}: issue {number} or one of its items is recorded already; build it again"
        ) from error
    return next(one for one in issues(conn, subscription) if one.id == issue)


def mark_sent(conn: Connection, issue_id: int, *, now: datetime) -> None:
    conn.execute(sa.update(issue_tables.issues).where(issue_tables.issues.c.id == issue_id).values(sent_at=now))


def issues(conn: Connection, subscription: str) -> Iterator[Issue]:
    """The subscription's issues, newest first."""
    query = sa.select(issue_tables.issues).where(issue_tables.issues.c.subscription == subscription)
    for row in conn.execute(query.order_by(issue_tables.issues.c.number.desc())).all():
        yield _issue(conn, row)


def last_issue(conn: Connection, subscription: str) -> Issue | None:
    return next(issues(conn, subscription), None)


def items(
    *,
    new: Sequence[Kept] = (),
    also: Sequence[Kept] = (),
    changed: Sequence[Kept] = (),
    gone: Sequence[Kept] = (),
) -> tuple[Item, ...]:
    """What `record_issue` takes, out of what `news`, `changed` and `gone` gave; `also`: news that was not shown."""
    groups: tuple[tuple[Kind, Sequence[Kept]], ...] = (
        ("new", new),
        ("also", also),
        ("changed", changed),
        ("gone", gone),
    )
    return tuple(Item(report=one.id, version=one.version, kind=kind) for kind, group in groups for one in group)


def _readable(sources: Sequence[str], now: datetime) -> Any:
    shown = sa.select(tables.reports).where(R.document.is_not(None), R.quarantine.is_(None), R.stored_at <= now)
    return _chosen(shown, sources).order_by(R.id)


def _chosen(query: Any, sources: Sequence[str]) -> Any:
    return query.where(R.source.in_(sources)) if sources else query


def _held(subscription: str, *more: Any) -> Any:
    """Some issue of the subscription has held the report of the outer query."""
    held = sa.select(I.report).where(I.subscription == subscription, I.report == R.id, *more)
    return held.correlate(tables.reports).exists()


def _shown(subscription: str) -> Any:
    return _held(subscription, I.kind != "also")


def _rows(conn: Connection, query: Any) -> tuple[Kept, ...]:
    return tuple(kept(row) for row in conn.execute(query))


def _issue(conn: Connection, row: Row[Any]) -> Issue:
    mine = sa.select(issue_tables.issue_items).where(I.issue == row.id).order_by(I.position)
    held = tuple(Item(report=one.report, version=one.version, kind=one.kind) for one in conn.execute(mine))
    return Issue(
        id=row.id,
        subscription=row.subscription,
        number=row.number,
        built_at=row.built_at,
        period=(row.period_start, row.period_end),
        path=row.path,
        sent_at=row.sent_at,
        items=held,
    )
