"""What people decided, put onto what the program read. A decision holds where the words it was made on still stand;
where they were changed it is put up for review again: never applied to other words, never dropped unsaid."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from cleaning.border import block_of
from cleaning.decision import Decision, Kind, Standing
from cleaning.facts.counting import NOT_MONEY, counted
from cleaning.facts.facts import facts_of
from cleaning.figure_corrections import as_read, lent, on_figure, with_figures
from cleaning.ledger import REJECTED
from cleaning.report import Block, Facts, Figure, Pair, Relevance, Report
from cleaning.stories.diff import SENTENCE
from seeds.register.lookup import forms_of

OPENING = 200  # characters of a body by which a page that is held back is known again


def amended(
    report: Report, decisions: Sequence[Decision], *, borrowed: Sequence[Decision] = ()
) -> tuple[Report, dict[int, Standing]]:
    """The report with all decisions that hold, and what became of each by its number. Done twice it is as done once.

    `borrowed`: decisions on figures of other reports of its story, which hold here where their sentence stands too."""
    known: dict[int, Standing] = {}
    report = with_figures(report, as_read(report.facts.figures))
    for decision in sorted(decisions, key=lambda one: (get_args(Kind).index(one.kind), one.number)):
        report, known[decision.number] = _applied(report, decision)
    for decision in borrowed:
        report = lent(report, decision)
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
    return _recounted(with_figures(report, as_read(report.facts.figures)))


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


def _applied(report: Report, decision: Decision) -> tuple[Report, Standing]:
    if decision.kind == "figure":
        return on_figure(report, decision)
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


def _recounted(report: Report) -> Report:
    """What totals may take, after what was decided of the report and its figures."""
    relevance = report.facts.relevance
    aid = relevance is None or relevance.is_aid_report
    return with_figures(report, tuple(_counted(figure, aid) for figure in report.facts.figures))


def _counted(figure: Figure, aid: bool) -> Figure:
    if figure.review == "rejected":
        return replace(figure, counted=False, not_counted_because=REJECTED)
    return counted(figure, aid=aid) if figure.kind == "money" else replace(figure, not_counted_because=NOT_MONEY)
