"""Decisions of people: kept with who, when and why, and put onto every reading of the page that they were made on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.border import safe
from cleaning.corrections import amended
from cleaning.decision import Decision, Standing
from cleaning.report import Report
from cleaning.serial import report_from_json, report_text
from store import tables
from store.ledger import enter, printed

D, R, V = tables.decisions.c, tables.reports.c, tables.versions.c
MAX_NAME, MAX_REASON = 100, 1_000
OVER = D.state == "over"
ITS_STORY = sa.select(R.story).where(R.url == sa.bindparam("at")).scalar_subquery()
LENT = sa.and_(D.kind == "figure", D.state == "holds", D.url.in_(sa.select(R.url).where(R.story == ITS_STORY)))
DECIDED = sa.select(tables.decisions).where(sa.or_(sa.and_(D.url == sa.bindparam("at"), ~OVER), LENT)).order_by(D.id)
OWN = sa.select(tables.decisions).where(D.url.in_(sa.bindparam("urls", expanding=True)), ~OVER).order_by(D.id)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A decision and what became of it. `state`: holds, open (its words were changed) or over; `successor`: of an open
    one, the figure that its sentence became; `ended_at`, `ended_by`: of one that is over."""

    decision: Decision
    url: str
    state: str
    successor: str | None
    ended_at: datetime | None
    ended_by: str | None


def as_decided(conn: Connection, url: str, report: Report) -> Report:
    """A reading of the page at an address with what people decided on it."""
    known, lent = _decided(conn, url)
    if not known and not lent:
        return report
    return amended(report, [one.decision for one in known], borrowed=lent)[0]


def amend(conn: Connection, url: str, report: Report) -> Report:
    """The same for a reading that is being stored: decisions whose words are not there any more wait to be looked at
    again, and those whose words are back hold again."""
    lock(conn, url)
    return _amended(conn, report, *_decided(conn, url))


def amend_strangers(conn: Connection, reports: Mapping[str, Report]) -> Mapping[str, Report]:
    """The same for reports, by their addresses, that are not stored yet: they are in no story that would lend them
    anything, but there may be decisions on what was read at their addresses before."""
    known = defaultdict(list)
    for row in conn.execute(OWN, {"urls": list(reports)}):
        known[row.url].append(_told(row))
    return {url: _amended(conn, report, known.get(url, []), []) for url, report in reports.items()}


def lock(conn: Connection, url: str) -> None:
    """Nobody else reads, decides on or stores that report until the transaction ends."""
    if conn.dialect.name == "postgresql":  # SQLite has one writer at a time
        conn.execute(sa.select(R.id).where(R.url == url).with_for_update())


def lend(conn: Connection, report_id: int, version: int, url: str) -> None:
    """To a report that has just come into a story."""
    if not _decided(conn, url)[1]:
        return
    document = conn.execute(sa.select(R.document).where(R.id == report_id)).scalar_one()
    rewrite(conn, report_id, version, as_decided(conn, url, report_from_json(document)))


def rewrite(conn: Connection, report_id: int, version: int, report: Report) -> None:
    """What readers see from now on: the report as decided, its figures in the ledger, its version."""
    relevance = report.facts.relevance
    document = report_text(report)
    values = {"document": document, "is_aid_report": relevance.is_aid_report if relevance else None}
    conn.execute(sa.update(tables.reports).where(R.id == report_id).values(values))
    current = sa.and_(V.report == report_id, V.version == version)
    conn.execute(sa.update(tables.versions).where(current).values(document=document))
    enter(conn, report_id, version, printed(report.facts.figures))


def on_item(conn: Connection, item: str) -> Told | None:
    """The decision on an item that is not over."""
    row = conn.execute(sa.select(tables.decisions).where(D.item == item, ~OVER)).first()
    return _told(row) if row else None


def decisions(conn: Connection, *, item: str | None = None, state: str | None = None) -> Iterator[Told]:
    """All there ever were, newest first."""
    query = sa.select(tables.decisions).order_by(D.id.desc())
    if item is not None:
        query = query.where(D.item == item)
    if state is not None:
        query = query.where(D.state == state)
    return map(_told, conn.execute(query))


def record(conn: Connection, url: str, decision: Decision) -> Decision:
    """A new one, with its number. Open decisions on what its item was made of are over with it."""
    _end(conn, sa.and_(D.successor == decision.item, D.state == "open"), decision.by, decision.at)
    said = {name: getattr(decision, name) for name in ("item", "kind", "verdict", "block", "sentence")}
    said |= {"by": safe(decision.by, MAX_NAME), "why": safe(decision.why, MAX_REASON)}
    row = {**said, "url": url, "at": datetime.fromisoformat(decision.at), "state": "holds"}
    row |= {"fields": dict(decision.fields), "found": dict(decision.found)}
    number = conn.execute(sa.insert(tables.decisions).values(row).returning(D.id)).scalar_one()
    return replace(decision, number=number)


def end(conn: Connection, number: int, *, by: str, now: datetime) -> None:
    """It is over: taken back, or another took its place."""
    _end(conn, D.id == number, by, now.isoformat())


def forget_decisions(conn: Connection, url: str) -> None:
    """A takedown: the words go; who decided what and when stays."""
    nothing: Mapping[str, Any] = {"sentence": "", "why": "", "fields": {}, "found": {}, "state": "over"}
    conn.execute(sa.update(tables.decisions).where(D.url == url).values(nothing))


def _end(conn: Connection, which: Any, by: str, at: str) -> None:
    over = {"state": "over", "ended_at": datetime.fromisoformat(at), "ended_by": safe(by, MAX_NAME)}
    conn.execute(sa.update(tables.decisions).where(which).values(over))


def _decided(conn: Connection, url: str) -> tuple[list[Told], list[Decision]]:
    """The decisions on a report that are not over, and those on figures of the other reports of its story."""
    told = [_told(row) for row in conn.execute(DECIDED, {"at": url})]
    return [one for one in told if one.url == url], [one.decision for one in told if one.url != url]


def _amended(conn: Connection, report: Report, known: Sequence[Told], lent: Sequence[Decision]) -> Report:
    if not known and not lent:
        return report
    report, became = amended(report, [one.decision for one in known], borrowed=lent)
    for one in known:
        _note(conn, one, became[one.decision.number])
    return report


def _note(conn: Connection, told: Told, became: Standing) -> None:
    state = "holds" if became.holds else "open"
    if (told.state, told.successor) != (state, became.successor):
        values = {"state": state, "successor": became.successor}
        conn.execute(sa.update(tables.decisions).where(D.id == told.decision.number).values(values))


def _told(row: Row[Any]) -> Told:
    said = {name: getattr(row, name) for name in ("item", "kind", "verdict", "block", "sentence", "by", "why")}
    return Told(
        decision=Decision(number=row.id, at=row.at.isoformat(), fields=row.fields, found=row.found, **said),
        url=row.url,
        state=row.state,
        successor=row.successor,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
