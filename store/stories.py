"""Stories: each report is placed in one, in the transaction that stores it; a person's decision is stronger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.border import safe
from cleaning.report import Report
from cleaning.serial import report_from_json
from cleaning.stories.choice import Match, choose
from cleaning.stories.compare import Text, text_of
from cleaning.stories.member import Member, Relation, is_hijacked, member_of
from cleaning.stories.origin import COMPLETE, is_older, relation
from cleaning.stories.shingles import keys
from cleaning.stories.titles import alike
from cleaning.stories.variants import page_of
from store import story_index
from store.tables import overrules, reports, stories, versions

R, S = reports.c, stories.c
MAX_REASON = 1_000
AT_A_TIME = 100
OURS = (None, "hijacked_mirror")  # reasons of quarantine that a story may set and take back


@dataclass(frozen=True, kw_only=True)
class Placing:
    """Where a report was put. `score`: 0 to 1, how alike the texts are; `why` in words."""

    story: int
    relation: Relation
    score: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A report as its story sees it."""

    id: int
    text: Text
    member: Member


def place(conn: Connection, report_id: int, report: Report) -> Placing | None:
    """Finds or begins the story of a report that has none, or whose text changed; None for pages that are no articles.

    Part of the transaction that stores the report."""
    if report.quarantine not in OURS:
        return None
    me = _placed(report_id, report)
    _wait_for_others(conn, me)
    held = conn.execute(sa.select(stories).join(reports, R.story == S.id).where(R.id == report_id)).first()
    decided = _decided(conn, report.url)
    match = decided or _same_page(conn, me) or choose(me.text, _stories(conn, me, held))
    if held and not decided and (match.story == held.id if match else _is_alone(conn, held)):
        return _stay(conn, me, held)
    leave(conn, report_id)
    if match is None:
        return _begin(conn, me, "alone")
    return _join(conn, me, match) if match.story else _begin(conn, me, match.why)


def settle(conn: Connection, report_id: int, report: Report) -> None:
    """After a look at a page whose text is as it was: placed if it never was, or if it reads as hijacked only now."""
    row = conn.execute(sa.select(R.story, R.hijacked).where(R.id == report_id)).one()
    if row.story is None or row.hijacked != is_hijacked(report):
        place(conn, report_id, report)
    elif row.hijacked:
        _hold_back(conn, row.story)


def leave(conn: Connection, report_id: int) -> None:
    """Takes a report out of its story, which goes on without it or ends."""
    story = conn.execute(sa.select(stories).join(reports, R.story == S.id).where(R.id == report_id)).first()
    if story is None:
        return
    alone = _is_alone(conn, story)
    _set(conn, report_id, story=None, relation=None, score=None, why=None)
    _take_keys(conn, story.id, report_id)
    if alone:
        conn.execute(sa.delete(stories).where(S.id == story.id))
    else:
        _elect_again(conn, story)


def overrule(conn: Connection, url: str, *, with_url: str | None, reason: str, now: datetime) -> Placing | None:
    """A person's decision: the report at `url` is of the story of the one at `with_url`, or (None) of one of its own.

    It survives whatever is cleaned or fetched again. None if no report of that address is stored yet."""
    row = {"url": url, "with_url": with_url, "reason": safe(reason, MAX_REASON), "at": now}
    conn.execute(sa.delete(overrules).where(overrules.c.url == url))
    conn.execute(sa.insert(overrules).values(row))
    return _again(conn, url)


def no_overrule(conn: Connection, url: str) -> Placing | None:
    """Takes a decision back: the report is placed by its text."""
    conn.execute(sa.delete(overrules).where(overrules.c.url == url))
    return _again(conn, url)


def _again(conn: Connection, url: str) -> Placing | None:
    row = conn.execute(sa.select(R.id, R.document).where(R.url == url, R.document.is_not(None))).first()
    return place(conn, row.id, report_from_json(row.document)) if row else None


def _wait_for_others(conn: Connection, me: Placed) -> None:
    """On PostgreSQL two crawls may bring one text at once: the lowest key of copies is nearly always the same."""
    own = keys(me.text.grams)
    if own and conn.dialect.name == "postgresql":
        conn.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": min(own)})


def _decided(conn: Connection, url: str) -> Match | None:
    """What a person decided, if anybody did. Story 0: one of its own."""
    row = conn.execute(sa.select(overrules).where(overrules.c.url == url)).first()
    if row is None:
        return None
    why = f"decided in review: {row.reason}"
    if row.with_url is None:
        return Match(story=0, extent="same", score=1.0, why=why)
    story = conn.execute(sa.select(R.story).where(R.url == row.with_url)).scalar()
    return Match(story=story, extent="edited", score=1.0, why=why) if story else None


def _same_page(conn: Connection, me: Placed) -> Match | None:
    """Another form of the same page under the same headline: for telephones, for printers, in the other script."""
    forms = sa.select(R.story, R.title).where(R.page == page_of(me.member.url), R.id != me.id, R.story.is_not(None))
    for row in conn.execute(forms.limit(AT_A_TIME)):
        if alike(me.text.title, row.title):
            return Match(story=row.story, extent="edited", score=1.0, why="another form of the same page")
    return None


def _stories(conn: Connection, me: Placed, held: Row[Any] | None) -> list[tuple[int, Text]]:
    """The stories that share words with a report, each with the text that it is compared by; not one of its own."""
    own = held.id if held and _is_alone(conn, held) else None
    found = [story for story in story_index.candidates(conn, me.text.grams) if story != own]
    if not found:
        return []
    query = sa.select(S.id, R.document).join(reports, R.id == S.whole).where(S.id.in_(found))
    return [(row.id, _text_in(row.document)) for row in conn.execute(query) if row.document]


