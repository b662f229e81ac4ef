"""Amounts: every stated number with a unit, read off one block of text with its exact span. No meaning yet."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cleaning.facts import bare, traps
from cleaning.facts.numbers import DIGIT, NUMERAL, Number, Plain, negative, plain_scaled, read_number
from cleaning.facts.qualifiers import Qualifier, bounds, qualify
from cleaning.facts.sums import FORMAL
from cleaning.facts.units import (
    COUNT,
    FRACTIONS,
    MONEY,
    PERCENT,
    QUANTITY,
    UNITS_BEGIN,
    canonical_unit,
    currency_before,
)

Kind = Literal["money", "count", "percent", "quantity"]
Readability = Literal["clean", "noise_removed", "unit_missing", "digit_lost", "indeterminate"]

_UNIT = (
    rf"(?:(?=[{UNITS_BEGIN}])(?:"
    rf"(?P<money>{MONEY})(?P<note>人民币)?|(?P<percent>{PERCENT})|(?P<quantity>{QUANTITY})|(?P<count>{COUNT}))"
    r"|(?P<bare>(?<=[万亿])|(?<=[万亿][余多])))"
)
_LOW_UNIT = r"(?:[美港欧日]?元|[%％]|个|名|人|户|家|项|吨|亩|公里|人次)?"
_LOW = (
    rf"{DIGIT},.．零〇一二两三四五六七八九十百千万亿{FORMAL}拾佰仟几数余多来点 \u00a0\u3000"
    "美港欧日元%％个名人户家项吨亩公里次"
)
_DASHED = rf"(?<!\d)(?=[{_LOW}]{{1,40}}+[-—–~～−至到])"  # looked at first: few numbers begin a range
_RANGE = rf"{_DASHED}(?P<low>{NUMERAL})(?P<low_unit>{_LOW_UNIT})(?:[-—–~～−]{{1,2}}|至|到)"
_ONE = rf"(?P<number>{NUMERAL})(?P<gap>[ \u00a0\u3000]?){_UNIT}|百分之(?P<share>{NUMERAL})"
_BEGIN = rf"(?=[{DIGIT}零〇一二两三四五六七八九十百千万亿几数{FORMAL}])"  # looked at first: halves the time
_AMOUNT = re.compile(rf"{_BEGIN}(?:(?:{_RANGE})?{_ONE})")
_SINGLE = re.compile(_ONE)
_MINUS = re.compile(r"(?:^|[\u4e00-\u9fff（])[-－−]$")  # 增速-5%
_FROM = re.compile(r"[从由][^，。；、]*$")
_SHARED = re.compile(r"[十百千]?[余多]?(万亿|万|亿)[余多]?$|[百千][余多]?$")
_PAIR = re.compile(r"(?:^|[^\d.一二三四五六七八九十第、])([1-8一二三四五六七八])、$")
_DIGIT = re.compile(r"[2-9二三四五六七八九](?![\d.一二三四五六七八九])")


class Amount(NamedTuple):
    """`start` to `end` reproduce `text` in its block, qualifier included; `value` in the base unit."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Plain | None
    low: Plain | None
    high: Plain | None
    unit: str
    qualifier: Qualifier
    word: str
    readability: Readability
    unit_word: str  # as printed

    def unread(self, why: Readability) -> "Amount":
        """The same span, believed no more."""
        return self._replace(value=None, low=None, high=None, readability=why)


def read_amounts(text: str) -> Iterator[Amount]:
    """In text order, not overlapping. What is a number but no figure (第十批, 十四五, 1+7) is left out; what is a
    figure but cannot be trusted (?.2亿元, 1 950万元) comes with value None."""
    for match in _AMOUNT.finditer(text):
        number = _ranged(text, match) if match["low"] else None
        if match["low"] and number is None:
            yield from filter(
                None, (_read(text, one, None) for one in _SINGLE.finditer(text, match.start(), match.end()))
            )
        elif (amount := _read(text, match, number)) is not None:
            yield amount


def _read_share(text: str, match: re.Match[str]) -> Amount | None:
    number = read_number(match["share"])
    if number is None or traps.is_no_figure(text, match.start(), match.end(), "percent", number):
        return None
    return _amount(text, match.start(), match.end(), "percent", number, "%", "clean")


