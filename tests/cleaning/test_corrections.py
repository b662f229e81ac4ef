"""Decisions on a reading: put on twice they are as put on once, and the reading can be had back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.corrections import amended, evidence, undone
from cleaning.decision import AT, Decision
from cleaning.figure_corrections import as_read, place_in_sentence
from cleaning.figure_fields import fields_of
from cleaning.report import Report
from cleaning.serial import figure_json, report_from_json, report_json
from tests.store.test_review import LOST, SURE, page

REPORT = page(LOST, SURE)
IDS = [figure.id for figure in REPORT.facts.figures]
SETTINGS: list[dict[str, Any]] = [
    {"value": 5, "value_low": None, "value_high": None}, {"role": "donation"}, {"donors": ["110000"]}, {"sector": None},
]  # fmt: skip


def decision(report: Report, at: int, number: int, verdict: Any, fields: dict[str, Any]) -> Decision:
    figure = report.facts.figures[at]
    found = {**figure_json(figure), AT: place_in_sentence(report, figure)}
    block, sentence = evidence(report, "figure", found)
    return Decision(
        number=number, item=figure.id, kind="figure", verdict=verdict, block=block, sentence=sentence, by="甲", why="",
        at="2026-11-21T12:00:00+00:00", fields=fields, found=found,
    )  # fmt: skip


def aid(number: int) -> Decision:
    found = report_json(REPORT)["relevance"]
    return Decision(
        number=number, item="a1", kind="aid", verdict="reject", block="title", sentence=REPORT.title, by="甲", why="",
        at="2026-11-21T12:00:00+00:00", found=found,
    )  # fmt: skip


VERDICTS = ["accept", "correct", "reject"]
MADE = st.lists(
    st.tuples(st.integers(0, len(IDS) - 1), st.sampled_from(VERDICTS), st.sampled_from(SETTINGS)),
    max_size=len(IDS), unique_by=lambda one: one[0],
)  # fmt: skip


@given(made=MADE, none_of_aid=st.booleans())
def test_twice_is_once_and_nothing_is_lost(made: list[tuple[int, Any, dict[str, Any]]], none_of_aid: bool) -> None:
    decisions = [
        decision(REPORT, at, number, verdict, fields if verdict == "correct" else {})
        for number, (at, verdict, fields) in enumerate(made)
    ] + ([aid(99)] if none_of_aid else [])
    once, known = amended(REPORT, decisions)
    assert all(one.holds for one in known.values())
    assert amended(once, decisions)[0] == once
    assert report_from_json(report_json(once)) == once
    back = once
    for one in decisions:
        back = undone(back, one)
    assert as_read(back.facts.figures) == REPORT.facts.figures
    assert amended(back, [])[0] == REPORT


def test_a_sentence_that_stands_twice() -> None:
    """One of the two is decided on; when one of them goes, the decision stays with the other."""
    twice = page(SURE, "中间还有一句。", SURE)
    second = max(
        range(len(twice.facts.figures)),
        key=lambda at: twice.facts.figures[at].start * ("800" in twice.facts.figures[at].text),
    )
    one = decision(twice, second, 1, "reject", {})
    both, _ = amended(twice, [one])
    assert [figure.review for figure in both.facts.figures if "800" in figure.text] == ["auto", "rejected"]
    left, known = amended(page(SURE), [one])
    assert [figure.review for figure in left.facts.figures if "800" in figure.text] == ["rejected"]
    assert known[1].holds


FIELDS: list[tuple[list[str], dict[str, Any]]] = [
    (["value=1,000"], {"value": 1000, "value_low": None, "value_high": None}),
    (["value=0.5"], {"value": 0.5, "value_low": None, "value_high": None}),
    (["low=3", "high=4"], {"value_low": 3, "value_high": 4}),
    (["amount=近5亿元"], {
        "value": 500_000_000, "value_low": None, "value_high": 500_000_000, "unit": "CNY", "qualifier": "lt",
        "qualifier_word": "近",
    }),
    (["giver=安徽、合肥市"], {"donors": ["340000", "340100"]}),
    (["receiver="], {"recipients": []}),
    (["programme=援藏", "sector="], {"programme": "援藏", "sector": None}),
    (["qualifier=ge"], {"qualifier": "ge", "qualifier_word": ""}),
    (["purpose= 修路 "], {"purpose": "修路"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fields"), FIELDS)
def test_fields(words: list[str], fields: dict[str, Any]) -> None:
    assert fields_of(words) == fields
