"""Amounts in tables that are kept as lines of text."""

import pytest

from cleaning.facts.facts import facts_of
from tests.facts.texts import figures, report

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


def test_bare_numbers_of_rows_are_no_money() -> None:
    body = "单位：万元\n县\t总投资\t援藏资金\n甲县\t1200\t800\n合计\t1200\t800"
    assert not [one for one in facts_of(report(body)).figures if one.kind == "money"]
