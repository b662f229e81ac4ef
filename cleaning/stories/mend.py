"""Copies beside their origin: a figure that the copy lost is taken from the origin, and no figure counts twice."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from cleaning.report import Figure, Report

LOST = ("digit_lost", "indeterminate", "unit_missing")
ALIKE = 0.75  # from which two sentences are the same one, damaged
COPIED = ("value", "value_low", "value_high", "unit", "qualifier", "qualifier_word")


def beside_origin(report: Report, origin: Report) -> Report:
    """A copy with its lost figures taken from the origin (`taken_from` says so) and none of them counted: the origin's
    are. `start` and `end` stay where the copy has its damage."""
    figures = tuple(_beside(figure, origin) for figure in report.facts.figures)
    return replace(report, facts=replace(report.facts, figures=figures))


def _beside(figure: Figure, origin: Report) -> Figure:
    source = _same(figure, origin.facts.figures) if _is_lost(figure) else None
    if source:
        taken = {name: getattr(source, name) for name in COPIED}
        figure = replace(figure, **taken, taken_from=origin.url)
    if figure.counted:
        return replace(figure, counted=False, not_counted_because=f"same story as {origin.url}")
    return figure


def _same(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The readable figure of the same kind, and the same number in its row, in the sentence that this one was."""
    near = [
        other for other in figures if other.kind == figure.kind and _is_sound(other) and _ratio(figure, other) >= ALIKE
    ]
    return max(near, key=lambda other: (_ratio(figure, other), -_apart(figure, other)), default=None)


def _is_lost(figure: Figure) -> bool:
    """Damaged, and nobody has found out what it said."""
    return figure.readability in LOST and figure.review != "corrected"


def _is_sound(figure: Figure) -> bool:
    return not _is_lost(figure) and figure.review != "rejected"


def _ratio(one: Figure, other: Figure) -> float:
    return round(SequenceMatcher(None, one.sentence, other.sentence, autojunk=False).ratio(), 3)


def _apart(one: Figure, other: Figure) -> int:
    """How differently far into their sentences two figures stand."""
    return abs(one.sentence.find(one.text) - other.sentence.find(other.text))
