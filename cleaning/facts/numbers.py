"""Numerals as Chinese reports write them: 2,687.5, 25余万, 8.8亿余, 3千万, 一亿二千万, 三四十万, 几百亿, 百余."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Loose = Literal["", "余", "多", "几", "数", "来"]
Plain = int | float

FORMAL = "壹贰叁肆伍陆柒捌玖"  # as on cheques; 伍 and 陆 are other words too, so only before 拾, 佰, 仟, 万, 亿
DIGITS = (
    {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate(FORMAL, 1)} | {"〇": 0, "两": 2}
)
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}

# 千瓦, 千克 and 千米 are units, 余 and 多 may stand before or after the scale.
_SMALL = r"(?:[十百千拾佰仟](?![瓦克米卡伏安]))"
_SCALE = rf"(?:{_SMALL}?[余多几]?(?:万亿|万|亿)|个[余多]?亿|{_SMALL})"  # 3个多亿
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.．]\d+)?"
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
_PRINTED = re.compile(r"([0-9]{1,15})(\.[0-9]{1,9})?([万亿])?")  # as most are; no more digits than a Decimal keeps


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
        return _as_printed(Decimal(printed[1] + (printed[2] or "")), LARGE.get(printed[3], 1))
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


def _as_printed(stated: Decimal, scale: int) -> Number:
    """3250, 1.2亿: nothing to add up."""
    return Number(value=plain(stated * scale), step=plain(_last_digit(stated) * scale))


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


class Sum:
    """Adds up a numeral from left to right; `step` is the unit of its last stated digit, scales applied."""

    def __init__(self) -> None:
        self.total, self.section, self.digit = Decimal(0), Decimal(0), Decimal(-1)
        self.step = Decimal(1)
        self.last, self.zero = Decimal("Infinity"), False

    def take(self, kind: str, word: str) -> bool:
        """Whether the numeral can go on with this word."""
        if kind == "arabic":
            return self._literal(Decimal(word.replace(",", "").replace("．", ".")))
        if kind == "han":
            return self._han(DIGITS[word])
        if word in SMALL:
            return self._small(Decimal(SMALL[word]))
        return kind == "scale" and self._large(Decimal(LARGE[word]))

    def _literal(self, number: Decimal) -> bool:
        if self.digit >= 0 or number >= self.last:
            return False
        self.digit, self.step = number, _last_digit(number)
        return True

    def _han(self, digit: int) -> bool:
        if digit == 0:
            self.zero = True
            return self.digit < 0
        self.step = Decimal(1)
        if self.digit >= 0:
            return False
        self.digit = Decimal(digit)
        return True

    def _small(self, scale: Decimal) -> bool:
        if scale >= self.last:
            return False
        bare = self.digit < 0
        self.section += scale if bare else self.digit * scale
        self.step = scale if bare else self.step * scale
        self.last, self.digit, self.zero = scale, Decimal(-1), False
        return True

    def _large(self, scale: Decimal) -> bool:
        part = self.section + max(self.digit, Decimal(0))
        nothing = self.digit < 0 and not self.section and not self.total
        if scale > 10**4:
            self.total = Decimal(scale) if nothing else (self.total + part) * scale
        else:
            self.total += Decimal(scale) if nothing else part * scale
        self.step = scale if nothing else self.step * scale
        self.section, self.digit, self.last, self.zero = Decimal(0), Decimal(-1), scale, False
        return True

    def value(self) -> Decimal | None:
        """None for 三百五 and 两万三, which speakers mean as 350 and 23000 and clerks as 305 and 20003."""
        spoken = self.digit > 0 and not self.zero and 10 < self.last < Decimal("Infinity") and self.digit < 10
        return None if spoken else self.total + self.section + max(self.digit, Decimal(0))


def _last_digit(number: Decimal) -> Decimal:
    """110: tens; 3000: thousands; 8.80: hundredths."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    whole = int(number)
    return Decimal(10 ** (len(str(whole)) - len(str(whole).rstrip("0"))) if whole else 1)


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
