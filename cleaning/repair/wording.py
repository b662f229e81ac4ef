"""How likely one character stands behind another: in Chinese news, and on the page at hand."""

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from cleaning.language import alone, behind, traditional_forms

OWN = -1.0  # bits: what the page itself says counts half
OTHERS = 4  # characters that may stand there as well, though the page has none of them


class Row(dict[str, float]):
    """Bits of every character behind one, each reckoned when it is first asked for."""

    def __init__(self, one: str, page: Mapping[str, int], seen: int) -> None:
        super().__init__({"": 0.0})
        self._one = one
        self._page = page
        self._seen = seen

    def __missing__(self, two: str) -> float:
        bits = behind(self._one, two) if self._one else alone(two)
        here = self._page.get(_simple(two)) if self._page else None
        self[two] = bits if here is None else max(bits, math.log2(here / (self._seen + OTHERS)) + OWN)
        return self[two]


class Wording(dict[str, Row]):
    """Of one text: by a character, the bits of those behind it; behind nothing known, of each by itself. The text may
    hold damage: what is garbled hardly ever says anything for a reading."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, one: str) -> Row:
        followers = self._followers.get(_simple(one), {})
        self[one] = Row(one, followers, sum(followers.values()))
        return self[one]

    def bits(self, one: str, two: str) -> float:
        """Bits, negative, of a character behind another."""
        return self[one][two]

    @functools.cached_property
    def _followers(self) -> Mapping[str, Mapping[str, int]]:
        text = self._text.translate(_simple_forms())
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (one, two), count in Counter(pairwise(text)).items():
            found[one][two] = count
        return found


def _simple(character: str) -> str:
    return traditional_forms().get(character, character)


@functools.cache
def _simple_forms() -> Mapping[int, str]:
    return {ord(form): simple for form, simple in traditional_forms().items()}
