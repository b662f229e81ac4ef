"""A person's decisions about stories, which are stronger than any text."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.border import safe
from cleaning.serial import report_from_json
from store.stories import Placing, leave, place
from store.tables import overrules, reports

R, O = reports.c, overrules.c  # noqa: E741
MAX_REASON = 1_000


def overrule(conn: Connection, url: str, *, with_url: str | None, reason: str, now: datetime) -> Placing | None:
    """A person's decision: the report at `url` is of the story of the one at `with_url`, or (None) of one of its own.

    It survives whatever is cleaned or fetched again. None if no report of that address is stored yet."""
    row = {"url": url, "with_url": with_url, "reason": safe(reason, MAX_REASON), "at": now}
    conn.execute(sa.delete(overrules).where(O.url == url))
    conn.execute(sa.insert(overrules).values(row))
    return _again(conn, url)


def no_overrule(conn: Connection, url: str) -> Placing | None:
    """Takes a decision back: the report is placed by its text."""
    conn.execute(sa.delete(overrules).where(O.url == url))
    stored = conn.execute(sa.select(R.id).where(R.url == url)).scalar()
    if stored:
        leave(conn, stored)  # else it might stay as the text that its story is compared by: its own
    return _again(conn, url)


def _again(conn: Connection, url: str) -> Placing | None:
    row = conn.execute(sa.select(R.id, R.document).where(R.url == url, R.document.is_not(None))).first()
    return place(conn, row.id, report_from_json(row.document)) if row else None
