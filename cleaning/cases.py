"""Test cases out of decisions: a text, what a person says of it, and whether the program reads it so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cleaning.article import Stated
from cleaning.border import block_of
from cleaning.decision import Decision
from cleaning.facts.facts import facts_of
from cleaning.report import Facts, Figure, Report
from cleaning.serial import figure_json
from seeds.errors import WrongUsageError

Case = Mapping[str, Any]
TOLD = (
    "kind", "value", "value_low", "value_high", "unit", "qualifier", "role", "stage", "aggregation", "donors",
    "recipients", "programme",
)  # fmt: skip


def case_of(report: Report, decision: Decision) -> dict[str, Any]:
    """A JSON object with the shortest part of the text in which the program reads what it read in all of it.

    Raises WrongUsageError for decisions that say nothing of a text."""
    if decision.kind not in ("figure", "aid", "pair"):
        raise WrongUsageError(f"{decision.item}: a {decision.kind} decision says nothing of a text, so it is no case")
    part = report if decision.kind != "figure" else _shortest(report, decision)
    said = {
        name: getattr(decision, name) for name in ("item", "kind", "verdict", "block", "sentence", "by", "why", "at")
    }
    return {**said, "text": decision.found.get("text"), "expect": _expected(decision), **_page(part)}


def wrong(case: Case) -> str | None:
    """How the program reads the text of a case otherwise than the person; None if it does not."""
    report = _report(case)
    facts = facts_of(report)
    if case["kind"] == "aid":
        read = facts.relevance is not None and facts.relevance.is_aid_report
        return None if read == case["expect"]["is_aid_report"] else f"is_aid_report is {read}"
    if case["kind"] == "pair":
        pair = (case["expect"]["donor"], case["expect"]["recipient"])
        read = any((one.donor, one.recipient) == pair for one in facts.pairs)
        return None if read == case["expect"]["stated"] else f"{pair[0]} -> {pair[1]} is {'' if read else 'not '}read"
    return _wrong_figure(case, facts)


def _wrong_figure(case: Case, facts: Facts) -> str | None:
    figure = _at(facts, case["sentence"], case["text"])
    if case["verdict"] == "reject":
        return f"{case['text']} is read as {figure.value} {figure.unit}" if figure and figure.review == "auto" else None
    if figure is None:
        return f"{case['text']} is not read"
    plain = figure_json(figure)
    other = [f"{name} is {plain[name]!r}" for name, value in case["expect"].items() if plain[name] != value]
    return "; ".join(other) or None


def _at(facts: Facts, sentence: str, text: str) -> Figure | None:
    """The figure with those words in that sentence, or with some of them."""
    inside = [figure for figure in facts.figures if figure.sentence == sentence]
    exact = (figure for figure in inside if figure.text == text)
    return next(exact, None) or next((one for one in inside if one.text in text or text in one.text), None)


def _expected(decision: Decision) -> dict[str, Any]:
    if decision.kind == "aid":
        return {"is_aid_report": decision.verdict == "accept"}
    if decision.kind == "pair":
        return {name: decision.found[name] for name in ("donor", "recipient")} | {
            "stated": decision.verdict == "accept"
        }
    if decision.verdict == "reject":
        return {}
    return dict(decision.fields) or {name: decision.found[name] for name in TOLD}


def _shortest(report: Report, decision: Decision) -> Report:
    for part in _parts(report, decision):
        figure = _at(facts_of(part), decision.sentence, decision.found["text"])
        if figure and {name: figure_json(figure)[name] for name in TOLD} == {
            name: decision.found[name] for name in TOLD
        }:
            return part
    return report


def _parts(report: Report, decision: Decision) -> Iterator[Report]:
    """Its paragraph, then with the headline."""
    paragraphs = block_of(report, "body").split("\n")
    around = next((one for one in paragraphs if decision.sentence in one), "")
    if decision.block == "body" and around:
        yield replace(report, title="", body=around, captions=(), damaged=(), facts=Facts())
        yield replace(report, body=around, captions=(), damaged=(), facts=Facts())


def _page(report: Report) -> dict[str, Any]:
    moment = report.published.moment
    said = {name: getattr(report, name) for name in ("url", "title", "body", "publisher")}
    return {**said, "captions": list(report.captions), "published_at": moment.isoformat() if moment else None}


def _report(case: Case) -> Report:
    moment = datetime.fromisoformat(case["published_at"]) if case["published_at"] else None
    return Report(
        url=case["url"], source=None, site=None, title=case["title"], body=case["body"],
        captions=tuple(case["captions"]), publisher=case["publisher"], authors=(), editors=(), script="hans",
        published=Stated(moment=moment, precision="second", found="meta") if moment else Stated(),
    )  # fmt: skip
