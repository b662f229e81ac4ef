"""What people decided, put onto what the program read. A decision holds where the words it was made on still stand;
where they were changed it is put up for review again: never applied to other words, never dropped unsaid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any, Literal, get_args

from cleaning.border import block_of
from cleaning.facts.counting import NOT_MONEY, counted
from cleaning.facts.facts import facts_of
from cleaning.ledger import REJECTED
from cleaning.report import Block, Correction, Facts, Figure, Pair, Relevance, Report, Was
from cleaning.serial import figure_from_json
from cleaning.stories.diff import SENTENCE
from seeds.register.lookup import forms_of

Kind = Literal["quarantine", "aid", "pair", "figure", "story"]  # in the order in which they are applied
Verdict = Literal["accept", "correct", "reject"]
ALIKE = 0.6  # from which a sentence may be what became of another
AT = "at"  # key of `found`: how many characters into its sentence a figure begins
OPENING = 200  # characters of a body by which a page that is held back is known again
REVIEW = {"accept": "confirmed", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`item`: id of what was decided on; `sentence` in `block`: the words it was made on; `fields`: what a correction
    sets; `found`: the item as the program had read it, as JSON; `at`: ISO 8601."""

    number: int
    item: str
    kind: Kind
    verdict: Verdict
    block: Block
    sentence: str
    by: str
    why: str
    at: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What became of a decision: `holds` while its words stand; else `successor`: the figure that its sentence was
    changed into, None if there is none."""

    holds: bool
    successor: str | None = None


def amended(
    report: Report, decisions: Sequence[Decision], *, borrowed: Sequence[Decision] = ()
) -> tuple[Report, dict[int, Standing]]:
    """The report with all decisions that hold, and what became of each by its number. Done twice it is as done once.

    `borrowed`: decisions on figures of other reports of its story, which hold here where their sentence stands too."""
    known: dict[int, Standing] = {}
    report = _with(report, as_read(report.facts.figures))
    for decision in sorted(decisions, key=lambda one: (get_args(Kind).index(one.kind), one.number)):
        report, known[decision.number] = _applied(report, decision)
    for decision in borrowed:
        report = _lent(report, decision)
    return _recounted(report), known


def undone(report: Report, decision: Decision) -> Report:
    """The report without a decision that was taken back; of figures without any, for the others are put on again."""
    found = decision.found
    if decision.kind == "figure":
        return without(report)
    if decision.kind == "pair" and decision.verdict == "reject":
        return replace(report, facts=replace(report.facts, pairs=(*report.facts.pairs, Pair(**found))))
    if decision.kind == "aid":
        relevance = Relevance(**{**found, "why": tuple(found["why"])})
        return _recounted(replace(report, facts=replace(report.facts, relevance=relevance)))
    if decision.kind == "quarantine" and decision.verdict == "reject":
        return replace(report, quarantine=found["quarantine"], facts=Facts())
    return report


def without(report: Report) -> Report:
    """The report with its figures as the program read them."""
    return _recounted(_with(report, as_read(report.facts.figures)))


def evidence(report: Report, kind: Kind, found: Mapping[str, Any]) -> tuple[Block, str]:
    """The words on which a decision is made: a figure's sentence, a pair's, else what the page is known by."""
    if kind == "figure":
        return found["block"], found["sentence"]
    if kind == "pair":
        return _sentence_of(report, (found["donor"], found["recipient"]))
    if kind == "quarantine":
        return "body", report.body[:OPENING]
    return "title", report.title


def _sentence_of(report: Report, parties: Sequence[str]) -> tuple[Block, str]:
    """The headline or the first sentence that names both, else one of them."""
    said: list[tuple[Block, str]] = [("title", report.title)]
    said += [("body", sentence.strip()) for sentence in SENTENCE.findall(report.body) if sentence.strip()]
    forms = [forms_of(party) for party in parties]
    return max(said, key=lambda one: sum(any(form in one[1] for form in names) for names in forms))


def as_read(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures as the program read them, without what people decided."""
    return tuple(_read(figure) for figure in figures if figure.correction is None or figure.correction.was)


def _read(figure: Figure) -> Figure:
    if figure.correction is None:
        return figure
    was: dict[str, Any] = {one.field: one.value for one in figure.correction.was}
    return replace(figure, **was, correction=None)


