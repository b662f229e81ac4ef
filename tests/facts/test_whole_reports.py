"""Figures of whole texts: parts and wholes, repeats, damage, identity, order and length."""

import time
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.facts.facts import facts_of
from cleaning.facts.parties import blocks
from cleaning.report import Damaged, Figure
from tests.facts.texts import figures, report

SIX = [("上海市", 1582, "45.18"), ("山东省", 1355, "38.18"), ("黑龙江省", 356, "9.27"), ("吉林省", 297, "7.8")]
TWO = [("宝武集团", 133, "2.78"), ("中化集团", 119, "1.35")]  # 新华社, 2018-12-14: 日喀则 1994 to 2018


def shigatse(joint: str) -> str:
    stated = "1994年以来，各对口支援单位在日喀则市共实施援藏项目3842个，投入资金超过100亿元。"
    return stated + joint.join(f"{who}实施项目{many}个，投入资金{much}亿元" for who, many, much in SIX + TWO) + "。"


@pytest.mark.parametrize("joint", ["；", "。", "，"])
def test_six_donors_make_up_the_projects_and_the_money_of_a_city(joint: str) -> None:
    body = shigatse(joint)
    projects = [one for one in figures(body, "count") if one.unit == "个"]
    sums = figures(body)
    assert sum(one.value or 0 for one in projects[1:]) == projects[0].value == 3842
    assert [one.part_of for one in projects[1:]] == [projects[0].id] * 6
    assert [one.part_of for one in sums[1:]] == [sums[0].id] * 6
    assert {one.aggregation for one in sums[1:] + projects[1:]} == {"part"}
    assert projects[0].part_of is sums[0].part_of is None
    assert not any(one.counted for one in sums)


def test_parts_that_do_not_add_up_are_no_parts() -> None:
    body = shigatse("；").replace("3842", "3900")
    assert not any(one.part_of for one in figures(body, "count"))


def test_parts_before_their_whole() -> None:
    body = "除了援藏资金1.76亿元，工作队还筹集社会资金1300万元，共为色尼区注入1.89亿元资金。"
    first, second, whole = figures(body)
    assert (first.part_of, second.part_of, whole.part_of) == (whole.id, whole.id, None)


def test_a_sum_since_later_lies_in_the_sum_since_earlier() -> None:
    body = "30年来，泉州市累计投入援藏资金近5亿元。2016年7月至今，泉州市累计投入援藏资金2.71亿元。"
    whole, inside = figures(body)
    assert (inside.part_of, whole.part_of) == (whole.id, None)
    assert inside.aggregation == "cumulative"


def test_what_arrived_is_part_of_what_was_signed() -> None:
    signed, arrived = figures("招商引资签约资金达80.7亿元，到位资金25.6亿元。")
    assert arrived.part_of == signed.id


def read(title: str, body: str, *captions: str) -> tuple[Figure, ...]:
    return facts_of(report(body, title=title, captions=captions)).figures


def test_a_headline_rounds_and_a_caption_repeats() -> None:
    title, body, caption = (
        one for one in read("援藏投入8.8亿余元", "山东省共投入援藏资金88063万元。",
        "投入援藏资金88063万元建成的学校") if one.kind == "money"
    )  # fmt: skip
    assert (title.repeats, body.repeats, caption.repeats) == (body.id, None, body.id)
    assert not title.counted


def test_two_round_sums_of_one_size_are_two_facts() -> None:
    first, second = figures("浙江省投入援藏资金1000万元建成学校。另投入援藏资金1000万元新建医院。")
    assert first.repeats is second.repeats is None


def test_the_same_particular_sum_is_one_fact() -> None:
    first, second = figures("河北省投入援藏资金2687万元。会上说，河北省投入援藏资金2687万元。")
    assert second.repeats == first.id


def test_a_number_that_touches_damage_has_no_value() -> None:
    body = "河北省投入援藏资金2687万元，后来又投入援藏资金300万元。"
    hole = Damaged(block="body", start=7, end=9, kind="byte_slip")
    first, second = (one for one in facts_of(report(body, damaged=(hole,))).figures if one.kind == "money")
    assert (first.value, first.readability, first.review) == (None, "digit_lost", "needs_review")
    assert second.value == 3000000


def test_a_number_near_damage_is_shown_to_a_person() -> None:
    body = "省投入援藏资金共计2687万元。"
    hole = Damaged(block="body", start=0, end=1, kind="byte_slip")
    (near,) = (one for one in facts_of(report(body, damaged=(hole,))).figures if one.kind == "money")
    assert (near.value, near.review) == (26870000, "needs_review")


def test_an_identity_does_not_depend_on_what_stands_elsewhere() -> None:
    sentence = "河北省投入援藏资金2687万元。"
    alone = facts_of(report(sentence)).figures
    moved = facts_of(report("阿里地区变了样。\n" + sentence)).figures
    assert [one.id for one in alone] == [one.id for one in moved]
    other = facts_of(replace(report(sentence), url="http://news.example/b.html")).figures
    assert alone[0].id != other[0].id


def test_identities_differ_within_a_report() -> None:
    found = facts_of(report("工作队援助3万元，再援助3万元。援助3万元。援助3万元。", captions=("援助3万元",))).figures
    assert len({one.id for one in found}) == len(found) == 5


@given(
    st.text(alphabet="江苏拉萨投入援藏资金累计约近余多万亿元个名项目年来2018至-三，。；\n□?0123456789%", max_size=120)
)
def test_every_figure_reproduces_its_words(body: str) -> None:
    made = report(body, captions=(body[:40],))
    for one in facts_of(made).figures:
        assert blocks(made)[one.block][one.start : one.end] == one.text
        assert 0 <= one.confidence <= 1
        assert one.value is not None or not one.counted


@pytest.mark.parametrize("mark", ["。\n", "，", " ", ""])
def test_time_grows_with_length_and_no_faster(mark: str) -> None:
    body = mark.join(
        f"江苏省累计投入援藏资金{number}万元{mark}建成学校{number}所支援拉萨市" for number in range(11, 31)
    )
    facts_of(report(body))

    def spent(times: int) -> float:
        begun = time.process_time()
        facts_of(report(mark.join([body] * times)))
        return time.process_time() - begun

    assert min(spent(8) for _ in range(3)) < 16 * max(spent(1), 0.004)


def test_a_figure_has_every_field_in_the_order_of_the_contract() -> None:
    sums = figures("30年来，泉州市累计投入援藏资金近5亿元。2016年7月至今，泉州市累计投入援藏资金2.71亿元。")
    assert [list(vars(one)) for one in sums] == [[field.name for field in fields(Figure)]] * 2
