"""Which report of a story is its origin, which text others are compared with, and what each of the others is to it."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.stories.compare import Extent, Text
from cleaning.stories.member import Relation
from cleaning.stories.origin import COMPLETE, is_older, relation
from cleaning.stories.sketch import packed
from cleaning.stories.titles import alike
from store import story_index
from store.story_members import SET, Placed, load, members
from store.tables import reports, stories

R, S = reports.c, stories.c
CHANGE = sa.update(stories).where(S.id == sa.bindparam("story"))
# Two transactions that bring copies at once (PostgreSQL): the second to elect waits, and then sees what the first did.
ELECTED = sa.select(S.id, S.origin, S.whole).where(S.id == sa.bindparam("story")).with_for_update()
IS_HIJACKED = sa.select(R.hijacked).join(stories, S.origin == R.id).where(S.id == sa.bindparam("story"))
HELD_BACK = "hijacked_mirror"
HIJACKED_OF = sa.update(reports).where(R.story == sa.bindparam("of_story"), R.hijacked)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The text that a story is compared by, and how another differs from it."""

    whole: Placed
    extent: Extent


def stand(conn: Connection, me: Placed, story: int, known: Compared | None = None) -> Relation:
    """A report that is in a story now, or whose text changed there: compared with the origin and the whole, and put in
    their place where it is better; what it is to the origin. `known`: the whole, if it was compared already."""
    elected = conn.execute(ELECTED, {"story": story}).one()
    held = {known.whole.id: known.whole} if known else {}
    origin, whole = (held.get(each) or load(conn, each) for each in (elected.origin, elected.whole))
    if is_fuller(me, whole):
        measure_by(conn, story, me)
    if not is_older(me.member, origin.member):
        return related(me, origin, known.extent if known and known.whole.id == origin.id else None)
    crown(conn, story, me)
    return related(me, me)


def measure_by(conn: Connection, story: int, whole: Placed) -> None:
    """From now on others are compared with this text."""
    conn.execute(CHANGE, {"story": story, **measure(whole.text), "whole": whole.id})
    story_index.add(conn, [(story, whole.text)])


def measure(text: Text) -> dict[str, bytes]:
    """What a story keeps of the text that others are compared with."""
    return {"sketch": packed(text.sketch)}


def related(me: Placed, origin: Placed, known: Extent | None = None) -> Relation:
    """Two addresses that lead to one page have two reports, of which one is the origin."""
    found = relation(me.member, me.text, origin.member, origin.text, known=known)
    return "same" if found == "origin" and me.id != origin.id else found


def is_fuller(me: Placed, whole: Placed) -> bool:
    """Whether others should be compared with this text from now on: with the longest, of two as long rather with an
    origin than with a copy that was edited; never with what might be a roundup."""
    if me.id == whole.id or alike(me.text.title, whole.text.title) is not True:
        return False
    mine, theirs = len(me.text.grams), len(whole.text.grams)
    if min(mine, theirs) < COMPLETE * max(mine, theirs):
        return mine > theirs
    return is_older(me.member, whole.member)


def crown(conn: Connection, story: int, origin: Placed) -> None:
    """A new origin: every other report relates to it now."""
    conn.execute(CHANGE, {"story": story, "origin": origin.id})
    if rows := [{"report_id": each.id, "relation": related(each, origin)} for each in members(conn, story)]:
        conn.execute(SET, rows)
    hold_back(conn, story)


def elect_again(conn: Connection, story: int) -> None:
    """After the origin or the fullest report left or changed: the best and the fullest of those that are there."""
    best = fullest = None
    for each in members(conn, story):
        best = each if best is None or is_older(each.member, best.member) else best
        fullest = each if fullest is None or is_fuller(each, fullest) else fullest
    if best is None or fullest is None:  # all others were taken down
        return
    measure_by(conn, story, fullest)
    crown(conn, story, best)


def hold_back(conn: Connection, story: int) -> None:
    """Hijacked pages wait in quarantine until the origin is known, which is then shown instead of them."""
    origin = conn.execute(IS_HIJACKED, {"story": story}).scalar_one()
    conn.execute(HIJACKED_OF, {"of_story": story, "quarantine": HELD_BACK if origin else None})
