"""The table of new figures in a digest: what it shows, in which order, in which words."""

from dataclasses import replace
from typing import Any

import pytest

from cleaning.report import Facts, Period, Relevance
from reports.digest import Digest, build
from reports.figure_words import rows, sum_lines
from reports.figures import figures_of
from reports.material import Material
from reports.render import LIMIT, render
from reports.wording import wording
from seeds.settings import Subscription
from store.reports import Kept
from tests.cleaning.figures import figure
from tests.reports.rows import NOW, SHANGHAI, kept

GIVER: dict[str, Any] = {"donors": ("340000",), "recipients": ("540500",)}
AID = Relevance(is_aid_report=True, score=0.9, why=())


def one(text: str, value: float | None, **changes: Any) -> Any:
    return replace(figure(text, value), **(GIVER | {"purpose": "水渠"} | changes))


def told(*figures: Any, id: int = 1, **changes: Any) -> Kept:
    return kept(id, facts=Facts(relevance=AID, programmes=("援藏",), figures=figures), **changes)


def issue(*news: Kept, language: Any = "zh-Hans") -> Digest:
    subscription = Subscription(name="daily", title="日报", language=language)
    days = (NOW.date(), NOW.date())
    return build(Material(news=news), subscription, number=1, moment=NOW, days=days, zone=SHANGHAI)


def since(start: str) -> Period:
    return Period(start=start, end=None, basis="stated")


LOST = one("□350万元", None, readability="digit_lost", review="needs_review", role="project_cost")


def test_order_and_what_is_not_listed() -> None:
    found = figures_of([
        told(
            LOST,
            one("600万元", 6e6, role="project_cost"),
            one("3万元", 3e4, role="in_kind"),
            one("5万元", 5e4),
            one("9万元", 9e4),
            one("2亿元", 2e8, role="outcome"),
            one("600元", 600, sentence="每户补助600元。"),
            one("5万元", 5e4, id="b", repeats="id-5万元"),
            one("7万元", 7e4, review="rejected"),
            replace(one("60名", 60), kind="count"),
        )
    ])  # fmt: skip
    assert [line.words for line in found.lines] == ["9万元", "5万元", "3万元", "600万元", "□350万元"]
    assert found.others == 2  # the outcome and the rate
    assert [(each.role, each.value) for each in found.sums] == [("aid_fund", 140_000), ("in_kind", 30_000)]


AMOUNTS: list[tuple[dict[str, Any], str]] = [
    ({"value": 5e8, "qualifier_word": "近"}, "近500,000,000元"),
    ({"value": 250_000, "qualifier_word": "余"}, "250,000余元"),
    ({"value": 250_000, "qualifier_word": "以上"}, "250,000以上元"),
    ({"value": 1.5, "unit": "USD"}, "1.5美元"),
    ({"value": 3, "unit": "CHF"}, "3 CHF"),
    ({"value": None, "value_low": 2e7, "value_high": 3e7}, "20,000,000至30,000,000元"),
    ({"value": None, "value_low": 2e8}, "至少200,000,000元"),
    ({"value": None, "value_high": 2e8}, "至多200,000,000元"),
    ({"value": None, "readability": "digit_lost"}, ""),
]


@pytest.mark.parametrize(("changes", "said"), AMOUNTS)
def test_amounts(changes: dict[str, Any], said: str) -> None:
    plain = {key: int(value) if isinstance(value, float) and value > 2 else value for key, value in changes.items()}
    (row,) = rows(figures_of([told(replace(one("文", 1), **plain))]), wording("zh-Hans"))
    assert row.amount == said


STATES: list[tuple[dict[str, Any], str]] = [
    ({}, "投入"),
    ({"role": "in_kind", "stage": "disbursed"}, "物资折价 · 到位"),
    ({"aggregation": "cumulative", "period": since("2016-07")}, "投入 · 2016年7月起累计"),
    ({"aggregation": "cumulative", "period": since("1994")}, "投入 · 1994年起累计"),
    ({"aggregation": "cumulative"}, "投入 · 累计"),
    ({"aggregation": "part", "stage": "none"}, "其中"),
    ({"aggregation": "annual", "stage": "planned"}, "计划 · 每年"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), STATES)
def test_states(changes: dict[str, Any], said: str) -> None:
    (row,) = rows(figures_of([told(one("文", 1, **changes))]), wording("zh-Hans"))
    assert row.state == said


def test_parties_are_named_and_unknown_ones_said_to_be() -> None:
    many = ("540501", "540522", "540581", "540526")
    words = wording("zh-Hans")
    found = [
        rows(figures_of([told(one("文", 1, donors=donors, recipients=recipients))]), words)[0].parties
        for donors, recipients in [(("340000",), ("540500",)), ((), many), (("中国石油",), ())]
    ]
    assert found == ["安徽省 → 山南市", "未写明 → 540501等4地", "中国石油 → 未写明"]


def test_the_line_of_sums() -> None:
    news = [
        told(one("近5万元", 50_000, qualifier="lt"), one("9万元", 9e4, stage="planned")),
        told(one("3万元", 30_000), LOST, id=2),
    ]
    assert sum_lines(figures_of(news), wording("zh-Hans")) == (
        "可以相加、不重复的：援助资金不到80,000元（2 笔，见 2 篇）。累计、部分、计划中的和重复的不相加。",
        "有 1 项数字受损，无法辨认，一律不取。",
    )
    assert sum_lines(figures_of([told(LOST)]), wording("zh-Hans"))[0] == "其中没有可以相加的数字。"


@pytest.mark.parametrize("form", ["html", "text", "markdown"])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_form_shows_them(form: Any, language: Any) -> None:
    page = render(issue(told(one("近5亿元", 500_000_000, qualifier_word="近"), LOST), language=language), form)
    for said in ("500,000,000", wording(language).say("item.unreadable"), wording(language).say("figure.heading")):
        assert said in page


@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_without_figures_there_is_no_table(form: Any) -> None:
    assert "新数字" not in render(issue(told()), form)


def test_a_hijacked_page_is_not_linked() -> None:
    found = figures_of([told(one("5元", 5)), told(one("5元", 5), id=2, hijacked=True)])
    assert [line.url for line in found.lines] == ["http://www.alpha.example/yz/1.html", None]


def test_payloads_stay_texts_and_the_page_small() -> None:
    bad = "<script>alert(1)</script>" * 40
    many = [one(f"{number}{bad}", number, id=str(number), purpose=bad, donors=(bad,)) for number in range(1, 200)]
    page = render(issue(told(*many)), "html")
    assert "<script" not in page
    assert len(page.encode()) <= LIMIT
    assert wording("zh-Hans").say("figure.more", n=199 - 24) in page
