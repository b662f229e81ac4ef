"""Stories: each report is placed in one, in the transaction that stores it; a person's decision is stronger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql

from cleaning.report import Report
from cleaning.stories.choice import Look, Match, choose, kin, looks
from cleaning.stories.compare import HOPELESS
from cleaning.stories.member import Relation, is_hijacked
from cleaning.stories.sketch import estimate, unpacked
from cleaning.stories.titles import alike
from cleaning.stories.variants import page_of
from store import kinship, story_index
from store.bulk import write_rows
from store.election import HELD_BACK, Compared, elect_again, hold_back, measure, related, stand
from store.standing import Held, standing
from store.story_members import SET, Placed, Whole, placed, placed_whole, texts, wholes
from store.tables import reports, stories

R, S = reports.c, stories.c
OURS = (None, "hijacked_mirror")  # reasons of quarantine that a story may set and take back
FORMS = (
    sa.select(R.story, R.title)
    .where(R.page == sa.bindparam("page"), R.id != sa.bindparam("id"), R.story.is_not(None))
    .limit(100)
)
BEGIN = sa.insert(stories).returning(S.id, S.origin)
END = sa.delete(stories).where(S.id == sa.bindparam("story"))
SEEN_AS = sa.select(R.story, R.hijacked).where(R.id == sa.bindparam("id"))
WAIT = sa.select(
    sa.func.pg_advisory_xact_lock(
        sa.func.unnest(sa.bindparam("keys", type_=postgresql.ARRAY(sa.BigInteger))).column_valued("key")
    )
)
ALONE = "alone"


@dataclass(frozen=True, kw_only=True)
class Placing:
    """Where a report was put. `score`: 0 to 1, how alike the texts are; `why` in words; `joined`: into a story that it
    was not in before, beside others."""

    story: int
    relation: Relation
    score: float
    why: str
    joined: bool = False


def place(conn: Connection, report_id: int, report: Report) -> Placing | None:
    """Finds or begins the story of a report that has none, or whose text changed; None for pages that are no articles
    (any more), which are in none.

    Part of the transaction that stores the report."""
    if report.quarantine not in OURS:
        leave(conn, report_id)
        return None
    me = placed(report_id, report)
    wait_for_others(conn, [me])
    return find_story(conn, me)


def find_story(conn: Connection, me: Placed) -> Placing:
    """The same for a report that may be in one. The caller waits for others."""
    held, decided = standing(conn, me.id)
    found = [] if decided else wholes(conn, _candidates(conn, me, held))
    beside = looks(me.text, [(each.story, each.text) for each in found])
    # What decides first: a person, the address, the story that it is in, the text.
    match = decided or _same_page(conn, me) or _still(me, held, beside) or choose(me.text, beside)
    if held and (match.story == held.story if match and match.story else held.alone):
        return _stay(conn, me, held, match)
    if held:
        leave(conn, me.id)
    if match and match.story:
        return _join(conn, me, match, found)
    placing = begin(conn, [me], why=match.why if match else ALONE)[me.id]
    kinship.relate(conn, placing.story, me.text, kin(me.text, beside))
    return placing


def begin(conn: Connection, mes: Sequence[Placed], *, why: str = ALONE) -> dict[int, Placing]:
    """A story for each of them. By the reports' numbers."""
    if not mes:
        return {}
    rows = [{"origin": me.id, "whole": me.id, **measure(me.text)} for me in mes]
    begun = {row.origin: row.id for row in conn.execute(BEGIN, rows)}
    story_index.add(conn, [(begun[me.id], me.text) for me in mes])
    placings = {me.id: Placing(story=begun[me.id], relation=related(me, me), score=1.0, why=why) for me in mes}
    for hijacked, more in ((False, {}), (True, {"quarantine": HELD_BACK})):  # as `hold_back` does: it is its own origin
        seats = [_seat(me, placings[me.id]) | more for me in mes if me.member.hijacked == hijacked]
        write_rows(conn, SET, seats)
    return placings