def _applied(report: Report, decision: Decision) -> tuple[Report, Standing]:
    if decision.kind == "figure":
        return _on_figure(report, decision)
    if not _stands(report, decision):
        return report, Standing(holds=False)
    if decision.kind == "quarantine" and decision.verdict == "reject":
        report = _let_out(report)
    elif decision.kind == "aid":
        report = _about(report, decision)
    elif decision.kind == "pair" and decision.verdict == "reject":
        report = _without_pair(report, decision)
    return report, Standing(holds=True)


def _stands(report: Report, decision: Decision) -> bool:
    text = block_of(report, decision.block)
    if decision.kind == "quarantine":
        reasons = (decision.found["quarantine"], None)  # None: it is out already
        return text[:OPENING] == decision.sentence and report.quarantine in reasons
    return decision.kind == "story" or decision.sentence in text


def _let_out(report: Report) -> Report:
    facts = report.facts if report.facts.relevance else facts_of(replace(report, quarantine=None))
    return replace(report, quarantine=None, facts=facts)


def _about(report: Report, decision: Decision) -> Report:
    relevance = report.facts.relevance
    if relevance is None:
        return report
    said = f"decided in review by {decision.by}: {decision.why}"
    why = tuple(one for one in relevance.why if not one.startswith("decided in review"))
    decided = replace(relevance, is_aid_report=decision.verdict == "accept", why=(said, *why))
    return replace(report, facts=replace(report.facts, relevance=decided))


def _without_pair(report: Report, decision: Decision) -> Report:
    wrong = (decision.found["donor"], decision.found["recipient"])
    pairs = tuple(pair for pair in report.facts.pairs if (pair.donor, pair.recipient) != wrong)
    return replace(report, facts=replace(report.facts, pairs=pairs))


def _on_figure(report: Report, decision: Decision) -> tuple[Report, Standing]:
    figures = report.facts.figures
    spans = list(_spans(report, decision))
    place = next((at for at, figure in enumerate(figures) if figure.id == decision.item), None)
    if place is None and not spans:
        return _reopened(report, decision)
    if place is None:
        place = next((at for at, figure in enumerate(figures) if _overlaps(figure, decision, spans)), None)
    if place is not None:
        decided = _decided(figures[place], decision)
        return _with(report, (*figures[:place], decided, *figures[place + 1 :])), Standing(holds=True)
    if decision.verdict == "reject":  # the program does not read it any more either
        return report, Standing(holds=True)
    return _with(report, _inserted(figures, _unread(decision, spans[0]))), Standing(holds=True)


def _lent(report: Report, decision: Decision) -> Report:
    """A copy states the same in the same sentence, and nobody has decided on it here."""
    figures, spans = report.facts.figures, list(_spans(report, decision))
    place = next((at for at, figure in enumerate(figures) if _overlaps(figure, decision, spans)), None)
    if place is None:
        return report
    return _with(report, (*figures[:place], _decided(figures[place], decision), *figures[place + 1 :]))


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
    return _with(report, changed), Standing(holds=False, successor=likely.id)


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


def place_in_sentence(report: Report, figure: Figure) -> int:
    """How many characters into its sentence a figure begins."""
    text = block_of(report, figure.block)
    start = text.find(figure.sentence, max(0, figure.end - len(figure.sentence)))
    return figure.start - start if 0 <= start <= figure.start else max(0, figure.sentence.find(figure.text))


def _inserted(figures: Sequence[Figure], one: Figure) -> tuple[Figure, ...]:
    order = get_args(Block)
    return tuple(sorted((*figures, one), key=lambda figure: (order.index(figure.block), figure.start)))


def _recounted(report: Report) -> Report:
    """What totals may take, after what was decided of the report and its figures."""
    relevance = report.facts.relevance
    aid = relevance is None or relevance.is_aid_report
    return _with(report, tuple(_counted(figure, aid) for figure in report.facts.figures))


def _counted(figure: Figure, aid: bool) -> Figure:
    if figure.review == "rejected":
        return replace(figure, counted=False, not_counted_because=REJECTED)
    return counted(figure, aid=aid) if figure.kind == "money" else replace(figure, not_counted_because=NOT_MONEY)


def _with(report: Report, figures: tuple[Figure, ...]) -> Report:
    same = figures == report.facts.figures
    return report if same else replace(report, facts=replace(report.facts, figures=figures))


def _tupled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
