"""A lexicon: every form of a dictionary that stands in a text, found in one pass.

The automaton is compiled: a quarter of the time that it took to look up each place of the text in a dictionary.
https://github.com/G-Research/ahocorasick_rs"""

from collections.abc import Mapping
from functools import cached_property
from operator import itemgetter
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

Meaning = TypeVar("Meaning")
Found = tuple[int, str, Meaning]


class Lexicon(Generic[Meaning]):
    """Forms, and what each means."""

    def __init__(self, forms: Mapping[str, Meaning]) -> None:
        self.forms = sorted(forms.items(), key=lambda form: -len(form[0]))  # of longer ones the numbers are lower

    @cached_property
    def overlapping(self) -> AhoCorasick:
        return AhoCorasick([form for form, _ in self.forms])

    @cached_property
    def longest(self) -> AhoCorasick:
        return AhoCorasick([form for form, _ in self.forms], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Found[Meaning]]:
        """Start, form and meaning of every form, overlapping ones too, in the order of their starts, the longest
        first."""
        found = self.overlapping.find_matches_as_indexes(text, overlapping=True)
        return [(at, *self.forms[number]) for number, at, _ in sorted(found, key=itemgetter(1, 0))]

    def find_longest(self, text: str) -> list[Found[Meaning]]:
        """From the left, the longest at each place, none overlapping."""
        return [(at, *self.forms[number]) for number, at, _ in self.longest.find_matches_as_indexes(text)]

    def find_standing(self, text: str) -> list[Found[Meaning]]:
        """In order, none overlapping; of those that do, the longest stands, of equal ones the first."""
        standing: list[Found[Meaning]] = []
        crowd: list[Found[Meaning]] = []
        end = 0
        for found in self.find(text):
            if found[0] >= end and crowd:
                standing += [crowd[0]] if crowd[-1][0] == crowd[0][0] else settled(crowd)
                crowd = []
            crowd.append(found)
            end = max(end, found[0] + len(found[1]))
        return standing + settled(crowd)


def settled(crowd: list[Found[Meaning]]) -> list[Found[Meaning]]:
    """Those of a crowd of overlapping forms that stand."""
    standing: list[Found[Meaning]] = []
    taken: set[int] = set()
    for at, form, meaning in sorted(crowd, key=lambda found: (-len(found[1]), found[0])):
        span = range(at, at + len(form))
        if taken.isdisjoint(span):
            taken.update(span)
            standing.append((at, form, meaning))
    return sorted(standing, key=lambda found: found[0])
