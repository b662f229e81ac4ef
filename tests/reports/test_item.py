"""One report for readers: links that may be followed, figures marked where they stand."""

import pytest

from reports.item import Item, Run, item, link
from tests.reports.rows import BODY, SHANGHAI, TITLES, facts, figure, kept

COST = "项目总投资2,687.5万元，建成后可带动320户农牧民增收。"


def made(**changes: object) -> Item:
    return item(kept(**changes), zone=SHANGHAI, titles=TITLES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example/",
        "http:///no-host",
        "http://bank.example@evil.example/",
        "http://good.example\\@evil.example/",
        "http://a.example/\nSet-Cookie: x",
        "http://[::1/",
        "http://a.example/" + "a" * 3000,
        "",
    ],
)
def test_what_may_not_be_linked(url: str) -> None:
    assert link(url) is None


@pytest.mark.parametrize(
    "url", ["http://www.alpha.example/yz/1.html", "https://新闻.example/列表?a=1&b=“二”", "http://[::1]:8080/a"]
)
def test_what_may_be_linked(url: str) -> None:
    assert link(url) == url


def test_figures_in_the_summary_are_marked_there_and_nowhere_else() -> None:
    shown = made(facts=facts(figure("2,687.5万元", COST)))
    assert Run(text="2,687.5万元", mark="figure") in shown.summary
    assert "".join(run.text for run in shown.summary) in BODY
    assert shown.evidence == ()


def test_a_figure_in_a_piece_of_its_sentence_is_marked_once() -> None:
    body = "一是投入5亿元建校；二是选派教师；三是修路8公里。"
    shown = made(body=body, facts=facts(figure("5亿元", body, start=4)))
    assert [run.text for run in shown.summary] == ["一是投入", "5亿元", "建校；二是选派教师……"]
    assert shown.evidence == ()


def test_the_second_of_two_equal_figures_is_marked_behind_the_first() -> None:
    sentence = "甲县得5万元，乙县得5万元。"
    shown = made(body=sentence, facts=facts(figure("5万元", sentence, start=3), figure("5万元", sentence, start=10)))
    assert [run.mark for run in shown.summary] == ["", "figure", "", "figure", ""]


def test_sentences_with_money_stand_below_aid_first() -> None:
    body = "开头一句。开头二句。\n总投资3亿元的电站开工。\n援助资金7,000万元到位。"
    cost = figure("3亿元", "总投资3亿元的电站开工。", role="project_cost")
    aid = figure("7,000万元", "援助资金7,000万元到位。")
    shown = made(body=body, facts=facts(cost, aid))
    assert [passage[0].text for passage in shown.evidence] == ["援助资金", "总投资"]


def test_a_long_sentence_is_cut_to_what_holds_its_figures() -> None:
    filler = "组织各类培训" * 20
    sentence = f"一是投入5亿元建校；二是{filler}；三是捐赠2万元。"
    money = (figure("5亿元", sentence, start=4), figure("2万元", sentence, start=140))
    (shown,) = made(body="无关。", facts=facts(*money)).evidence
    assert "".join(run.text for run in shown) == "一是投入5亿元建校；……三是捐赠2万元。"
    assert [run.text for run in shown if run.mark] == ["5亿元", "2万元"]


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"review": "needs_review"}, "doubtful"),
        ({"confidence": 0.5}, "doubtful"),
        ({"readability": "digit_lost"}, "unreadable"),
        ({"readability": "noise_removed"}, "figure"),
    ],
)
def test_marks(changes: dict[str, object], mark: str) -> None:
    shown = made(facts=facts(figure("2,687.5万元", COST, **changes)))
    assert [run.mark for run in shown.summary if run.mark] == [mark]


def test_counts_are_marked_only_where_they_cannot_be_read() -> None:
    count = figure("320户", COST, kind="count", review="needs_review")
    assert all(not run.mark for run in made(facts=facts(count)).summary)
    lost = figure("320户", COST, kind="count", readability="digit_lost")
    assert [run.mark for run in made(facts=facts(lost)).summary if run.mark] == ["unreadable"]


@pytest.mark.parametrize(
    "changes", [{"kind": "percent"}, {"repeats": "other"}, {"review": "rejected"}, {"block": "title"}]
)
def test_not_every_figure_brings_its_sentence(changes: dict[str, object]) -> None:
    shown = made(body="无关。无关。", facts=facts(figure("2,687.5万元", COST, **changes)))
    assert shown.evidence == ()


def test_a_hijacked_page_is_never_linked() -> None:
    assert made(hijacked=True).url is None
