"""What is doubtful, each with an id that stays: figures, pairs against the register, pages held back, and reprints that
were only just taken for one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Literal, get_args

import sqlalchemy as sa
import xxhash
from sqlalchemy import Connection, Row, Select

from cleaning.border import block_of
from cleaning.corrections import evidence
from cleaning.decision import Kind
from cleaning.facts.confidence import DOUBTFUL, LARGEST_AID
from cleaning.report import Block, Figure
from cleaning.serial import figure_from_json, figure_json, report_from_json
from store import tables
from store.decisions import Told, decisions, on_item

F, R, D, S = tables.figures.c, tables.reports.c, tables.decisions.c, tables.stories.c
AT_A_TIME = 200
NEAR = 0.6  # a copy has more of its origin than this, unless one character in ten was changed
Reason = Literal[
    "digit_lost", "indeterminate", "unit_missing", "unsure", "too_large", "near_damage", "changed", "gone",
    "contradicts", "near_threshold", "quarantine",
]  # fmt: skip
Listed = Literal["figure", "pair", "story", "quarantine"]  # what is looked for; the rest is decided on unasked
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Something that a person may decide on. `says`: the item as JSON; `sentence` in `block`, from `start` to `end`:
    its words (0 to 0 where it has no place); `told`: the decision that was made on it, if any is not over."""

    id: str
    kind: Kind
    reasons: tuple[Reason, ...]
    url: str
    source: str
    title: str
    publisher: str
    published: datetime | None
    block: Block
    sentence: str
    start: int
    end: int
    says: Mapping[str, Any]
    told: Told | None = None


def doubts(conn: Connection, *, kind: Listed | None = None, source: str | None = None) -> Iterator[Doubt]:
    """What waits for a decision: figures first, the newest report before the others."""
    chosen = [kind] if kind else LISTS
    return chain.from_iterable(LISTS[name](conn, source) for name in chosen)


def identity(kind: Kind, *key: str) -> str:
    """Of what is no figure: those have ids of their own."""
    return kind[0] + xxhash.xxh3_64_hexdigest("\x1f".join(key).encode())


def figure_doubt(row: Row[Any], told: Told | None = None) -> Doubt:
    figure = figure_from_json(row.figure_document)
    return Doubt(
        id=figure.id,
        kind="figure",
        reasons=_reasons(figure, changed=row.open is not None),
        block=figure.block,
        sentence=figure.sentence,
        start=figure.start,
        end=figure.end,
        says=figure_json(figure),
        told=told,
        **_around(row),
    )


def figures_query() -> Select[Any]:
    """Figures of the versions that are current, and whether a decision was made on what they were changed from."""
    became = sa.select(D.id).where(D.successor == F.figure, D.state == "open").limit(1).scalar_subquery()
    said = (R.url, R.source, R.title, R.publisher, R.published_at, R.document)
    found = sa.select(F.document.label("figure_document"), became.label("open"), *said)
    return found.join(tables.reports, R.id == F.report).where(F.current, F.document.is_not(None))


def of_report(row: Row[Any], kind: Kind, key: str, says: Mapping[str, Any], told: Told | None = None) -> Doubt:
    """A pair, a page, a report's story or what it is about."""
    report = report_from_json(row.document)
    block, sentence = evidence(report, kind, says)
    start = max(0, block_of(report, block).find(sentence))
    return Doubt(
        id=identity(kind, row.url, key),
        kind=kind,
        reasons=_why(kind, says),
        block=block,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        says=says,
        told=told,
        **_around(row),
    )


def _figures(conn: Connection, source: str | None) -> Iterator[Doubt]:
    """Of origins: what a reprint lost is taken from them. Then decisions whose words are gone."""
    query = _of(figures_query().where(F.review == "needs_review"), source).where(
        R.quarantine.is_(None), R.is_aid_report.is_not(False), sa.func.coalesce(R.relation, "origin") == "origin"
    )
    for row in _rows(conn, query.order_by(R.stored_at.desc(), R.id.desc(), F.id)):
        yield figure_doubt(row)
    for told in decisions(conn, state="open"):
        report = conn.execute(_of(sa.select(tables.reports).where(R.url == told.url), source)).first()
        if report and told.successor is None:
            yield gone_doubt(report, told)


