"""What stories are to earlier ones that they are no copies of: the next of a series, a roundup, an item of one.

Lists are read from their newest end, so the earlier of two often comes later: each story points to the nearest that was
published before it, and one that comes between two is put between them."""

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.stories.choice import Look
from cleaning.stories.compare import Kinship, Text
from store.tables import stories

S = stories.c
REVERSED: dict[Kinship, Kinship] = {"series": "series", "item": "roundup", "roundup": "item"}
NOBODY_KNOWS = datetime.min.replace(tzinfo=UTC)  # what has no date was there before what comes now
POINT = sa.update(stories).where(S.id == sa.bindparam("story"))
# One that points to nothing, or to what this story points to as well.
POINT_LATER = POINT.where(sa.or_(S.earlier.is_(None), S.earlier == sa.bindparam("before")))
UNPOINT = sa.update(stories).where(S.earlier == sa.bindparam("gone")).values(earlier=None, kinship=None)

Kin = tuple[Look, Kinship]


def relate(conn: Connection, story: int, text: Text, found: Sequence[Kin]) -> None:
    """A new story among its kin."""
    mine = text.published or datetime.max.replace(tzinfo=UTC)
    before = max((one for one in found if _date(one) <= mine), key=_date, default=None)
    after = min((one for one in found if _date(one) > mine), key=_date, default=None)
    if before:
        conn.execute(POINT, {"story": story, "earlier": before[0].story, "kinship": before[1]})
    if after:
        known = before[0].story if before else None
        row = {"story": after[0].story, "before": known, "earlier": story, "kinship": REVERSED[after[1]]}
        conn.execute(POINT_LATER, row)


def end(conn: Connection, story: int) -> None:
    """A story that is no more: nothing points to it."""
    conn.execute(UNPOINT, {"gone": story})


def _date(kin: Kin) -> datetime:
    return kin[0].whole.published or NOBODY_KNOWS
