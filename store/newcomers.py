"""Reports that nobody has seen, placed together: those that share nothing with another begin their stories at once.

The others are placed one by one, in the order in which they came, beside all that came before."""

from collections import Counter
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from cleaning.report import Report
from cleaning.stories.variants import page_of
from store import story_index
from store.stories import OURS, Placing, begin, find_story, wait_for_others
from store.story_members import Placed, placed
from store.tables import overrules, reports

R, O = reports.c, overrules.c  # noqa: E741
DECIDED = sa.select(R.id).join(overrules, O.url == R.url).where(R.id.in_(bindparam("ids", expanding=True)))
PAGES = sa.select(R.page).where(R.page.in_(bindparam("pages", expanding=True)), R.story.is_not(None))


def place_newcomers(conn: Connection, new: Mapping[int, Report]) -> dict[int, Placing]:
    """The stories of reports, by their numbers, whose rows were just made: as `place` finds them one after the other.
    Pages that are no articles are in none."""
    mes = [placed(id_, report) for id_, report in new.items() if report.quarantine in OURS]
    wait_for_others(conn, mes)
    tied = _tied(conn, mes)
    placings: dict[int, Placing] = {}
    waiting: list[Placed] = []
    for me in mes:
        if me.id in tied or not _is_alone(conn, me, waiting):
            placings |= begin(conn, waiting) | {me.id: find_story(conn, me)}
            waiting = []
        else:
            waiting.append(me)
    return placings | begin(conn, waiting)


def _tied(conn: Connection, mes: Sequence[Placed]) -> set[int]:
    """Those of which a person has decided, or of whose page there is another form."""
    decided = conn.scalars(DECIDED, {"ids": [me.id for me in mes]})
    pages = {me.id: page_of(me.member.url) for me in mes}
    here = Counter(pages.values())
    there = set(conn.scalars(PAGES, {"pages": list(here)}))
    return {*decided, *(id_ for id_, page in pages.items() if page in there or here[page] > 1)}


def _is_alone(conn: Connection, me: Placed, waiting: Sequence[Placed]) -> bool:
    """Whether the index brings nothing beside it, nor would if those that wait were in it."""
    beside_them = any(story_index.brings(me.text, other.text) for other in waiting)
    return not beside_them and not story_index.candidates(conn, me.text)
