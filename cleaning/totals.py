"""Totals that do not count twice, in two measures that are never mixed (docs/contract.md): the sum of what reports
state singly, and the latest of what they state as given since a start. With what was left out, why, and whether the
one agrees with the other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cleaning.ledger import Entry, first_year, last_year, why_left, years
from cleaning.statements import Check, Statement, checks, statements
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
    """Of figures that are money. With `year`, singles of that year alone, and statements that end in it."""
    ordered = sorted((entry for entry in entries if entry.figure.kind == "money"), key=_told_at)
    reprints = _reprints(ordered)
    first = [entry for entry in ordered if entry.report not in reprints]
    reasons = {
        REPRINT: [entry for entry in ordered if entry.report in reprints],
        **_grouped((_why(entry, year), entry) for entry in first),
    }
    taken, again = _once(reasons.pop("", []))
    stated = statements(entry for entry in first if year is None or last_year(entry.figure) == year)
    return Totals(
        singles=sums(taken, year=year),
        stated=stated,
        together=sums([one.entry for one in stated if one.added]),
        left_out=_left_out({**reasons, AGAIN: again}),
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


def _why(entry: Entry, year: int | None) -> str:
    return why_left(entry) or (LONGER if year is not None and not _is_of(entry, year) else "")


def _is_of(entry: Entry, year: int) -> bool:
    """What share of a sum of several years is one year's, nobody says; of a yearly amount it is all of it."""
    figure = entry.figure
    if figure.aggregation == "annual":
        return year in years(figure)
    return first_year(figure) == last_year(figure) == year


def _told_at(entry: Entry) -> tuple[str, int, int]:
    """First published first, what has no date last; within a report in the order of its text."""
    moment = entry.published.isoformat() if entry.published else "9999"
    return moment, entry.report, entry.figure.start


def _reprints(ordered: Sequence[Entry]) -> set[int]:
    """All reports of a story but the first."""
    first: dict[int, int] = {}
    return {
        entry.report
        for entry in ordered
        if entry.story is not None and first.setdefault(entry.story, entry.report) != entry.report
    }


def _once(taken: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Those to add, and those that another report has told already: the same giver, receiver, year, purpose and amount
    in reports of one event that are not one text. Two equal sums of one report are two sums."""
    first: dict[tuple[object, ...], int] = {}
    found: tuple[list[Entry], list[Entry]] = ([], [])
    for entry in taken:
        figure = entry.figure
        what = (figure.role, figure.unit, figure.value, figure.purpose, last_year(figure), figure.programme)
        key = (*what, frozenset(figure.donors), frozenset(figure.recipients))
        found[bool(figure.donors) and first.setdefault(key, entry.report) != entry.report].append(entry)
    return found


def _grouped(named: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for reason, entry in named:
        groups[reason].append(entry)
    return groups


def _left_out(groups: Mapping[str, Sequence[Entry]]) -> tuple[LeftOut, ...]:
    """The most frequent reason first."""
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(
        LeftOut(reason=reason, figures=len(found), ids=tuple(entry.figure.id for entry in found))
        for reason, found in ordered
        if found
    )
