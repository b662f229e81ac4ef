"""Sums: a numeral added up word by word, 3亿5千万 as clerks mean it."""

from decimal import Decimal

FORMAL = "壹贰叁肆伍陆柒捌玖"  # as on cheques; 伍 and 陆 are other words too, so only before 拾, 佰, 仟, 万, 亿
DIGITS = (
    {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate(FORMAL, 1)} | {"〇": 0, "两": 2}
)
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}


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
        self.digit, self.step = number, _last_stated(number)
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


def _last_stated(number: Decimal) -> Decimal:
    """110: tens; 3000: thousands; 8.80: hundredths."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    return Decimal(last_digit(int(number)))


def last_digit(whole: int) -> int:
    """What one is worth of the last digit that is no zero: 110: ten."""
    return 10 ** (len(str(whole)) - len(str(whole).rstrip("0"))) if whole else 1
