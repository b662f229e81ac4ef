"""How well characters make words: a text is cut into those of a dictionary, of the register and of the page at hand, so
that they cost least."""

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping

from cleaning.language import lines_of_table, traditional_forms

LONGEST = 5  # characters of a word
REACH = 6  # characters to either side that words are looked for in
HALF_BITS = 2  # a table's line is so many for a bit
UNKNOWN = 21.0  # bits of a character that is no word
NO_WORD = 99.0
OWN = (2, 3)  # lengths of what counts as a word of the page where it is repeated
CHEAPEST = 8.0  # bits of such a word; a page is short
HAN = re.compile("[\u4e00-\u9fff]+")


class Words:
    """Those of the language and of one text, each with its cost in bits. The text may hold damage: what is garbled is
    hardly ever repeated."""

    def __init__(self, text: str) -> None:
        self._text = text

    def cost(self, word: str) -> float:
        known = dictionary().get(word, UNKNOWN if len(word) == 1 else NO_WORD)
        return min(known, self._own.get(word, NO_WORD))

    @functools.cached_property
    def _own(self) -> Mapping[str, float]:
        runs = HAN.findall(simple(self._text))
        found = Counter(run[at : at + size] for run in runs for size in OWN for at in range(len(run) - size + 1))
        length = sum(map(len, runs))
        return {word: max(math.log2(length / count), CHEAPEST) for word, count in found.items() if count > 1}


class Gap:
    """A place between two texts, for which characters are tried."""

    def __init__(self, words: Words, left: str, right: str) -> None:
        self._words = words
        self._left, self._right = left[-REACH:], right[:REACH]
        self._from_left = _costs_of_starts(self._left, words.cost)
        self._to_right = _costs_of_starts(self._right[::-1], lambda word: words.cost(word[::-1]))[::-1]

    def cost(self, middle: str) -> float:
        """Bits of the cheapest way to cut the whole into words."""
        text, begin, end = self._left + middle + self._right, len(self._left), len(self._left) + len(middle)
        best = [*self._from_left, *[NO_WORD * LONGEST] * (len(text) - begin)]
        for at in range(begin + 1, min(len(text), end + LONGEST - 1) + 1):
            # A word beyond the middle starts beyond it as well; those are known already.
            for start in range(max(at - LONGEST, 0), min(at, end)):
                best[at] = min(best[at], best[start] + self._words.cost(text[start:at]))
        return min(best[at] + self._to_right[at - end] for at in range(end, min(len(text), end + LONGEST - 1) + 1))


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
