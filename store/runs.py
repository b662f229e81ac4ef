"""Runs: what was tried, when, and how it ended. What is due is decided from here, not from a timer's memory."""

import os
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from cleaning.border import safe
from seeds.errors import BusyError
from store.crawl_tables import runs as table

Outcome = Literal["ok", "incomplete", "rejected", "failed", "skipped", "abandoned"]
MAX_REASON = 1_000


@dataclass(frozen=True, kw_only=True)
class Counts:
    requests: int = 0
    bytes: int = 0
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    unreadable: int = 0


@dataclass(frozen=True, kw_only=True)
class Run:
    """`kind`: crawl, digest …; `subject`: the source or subscription; `outcome` is None while it is open."""

    id: int
    kind: str
    subject: str
    due: datetime | None
    started: datetime
    ended: datetime | None
    outcome: Outcome | None
    reason: str | None
    counts: Counts
    pid: int
    host: str


def open_run(conn: Connection, kind: str, subject: str, *, now: datetime, due: datetime | None = None) -> int:
    """The new run's id. Raises BusyError if what was due at that moment is running or was done."""
    row = {"kind": kind, "subject": subject, "due": due, "started": now, "pid": os.getpid(), "host": _host()}
    try:
        return int(conn.execute(insert(table).values(row).returning(table.c.id)).scalar_one())
    except IntegrityError as error:
        raise BusyError(f"{kind} {subject}: what was due at {due} is running or was done") from error


def close_run(conn: Connection, id: int, *, now: datetime, outcome: Outcome, reason: str, counts: Counts) -> None:
    ended = {"ended": now, "outcome": outcome, "reason": safe(reason, MAX_REASON), **asdict(counts)}
    conn.execute(update(table).where(table.c.id == id).values(ended))


def abandon_open(conn: Connection, kind: str, subject: str, *, now: datetime) -> int:
    """Closes what a dead process left open; the caller holds the subject's lock, so nobody is at it. How many."""
    open_ones = (table.c.kind == kind) & (table.c.subject == subject) & table.c.ended.is_(None)
    ended = {"ended": now, "outcome": "abandoned", "reason": "its process died"}
    return conn.execute(update(table).where(open_ones).values(ended)).rowcount


def last_run(conn: Connection, kind: str, subject: str) -> Run | None:
    mine = select(table).where(table.c.kind == kind, table.c.subject == subject)
    row = conn.execute(mine.order_by(table.c.id.desc()).limit(1)).first()
    return _run(row) if row else None


def last_outcome(conn: Connection, subject: str, *, before: int) -> Outcome | None:
    """How the crawl before that run ended."""
    mine = (table.c.kind == "crawl") & (table.c.subject == subject) & (table.c.id < before)
    return conn.execute(select(table.c.outcome).where(mine).order_by(table.c.id.desc()).limit(1)).scalar()


def runs(conn: Connection, *, since: datetime | None = None) -> Iterator[Run]:
    """Oldest first, started at or after `since`; a few in memory at a time."""
    query = select(table).order_by(table.c.id).execution_options(yield_per=500)
    with conn.execute(query if since is None else query.where(table.c.started >= since)) as rows:
        for row in rows:
            yield _run(row)


def last_due(conn: Connection, kind: str, subject: str) -> datetime | None:
    """The latest moment that was due and is being served or was; a failed or abandoned try does not count."""
    served = table.c.outcome.is_(None) | table.c.outcome.not_in(["abandoned", "failed"])
    query = select(table.c.due).where(
        table.c.kind == kind, table.c.subject == subject, table.c.due.is_not(None), served
    )
    return conn.execute(query.order_by(table.c.due.desc()).limit(1)).scalar()


def _run(row: Row[tuple[object, ...]]) -> Run:
    values = dict(row._mapping)
    counts = Counts(**{name: values.pop(name) for name in Counts.__dataclass_fields__})
    return Run(**values, counts=counts)


def _host() -> str:
    return socket.gethostname()