def gone_doubt(row: Row[Any], told: Told) -> Doubt:
    """A decision whose words stand nowhere any more."""
    one = told.decision
    return Doubt(
        id=one.item, kind=one.kind, reasons=("gone",), block=one.block, sentence=one.sentence, start=0, end=0,
        says=one.found, told=told, **_around(row),
    )  # fmt: skip


def _pairs(conn: Connection, source: str | None) -> Iterator[Doubt]:
    said = sa.type_coerce(R.document, sa.Text).like('%"known":"contradicts"%')
    query = _of(sa.select(tables.reports).where(said, R.quarantine.is_(None), R.is_aid_report.is_not(False)), source)
    for row in _rows(conn, query.order_by(R.stored_at.desc(), R.id.desc())):
        for pair in row.document.get("pairs", ()):
            if pair["known"] == "contradicts":
                yield from _undecided(conn, of_report(row, "pair", f"{pair['donor']}>{pair['recipient']}", pair))


def _held(conn: Connection, source: str | None) -> Iterator[Doubt]:
    held = sa.select(tables.reports).where(R.quarantine.is_not(None), R.document.is_not(None))
    for row in _rows(conn, _of(held, source).order_by(R.stored_at.desc(), R.id.desc())):
        yield from _undecided(conn, of_report(row, "quarantine", "", quarantine_of(row)))


def quarantine_of(row: Row[Any]) -> dict[str, Any]:
    """Why a page is held back, and what of that was read off the page itself."""
    return {"quarantine": row.quarantine, "read": row.document["quarantine"]}


def _placed(conn: Connection, source: str | None) -> Iterator[Doubt]:
    near = sa.and_(R.relation != "origin", R.score < NEAR, R.document.is_not(None))
    for row in _rows(
        conn, _of(sa.select(tables.reports).where(near), source).order_by(R.stored_at.desc(), R.id.desc())
    ):
        yield from _undecided(conn, of_report(row, "story", "", story_of(conn, row)))


def story_of(conn: Connection, row: Row[Any]) -> dict[str, Any]:
    """Where a report was put and why, and the origin that it was put with."""
    origin = conn.execute(sa.select(R.url).join(tables.stories, S.origin == R.id).where(S.id == row.story)).scalar()
    return {"story": row.story, "relation": row.relation, "score": row.score, "why": row.why, "origin": origin}


def _undecided(conn: Connection, doubt: Doubt) -> Iterator[Doubt]:
    if on_item(conn, doubt.id) is None:
        yield doubt


def _reasons(figure: Figure, *, changed: bool) -> tuple[Reason, ...]:
    found: list[Reason] = ["changed"] if changed else []
    if figure.readability in ("digit_lost", "indeterminate", "unit_missing"):
        found.append(figure.readability)
    elif figure.confidence < DOUBTFUL:
        found.append("unsure")
    if figure.role == "aid_fund" and (figure.value or figure.value_high or 0) > LARGEST_AID:
        found.append("too_large")
    waits = figure.review == "needs_review"
    return tuple(found) or (("near_damage",) if waits else ())


def _why(kind: Kind, says: Mapping[str, Any]) -> tuple[Reason, ...]:
    if kind == "pair":
        return ("contradicts",) if says["known"] == "contradicts" else ()
    if kind == "quarantine":
        return ("quarantine",) if says["quarantine"] else ()
    return ("near_threshold",) if kind == "story" and (says["score"] or 1) < NEAR else ()


def _around(row: Row[Any]) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("url", "source", "title", "publisher")}
    return {**said, "published": row.published_at}


def _of(query: Select[Any], source: str | None) -> Select[Any]:
    return query.where(R.source == source) if source else query


def _rows(conn: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    with conn.execute(query.execution_options(yield_per=AT_A_TIME)) as rows:
        yield from rows


LISTS: Mapping[Listed, Callable[[Connection, str | None], Iterator[Doubt]]] = {
    "figure": _figures,
    "pair": _pairs,
    "story": _placed,
    "quarantine": _held,
}
