"""What reports state as given since a start (三十年来累计投入近5亿元): the latest of each giver, receiver, programme
and start, which of them may be added without counting twice, and whether the single sums agree with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cleaning.facts.counting import double
from cleaning.facts.parts import SLACK
from cleaning.ledger import Entry, bounds, first_year, last_year, why_not_given
from cleaning.report import Figure
from cleaning.sums import Sum, sums
from seeds.register.places import within

Verdict = Literal["within", "exceeds"]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """`added`: in the sum of statements; else it may overlap with a larger one that is."""

    entry: Entry
    added: bool = False


@dataclass(frozen=True, kw_only=True)
class Check:
    """The single sums of the same parties and years against one statement: `within` it, as they should be, for nobody
    reports every sum; or more than it, so that one of the two is wrong."""

    statement: Statement
    singles: Sum
    verdict: Verdict


def statements(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """The largest first. `entries`: those that are statements, first told first."""
    latest: dict[tuple[object, ...], Entry] = {}
    for entry in sorted(entries, key=lambda one: one.figure.as_of or ""):
        latest[_key(entry.figure)] = entry
    chosen: list[Statement] = []
    for entry in sorted(latest.values(), key=lambda one: -(one.figure.value or 0)):
        clear = not any(one.added and _overlap(one.entry.figure, entry.figure) for one in chosen)
        chosen.append(Statement(entry=entry, added=clear))
    return tuple(chosen)


def is_statement(entry: Entry) -> bool:
    """Money that was given, since a start. A sum inside another of its report is one too, of a later start."""
    figure = entry.figure
    if figure.aggregation != "cumulative" or figure.repeats or why_not_given(entry):
        return False
    return (double(replace(figure, part_of=None)) or "").startswith("cumulative")


def checks(stated: Sequence[Statement], singles: Sequence[Entry]) -> tuple[Check, ...]:
    """Where the statement says since when, and some single sum lies in its time and between its parties."""
    found = ((one, [single for single in singles if _inside(single.figure, one.entry.figure)]) for one in stated)
    return tuple(_check(one, inside) for one, inside in found if inside)


def _check(stated: Statement, inside: Sequence[Entry]) -> Check:
    figure = stated.entry.figure
    added = next(one for one in sums(inside) if (one.role, one.unit) == (figure.role, figure.unit))
    least = added.value_low if added.qualifier != "eq" else added.value
    most = _most(figure)
    exceeds = least is not None and most is not None and least > most
    return Check(statement=stated, singles=added, verdict="exceeds" if exceeds else "within")


def _most(figure: Figure) -> float | None:
    if figure.qualifier == "approx" and figure.value is not None:
        return figure.value * float(SLACK)
    return bounds(figure)[1]


def _key(figure: Figure) -> tuple[object, ...]:
    start = figure.period.start if figure.period else None
    who = (frozenset(figure.donors), frozenset(figure.recipients), figure.programme)
    return (figure.role, figure.unit, *who, start)


def _overlap(one: Figure, other: Figure) -> bool:
    """May they speak of the same money: what is not said may be anything."""
    if (one.role, one.unit) != (other.role, other.unit) or _differ(one.programme, other.programme):
        return False
    meet = _meet(one.donors, other.donors) and _meet(one.recipients, other.recipients)
    return meet and _begin(one) <= _end(other) and _begin(other) <= _end(one)


def _inside(single: Figure, stated: Figure) -> bool:
    """Is all of the single sum in what the statement speaks of: its parties are named and lie within, and so do its
    years."""
    if (single.role, single.unit) != (stated.role, stated.unit) or _differ(single.programme, stated.programme):
        return False
    parties = _lie(single.donors, stated.donors) and (
        not stated.recipients or _lie(single.recipients, stated.recipients)
    )
    since, first, last = stated.period and stated.period.start, first_year(single), last_year(single)
    if not (parties and since and first and last):
        return False
    return _begin(stated) <= first and last <= _end(stated)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    if not some or not others:
        return True
    return any(within(one, other) or within(other, one) for one in some for other in others)


def _lie(parts: Sequence[str], wholes: Sequence[str]) -> bool:
    return bool(parts) and all(any(within(part, whole) for whole in wholes) for part in parts)


def _begin(figure: Figure) -> int:
    since = figure.period and figure.period.start
    return int(since[:4]) if since else 0


def _end(figure: Figure) -> int:
    return last_year(figure) or 9999
