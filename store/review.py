"""Review: a person looks at what is doubtful and decides. Each decision is one transaction with what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.corrections import undone, without
from cleaning.decision import AT, Decision, Verdict
from cleaning.figure_corrections import as_read, place_in_sentence
from cleaning.report import Report
from cleaning.serial import figure_json, report_from_json
from seeds.errors import DuikouError, WrongUsageError
from store import tables
from store.decisions import Told, amend, decisions, end, lock, on_item, record, rewrite
from store.doubts import Doubt
from store.finding import find, find_report, report_row
from store.looks import forget_look
from store.overruling import no_overrule, overrule
from store.stories import place

R = tables.reports.c
NOT_OURS = "hijacked_mirror"


class DecidedError(DuikouError):
    """Somebody else has decided on it before."""


@dataclass(frozen=True, kw_only=True)
class By:
    """Who decides, why and when. `over`: the number of the decision that this one shall replace."""

    name: str
    why: str
    now: datetime
    over: int | None = None


def decide(
    conn: Connection, item: str, verdict: Verdict, by: By, *, fields: Mapping[str, Any] | None = None
) -> Decision:
    """A figure, pair, page or story accepted, corrected or rejected; applied at once wherever it is shown or added.

    Raises WrongUsageError for what is not there or cannot be, DecidedError where another was quicker."""
    lock(conn, find(conn, item).url)
    doubt = find(conn, item)  # as it is now that nobody else can change it
    if doubt.reasons == ("gone",):
        raise WrongUsageError(f"{item}: its words are not there any more; take the decision back, or leave it open")
    if verdict == "correct" and doubt.kind != "figure":
        raise WrongUsageError(f"{item}: no figure, so it has no fields to set; accept or reject it")
    if verdict == "reject" and doubt.says.get("quarantine") == NOT_OURS:
        raise WrongUsageError(f"{item}: a hijacked mirror is not let out; its story is shown once its origin is known")
    return _decide(conn, doubt, verdict, by, fields or {})


def decide_aid(conn: Connection, url: str, *, is_aid: bool, by: By) -> Decision:
    """A report is one of paired assistance, or is not."""
    lock(conn, url)
    doubt = find_report(conn, url, "aid")
    if not doubt.says:
        raise WrongUsageError(f"{url}: is held back, so nothing was read in it; `duikou review --kind quarantine`")
    return _decide(conn, doubt, "accept" if is_aid else "reject", by, {})


def decide_story(conn: Connection, url: str, *, with_url: str | None, by: By) -> Decision:
    """A report is of the story of another, or (None) of one of its own."""
    lock(conn, url)
    if with_url is not None and (with_url == url or report_row(conn, with_url).story is None):
        raise WrongUsageError(f"{with_url}: is in no story that {url} could be put into")
    return _decide(conn, find_report(conn, url, "story"), "correct", by, {"with": with_url})


def take_back(conn: Connection, item: str, by: By) -> Decision:
    """The decision is over: what the program reads counts again. Raises WrongUsageError if there is none."""
    told = on_item(conn, item)
    if told is None:
        raise WrongUsageError(f"{item}: nobody has decided on it")
    lock(conn, told.url)
    _refuse(told, by)
    end(conn, told.decision.number, by=by.name, now=by.now)
    row = report_row(conn, told.url)
    _store(conn, row, undone(report_from_json(row.document), told.decision), _held_again(told, row))
    _lend(conn, row)
    if told.decision.kind == "story":
        no_overrule(conn, told.url)
        _moved(conn, told.url)
    return told.decision


def believe(conn: Connection, source: str) -> None:
    """A site that was taken for turned is believed as it is at its next crawl."""
    forget_look(conn, source)


def history(conn: Connection, item: str) -> tuple[Told, ...]:
    """Every decision that was ever made on it, newest first."""
    return tuple(decisions(conn, item=item))


def decided_report(conn: Connection, item: str) -> tuple[Report, Decision]:
    """A report and the decision on an item of it that holds. Raises WrongUsageError."""
    told = on_item(conn, item)
    if told is None or told.state != "holds":
        raise WrongUsageError(f"{item}: no decision on it holds; decide first")
    return report_from_json(report_row(conn, told.url).document), told.decision


def _decide(conn: Connection, doubt: Doubt, verdict: Verdict, by: By, fields: Mapping[str, Any]) -> Decision:
    _refuse(doubt.told, by)
    row = report_row(conn, doubt.url)
    report = report_from_json(row.document)
    found = _found(report, doubt)
    if doubt.told:
        end(conn, doubt.told.decision.number, by=by.name, now=by.now)
        report = undone(report, doubt.told.decision)
    decision = record(
        conn,
        doubt.url,
        Decision(
            number=0, item=doubt.id, kind=doubt.kind, verdict=verdict, block=doubt.block, sentence=doubt.sentence,
            by=by.name, why=by.why, at=by.now.isoformat(), fields=fields, found=found,
        ),
    )  # fmt: skip
    _store(conn, row, report, _held_now(doubt, verdict, row))
    _lend(conn, row)
    if doubt.kind == "story" and verdict != "accept":
        with_url = fields.get("with")
        overrule(conn, doubt.url, with_url=with_url, reason=f"{by.name}: {by.why}", now=by.now)
        _moved(conn, doubt.url)
    return decision


def _refuse(told: Told | None, by: By) -> None:
    """Whoever comes later must know what he decides against."""
    if told is None and by.over is not None:
        raise DecidedError(f"decision {by.over} is over already; leave out --over")
    if told is not None and by.over != told.decision.number:
        one = told.decision
        when = one.at[:16].replace("T", " ")
        raise DecidedError(
            f"{one.item}: {one.by} decided before ({one.verdict}, {when} UTC: {one.why or 'no reason given'}); "
            f"nothing was done; --over {one.number} replaces that"
        )


def _found(report: Report, doubt: Doubt) -> dict[str, Any]:
    """The item as the program read it: what was decided on it before is not part of that."""
    figure = next((one for one in report.facts.figures if one.id == doubt.id), None)
    read = as_read((figure,)) if figure else ()
    if figure and read:
        return {**figure_json(read[0]), AT: place_in_sentence(report, figure)}
    return dict(doubt.told.decision.found if doubt.told else doubt.says)


def _held_now(doubt: Doubt, verdict: Verdict, row: Row[Any]) -> str | None:
    released = doubt.kind == "quarantine" and verdict == "reject"
    return None if released else _held_again(doubt.told, row) if doubt.told else row.quarantine


def _held_again(told: Told, row: Row[Any]) -> str | None:
    was_out = told.decision.kind == "quarantine" and told.decision.verdict == "reject"
    held: str | None = told.decision.found["quarantine"] if was_out else row.quarantine
    return held


def _store(conn: Connection, row: Row[Any], report: Report, quarantine: str | None) -> None:
    """With all decisions that stand; what was let out finds its story."""
    report = amend(conn, row.url, report)
    conn.execute(sa.update(tables.reports).where(R.id == row.id).values(quarantine=quarantine))
    rewrite(conn, row.id, row.version, report)
    if row.quarantine and quarantine is None:
        place(conn, row.id, report)


def _lend(conn: Connection, row: Row[Any]) -> None:
    """Copies state the same in the same words: what was decided, or taken back, holds for them too."""
    mates = sa.select(R.url).where(R.story == row.story, R.id != row.id, R.document.is_not(None)).order_by(R.id)
    for url in conn.scalars(mates).all() if row.story else ():
        lock(conn, url)
        mate = report_row(conn, url)
        _store(conn, mate, without(report_from_json(mate.document)), mate.quarantine)


def _moved(conn: Connection, url: str) -> None:
    """Into another story: what was lent there and here is looked at anew."""
    row = report_row(conn, url)
    _store(conn, row, without(report_from_json(row.document)), row.quarantine)
    _lend(conn, row)
