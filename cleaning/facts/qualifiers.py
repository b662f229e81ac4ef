"""Qualifiers: the words that make an amount a bound. They stand before, inside or after the number."""

import re
from typing import Literal, NamedTuple

from cleaning.facts.numbers import Number, Plain

Qualifier = Literal["eq", "lt", "le", "gt", "ge", "approx"]
LOOSE_AFTER = ("多", "余", "有余", "出头")
REACH = 10  # characters before a number in which its qualifier may stand

# Longest first by position: the search runs from the left and must end at the number.
_BEFORE = re.compile(
    r"(?:(?P<le>上限|不超过|未超过|不高于|不多于|不大于|(?:最[多高]|至多)(?:可|能|达)?(?:补助|补贴|奖励|资助|贷款|报销|领取)?|不超)"
    r"|(?P<ge>下限|不低于|不少于|不小于|至少|最少|起码|不下于?)"
    r"|(?P<lt>将近|接近|不到|不足|不满|不及|未达到|未到|低于|少于|小于|(?<![最附邻靠临相])近)"
    r"|(?P<gt>超过|超出|突破|超逾|逾|高于|多于|大于|(?<![赶])超|(?<![打爆攻])破)"
    r"|(?P<approx>大约|大概|大致|约莫|(?<![节签预公履契条特邀制])(?<!(?<!折)合)约)"
    r"|(?P<eq>达))(?:到|成|至|为|有|了|合|计|共|人民币|达){0,2}$"
)
_LAST = frozenset(
    "销取限过于高多可能达助贴励款超少码下近到足满及出破逾约概致莫成至为有了合计共币"
)  # what those end with
_BEFORE_SCALE = re.compile(r"(?:(?<![通经不])过|(?<![以之加])上)$")  # 过亿, 上千: only before a scale without a digit
_AFTER = re.compile(
    r"(?P<ge>及?以上|起步)|(?P<le>及?以[内下]|之内)|(?P<approx>左右|上下(?![游级班]))"
    r"|(?P<gt>有余|出头|开外|多(?![元样种次年方地少数层项边彩渠党人个云])|余(?![个名人项家户]))"
)

_AFTERWARDS = frozenset("及以起之左上有出开多余")


class Qualified(NamedTuple):
    """What the words around a number make of it. `start` and `end` widen its span to the qualifier."""

    qualifier: Qualifier
    word: str
    start: int
    end: int


def qualify(text: str, start: int, end: int, number: Number) -> Qualified:
    """Reads the qualifier of the number that stands at `start` to `end` (its unit included)."""
    before = _search_before(text, start, number)
    after = _AFTER.match(text, end) if text[end : end + 1] in _AFTERWARDS else None
    end = after.end() if after else end
    if before is not None and before[0] != "eq":
        start = before[2]
    if number.loose in ("余", "多", "来") or (number.loose and number.value is not None):
        return Qualified(qualifier="approx" if number.loose == "来" else "gt", word=number.loose, start=start, end=end)
    if after is not None:
        return Qualified(qualifier=_name(after), word=after.group(), start=start, end=end)
    if before is not None:
        return Qualified(qualifier=before[0], word=before[1], start=start, end=end)
    if number.loose:
        return Qualified(qualifier="approx", word=number.loose, start=start, end=end)
    return Qualified(qualifier="eq", word="", start=start, end=end)


def _search_before(text: str, start: int, number: Number) -> tuple[Qualifier, str, int] | None:
    window = text[max(0, start - REACH) : start]
    found = _BEFORE.search(window) if window[-1:] in _LAST else None
    if found is not None:
        name = _name(found)
        return name, found[name], start - len(window) + found.start()
    scale = _BEFORE_SCALE.search(window) if number.bare else None
    return ("gt", scale.group(), start - 1) if scale else None


def _name(match: re.Match[str]) -> Qualifier:
    return match.lastgroup or "eq"  # type: ignore[return-value]


def bounds(number: Number, qualifier: Qualifier, word: str) -> tuple[Plain | None, Plain | None]:
    """Low and high as the contract has them; None where open. 2万元多 and 2万多元 both end at 3万."""
    if number.low is not None or number.high is not None or number.value is None:
        return number.low, number.high
    if qualifier in ("lt", "le"):
        return None, number.value
    if qualifier in ("gt", "ge"):
        return number.value, number.value + number.step if word in LOOSE_AFTER else None
    return None, None
