"""Letters of an issue that is out: what became of each, and those that wait to be tried again.

Killed at any moment, nobody gets a letter twice: `dotted` is written before the one byte after which a server may have
taken it, and a letter that is found dotted is never sent again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.border import safe
from store import issue_tables

State = Literal["waiting", "dotted", "sent", "refused", "failed", "uncertain", "given_up"]
Outcome = Literal["sent", "refused", "failed", "uncertain"]
OPEN = ("waiting", "failed")  # to be tried again
ASTRAY = ("refused", "failed", "uncertain", "given_up")  # not known to have arrived
MAX_DETAIL = 500
# RFC 5321, section 4.5.4.1: the pause at least 30 minutes once a server failed often, given up after four or five days.
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240, 480)]
PATIENCE = timedelta(days=4)
D, I = issue_tables.deliveries.c, issue_tables.issues.c  # noqa: E741


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A letter as it shall go over the wire, and to whom."""

    issue: int
    recipient: str
    letter: bytes


@dataclass(frozen=True, kw_only=True)
class Astray:
    """A letter that is not known to have arrived. `next_try`: None if it is not tried again; `detail`: what the server
    said."""

    subscription: str
    issue: int
    recipient: str
    state: State
    since: datetime
    attempts: int
    next_try: datetime | None
    detail: str


def enqueue(conn: Connection, issue: int, letters: Mapping[str, bytes], *, now: datetime) -> None:
    """The letters of an issue by recipient, with the issue in one transaction."""
    shared = {"issue": issue, "state": "waiting", "attempts": 0, "since": now, "next_try": now, "detail": ""}
    rows = [shared | {"recipient": to, "letter": letter.decode("ascii")} for to, letter in letters.items()]
    conn.execute(sa.insert(issue_tables.deliveries), rows)


def dot(conn: Connection, issue: int, recipient: str) -> None:
    """The final dot goes out now: from here on a server may have taken the letter."""
    _set(conn, issue, recipient, state="dotted")


def settle(conn: Connection, issue: int, recipient: str, outcome: Outcome, *, detail: str, now: datetime) -> None:
    """What became of a try. A letter that failed is tried again after a pause that grows, for four days."""
    mine = sa.and_(D.issue == issue, D.recipient == recipient)
    row = conn.execute(sa.select(D.attempts, D.since).where(mine)).one()
    state: State = outcome
    if outcome == "failed" and now - row.since >= PATIENCE:
        state = "given_up"
    pause = PAUSES[min(row.attempts, len(PAUSES) - 1)]
    values: dict[str, Any] = {"state": state, "attempts": row.attempts + 1, "detail": safe(detail, MAX_DETAIL)}
    values |= {"next_try": now + pause} if state == "failed" else {"next_try": None, "letter": None}
    conn.execute(sa.update(issue_tables.deliveries).where(mine).values(values))


def due_letters(conn: Connection, subscription: str, *, now: datetime) -> tuple[Waiting, ...]:
    """Those to try again, of the oldest issue first."""
    query = sa.select(D.issue, D.recipient, D.letter).join(issue_tables.issues, I.id == D.issue)
    query = query.where(I.subscription == subscription, D.state.in_(OPEN), D.next_try <= now)
    return tuple(
        Waiting(issue=row.issue, recipient=row.recipient, letter=row.letter.encode("ascii"))
        for row in conn.execute(query.order_by(D.issue, D.id))
    )


def subscriptions_due(conn: Connection, *, now: datetime) -> frozenset[str]:
    """Subscriptions with a letter that may be tried again now, or whose fate is not written down yet."""
    open_ = sa.or_(sa.and_(D.state.in_(OPEN), D.next_try <= now), D.state == "dotted")
    query = sa.select(I.subscription).join(issue_tables.deliveries, I.id == D.issue).where(open_).distinct()
    return frozenset(conn.scalars(query))


def give_up_dotted(conn: Connection, subscription: str) -> tuple[str, ...]:
    """Letters whose sender died after the dot: they may have arrived, so they are `uncertain` for good. Whose."""
    mine = sa.select(I.id).where(I.subscription == subscription)
    dotted = sa.and_(D.issue.in_(mine), D.state == "dotted")
    found = tuple(conn.scalars(sa.select(D.recipient).where(dotted).order_by(D.id)))
    nothing = {"state": "uncertain", "letter": None, "next_try": None, "detail": "killed while it was being sent"}
    conn.execute(sa.update(issue_tables.deliveries).where(dotted).values(nothing))
    return found


def astray(conn: Connection, *, since: datetime) -> tuple[Astray, ...]:
    """The letters of issues since then that are not known to have arrived, the newest first."""
    columns = (I.subscription, I.number.label("issue"), D.recipient, D.state, D.since, D.attempts, D.next_try, D.detail)
    query = sa.select(*columns).join(issue_tables.issues, I.id == D.issue)
    query = query.where(D.state.in_(ASTRAY), D.since >= since).order_by(D.since.desc(), D.id)
    return tuple(Astray(**row) for row in conn.execute(query).mappings())


def states(conn: Connection, issue: int) -> dict[str, str]:
    """By recipient, in the order in which they are written to."""
    rows = conn.execute(sa.select(D.recipient, D.state).where(D.issue == issue).order_by(D.id))
    return {row.recipient: row.state for row in rows}


def withdraw(conn: Connection, issue: int) -> None:
    """An issue that no server took for anybody is not out: its reports are news still."""
    for column in (D.issue, issue_tables.issue_items.c.issue, I.id):
        conn.execute(sa.delete(column.table).where(column == issue))


def _set(conn: Connection, issue: int, recipient: str, **values: Any) -> None:
    conn.execute(sa.update(issue_tables.deliveries).where(D.issue == issue, D.recipient == recipient).values(values))
