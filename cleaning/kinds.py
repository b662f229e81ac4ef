"""What kinds of characters a text is made of: one look at it, and each kind is counted in a moment."""

import functools

import numpy as np
from numpy.typing import NDArray

from cleaning.language import lines_of_table

KANA, LETTER, HAN, RARE, TRADITIONAL, SIMPLE = (1 << bit for bit in range(6))
RANGES = {
    KANA: ((0x3041, 0x3096), (0x30A1, 0x30FA)),
    # Latin, Cyrillic, Arabic, Thai, Tibetan, Hangul
    LETTER: (
        (ord("A"), ord("Z")), (ord("a"), ord("z")), (0x400, 0x4FF), (0x600, 0x6FF), (0xE00, 0xE7F), (0xF00, 0xFFF),
        (0xAC00, 0xD7A3),
    ),
    HAN: ((0x4E00, 0x9FFF),),
    RARE: ((0x3400, 0x4DFF),),  # Han as well
}  # fmt: skip


class Kinds:
    """The characters of a text by kind; those beyond the first plane are of none."""

    def __init__(self, text: str) -> None:
        self._kinds = _table().take(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16))

    def count(self, kind: int) -> int:
        """How many are of one kind, or of one of several."""
        return int(np.count_nonzero(self._kinds & kind))


@functools.cache
def _table() -> NDArray[np.uint8]:
    """The kinds by code point. Han that t2s changes are traditional; common ones that s2t changes are simple."""
    table = np.zeros(1 << 16, np.uint8)
    for kind, ranges in RANGES.items():
        for first, last in ranges:
            table[first : last + 1] |= kind
    (changed,), (simple, traditional, *_) = lines_of_table("traditional.txt"), lines_of_table("forms.txt")
    table[[ord(one) for one in changed if table[ord(one)] & (HAN | RARE)]] |= TRADITIONAL
    table[[ord(one) for one, form in zip(simple, traditional, strict=True) if one != form]] |= SIMPLE
    return table
