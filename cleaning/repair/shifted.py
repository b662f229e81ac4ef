"""Reading bytes that are out of step: the text that Chinese prefers, and how sure that is, place by place.

All ways to read the whole are weighed at once by the chances of neighbours, from the left and from the right (forward
and backward); so each place knows what all ways around it say. The best few of each place are weighed once more by the
words that they make with what is left and right of them. A numeral is never guessed."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cleaning.repair.chances import Rows, Weights, chances, row_of, rows_of_codes
from cleaning.repair.places import Place, places_of
from cleaning.repair.tally import LOST_TEXT
from cleaning.repair.traces import Slip
from cleaning.repair.words import REACH, Gap, Words, simple

KEPT = 32  # last characters of a place that are followed further
LISTED = 12  # ways to read a place that are weighed by their words
NOTHING = 1e-5  # of the likeliest way's weight: what has less is not looked at
# What neighbours say and what words say count together for more than one witness, but they are not independent.
OF_NEIGHBOURS, OF_WORDS = 0.7, 0.6
PLAIN = 0.999  # share of a way by neighbours alone from which words are not asked
SURE_FIRST = 0.75  # share of all ways that the chosen one must have: of one character of which one byte is lost
SURE = 0.99  # of a place where characters may have been dropped
SURE_NUMERAL = 0.99  # of a numeral whose bytes both stand
MARKS_OF_LOSS = re.compile(f"{LOST_TEXT}{{2,}}")
NUMERALS = frozenset("一二三四五六七八九十百千万亿萬億零〇两兩0123456789")


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A way to read a place, and its share of all ways."""

    text: str
    share: float


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Crossing:
    """A place as it is come to from the left: the chance of each single character, and of the first of two; `reach`:
    from each last character before it to each of its own, of which `kept` are followed further."""

    place: Place
    singles: Weights
    firsts: Weights
    reach: Weights
    kept: Rows


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Ways:
    """All ways to read a slip; `bits`: of them together and of the first character behind; `onward`: the chance of that
    behind each last one that is followed."""

    crossings: Sequence[Crossing]
    onward: Weights
    bits: float


def ways_of(slip: Slip, before: str, after: str, *, traditional: bool) -> Ways:
    """`before`, `after`: the characters around the slip, or nothing."""
    rows, weights, bits = np.array([row_of(before or "。")]), np.ones(1), 0.0
    crossings = []
    for place in places_of(slip, traditional=traditional):
        crossing, coming = _cross(place, rows, weights)
        crossings.append(crossing)
        total = float(coming.sum())
        bits += math.log2(total)
        rows, weights = place.ends[crossing.kept], coming[crossing.kept] / total
    onward = chances().behind(rows, np.array([row_of(after)]))[:, 0] if after else np.ones(len(rows))
    return Ways(crossings=crossings, onward=onward, bits=bits + math.log2(float(weights @ onward)))


def read(ways: Ways, words: Words, before: str, after: str) -> str:
    """The likeliest text, with marks of what is not sure. `before`, `after`: the text around the slip."""
    found, onward = [], ways.onward
    for crossing in reversed(ways.crossings):
        whole = np.zeros(len(crossing.place.ends))
        whole[crossing.kept] = onward
        found.append(_options(crossing, whole))
        onward = crossing.reach @ whole
        onward /= onward.max()
    return _chosen(found[::-1], words, before, after)


def _cross(place: Place, rows: Rows, weights: Weights) -> tuple[Crossing, Weights]:
    """Also the chance of each last character of the place."""
    table, halves = chances(), place.halves
    reach = table.behind(rows, rows_of_codes()[place.singles])
    singles, firsts = weights @ reach, np.zeros(0)
    if halves is not None:
        start = table.behind(rows, halves.first_rows())
        firsts = weights @ start
        reach = np.hstack((start @ halves.all_ways, reach))
    coming = weights @ reach
    kept = np.argpartition(coming, -KEPT)[-KEPT:] if len(coming) > KEPT else np.arange(len(coming))
    return Crossing(place=place, singles=singles, firsts=firsts, reach=reach, kept=kept), coming


def _options(crossing: Crossing, onward: Weights) -> list[Option]:
    """The likeliest ways to read a place between all that is left of it and right of it."""
    place, halves = crossing.place, crossing.place.halves
    weights = crossing.singles * onward[len(onward) - len(place.singles) :]
    longer = 0.0
    if halves is not None:
        seconds = onward[: len(halves.second)]
        two = crossing.firsts[:, None] * halves.inner * seconds
        three = np.outer(crossing.firsts * halves.to_comma, halves.from_comma * seconds)
        weights = np.concatenate((weights, two.ravel(), three.ravel()))
        longer = float(crossing.firsts.sum() * (halves.longer @ seconds))
    total = float(weights.sum()) + longer
    best = np.flatnonzero(weights > NOTHING * weights.max())
    found = sorted(zip(weights[best].tolist(), best.tolist(), strict=True), reverse=True)
    listed = found[: 1 if found[0][0] >= PLAIN * total else LISTED]
    return [Option(text=place.text(at), share=one / total) for one, at in listed]


def _chosen(options: Sequence[Sequence[Option]], words: Words, before: str, after: str) -> str:
    """The likeliest ways by neighbours, and where they leave a doubt by words, from left to right; with a mark wherever
    none is sure."""
    best = [some[0].text for some in options]
    left, end, done = simple(before), simple(after), []
    for at, some in enumerate(options):
        share = some[0].share
        if share < PLAIN:
            right = "".join(map(simple, best[at + 1 : at + 1 + REACH])) + end
            best[at], share = _by_words(some, Gap(words, left, right))
        done.append(best[at] if share >= _needed(best[at], first=at == 0) else LOST_TEXT)
        left += simple(best[at])
    return MARKS_OF_LOSS.sub(LOST_TEXT, "".join(done))


def _by_words(options: Sequence[Option], gap: Gap) -> tuple[str, float]:
    """The best option and its share. What is not listed counts as if its words were the worst of the listed ones."""
    costs = [gap.cost(simple(option.text)) for option in options]
    least = min(costs)
    weights = [
        option.share**OF_NEIGHBOURS * 2 ** (OF_WORDS * (least - cost))
        for option, cost in zip(options, costs, strict=True)
    ]
    rest = max(1 - sum(option.share for option in options), 0.0)
    all_weights = sum(weights) + rest**OF_NEIGHBOURS * 2 ** (OF_WORDS * (least - max(costs)))
    at = max(range(len(options)), key=weights.__getitem__)
    return options[at].text, weights[at] / all_weights


def _needed(text: str, *, first: bool) -> float:
    if NUMERALS.intersection(text):
        return SURE_NUMERAL if len(text) == 1 and not first else math.inf
    return SURE_FIRST if first else SURE
