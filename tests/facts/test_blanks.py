"""Numbers beside blanks and behind questions: read where nothing else can be meant, else kept without a value."""

import pytest

from cleaning.facts.blanks import believed_amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("只有5个 月左右的时间", None),
        ("连续有5个 年头都在异乡", None),
        ("培训本地人才1400人 次。", None),
        ("累计注入资金近 百万元", None),
        ("第 八批医疗小组", None),
        ("派出12名 干部", 12),
        ("建成学校3所 投入使用", 3),
        ("捐赠 三百万元 用于修路", 3_000_000),
        ("培训本地人才1400人次 覆盖全县", 1400),
    ],
)
def test_a_number_beside_a_blank_is_read_only_if_it_reads_the_same_without(text: str, value: int | None) -> None:
    (amount,) = believed_amounts(text)
    assert (amount.value, amount.high) == (value, None)
    assert amount.readability in (("clean", "noise_removed") if value else ("indeterminate",))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("医生问这是几个？两个。", 2),
        ("一共来了多少人？三十名队员。", 30),
        ("投入资金？三百万元", None),
        ("惠及群众？两个县", None),
    ],
)
def test_behind_a_question_no_digit_is_lost(text: str, value: int | None) -> None:
    (amount,) = believed_amounts(text)
    assert amount.value == value
