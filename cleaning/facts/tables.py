"""Tables kept as lines of text, whose head names a unit for all their numbers (单位：万元)."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from cleaning.facts.amounts import Amount

_HEAD = re.compile(r"单位[^\n。]{0,12}[万亿千百]元|[（(](?:人民币)?[百千]?[万亿千百]元[）)]")
_ENDS = re.compile(r"[。！？][^\n]*")  # a line of prose ends the rows
_SCALED = re.compile("[千万亿]")

Rows = Sequence[tuple[int, int]]


def rows_of(text: str) -> Rows:
    """Start and end of the rows under each such head, in text order, not overlapping."""
    if "单位" not in text and "元）" not in text and "元)" not in text:
        return ()
    rows: list[tuple[int, int]] = []
    for head in _HEAD.finditer(text):
        if not rows or head.end() >= rows[-1][1]:
            rows.append((head.end(), _end(text, head.end())))
    return rows


def _end(text: str, start: int) -> int:
    """Where the first line of prose after `start` begins; if it is the rest of the head's own, there are no rows."""
    stop = _ENDS.search(text, start)
    return len(text) if stop is None else max(start, text.rfind("\n", start, stop.start()))


def is_of_table(amount: Amount, rows: Rows) -> bool:
    """A plain 1200元 in a row under 万元 may be twelve million: which of both is not said."""
    if amount.kind != "money" or not rows or _SCALED.search(amount.text):
        return False
    before = bisect_right(rows, amount.start, key=lambda row: row[0]) - 1
    return before >= 0 and amount.start < rows[before][1]
