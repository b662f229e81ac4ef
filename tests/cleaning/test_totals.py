"""Totals that do not count twice: what is added, what is left out and why, and the check of the two measures."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.facts.facts import facts_of
from cleaning.ledger import Entry, bounds, years
from cleaning.report import Figure, Period
from cleaning.totals import totals, totals_json
from tests.cleaning.figures import entry, figure
from tests.facts.texts import report

GIVER = {"donors": ("350500",), "recipients": ("540329",)}


def since(start: str | None, end: str | None, basis: Any = "stated") -> Period:
    return Period(start=start, end=end, basis=basis)


def one(**changes: Any) -> Entry:
    return entry(replace(figure("100万元", 1_000_000), **changes))


def added(*entries: Entry, **options: Any) -> float:
    return totals(entries, **options).singles[0].value


def reasons(*entries: Entry, **options: Any) -> dict[str, int]:
    return {left.reason: left.figures for left in totals(entries, **options).left_out}


LEFT_OUT = [
    ({"review": "rejected"}, "rejected by a reviewer"),
    ({"readability": "digit_lost", "value": None}, "unreadable"),
    ({"value": None, "value_low": 1, "value_high": 2}, "range without a value"),
    ({"role": "outcome"}, "role outcome"),
    ({"role": "project_cost"}, "role project_cost"),
    ({"stage": "planned"}, "stage planned"),
    ({"stage": "none"}, "stage none"),
    ({"aggregation": "cumulative"}, "cumulative"),
    ({"aggregation": "growth"}, "growth"),
    ({"part_of": "x"}, "part of another figure"),
    ({"repeats": "x"}, "repeats another figure of the report"),
    ({"sentence": "每户补助100万元。"}, "a rate: so much for each"),
]


@pytest.mark.parametrize(("changes", "reason"), LEFT_OUT)
def test_what_is_left_out_and_why(changes: dict[str, Any], reason: str) -> None:
    assert reasons(one(**changes)) == {reason: 1}
    assert added(one(**changes)) == 0


@pytest.mark.parametrize("stage", ["committed", "disbursed", "spent", "completed"])
def test_what_is_added(stage: str) -> None:
    assert added(one(stage=stage), one(stage=stage)) == 2_000_000
    assert reasons(one(stage=stage)) == {}


def test_a_report_about_something_else() -> None:
    assert reasons(replace(one(), aid=False)) == {"not in a report of paired assistance": 1}


def test_donations_and_other_currencies_stand_apart() -> None:
    found = totals([one(), one(role="donation"), one(role="in_kind"), one(unit="USD")]).singles
    assert [(each.role, each.unit, each.value) for each in found] == [
        ("aid_fund", "CNY", 1_000_000),
        ("aid_fund", "USD", 1_000_000),
        ("donation", "CNY", 1_000_000),
        ("in_kind", "CNY", 1_000_000),
    ]


YEARS = [
    (since("2021", "2023"), (2021, 2022, 2023)),
    (since("2021", "2024-08"), (2022, 2023, 2024)),  # 三年来
    (since("2023", "2023"), (2023,)),
    (since("2022-07", "2025-07", "inferred"), (2025,)),  # of a batch, not of the amount
    (None, (2024,)),
]


@pytest.mark.parametrize(("period", "stated"), YEARS)
def test_a_yearly_amount_counts_once_for_each_year(period: Period | None, stated: tuple[int, ...]) -> None:
    yearly = one(aggregation="annual", period=period)
    assert years(yearly.figure) == stated
    assert added(yearly) == 1_000_000 * len(stated)
    assert added(yearly, year=stated[0]) == 1_000_000
    assert reasons(yearly, year=2001) == {"of a longer time than the year asked for": 1}


def test_of_one_year_only_what_is_stated_of_it() -> None:
    plan = one(period=since("2021", "2025"))
    assert added(one(), plan, year=2024) == 1_000_000
    assert reasons(one(), plan, year=2024) == {"of a longer time than the year asked for": 1}


def test_a_story_is_counted_once_by_its_first_report() -> None:
    copies = [
        entry(figure("3亿元", 3e8), report=2, story=7),
        entry(figure("3亿元", 3e8), report=1, story=7),
        entry(figure("3亿元", 3e8), report=3, story=8),
    ]
    found = totals(copies)
    assert found.singles[0].urls == ("http://news.example/2.html", "http://news.example/3.html")
    assert reasons(*copies) == {"reprint: its story is counted once": 1}


def test_the_same_sum_told_by_two_reports_counts_once() -> None:
    told = figure("2600万元", 26_000_000, **GIVER)
    assert added(entry(told), entry(told, report=2)) == 26_000_000
    assert reasons(entry(told), entry(told, report=2)) == {"the same sum is stated in another report": 1}
    other = replace(told, recipients=("540300",))
    assert added(entry(told), entry(other, report=2)) == 52_000_000
    assert added(entry(told), entry(replace(told, id="b"))) == 52_000_000  # of one report: two sums
    unknown = replace(told, donors=())
    assert added(entry(unknown), entry(unknown, report=2)) == 52_000_000


BOUNDS = [
    (["eq", "eq"], "eq", None, None),
    (["eq", "lt"], "lt", None, 2_000_000),
    (["le", "eq"], "le", None, 2_000_000),
    (["gt", "eq"], "gt", 2_000_000, None),
    (["ge", "ge"], "ge", 2_000_000, None),
    (["gt", "lt"], "approx", None, None),
    (["approx", "eq"], "approx", None, None),
]


@pytest.mark.parametrize(("qualifiers", "qualifier", "low", "high"), BOUNDS)
def test_bounds(qualifiers: list[str], qualifier: str, low: float | None, high: float | None) -> None:
    found = totals([one(qualifier=each) for each in qualifiers]).singles[0]
    assert (found.value, found.qualifier) == (2_000_000, qualifier)
    assert (found.value_low, found.value_high) == (low, high)


def test_bounds_of_a_loose_number() -> None:
    more = figure("25余万元", 250_000, qualifier="gt", value_low=250_000, value_high=260_000)
    assert bounds(more) == (250_000, 260_000)
    (found, *_) = totals([entry(more), one()]).singles
    assert (found.value_low, found.value_high) == (1_250_000, 1_260_000)


amounts = st.integers(1, 10**13).map(lambda cents: cents / 100)


@given(st.lists(amounts, max_size=9))
def test_sums_are_exact_to_the_cent(values: list[float]) -> None:
    found = added(*(entry(figure(f"{value}元", value)) for value in values))
    assert round(found * 100) == sum(round(value * 100) for value in values)


def whole(value: float, start: str | None, end: str, **changes: Any) -> Entry:
    period = since(start, end)
    return entry(
        replace(figure(f"{value}元", value), aggregation="cumulative", period=period, as_of=end, **(GIVER | changes))
    )


def stated(*entries: Entry, **options: Any) -> list[tuple[float | None, bool]]:
    return [(each.entry.figure.value, each.added) for each in totals(entries, **options).stated]


STATED = [
    ([whole(3e8, "1994", "2020"), whole(5e8, "1994", "2024-08")], [(5e8, True)]),  # the latest
    ([whole(5e8, "1994", "2024-08"), whole(2.71e8, "2016-07", "2024-08")], [(5e8, True), (2.71e8, False)]),
    ([whole(5e8, "1994", "2015"), whole(2e8, "2016-07", "2024-08")], [(5e8, True), (2e8, True)]),
    ([whole(5e8, "1994", "2024"), whole(9e8, "1994", "2024", donors=("350000",))], [(9e8, True), (5e8, False)]),
    ([whole(5e8, "1994", "2024"), whole(9e8, "1994", "2024", donors=("340000",))], [(9e8, True), (5e8, True)]),
    ([whole(5e8, "1994", "2024"), whole(9e8, "1994", "2024", recipients=())], [(9e8, True), (5e8, False)]),
    ([whole(5e8, "1994", "2024"), whole(9e8, "1994", "2024", programme="援青")], [(9e8, True), (5e8, True)]),
    ([whole(5e8, None, "2024"), whole(9e8, "1994", "2010")], [(9e8, True), (5e8, False)]),
    ([whole(5e8, "1994", "2024", stage="planned")], []),
    ([whole(5e8, "1994", "2024", repeats="x")], []),
    ([whole(5e8, "1994", "2024", part_of="x")], [(5e8, True)]),  # inside one since an earlier start
    ([whole(5e8, "1994", "2024", role="outcome")], []),
]


@pytest.mark.parametrize(("entries", "found"), STATED)
def test_the_latest_statements_and_which_may_be_added(entries: list[Entry], found: list[tuple[float, bool]]) -> None:
    assert stated(*entries) == found
    together = totals(entries).together[0]
    assert together.value == sum(value for value, is_added in found if is_added)


def test_of_a_year_only_statements_that_end_in_it() -> None:
    assert stated(whole(5e8, "1994", "2024-08"), whole(2e8, "2016", "2020"), year=2020) == [(2e8, True)]


CHECKS = [
    ("lt", 400_000_000, "within"),
    ("lt", 600_000_000, "exceeds"),
    ("eq", 500_000_001, "exceeds"),
    ("gt", 600_000_000, "within"),
    ("approx", 540_000_000, "within"),
    ("approx", 560_000_000, "exceeds"),
]


@pytest.mark.parametrize(("qualifier", "value", "verdict"), CHECKS)
def test_the_check_of_one_against_the_other(qualifier: str, value: float, verdict: str) -> None:
    single = entry(figure("x元", value, **GIVER), report=2)
    (check,) = totals([whole(5e8, "1994", "2024", qualifier=qualifier), single]).checks
    assert (check.verdict, check.singles.value) == (verdict, value)


OUTSIDE: list[dict[str, Any]] = [
    {"donors": ("340000",)},
    {"donors": ()},
    {"recipients": ("540500",)},
    {"as_of": "2025-01-01"},
    {"as_of": None},
    {"unit": "USD"},
    {"role": "donation"},
    {"programme": "援青"},
]


@pytest.mark.parametrize("changes", OUTSIDE)
def test_what_a_statement_does_not_speak_of_is_not_checked_against_it(changes: dict[str, Any]) -> None:
    single = entry(figure("x元", 9e8, **{**GIVER, **changes}), report=2)
    assert totals([whole(5e8, "1994", "2024"), single]).checks == ()


def test_a_whole_report() -> None:
    text = report(
        "海风集团不算。泉州市1994年以来累计投入援藏资金近5亿元。今年，泉州市投入援藏资金2600万元建成洛隆县医院综合楼，"
        "其中设备600万元。泉州市计划明年投入援藏资金3000万元。总投资800万元的水厂由国家建设。"
    )
    told: list[Figure] = [one for one in facts_of(text).figures if one.kind == "money"]
    found = totals_json(totals([entry(each) for each in told]))
    assert found["sum_of_singles"]["value"] == 26_000_000
    assert [each["value"] for each in found["stated_cumulative"]["statements"]] == [500_000_000]
    assert {each["reason"] for each in found["left_out"]} == {
        "cumulative",
        "part of another figure",
        "stage planned",
        "role project_cost",
    }
    assert [each["verdict"] for each in found["checks"]] == ["within"]
