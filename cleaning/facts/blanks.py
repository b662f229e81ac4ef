"""Numbers beside a blank that may have parted a word: `5个 月`, `1400人 次`, `近 百万元`, `第 八批`."""

import re
from collections.abc import Iterator

from cleaning.facts.amounts import Amount, read_amounts

_BLANK = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_BESIDE = 2  # characters between a number and a blank that can still part its unit or its qualifier
_REACH = 16  # characters to either side that can change how a number reads


def believed_amounts(text: str) -> Iterator[Amount]:
    """All amounts, those without a value that would read otherwise if no blank stood beside them."""
    for amount in read_amounts(text):
        first, last = max(0, amount.start - _BESIDE), amount.end + _BESIDE
        parted = _BLANK.search(text, max(0, first - 1), last + 1) if " " in text[first:last] else None
        yield amount if parted is None or _stands_joined(text, amount) else amount.unread("indeterminate")


def _stands_joined(text: str, amount: Amount) -> bool:
    """Whether the words around the number give the same one without their blanks."""
    around = _BLANK.sub("", text[max(0, amount.start - _REACH) : amount.end + _REACH])
    return any(_reading(one) == _reading(amount) for one in read_amounts(around))


def _reading(amount: Amount) -> tuple[object, ...]:
    return amount.value, amount.low, amount.high, amount.unit, amount.text.replace(" ", "")
