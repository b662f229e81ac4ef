"""Numerals: what they are worth, what they leave open, and what is no numeral."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.facts.numbers import read_number

WHOLE = [
    ("7", 7), ("36", 36), ("1,208", 1208), ("1,234,567", 1234567), ("2,687.5万", 26875000), ("0.3万", 3000),
    ("3千万", 30000000), ("5百万", 5000000), ("3万亿", 3 * 10**12), ("12.6亿", 1260000000), ("210315万", 2103150000),
    ("3亿5千万", 350000000), ("1亿2000万", 120000000), ("5万3000", 53000), ("512.77 万", 5127700),
    ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零八", 108), ("一千零五", 1005), ("两千万", 20000000),
    ("一亿五千万", 150000000), ("一万二千亿", 12 * 10**11), ("一点五亿", 150000000), ("三点二万", 32000), ("百", 100),
    ("亿", 10**8),
    ("九百九十九", 999), ("两百", 200), ("六千三百万", 63000000),
]  # fmt: skip
OPEN = [
    ("25余万", 250000, 260000), ("8.8亿余", 880000000, 890000000), ("7亿多", 700000000, 800000000), ("400余", 400, 500),
    ("110余", 110, 120), ("4200多", 4200, 4300), ("10多亿", 10**9, 2 * 10**9), ("1.6万余", 16000, 17000),
    ("百余", 100, 200),
    ("五十余万", 500000, 600000), ("一千多万", 10**7, 2 * 10**7), ("二十几万", 200000, 300000), ("十多", 10, 20),
    ("3000余", 3000, 4000), ("250多万", 2500000, 2600000), ("三千多万", 3 * 10**7, 4 * 10**7), ("20来", 20, 30),
    ("1.50亿余", 150000000, 151000000),
]  # fmt: skip
BOUNDS = [
    ("三四十万", 300000, 400000), ("五六百", 500, 600), ("十五六", 15, 16), ("两三千", 2000, 3000),
    ("三五百", 300, 500),
    ("几百亿", 10**10, 10**11), ("数千万", 10**7, 10**8), ("数十", 10, 100), ("几十万", 10**5, 10**6), ("七八", 7, 8),
]  # fmt: skip
NONE = ["十三五", "十四五", "二〇一八", "一九九四", "三百五", "两万三", "一三五", "几", "数", "五百3"]


@pytest.mark.parametrize(("text", "value"), WHOLE)
def test_a_whole_number_is_worth(text: str, value: int) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.value, number.low, number.high) == (value, None, None)


@pytest.mark.parametrize(("text", "low", "high"), OPEN)
def test_an_open_number_ends_before_the_next_unit_of_its_last_digit(text: str, low: int, high: int) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.value, number.low, number.high) == (low, low, high)


@pytest.mark.parametrize(("text", "low", "high"), BOUNDS)
def test_a_number_that_names_no_value_has_bounds(text: str, low: int, high: int) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.value, number.low, number.high) == (None, low, high)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_numeral_is_not_guessed(text: str) -> None:
    assert read_number(text) is None


DIGITS, UNITS = "零一二三四五六七八九", ("", "十", "百", "千")


def han(number: int) -> str:
    """A number below 10000 as a clerk writes it."""
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + UNITS[place]
            gap = False
        else:
            gap = True
    return written


@given(st.integers(1, 9999), st.integers(0, 9999), st.sampled_from("万亿"))
def test_what_is_written_in_han_reads_back(section: int, rest: int, scale: str) -> None:
    worth = section * {"万": 10**4, "亿": 10**8}[scale]
    tail = ("零" if 0 < rest < 1000 else "") + han(rest) if rest and scale == "万" else ""
    number = read_number(han(section) + scale + tail)
    spoken = 0 < rest < 10 and "零" not in tail
    assert number is not None
    assert number.value == worth + (rest if tail and not spoken else 0)


@given(st.integers(1, 10**12))
def test_thousands_commas_change_nothing(value: int) -> None:
    grouped, simple = read_number(f"{value:,}"), read_number(str(value))
    assert grouped is not None
    assert simple is not None
    assert grouped.value == simple.value == value


@given(st.from_regex(r"[0-9]{1,15}(\.[0-9]{1,9})?[万亿]?", fullmatch=True))
def test_a_number_at_sight_is_the_number_added_up(text: str) -> None:
    """Digits of full width are never read at sight."""
    assert read_number(text) == read_number(
        text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    )
