"""How well characters make words: a text is cut into those of a dictionary, of the register and of the page at hand, so
that they cost least."""

import functools
import math
from collections.abc import Callable, Iterator, Mapping

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


class Words(dict[str, float]):
    """Bits by word, of those of the language and of one text. The text may hold damage: what is garbled is hardly ever
    repeated."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, word: str) -> float:
        known = dictionary().get(word, UNKNOWN if len(word) == 1 else NO_WORD)
        count = self._repeated.get(_key(word), 0) if len(word) in OWN else 0
        self[word] = min(known, max(math.log2(len(self._text) / count), CHEAPEST)) if count else known
        return self[word]

    @functools.cached_property
    def _repeated(self) -> Mapping[int, int]:
        """Runs of Han that stand in the text more than once, and how often."""
        points = _simple_points()[np.frombuffer(self._text.encode("utf-16-le", "replace"), np.uint16)]
        return {key: count for size in OWN for key, count in _counted(points, size)}


def _counted(points: Codes, size: int) -> Iterator[tuple[int, int]]:
    places = np.arange(size)
    runs = points[np.arange(max(len(points) - size + 1, 0))[:, None] + places]
    runs = runs[((runs >= FIRST_HAN) & (runs < BEHIND_HAN)).all(1)]
    keys, counts = np.unique((runs << BITS * places).sum(1), return_counts=True)
    return zip(keys[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True)


def _key(word: str) -> int:
    return int.from_bytes(word.encode("utf-16-le", "replace"), "little")


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
        self._from_left = _costs_of_starts(self._left, words.__getitem__)
        self._to_right = _costs_of_starts(self._right[::-1], lambda word: words[word[::-1]])[::-1]

    def cost(self, middle: str) -> float:
        """Bits of the cheapest way to cut the whole into words."""
        words, text = self._words, self._left + middle + self._right
        best, end = list(self._from_left), len(self._left) + len(middle)
        for at in range(len(best), min(len(text), end + LONGEST - 1) + 1):
            # A word that begins behind the middle ends behind it as well; those are known already.
            starts = range(max(at - LONGEST, 0), min(at, end))
            best.append(min([best[start] + words[text[start:at]] for start in starts]))
        return min(one + other for one, other in zip(best[end:], self._to_right, strict=False))


def _costs_of_starts(text: str, cost: Callable[[str], float]) -> list[float]:
    """Bits of the text up to each place."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        starts = range(max(end - LONGEST, 0), end)
        best.append(min(best[start] + cost(text[start:end]) for start in starts))
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
