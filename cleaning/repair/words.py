"""How well characters make words: a text is cut into those of a dictionary, of the register and of the page at hand, so
that they cost least."""

import functools
import math
from collections.abc import Mapping

import numpy as np

from cleaning.language import lines_of_table, traditional_forms
from cleaning.repair.gbk import Codes

LONGEST = 5  # characters of a word
REACH = 6  # characters to either side that words are looked for in
HALF_BITS = 2  # a table's line is so many for a bit
UNKNOWN = 21.0  # bits of a character that is no word
NO_WORD = 99.0
OWN = (2, 3)  # lengths of what counts as a word of the page where it is repeated
CHEAPEST = 8.0  # bits of such a word; a page is short
FIRST_HAN, BEHIND_HAN = 0x4E00, 0xA000
BITS = 16  # of one of these


class Words(dict[str, tuple[tuple[int, float], ...]]):
    """The words that some characters begin with, by these characters: lengths and bits. They are of the language and
    of one text, which may hold damage: what is garbled is hardly ever repeated."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, run: str) -> tuple[tuple[int, float], ...]:
        known, own = dictionary(), self._repeated
        found = [(1, known.get(run[:1], UNKNOWN))]
        if run[:2] in beginnings() or run[:2] in own:  # so begins hardly any run that is only tried
            words = (run[:size] for size in range(2, len(run) + 1))
            found += [(len(word), min(known.get(word, NO_WORD), own.get(word, NO_WORD))) for word in words]
        self[run] = words_of_run = tuple(one for one in found if one[1] < NO_WORD)
        return words_of_run

    @functools.cached_property
    def _repeated(self) -> Mapping[str, float]:
        """Bits of the runs of Han that stand in the text more than once."""
        points = _simple_points()[np.frombuffer(self._text.encode("utf-16-le", "replace"), np.uint16)]
        keys, han = points, (points >= FIRST_HAN) & (points < BEHIND_HAN)
        found: dict[str, float] = {}
        whole = han
        for size in range(1, max(OWN)):
            keys = keys[:-1] | points[size:] << BITS * size
            whole = whole[:-1] & han[size:]
            runs, counts = np.unique(keys[whole], return_counts=True)
            often = counts > 1
            bits = np.maximum(np.log2(len(points) / counts[often]), CHEAPEST)
            units = runs[often].astype("<i8").tobytes().decode("utf-16-le")  # four each, the last of them empty
            texts = (units[at : at + size + 1] for at in range(0, len(units), 4))
            found.update(zip(texts, bits.tolist(), strict=True))
        return found


@functools.cache
def _simple_points() -> Codes:
    """The code point of a character's simplified form, by its own."""
    points = np.arange(1 << BITS)
    for form, one in traditional_forms().items():
        points[ord(form)] = ord(one)
    return points


class Gap:
    """A place between two texts, for which characters are tried."""

    def __init__(self, words: Words, left: str, right: str) -> None:
        self._words = words
        self._left, self._right = left[-REACH:], right[:REACH]
        self._from_left = self._reached(self._left, [0.0], 0, len(self._left))
        self._to_right = self._left_over(self._right)

    def cost(self, middle: str) -> float:
        """Bits of the cheapest way to cut the whole into words."""
        text, end = self._left + middle + self._right, len(self._left) + len(middle)
        # A word that begins behind the middle ends behind it as well; those are known already.
        best = self._reached(text, self._from_left, max(len(self._left) - LONGEST + 1, 0), end)
        return min(one + other for one, other in zip(best[end:], self._to_right, strict=True))

    def _reached(self, text: str, known: list[float], first: int, last: int) -> list[float]:
        """Bits of the text up to each place by words that begin within bounds."""
        best = known + [math.inf] * (len(text) + 1 - len(known))
        for start in range(first, last):
            for size, bits in self._words[text[start : start + LONGEST]]:
                best[start + size] = min(best[start + size], best[start] + bits)
        return best

    def _left_over(self, text: str) -> list[float]:
        """Bits of the text from each place on."""
        best = [0.0] * (len(text) + 1)
        for start in reversed(range(len(text))):
            best[start] = min(bits + best[start + size] for size, bits in self._words[text[start : start + LONGEST]])
        return best


def simple(text: str) -> str:
    """Character by character, for what is common."""
    return text.translate(_simple_forms())


@functools.cache
def _simple_forms() -> Mapping[int, str]:
    return {ord(form): one for form, one in traditional_forms().items()}


@functools.cache
def dictionary() -> Mapping[str, float]:
    """Bits by word."""
    lines = enumerate(lines_of_table("words.txt"))
    return {word: cost / HALF_BITS for cost, line in lines for word in line.split()}


@functools.cache
def beginnings() -> frozenset[str]:
    """The first two characters of every word that has two."""
    return frozenset(word[:2] for word in dictionary() if len(word) > 1)
