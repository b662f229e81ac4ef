"""How likely one character stands behind another: in Chinese news, and on the page at hand."""

import functools
import math
from collections import Counter
from itertools import pairwise

from cleaning.language import alone, behind, traditional_forms

OWN = -1.0  # bits: what the page itself says counts half


class Wording:
    """Of one text; `text` may hold damage: what is garbled hardly ever says anything for a reading."""

    def __init__(self, text: str) -> None:
        forms = traditional_forms()
        self._characters = [forms.get(character, character) for character in text]
        self._known: dict[tuple[str, str], float] = {}

    @functools.cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(pairwise(self._characters))

    @functools.cached_property
    def _singles(self) -> Counter[str]:
        return Counter(self._characters)

    def bits(self, one: str, two: str) -> float:
        """Bits, negative, of a character behind another; behind nothing known, of the character by itself."""
        if not two:
            return 0.0
        if not one:
            return alone(two)
        known = self._known.get((one, two))
        if known is None:
            known = max(behind(one, two), self._here(one, two))
            self._known[one, two] = known
        return known

    def _here(self, one: str, two: str) -> float:
        pair = (_simple(one), _simple(two))
        seen = self._pairs.get(pair, 0)
        return math.log2(seen / self._singles[pair[0]]) + OWN if seen else -math.inf


def _simple(character: str) -> str:
    return traditional_forms().get(character, character)
