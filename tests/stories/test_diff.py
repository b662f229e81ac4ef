"""What an edit changed, and what a copy takes from its origin."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cleaning.report import Facts, Report
from cleaning.serial import figure_from_json, figure_json
from cleaning.stories.diff import Edit, change
from cleaning.stories.mend import beside_origin
from tests.reports.rows import figure
from tests.store.conftest import report

BODY = "水渠长12公里。村民说：“水来了。”\n投资300万元。"
EDITS = [
    ({}, []),
    ({"body": BODY.replace("300", "320")}, [("投资300万元。", "投资320万元。")]),
    ({"body": BODY + "明年再修一条。"}, [("", "明年再修一条。")]),
    ({"body": "村民说：“水来了。”\n投资300万元。"}, [("水渠长12公里。", "")]),
    ({"title": "水渠通水了"}, [("两地携手修渠引水", ""), ("", "水渠通水了")]),
    ({"captions": ("图为旧水渠。",)}, [("图为新修的水渠。", "图为旧水渠。")]),
]


@pytest.mark.parametrize(("changes", "edits"), EDITS)
def test_sentences_that_changed(changes: dict[str, Any], edits: list[tuple[str, str]]) -> None:
    found = change(report(body=BODY), report(**({"body": BODY} | changes))).edits
    assert sorted(found, key=str) == sorted((Edit(before=one, after=two) for one, two in edits), key=str)


def stating(*figures: Any, url: str = "http://a.example/1.html") -> Report:
    return report(url, body=BODY, facts=Facts(figures=figures))


def test_figures_that_changed() -> None:
    before = stating(
        figure("300万元", "投资300万元。", value=3_000_000),
        figure("12公里", "水渠长12公里。", value=12, kind="quantity"),
    )
    after = stating(
        figure("320万元", "投资320万元。", value=3_200_000),
        figure("12公里", "水渠又长12公里。", value=12, kind="quantity"),
    )
    found = change(before, after)
    assert ([one.text for one in found.gone], [one.text for one in found.come]) == (["300万元"], ["320万元"])


def test_a_lost_figure_is_taken_from_the_origin_and_says_so() -> None:
    sentence = "温室总投资8350万元，其中援藏资金5200万元，今年八月建成。"
    first, second = (
        figure(text, sentence, value=value) for text, value in (("8350万元", 83_500_000), ("5200万元", 52_000_000))
    )
    lost = figure("?350万元", sentence.replace("8350", "?350"), value=None, readability="digit_lost")
    mended = beside_origin(stating(lost, url="http://b.example/1.html"), stating(first, second)).facts.figures[0]
    assert (mended.value, mended.taken_from, mended.text) == (83_500_000, "http://a.example/1.html", "?350万元")
    assert figure_from_json(json.loads(json.dumps(figure_json(mended)))) == mended


def test_a_figure_that_the_origin_does_not_state_stays_lost() -> None:
    lost = figure("?350万元", "另一句话说的是?350万元。", value=None, readability="digit_lost")
    other = figure("8350万元", "温室总投资8350万元，今年八月建成。", value=83_500_000)
    kept = beside_origin(stating(lost), stating(other)).facts.figures[0]
    assert (kept.value, kept.taken_from) == (None, None)


REVIEWED = [
    ({"review": "rejected"}, {}, None),  # a person took it out of the origin
    ({"readability": "digit_lost", "review": "corrected"}, {}, 83_500_000),  # or found out what it said
    ({}, {"review": "corrected", "value": 83_600_000}, 83_600_000),  # or said so of the copy itself
]


@pytest.mark.parametrize(("origin", "copy", "value"), REVIEWED)
def test_people_are_believed(origin: dict[str, Any], copy: dict[str, Any], value: int | None) -> None:
    sentence = "温室总投资8350万元，今年八月建成。"
    whole = figure("8350万元", sentence, **({"value": 83_500_000} | origin))
    lost = figure("?350万元", sentence, **({"value": None, "readability": "digit_lost"} | copy))
    assert beside_origin(stating(lost), stating(whole)).facts.figures[0].value == value


def test_a_copy_counts_for_nothing() -> None:
    given = replace(figure("300万元", "投资300万元。"), counted=True)
    kept = beside_origin(stating(given, url="http://b.example/1.html"), stating(given)).facts.figures[0]
    assert (kept.counted, kept.not_counted_because) == (False, "same story as http://a.example/1.html")
