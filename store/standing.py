"""Where a report stands before it is placed: in which story, and what a person decided about it."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.stories.choice import Match
from cleaning.stories.member import Relation
from store.tables import overrules, reports, stories

R, S, O = reports.c, stories.c, overrules.c  # noqa: E741
OTHERS = reports.alias()
MEMBERS = sa.select(sa.func.count()).where(OTHERS.c.story == S.id).correlate(stories).scalar_subquery()
STANDING: sa.Select[Any] = (
    sa.select(
        S.id.label("story"), S.origin, S.whole, S.sketch, R.relation, R.score, R.why, MEMBERS.label("members"),
        O.url.label("decided"), O.with_url, O.reason,
    )
    .select_from(reports.outerjoin(stories, S.id == R.story).outerjoin(overrules, O.url == R.url))
    .where(R.id == sa.bindparam("id"))
)  # fmt: skip
STORY_AT = sa.select(R.story).where(R.url == sa.bindparam("url"))


@dataclass(frozen=True, kw_only=True)
class Held:
    """The story that a report is in. `members`: its reports, this one among them; `sketch`: of the text that it is
    compared by."""

    story: int
    origin: int
    whole: int
    sketch: bytes | None
    relation: Relation
    score: float
    why: str
    members: int

    @property
    def alone(self) -> bool:
        return self.members == 1


def standing(conn: Connection, report_id: int) -> tuple[Held | None, Match | None]:
    """The story that a report is in and, as a match, what a person decided about it; None where there is none.

    The match has story 0 for one of its own; there is none where the report that was meant is not there."""
    row = conn.execute(STANDING, {"id": report_id}).one()
    held = Held(**{name: getattr(row, name) for name in Held.__dataclass_fields__}) if row.story else None
    return held, _decision(conn, row) if row.decided else None


def _decision(conn: Connection, row: Row[Any]) -> Match | None:
    why = f"decided in review: {row.reason}"
    if row.with_url is None:
        return Match(story=0, extent="same", score=1.0, why=why)
    story = conn.execute(STORY_AT, {"url": row.with_url}).scalar()
    return Match(story=story, extent="edited", score=1.0, why=why) if story else None
