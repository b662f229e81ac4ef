"""Decisions of people on figures, put onto those of a report: where the sentence stands, at the same place in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, get_args

from cleaning.border import block_of
from cleaning.decision import AT, Decision, Standing
from cleaning.report import Block, Correction, Figure, Report, Was
from cleaning.serial import figure_from_json

ALIKE = 0.6  # from which a sentence may be what became of another
REVIEW = {"accept": "confirmed", "correct": "corrected", "reject": "rejected"}


def on_figure(report: Report, decision: Decision) -> tuple[Report, Standing]:
    """The report with a decision on one of its figures, and what became of the decision."""
    figures = report.facts.figures
    spans = list(_spans(report, decision))
    place = next((at for at, figure in enumerate(figures) if figure.id == decision.item), None)
    if place is None and not spans:
        return _reopened(report, decision)
    if place is None:
        place = next((at for at, figure in enumerate(figures) if _overlaps(figure, decision, spans)), None)
    if place is not None:
        decided = _decided(figures[place], decision)
        return with_figures(report, (*figures[:place], decided, *figures[place + 1 :])), Standing(holds=True)
    if decision.verdict == "reject":  # the program does not read it any more either
        return report, Standing(holds=True)
    return with_figures(report, _inserted(figures, _unread(decision, spans[0]))), Standing(holds=True)


def lent(report: Report, decision: Decision) -> Report:
    """A copy states the same in the same sentence, and nobody has decided on it here."""
    figures, spans = report.facts.figures, list(_spans(report, decision))
    place = next((at for at, figure in enumerate(figures) if _overlaps(figure, decision, spans)), None)
    if place is None:
        return report
    return with_figures(report, (*figures[:place], _decided(figures[place], decision), *figures[place + 1 :]))


def as_read(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures as the program read them, without what people decided."""
    return tuple(_read(figure) for figure in figures if figure.correction is None or figure.correction.was)


def with_figures(report: Report, figures: tuple[Figure, ...]) -> Report:
    """The report with other figures; itself where they are the same."""
    same = figures == report.facts.figures
    return report if same else replace(report, facts=replace(report.facts, figures=figures))


def place_in_sentence(report: Report, figure: Figure) -> int:
    """How many characters into its sentence a figure begins."""
    text = block_of(report, figure.block)
    start = text.find(figure.sentence, max(0, figure.end - len(figure.sentence)))
    return figure.start - start if 0 <= start <= figure.start else max(0, figure.sentence.find(figure.text))


def _read(figure: Figure) -> Figure:
    if figure.correction is None:
        return figure
    was: dict[str, Any] = {one.field: one.value for one in figure.correction.was}
    return replace(figure, **was, correction=None)


def _decided(figure: Figure, decision: Decision) -> Figure:
    """The figure with what a person says of it, and what stood there before."""
    new = {"review": REVIEW[decision.verdict], **_tupled(decision.fields)}
    was = tuple(Was(field=name, value=getattr(figure, name)) for name in new)
    return replace(figure, **new, correction=_signed(decision, was))


def _unread(decision: Decision, span: tuple[int, int]) -> Figure:
    """A figure that the program read once and a person stands by, in words that it reads no more."""
    found = {name: value for name, value in decision.found.items() if name != AT}
    seen = replace(figure_from_json(found), start=span[0], end=span[1], correction=None)
    new: dict[str, Any] = {"review": REVIEW[decision.verdict], **_tupled(decision.fields)}
    return replace(seen, **new, correction=_signed(decision, ()))


def _signed(decision: Decision, was: tuple[Was, ...]) -> Correction:
    return Correction(by=decision.by, at=decision.at, why=decision.why, was=was)


def _reopened(report: Report, decision: Decision) -> tuple[Report, Standing]:
    """Its sentence is not there any more: the figure that it was changed into waits for a person."""
    figures = report.facts.figures
    likely = max(figures, key=lambda figure: _likeness(figure, decision), default=None)
    if likely is None or _likeness(likely, decision) < ALIKE:
        return report, Standing(holds=False)
    doubtful = replace(likely, review="needs_review") if likely.correction is None else likely
    changed = tuple(doubtful if figure is likely else figure for figure in figures)
    return with_figures(report, changed), Standing(holds=False, successor=likely.id)


def _likeness(figure: Figure, decision: Decision) -> float:
    """How much of the old sentence is in the figure's, and then of its words."""
    if (figure.kind, figure.block) != (decision.found["kind"], decision.block):
        return 0.0
    words = _ratio(figure.text, decision.found["text"]) / 100  # among the figures of one sentence
    return _ratio(figure.sentence, decision.sentence) + words


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _spans(report: Report, decision: Decision) -> Iterator[tuple[int, int]]:
    """Where the words of the decision stand now: its sentence, whole, and the words at their place in it."""
    text, words = block_of(report, decision.block), str(decision.found["text"])
    at = int(decision.found[AT])
    start = text.find(decision.sentence)
    while start >= 0:
        yield start + at, start + at + len(words)
        start = text.find(decision.sentence, start + 1)


def _overlaps(figure: Figure, decision: Decision, spans: Sequence[tuple[int, int]]) -> bool:
    """The same place in an unchanged sentence, with other words taken for the figure (近5亿元 for 5亿元)."""
    same = (figure.kind, figure.block) == (decision.found["kind"], decision.block) and figure.correction is None
    return same and any(figure.start < end and start < figure.end for start, end in spans)


def _inserted(figures: Sequence[Figure], one: Figure) -> tuple[Figure, ...]:
    order = get_args(Block)
    return tuple(sorted((*figures, one), key=lambda figure: (order.index(figure.block), figure.start)))


def _tupled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
