"""What watched sites looked like, so that one that turns is noticed."""

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.stories.drift import Look
from store.crawl_tables import looks
from store.tables import reports

L, R = looks.c, reports.c


def last_look(conn: Connection, source: str) -> Look | None:
    document = conn.execute(sa.select(L.look).where(L.source == source)).scalar()
    return Look(**document) if document else None


def keep_look(conn: Connection, source: str, look: Look, *, now: datetime) -> None:
    forget_look(conn, source)
    conn.execute(sa.insert(looks).values(source=source, look=asdict(look), at=now))


def forget_look(conn: Connection, source: str) -> None:
    """The site is believed as it is at its next crawl: for an operator who looked and found it honest."""
    conn.execute(sa.delete(looks).where(L.source == source))


def reject_run(conn: Connection, run: int) -> int:
    """Holds back every report that a run stored, until a person has looked. How many."""
    mine = sa.and_(R.run == run, R.quarantine.is_(None))
    return conn.execute(sa.update(reports).where(mine).values(quarantine="run_rejected")).rowcount
