"""Totals that do not count twice, in two measures that are never mixed (docs/contract.md): the sum of what reports
state singly, and the latest of what they state as given since a start. With what was left out, why, and whether the
one agrees with the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cleaning.ledger import Entry, first_year, last_year, why_left, with_reprints, years
from cleaning.statements import Check, Statement, checks, is_statement, statements
from cleaning.sums import Sum, sums

REPRINT = "reprint: its story is counted once"
AGAIN = "the same sum is stated in another report"
STATED = (
    "id", "text", "role", "unit", "value", "value_low", "value_high", "qualifier", "qualifier_word", "donors",
    "recipients", "programme", "stage", "as_of", "review",
)  # fmt: skip
LONGER = "of a longer time than the year asked for"


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Figures that the sum of singles could not take, by the first reason."""

    reason: str
    figures: int
    ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Totals:
    """`singles`: the sums of what is stated singly, aid in yuan always and first; `stated`: the latest statement of
    each giver, receiver, programme and start; `together`: the sums of those of them that do not overlap."""

    singles: tuple[Sum, ...]
    stated: tuple[Statement, ...]
    together: tuple[Sum, ...]
    left_out: tuple[LeftOut, ...]
    checks: tuple[Check, ...]


def totals(entries: Iterable[Entry], *, year: int | None = None) -> Totals:
    """Of money, first told first. With `year`, singles of that year alone, and statements that end in it. What is left
    out is not kept in memory."""
    taken: list[Entry] = []
    lasting: list[Entry] = []
    left: dict[str, list[str]] = defaultdict(list)
    for entry, is_reprint in with_reprints(entries):
        reason = REPRINT if is_reprint else why_left(entry) or _not_of(entry, year)
        if reason:
            left[reason].append(entry.figure.id)
        else:
            taken.append(entry)
        if not is_reprint and is_statement(entry) and year in (None, last_year(entry.figure)):
            lasting.append(entry)
    taken, again = _once(taken)
    stated = statements(lasting)
    return Totals(
        singles=sums(taken, year=year),
        stated=stated,
        together=sums([one.entry for one in stated if one.added]),
        left_out=_left_out({**left, AGAIN: again}),
        checks=checks(stated, taken),
    )


def totals_json(found: Totals) -> dict[str, Any]:
    """What `duikou totals --json` prints: aid in yuan of each measure, other roles and currencies `apart`."""
    return {
        "sum_of_singles": _measure(found.singles),
        "stated_cumulative": {
            **_measure(found.together),
            "statements": [_statement(one) for one in found.stated],
        },
        "left_out": [asdict(one) for one in found.left_out],
        "checks": [
            {"statement": one.statement.entry.figure.id, "singles": asdict(one.singles), "verdict": one.verdict}
            for one in found.checks
        ],
    }


def _measure(found: Sequence[Sum]) -> dict[str, Any]:
    return {**asdict(found[0]), "apart": [asdict(one) for one in found[1:]]}


def _statement(stated: Statement) -> dict[str, Any]:
    figure, entry = stated.entry.figure, stated.entry
    plain = {name: getattr(figure, name) for name in STATED}
    period = asdict(figure.period) if figure.period else None
    return {**plain, "period": period, "added": stated.added, "url": entry.url, "title": entry.title}


def _not_of(entry: Entry, year: int | None) -> str | None:
    """What share of a sum of several years is one year's, nobody says; of a yearly amount it is all of it."""
    figure = entry.figure
    if year is None or (figure.aggregation == "annual" and year in years(figure)):
        return None
    return None if first_year(figure) == last_year(figure) == year else LONGER


def _once(taken: Sequence[Entry]) -> tuple[list[Entry], list[str]]:
    """Those to add, and the ids of those that another report has told already: the same giver, receiver, year, purpose
    and amount in reports of one event that are not one text. Two equal sums of one report are two sums."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[Entry] = []
    again: list[str] = []
    for entry in taken:
        figure = entry.figure
        what = (figure.role, figure.unit, figure.value, figure.purpose, last_year(figure), figure.programme)
        key = (*what, frozenset(figure.donors), frozenset(figure.recipients))
        if figure.donors and first.setdefault(key, entry.report) != entry.report:
            again.append(figure.id)
        else:
            kept.append(entry)
    return kept, again


def _left_out(groups: Mapping[str, Sequence[str]]) -> tuple[LeftOut, ...]:
    """The most frequent reason first."""
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(LeftOut(reason=reason, figures=len(ids), ids=tuple(ids)) for reason, ids in ordered if ids)