def _read(text: str, match: re.Match[str], ranged: Number | None) -> Amount | None:
    if match["share"]:
        return _read_share(text, match)
    kind, unit = _kind_of(match)
    if unit == "块" and bare.is_spoken_money(text, match.start(), match.end()):
        kind, unit = "money", "块钱"
    start, end, numeral = match.start(), match.end(), match["number"]
    lost = traps.why_unreadable(text, start, text[start : start + 2])
    if lost is not None:
        return _unreadable(text, match, kind or "money", unit, lost)
    start, number = (start, ranged) if ranged else _spoken_pair(text, start, numeral, read_number(numeral))
    if kind is None:
        return _read_bare(text, start, end, number)
    if number is None:
        return _unreadable(text, match, kind, unit, "indeterminate") if kind == "money" else None
    if traps.is_no_figure(text, start, end, kind, number) or (unit == "成" and not traps.is_share(number)):
        return None
    amount = _amount(text, start, end, kind, _in_base(number, unit), unit, _noise(match))
    return amount if traps.may_stand(text, start, amount.qualifier, kind, number) else None


def _noise(match: re.Match[str]) -> Readability:
    return "noise_removed" if match["gap"] or len(match["number"].split()) > 1 else "clean"


def _kind_of(match: re.Match[str]) -> tuple[Kind | None, str]:
    kind: Kind = "money" if match["note"] else match.lastgroup  # type: ignore[assignment]
    return (None, "") if match["bare"] is not None else (kind, match[kind])


def _in_base(number: Number, unit: str) -> Number:
    return plain_scaled(number, FRACTIONS[unit]) if unit in FRACTIONS else number


def _ranged(text: str, match: re.Match[str]) -> Number | None:
    """1000-3000万元 shares its scale, 8000元至15000元 does not. 从3000元到5000元 is a change: two figures."""
    low, high = read_number(match["low"]), read_number(match["number"])
    if low is None or high is None or low.value is None or high.value is None or _is_change(text, match):
        return None
    scale = _SHARED.search(match["number"])
    shared = scale and match["low"].replace(".", "").replace(",", "").isdigit() and not match["low_unit"]
    if scale and shared:
        lifted = read_number(match["low"] + scale.group())
        if lifted is not None and lifted.value is not None and lifted.value < high.value:
            low = lifted
    if low.value is None or low.value >= high.value:
        return None
    return Number(value=None, low=low.value, high=high.value)


def _is_change(text: str, match: re.Match[str]) -> bool:
    return bool(_FROM.search(text[max(0, match.start() - 12) : match.start()])) and not text.startswith(
        "不等", match.end()
    )


def _spoken_pair(text: str, start: int, numeral: str, number: Number | None) -> tuple[int, Number | None]:
    """5、6万元 is five to six, not a list."""
    found = _PAIR.search(text[max(0, start - 3) : start]) if text.endswith("、", 0, start) else None
    if found is None or number is None or not _DIGIT.match(numeral):
        return start, number
    first, second = read_number(found[1]), read_number(numeral[0])
    if first is None or second is None or first.value is None or second.value != first.value + 1:
        return start, number
    low = read_number(found[1] + numeral[1:])
    return start - 2, Number(value=None, low=low.value, high=number.value) if low else None


def _read_bare(text: str, start: int, end: int, number: Number | None) -> Amount | None:
    """万 and 亿 without 元: money only after a cue of money, people only before a word for people."""
    if number is None or traps.is_no_figure(text, start, end, "money", number):
        return None
    kind = bare.kind_of(text, start, end)
    if kind is None:
        return None
    found, unit = kind
    amount = _amount(text, start, end, found, number, unit, "unit_missing" if found == "money" else "clean")
    return amount if traps.may_stand(text, start, amount.qualifier, found, number) else None


def _amount(text: str, start: int, end: int, kind: Kind, number: Number, unit: str, readability: Readability) -> Amount:
    said = qualify(text, start, end, number)
    before = text[max(0, said.start - 8) : said.start]
    if kind == "percent" and before and _MINUS.search(before):
        said, number = said._replace(start=said.start - 1), negative(number)
    low, high = bounds(number, said.qualifier, said.word)
    return Amount(
        kind=kind, text=text[said.start : said.end], start=said.start, end=said.end,
        value=number.value, low=low, high=high, unit_word=unit,
        unit=(kind == "money" and currency_before(before)) or canonical_unit(kind, unit),
        qualifier=said.qualifier, word=said.word, readability=readability,
    )  # fmt: skip


def _unreadable(text: str, match: re.Match[str], kind: Kind, unit: str, why: Readability) -> Amount | None:
    """Kept with its span, the broken characters before it included; never a value."""
    if not unit:
        return None
    start = traps.broken_from(text, match.start())
    return Amount(
        kind=kind, text=text[start : match.end()], start=start, end=match.end(), value=None, low=None, high=None,
        unit=canonical_unit(kind, unit), qualifier="eq", word="", readability=why, unit_word=unit,
    )  # fmt: skip
