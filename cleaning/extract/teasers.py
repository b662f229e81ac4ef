"""Teasers: boxes of one kind side by side, each with the linked headline of another article and how it begins."""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate, chain

from cleaning.extract.lines import Lines
from cleaning.extract.prose import Prose

LEAST = 3  # side by side, from which boxes are a list
HEADLINE = 8  # characters that a linked headline has at least: names of persons are shorter
LONGEST = 300  # characters of prose that a teaser has at most
MOST = 8  # lines
NEAR = 40  # lines below the headline of the page among which its own article begins
SOME = 40.0  # weight of a short paragraph
DIGITS = re.compile(r"\d+")
BOXES = {"div", "li", "dl", "article", "section", "dd", "td"}


def teasers_of(page: Lines, prose: Prose, top: int) -> set[int]:
    """The lines of teasers, if the article itself begins below the headline, the line `top`: eight teasers may hold
    more text than a short article. Elsewhere none: a page may be made of them."""
    if top < 0:
        return set()
    found = {at for at in _small(page, prose) if _is_teaser(page, at)}
    if len(found) < LEAST:
        return set()
    teasers = chain.from_iterable(group for group in _groups(page) if len(found.intersection(group)) > 0.7 * len(group))
    lines = set(chain.from_iterable(map(page.within, teasers)))
    near = range(top + 1, min(top + NEAR, len(page.lines)))
    return lines if sum(max(prose.weights[at], 0.0) for at in near if at not in lines) >= SOME else set()


def _groups(page: Lines) -> list[list[int]]:
    """Boxes in one box that bear the same name but for their numbers."""
    groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for at, box in enumerate(page.boxes):
        if box.tag in BOXES and box.last > box.first:
            groups[box.parent, box.tag, DIGITS.sub("", box.name)].append(at)
    return [group for group in groups.values() if len(group) >= LEAST]


def _small(page: Lines, prose: Prose) -> set[int]:
    """The boxes with some prose, but no more of it and no more lines than a teaser has."""
    told, small = prose.lines, set[int]()
    size = [0, *accumulate(len(page.lines[at].text) for at in told)]  # before each of them
    for line in told:
        for at in page.ancestors(page.lines[line].box):  # a box around one that is too large is so as well
            first, last = page.boxes[at].first, page.boxes[at].last
            if at in small or last - first > MOST:
                break
            if size[bisect_left(told, last)] - size[bisect_left(told, first)] > LONGEST:
                break
            small.add(at)
    return small


def _is_teaser(page: Lines, at: int) -> bool:
    first = page.lines[page.boxes[at].first]
    return page.boxes[at].tag in BOXES and len(first.text) >= HEADLINE and first.linked >= 0.8 * len(first.text)