def settle(conn: Connection, report_id: int, report: Report) -> Placing | None:
    """After a look at a page whose text is as it was: placed if it never was, or if it reads as hijacked only now."""
    row = conn.execute(SEEN_AS, {"id": report_id}).one()
    if row.story is None or row.hijacked != is_hijacked(report):
        return place(conn, report_id, report)
    if row.hijacked:
        hold_back(conn, row.story)
    return None


def leave(conn: Connection, report_id: int) -> None:
    """Takes a report out of its story, which goes on without it or ends."""
    held, _ = standing(conn, report_id)
    if held is None:
        return
    conn.execute(SET, {"report_id": report_id, "story": None, "relation": None, "score": None, "why": None})
    for text in texts(conn, report_id):
        story_index.remove(conn, held.story, text)
    if held.alone:
        kinship.end(conn, held.story)
        conn.execute(END, {"story": held.story})
    else:
        elect_again(conn, held.story)


def wait_for_others(conn: Connection, mes: Sequence[Placed]) -> None:
    """On PostgreSQL two crawls may bring one text at once: the lowest key of copies is nearly always the same. In
    order, so that no two wait for each other."""
    keys = sorted({min(me.text.keys) for me in mes if me.text.keys})
    if keys and conn.dialect.name == "postgresql":
        conn.execute(WAIT, {"keys": keys})


def _same_page(conn: Connection, me: Placed) -> Match | None:
    """Another form of the same page under the same headline: for telephones, for printers, in the other script."""
    for row in conn.execute(FORMS, {"page": page_of(me.member.url), "id": me.id}):
        if alike(me.text.title, row.title):
            return Match(story=row.story, extent="edited", score=1.0, why="another form of the same page")
    return None


def _still(me: Placed, held: Held | None, beside: Sequence[Look]) -> Match | None:
    """The story that it is in, as long as its text is still of it: no report wanders off to a likelier one, which a
    person may have parted it from. What a story is compared by is compared with its text as it was."""
    if held is None or held.alone:
        return None
    if held.whole != me.id:
        return choose(me.text, [look for look in beside if look.story == held.story])
    gone = held.sketch is not None and estimate(me.text.sketch, unpacked(held.sketch)) < HOPELESS
    return None if gone else Match(story=held.story, extent="same", score=held.score, why=held.why)


def _candidates(conn: Connection, me: Placed, held: Held | None) -> list[int]:
    """The stories that share words with a report; not one that has no text but its own."""
    own = held.story if held and (held.alone or held.whole == me.id) else None
    return [story for story in story_index.candidates(conn, me.text) if story != own]


def _stay(conn: Connection, me: Placed, held: Held, match: Match | None) -> Placing:
    """Its text changed and is still of the same story: who is the origin is asked again."""
    score, why = (match.score, match.why) if match else (1.0, ALONE)
    staying = Placing(story=held.story, relation=held.relation, score=score, why=why)
    _put(conn, me, staying)
    if me.id in (held.origin, held.whole):
        elect_again(conn, held.story)
    else:
        conn.execute(SET, {"report_id": me.id, "relation": stand(conn, me, held.story)})
    return replace(staying, relation=conn.execute(sa.select(R.relation).where(R.id == me.id)).scalar_one())


def _join(conn: Connection, me: Placed, match: Match, found: Sequence[Whole]) -> Placing:
    wholes = (placed_whole(whole) for whole in found if whole.story == match.story)
    known = next((Compared(whole=whole, extent=match.extent) for whole in wholes), None)
    relation = stand(conn, me, match.story, known)
    joining = Placing(story=match.story, relation=relation, score=round(match.score, 4), why=match.why, joined=True)
    _put(conn, me, joining)
    return joining


def _put(conn: Connection, me: Placed, placing: Placing) -> None:
    conn.execute(SET, _seat(me, placing))
    if me.member.hijacked:
        hold_back(conn, placing.story)


def _seat(me: Placed, placing: Placing) -> dict[str, Any]:
    """The columns of a report's row that say where it was put."""
    seat = {"report_id": me.id, "page": page_of(me.member.url), "hijacked": me.member.hijacked}
    return seat | {name: getattr(placing, name) for name in ("story", "relation", "score", "why")}
