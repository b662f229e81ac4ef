"""Repeats: the same figure stated again in title, caption or summary points to its original in the body."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from cleaning.facts.changes import changed
from cleaning.report import Figure

_FEW = 8  # equal sums before this one that are looked at
_TELLING = 3  # digits from which two equal sums of one text are one fact, not two of the same size


def with_repeats(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with `repeats`. The body holds the originals; within it the first statement is the original."""
    body: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.block == "body" and figure.value is not None:
            body[(figure.kind, figure.unit)].append(figure)
    exact = _first_by_value(figures)
    return [_pointed(figure, body[(figure.kind, figure.unit)], exact) for figure in figures]


def _first_by_value(figures: Sequence[Figure]) -> dict[tuple[str, str, str], list[Figure]]:
    first: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda one: one.block != "body"):
        if figure.value is not None:
            first[(figure.kind, figure.unit, str(figure.value))].append(figure)
    return first


def _pointed(figure: Figure, body: list[Figure], exact: dict[tuple[str, str, str], list[Figure]]) -> Figure:
    if figure.value is None or figure.kind == "percent":
        return figure
    same = exact[(figure.kind, figure.unit, str(figure.value))]
    if figure.block == "body":
        original = next(
            (one for one in same[:_FEW] if one.start < figure.start and one.block == "body" and _same(one, figure)),
            None,
        )
    else:
        original = next((one for one in same if one.block == "body"), None) or (
            _rounded(figure, body) if figure.block == "title" else None
        )
    return changed(figure, repeats=original.id) if original and original.id != figure.id else figure


def _same(one: Figure, other: Figure) -> bool:
    """Within one block: same words around it, or a number too particular to come twice by chance."""
    if one.role != other.role or one.kind != "money" or one.aggregation == "annual":
        return False
    digits = len(str(one.value).rstrip("0").replace(".", ""))
    return digits >= _TELLING or (
        one.noun == other.noun and one.donors == other.donors and one.purpose == other.purpose
    )


def _rounded(figure: Figure, body: list[Figure]) -> Figure | None:
    """The exact figure that a headline rounds: 8.8亿余元 of 88063万元, 近13亿元 of 12.96亿元."""
    if figure.kind != "money":
        return None
    low, high = _limits(figure)
    near = [one for one in body if low <= Decimal(str(one.value)) < high]
    return near[0] if near and figure.value != near[0].value else None


def _limits(figure: Figure) -> tuple[Decimal, Decimal]:
    value = Decimal(str(figure.value))
    if figure.qualifier in ("gt", "ge"):
        top = figure.value_high
        return value, Decimal(str(top)) if top is not None else value * Decimal("1.1")
    if figure.qualifier in ("lt", "le"):
        return value * Decimal("0.9"), value + 1
    margin = Decimal("0.05") if figure.qualifier == "approx" else Decimal("0.005")
    return value * (1 - margin), value * (1 + margin)