def _text_in(document: Mapping[str, Any]) -> Text:
    """As `_text` of the report in it, of which only this much is made."""
    moment = document["published_at"]
    return text_of(document["title"], document["body"], datetime.fromisoformat(moment) if moment else None)


def _is_alone(conn: Connection, story: Row[Any]) -> bool:
    return conn.execute(sa.select(sa.func.count()).where(R.story == story.id)).scalar_one() == 1


def _stay(conn: Connection, me: Placed, story: Row[Any]) -> Placing:
    """Its text changed and is still of the same story: who is the origin is asked again."""
    _set(conn, me.id, page=page_of(me.member.url), hijacked=me.member.hijacked)
    story_index.add(conn, story.id, me.text.grams)
    _elect_again(conn, story)
    row = conn.execute(sa.select(R.relation, R.score, R.why).where(R.id == me.id)).one()
    return Placing(story=story.id, relation=row.relation, score=row.score, why=row.why)


def _begin(conn: Connection, me: Placed, why: str) -> Placing:
    story = conn.execute(sa.insert(stories).values(origin=me.id, whole=me.id).returning(S.id)).scalar_one()
    story_index.add(conn, story, me.text.grams)
    return _put(conn, me, Placing(story=story, relation=_related(me, me), score=1.0, why=why))


def _join(conn: Connection, me: Placed, match: Match) -> Placing:
    story = conn.execute(sa.select(stories).where(S.id == match.story)).one()
    origin = _load(conn, story.origin)
    whole = origin if story.whole == story.origin else _load(conn, story.whole)
    if _is_fuller(me, whole):
        conn.execute(sa.update(stories).where(S.id == story.id).values(whole=me.id))
        story_index.add(conn, story.id, me.text.grams)
    related = _related(me, origin)
    placing = _put(conn, me, Placing(story=story.id, relation=related, score=round(match.score, 4), why=match.why))
    if not is_older(me.member, origin.member):
        return placing
    _crown(conn, story.id, me)
    mine = _related(me, me)
    return Placing(story=story.id, relation=mine, score=placing.score, why=placing.why)


def _related(me: Placed, origin: Placed) -> Relation:
    """Two addresses that lead to one page have two reports, of which one is the origin."""
    related = relation(me.member, me.text, origin.member, origin.text)
    return "same" if related == "origin" and me.id != origin.id else related


def _is_fuller(me: Placed, whole: Placed) -> bool:
    """Whether others should be compared with this text from now on: with the longest, and rather with an origin than
    with a copy that was edited; never with what might be a roundup."""
    if alike(me.text.title, whole.text.title) is not True:
        return False
    older = len(me.text.grams) >= COMPLETE * len(whole.text.grams) and is_older(me.member, whole.member)
    return older or len(me.text.grams) > len(whole.text.grams)


def _crown(conn: Connection, story: int, origin: Placed) -> None:
    """A new origin: every other report relates to it now."""
    conn.execute(sa.update(stories).where(S.id == story).values(origin=origin.id))
    for each in _members(conn, story):
        _set(conn, each.id, relation=_related(each, origin))
    _hold_back(conn, story)


def _elect_again(conn: Connection, story: Row[Any]) -> None:
    """After the origin or the fullest report left: the best and the longest of the others."""
    best = longest = None
    for each in _members(conn, story.id):
        best = each if best is None or is_older(each.member, best.member) else best
        longest = each if longest is None or len(each.text.grams) > len(longest.text.grams) else longest
    if best is None or longest is None:  # all others were taken down
        return
    conn.execute(sa.update(stories).where(S.id == story.id).values(whole=longest.id))
    story_index.add(conn, story.id, longest.text.grams)
    _crown(conn, story.id, best)


def _take_keys(conn: Connection, story: int, report_id: int) -> None:
    """Out of the index: the keys of every text that a report ever had."""
    v = versions.c
    for document in conn.scalars(sa.select(v.document).where(v.report == report_id, v.document.is_not(None))).all():
        story_index.remove(conn, story, _text_in(document).grams)


def _put(conn: Connection, me: Placed, placing: Placing) -> Placing:
    _set(conn, me.id, **vars(placing), page=page_of(me.member.url), hijacked=me.member.hijacked)
    if me.member.hijacked:
        _hold_back(conn, placing.story)
    return placing


def _hold_back(conn: Connection, story: int) -> None:
    """Hijacked pages wait in quarantine until the origin is known, which is then shown instead of them."""
    origin = conn.execute(sa.select(R.hijacked).join(stories, S.origin == R.id).where(S.id == story)).scalar_one()
    mine = sa.and_(R.story == story, R.hijacked)
    held = "hijacked_mirror" if origin else None
    conn.execute(sa.update(reports).where(mine).values(quarantine=held))


def _members(conn: Connection, story: int) -> list[Placed]:
    """All reports of a story whose text is still there."""
    query = sa.select(R.id, R.document).where(R.story == story, R.document.is_not(None)).order_by(R.id)
    return [_placed(row.id, _without_facts(row.document)) for row in conn.execute(query)]


def _load(conn: Connection, report_id: int) -> Placed:
    document = conn.execute(sa.select(R.document).where(R.id == report_id)).scalar_one()
    return _placed(report_id, _without_facts(document))


def _without_facts(document: Mapping[str, Any]) -> Report:
    """The report without its figures: most of a document, and nothing to a story."""
    return report_from_json({key: value for key, value in document.items() if key != "relevance"})


def _placed(report_id: int, report: Report) -> Placed:
    return Placed(id=report_id, text=_text(report), member=member_of(report))


def _text(report: Report) -> Text:
    return text_of(report.title, report.body, report.published.moment)


def _set(conn: Connection, report_id: int, **values: Any) -> None:
    conn.execute(sa.update(reports).where(R.id == report_id).values(values))
