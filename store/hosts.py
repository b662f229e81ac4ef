"""What a site told us that outlives a run: its rules as last read, and until when it wants to be left alone."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from cleaning.border import safe
from store.crawl_tables import hosts

ROBOTS_KEPT = timedelta(hours=24)  # RFC 9309, section 2.4: no copy is used for longer
LONGEST_WAIT = timedelta(hours=24)  # whatever a server asks for: one that asks for a year is asked again tomorrow


def keep_robots(conn: Connection, origin: str, text: str, *, now: datetime) -> None:
    """The rules of a site as they were just read; empty where it has none."""
    _set(conn, origin, robots=safe(text), robots_at=now)


def robots_copy(conn: Connection, origin: str, *, now: datetime) -> str | None:
    """The rules as last read, None if that is a day ago or never was."""
    row = conn.execute(select(hosts.c.robots, hosts.c.robots_at).where(hosts.c.origin == origin)).first()
    if row is None or row.robots_at is None or not row.robots_at <= now <= row.robots_at + ROBOTS_KEPT:
        return None
    return str(row.robots)


def leave_alone(conn: Connection, origin: str, *, seconds: float, now: datetime) -> None:
    """The site asked for so many seconds without us; at most a day of it is heeded."""
    _set(conn, origin, wait_until=now + min(timedelta(seconds=seconds), LONGEST_WAIT))


def left_alone_until(conn: Connection, origin: str, *, now: datetime) -> datetime | None:
    """None if the site may be asked. A wait longer than any that we make is of a clock that was set back since."""
    until = conn.execute(select(hosts.c.wait_until).where(hosts.c.origin == origin)).scalar()
    return until if until is not None and now < until <= now + LONGEST_WAIT else None


def _set(conn: Connection, origin: str, **values: Any) -> None:
    if not conn.execute(update(hosts).where(hosts.c.origin == origin).values(values)).rowcount:
        conn.execute(insert(hosts).values(values | {"origin": origin}))
