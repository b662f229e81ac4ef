"""Texts whose sentences somebody has put into another order, so that no search engine finds the copy.

No single sign proves it (reporters forget quotation marks and begin in the middle); two different ones do."""

import re
from collections.abc import Sequence

LEAST = 6  # sentences from which an order can be told
CROSSED = 3  # quotation marks that close nothing or open twice, beyond what typists do
PROOF = 6  # so many need no second sign
SLIPS = 2  # opening ones more or less than closing ones, which no shuffling makes
COUNTED = (
    ("一是", "二是", "三是"), ("首先", "其次", "再次"), ("第一，", "第二，", "第三，"), ("一、", "二、", "三、"),
    ("（一）", "（二）", "（三）"),
)  # fmt: skip
# What can only go on from something: no report begins so.
GOING_ON = re.compile(
    "[”’）]|(?:同时|此外|另外|因此|所以|然而|于是|而且|随后|接着|最后|其中|与此同时|对此|为此|不过)[，,]|但是?|"
    "[他她][说们表的]|并[且将对]"
)
QUOTATION = re.compile("[“”]")
DATELINE = re.compile(
    r"(?:本报|本网|[\u4e00-\u9fff]{2,6}[社网])[\u4e00-\u9fff]{0,6}\d{0,2}月?\d{0,2}日?[电讯](?:[（(]|[，,\s])"
)


def is_shuffled(paragraphs: Sequence[str]) -> bool:
    """Whether two kinds of signs say so, or one that is overwhelming."""
    whole = "\n".join(paragraphs)
    if sum(map(whole.count, "。！？")) < LEAST:
        return False
    if (turned := crossed(paragraphs)) >= PROOF:
        return True
    signs = sum((turned >= CROSSED, miscounted(whole), GOING_ON.match(whole) is not None))
    return signs > 1 or (signs == 1 and late_dateline(whole))  # the dearest look, and nearly always for nothing


def crossed(paragraphs: Sequence[str]) -> int:
    """Quotation marks out of turn; none where a typist took one mark for both. A quotation over several paragraphs
    opens anew with each."""
    whole = "".join(paragraphs)
    if is_in_turn(whole) or abs(whole.count("“") - whole.count("”")) > SLIPS:
        return 0
    count, is_open = 0, False
    for text in paragraphs:
        for match in QUOTATION.finditer(text):
            opens = match[0] == "“"
            count += opens == is_open and not (is_open and match.start() == 0)
            is_open = opens
    return count


def is_in_turn(text: str) -> bool:
    """Whether each quotation closes before the next one opens, as in nearly every text."""
    before, *opened = text.split("“")
    return "”" not in before and all(part.count("”") == 1 for part in opened)


def miscounted(text: str) -> bool:
    """The second or third point before the first."""
    starts = ((text.find(first), later) for first, *later in COUNTED)
    return any(text.find(word, 0, start) >= 0 for start, later in starts if start > 0 for word in later)


def late_dateline(text: str) -> bool:
    """Only one, and not at the beginning."""
    found = list(DATELINE.finditer(text))
    return len(found) == 1 and found[0].start() > len(text) / 4
