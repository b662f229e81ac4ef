"""Numerals as Chinese reports write them: 2,687.5, 25余万, 8.8亿余, 3千万, 一亿二千万, 三四十万, 几百亿, 百余."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from cleaning.facts.sums import DIGITS, FORMAL, LARGE, Sum, last_digit

Loose = Literal["", "余", "多", "几", "数", "来"]
Plain = int | float

# 千瓦, 千克 and 千米 are units, 余 and 多 may stand before or after the scale.
_SMALL = r"(?:[十百千拾佰仟](?![瓦克米卡伏安]))"
_SCALE = rf"(?:{_SMALL}?[余多几]?(?:万亿|万|亿)|个[余多]?亿|{_SMALL})"  # 3个多亿
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d++)(?:[.．]\d++)?"  # nothing goes on behind a part of its digits
DIGIT = "0-9０-９"  # in a set \d asks the tables of Unicode about every character
_HAN = (
    rf"(?:[几数]?(?:[一二两三四五六七八九零〇万亿]|{_SMALL})+)(?:点[零一二三四五六七八九]+[十百千]?[万亿]?)?"
    r"(?:[余多几来][万亿]*)?(?:个[余多]?亿)?"
)
_FORMAL = rf"(?:[{FORMAL}](?=[拾佰仟万亿])[{FORMAL}零拾佰仟万亿]+)"
_GAP = r"(?:[ \u00a0\u3000](?=[千百]?[余多]?[万亿]))?"
_REST = rf"(?:零?{ARABIC}{_SCALE})*(?:(?<=[万千])零?\d{{1,4}}(?![\d年月日.]))?"  # 3亿5千万, 5万3000, 2亿零500万
NUMERAL = (
    rf"(?:(?<!\d){ARABIC}(?:{_GAP}{_SCALE}{_REST})?(?:[ \u00a0\u3000](?=[余多]))?[余多来几]?"
    rf"|(?<![\d一二两三四五六七八九十百千万亿零〇几数])(?:{_FORMAL}|{_HAN}))"
)

_TOKEN = re.compile(
    rf"(?P<arabic>{ARABIC})|(?P<han>[零〇一二两三四五六七八九{FORMAL}])|(?P<scale>[十百千万亿拾佰仟])"
    r"|(?P<loose>[余多几数来])|点"
)
_HAN_DECIMAL = re.compile(r"([一二两三四五六七八九十百千]+)点([零一二三四五六七八九]+)")
_PLAN = re.compile(r"十[一二三四五]五$")  # 十三五, 十四五: five-year plans
_PRINTED = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,9}))?([万亿])?")  # as most are; no more digits than a Decimal keeps


class Number(NamedTuple):
    """A numeral read: `value` None where only bounds are stated. `loose`: the word inside that leaves it open."""

    value: Plain | None
    low: Plain | None = None
    high: Plain | None = None
    loose: Loose = ""
    bare: bool = False  # a scale without a digit: 百, 千余, 亿
    step: Plain = 1  # one unit of the last stated digit: 10000 for 25万


def plain(number: Decimal) -> Plain:
    """A whole number as int, any other as float: both print as they were stated."""
    return int(number) if number == number.to_integral_value() else float(number)


def exact(number: Plain) -> Decimal | int:
    """As it is printed, to be added up without an error."""
    return number if isinstance(number, int) else Decimal(str(number))


@lru_cache(maxsize=4096)
def read_number(text: str) -> Number | None:
    """None where `text` is no well-formed numeral: 十三五, 二〇一八, 三百五 (305 or 350?)."""
    if printed := _PRINTED.fullmatch(text):
        return _as_printed(printed[1], printed[2] or "", LARGE.get(printed[3], 1))
    if _PLAN.match(text):
        return None
    text = _HAN_DECIMAL.sub(_arabic_decimal, text)
    tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]
    if not tokens:
        return None
    if text[0] in "几数":
        return _indefinite(tokens)
    pair = _pair_at(tokens)
    if pair is not None:
        return _between(tokens, pair)
    return _definite(tokens)


def _as_printed(whole: str, fraction: str, scale: int) -> Number:
    """3250, 1.2亿: nothing to add up."""
    tenths = 10 ** len(fraction)
    last = 1 if fraction else last_digit(int(whole))
    return Number(value=_divided(int(whole + fraction) * scale, tenths), step=_divided(last * scale, tenths))


def _divided(number: int, divisor: int) -> Plain:
    whole, rest = divmod(number, divisor)
    return number / divisor if rest else whole


def _arabic_decimal(match: re.Match[str]) -> str:
    whole = _definite([(m.lastgroup or "", m.group()) for m in _TOKEN.finditer(match[1])])
    return match.group() if whole is None else f"{whole.value}.{''.join(str(DIGITS[c]) for c in match[2])}"


def _definite(tokens: list[tuple[str, str]]) -> Number | None:
    sum_ = Sum()
    loose: Loose = ""
    for kind, word in tokens:
        if kind == "loose":
            loose = word  # type: ignore[assignment]
        elif not sum_.take(kind, word):
            return None
    value = sum_.value()
    if value is None:
        return None
    bare = tokens[0][1] not in "十拾" and all(kind in ("scale", "loose") for kind, _ in tokens)
    if not loose:
        return Number(value=plain(value), bare=bare, step=plain(sum_.step))
    return Number(value=plain(value), low=plain(value), high=plain(value + sum_.step), loose=loose, bare=bare)


def _indefinite(tokens: list[tuple[str, str]]) -> Number | None:
    """几百亿, 数千万: from one to ten of the scale."""
    low = _definite([("han", "一"), *tokens[1:]]) if len(tokens) > 1 else None
    if low is None or low.value is None:
        return None
    return Number(value=None, low=low.value, high=low.value * 10, loose="几")


def _pair_at(tokens: list[tuple[str, str]]) -> int | None:
    for at in range(len(tokens) - 1):
        if tokens[at][0] == tokens[at + 1][0] == "han" and tokens[at][1] not in "零〇":
            return at
    return None


def _between(tokens: list[tuple[str, str]], at: int) -> Number | None:
    """三四十万: thirty to forty; digits that do not follow each other are a year or a name, not a number."""
    first, second = DIGITS[tokens[at][1]], DIGITS[tokens[at + 1][1]]
    if second - first != 1 and (first, second) != (3, 5):
        return None
    low, high = _definite(tokens[: at + 1] + tokens[at + 2 :]), _definite(tokens[:at] + tokens[at + 1 :])
    if low is None or high is None or _pair_at(tokens[at + 1 :]) is not None:
        return None
    return Number(value=None, low=low.value, high=high.value)


def plain_scaled(number: Number, divisor: Decimal) -> Number:
    """The same number in a unit `divisor` times as large: 5分 in 元, 七成 in percent."""

    def scaled(value: Plain | None) -> Plain | None:
        return None if value is None else plain(Decimal(str(value)) / divisor)

    return number._replace(value=scaled(number.value), low=scaled(number.low), high=scaled(number.high))


def negative(number: Number) -> Number:
    """Below zero: -5%."""
    value, low, high = number.value, number.low, number.high
    return number._replace(
        value=None if value is None else -value,
        low=None if high is None else -high,
        high=None if low is None else -low,
    )
