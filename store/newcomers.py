"""Reports that nobody has seen, placed together: those that share nothing with another begin their stories at once.

The others are placed one by one, in the order in which they came, beside all that came before."""

from collections import Counter
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from cleaning.report import Report
from cleaning.stories.variants import page_of
from store import story_index
from store.stories import OURS, Placing, begin, choose_story, find_story, wait_for_others
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
    around = story_index.Around(conn, [me.text for me in mes])
    placings: dict[int, Placing] = {}
    waiting: list[Placed] = []
    for me in mes:
        near = around.candidates(me.text)
        if me.id in tied or near:
            placings |= begin(conn, waiting)
            placings[me.id] = find_story(conn, me) if me.id in tied else _beside(conn, me, near)
            waiting = []
        else:
            waiting.append(me)
        joined = me.id in placings and placings[me.id].joined
        around.add(me.text, begun=not joined)
    return placings | begin(conn, waiting)


def _beside(conn: Connection, me: Placed, near: Sequence[int]) -> Placing:
    """In one of those stories or in one of its own. What came in between has the number of its story only now."""
    came = any(story >= story_index.NEWER for story in near)
    return choose_story(conn, me, story_index.candidates(conn, me.text) if came else near)


def _tied(conn: Connection, mes: Sequence[Placed]) -> set[int]:
    """Those of which a person has decided, or of whose page there is another form."""
    decided = conn.scalars(DECIDED, {"ids": [me.id for me in mes]})
    pages = {me.id: page_of(me.member.url) for me in mes}
    here = Counter(pages.values())
    there = set(conn.scalars(PAGES, {"pages": list(here)}))
    return {*decided, *(id_ for id_, page in pages.items() if page in there or here[page] > 1)}
