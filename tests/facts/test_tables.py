"""Amounts in tables that are kept as lines of text."""

import pytest

from tests.facts.texts import figures

UNDER_A_HEAD = [
    "单位：万元\n甲县 援藏资金 1200元",
    "援藏资金表（单位：人民币万元）\n甲县 300元\n乙县 450元",
    "援藏资金投入（亿元）\n2016年 投入5.2元",
    "单位:千元\n甲县\t援藏资金\t3500元",
]


@pytest.mark.parametrize("text", UNDER_A_HEAD)
def test_a_plain_sum_under_a_larger_unit_has_no_value(text: str) -> None:
    found = figures(text)
    assert found
    assert {(one.value, one.value_low, one.value_high) for one in found} == {(None, None, None)}
    assert {one.review for one in found} == {"needs_review"}
    assert not any(one.counted for one in found)


READ = [
    ("单位：元\n甲县 援藏资金 12000元", 12000),
    ("单位：万元\n甲县 援藏资金 1200万元", 12_000_000),
    ("单位：万元\n甲县 1200\n上海市投入援藏资金8000元。", 8000),
    ("援藏资金（万元以上）支出由市里批准。为每名学生发放800元。", 800),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_what_says_its_own_unit_or_stands_in_prose_is_read(text: str, value: int) -> None:
    assert figures(text)[-1].value == value


def sums(body: str) -> list[tuple[str, object, str | None, str]]:
    return [(one.noun, one.value, one.role, one.aggregation) for one in figures(body)]


def test_rows_take_the_unit_above_and_the_meaning_of_their_column() -> None:
    body = "单位：万元\n县\t总投资\t援藏资金\n甲县\t1,200\t800\n乙县\t600\t300.5\n丙县\t50\t20\n合计\t1850\t1120.5"
    assert sums(body) == [
        ("总投资", 12_000_000, "project_cost", "part"), ("援藏资金", 8_000_000, "aid_fund", "part"),
        ("总投资", 6_000_000, "project_cost", "part"), ("援藏资金", 3_005_000, "aid_fund", "part"),
        ("总投资", 500_000, "project_cost", "part"), ("援藏资金", 200_000, "aid_fund", "part"),
        ("总投资", 18_500_000, "project_cost", "single"), ("援藏资金", 11_205_000, "aid_fund", "single"),
    ]  # fmt: skip


ROWS = [
    ("项目 | 援疆资金（万元） | 进展\n幼儿园 | 5600 | 已完工\n培训 | 85 | 在建", [56_000_000, 850_000]),
    ("单位：万元\n序号 项目 地点 帮扶资金\n1 水渠 上坝村 30\n2 路灯 16", [300_000, 160_000]),  # an empty cell
    ("县 人数 资金（亿元）\n甲县 12 3.5\n乙县 8 0.6", [350_000_000, 60_000_000]),
]


@pytest.mark.parametrize(("body", "values"), ROWS)
def test_a_column_is_read_where_it_is_certain(body: str, values: list[int]) -> None:
    assert [one.value for one in figures(body)] == values


UNSURE = [
    "单位：万元\n甲县 1200\n乙县 800",  # no head
    "单位：万元\n县\t援藏资金\n甲县\t800\n乙县\t300\n合计\t1150",  # does not add up
    "单位：万元\n县 援藏资金\n甲县 800\n小计 800\n乙县 300\n合计 1100",
    "县 人数 资金（亿元）\n乙县 1 950",  # two cells, or 1950 with a blank in it
    "单位：万元\n县 援藏资金 备注\n甲县 800",  # which cell is empty
    "县 援藏资金\n甲县 800",  # no unit
    "单位：人\n县 援藏资金\n甲县 800",
    "单位：万元\n县 援藏资金\n甲县 8□0",
]


@pytest.mark.parametrize("body", UNSURE)
def test_what_is_not_certain_in_a_table_is_no_figure(body: str) -> None:
    assert [one.value for one in figures(body) if one.value is not None] == []
