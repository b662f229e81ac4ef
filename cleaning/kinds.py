"""What kinds of characters a text is made of, counted in one look at it."""

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaning.language import lines_of_table

OTHER, KANA, LETTER, HAN, TRADITIONAL, SIMPLE, BOTH = range(7)
RANGES = {
    KANA: ((0x3041, 0x3096), (0x30A1, 0x30FA)),
    # Latin, Cyrillic, Arabic, Thai, Tibetan, Hangul
    LETTER: (
        (ord("A"), ord("Z")), (ord("a"), ord("z")), (0x400, 0x4FF), (0x600, 0x6FF), (0xE00, 0xE7F), (0xF00, 0xFFF),
        (0xAC00, 0xD7A3),
    ),
    HAN: ((0x3400, 0x9FFF),),
}  # fmt: skip


class Kinds(NamedTuple):
    """Numbers of characters. Traditional and simple Han are those that either script writes otherwise."""

    kana: int
    letters: int  # of other scripts
    han: int
    traditional: int
    simple: int


def kinds_of(text: str) -> Kinds:
    """Of the first plane; what stands beyond it is of no kind."""
    points = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    _, kana, letters, han, traditional, simple, both = np.bincount(_table().take(points), minlength=BOTH + 1).tolist()
    return Kinds(kana, letters, han + traditional + simple + both, traditional + both, simple + both)


@functools.cache
def _table() -> NDArray[np.uint8]:
    """The kind by code point. Han that t2s changes are traditional, common ones that s2t changes are simple."""
    table = np.zeros(1 << 16, np.uint8)
    for kind, ranges in RANGES.items():
        for first, last in ranges:
            table[first : last + 1] = kind
    (changed,), (simple, traditional, *_) = lines_of_table("traditional.txt"), lines_of_table("forms.txt")
    table[[ord(one) for one in changed if table[ord(one)] == HAN]] = TRADITIONAL
    for one, form in zip(simple, traditional, strict=True):
        if one != form:
            table[ord(one)] = BOTH if table[ord(one)] == TRADITIONAL else SIMPLE
    return table
