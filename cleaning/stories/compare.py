"""Are two texts one story? Containment finds what Jaccard cannot see (half a text is still a copy).

Where the foreign parts stand, and whether the numbers changed more than the words around them, tell copies from
rewrites, shared paragraphs and templates."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import comb
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from cleaning.stories.numbers import numbers
from cleaning.stories.shingles import GRAM, Hashes, essence, grams, keys
from cleaning.stories.sketch import Sketch, estimate, sketch_of

Flags = NDArray[np.bool_]
Extent = Literal["same", "edited", "shortened", "extended"]
# What one text may be to another that it is no copy of: the next of a series (the same words around other numbers),
# one item of a roundup, or a roundup that has the other among its items.
Kinship = Literal["series", "item", "roundup"]

FOREIGN_RUN = 18  # grams in a row that the other text lacks: a rewritten clause; a changed character makes five
FOREIGN = 0.2  # the part of the shorter text that may stand in such runs: a shared paragraph leaves more
CONTAINED = 0.45  # with one character in ten changed, 0.59 of the 5-grams are left
CHANCE = 0.01  # of so many changed numbers if they were changed no more often than the words
CHANCE_LATER = 0.3  # the same where the dates are far apart: templates come weekly, monthly, yearly
SLIPS = 0.02  # of numbers change in a copy that is else the same
REPRINT_DAYS = 10
HOPELESS = 0.2  # by an estimate; a copy has more than twice of it
LOOKED_AT = 50  # copies; more say nothing new
TOO_SHORT = 40  # grams; such texts say too little to be compared


@dataclass(frozen=True, kw_only=True, eq=False)
class Text:
    """What is compared of a report. What is asked only of texts that are near each other is made when it is asked."""

    title: str
    body: str
    grams: Hashes
    sketch: Sketch
    published: datetime | None

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """By which the index finds it."""
        return keys(self.grams)

    @cached_property
    def key_set(self) -> frozenset[int]:
        return frozenset(self.keys)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return numbers(self.body)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """`score`: 0 to 1; `extent`: of the first text as seen from the second, None if they are not one story;
    `foreign`: the part of the shorter one in runs that the other lacks; `kin`: what it is instead of a copy."""

    extent: Extent | None
    score: float
    why: str
    foreign: float = 0.0
    kin: Kinship | None = None


def text_of(title: str, body: str, published: datetime | None) -> Text:
    hashes = grams(essence(body))
    return Text(title=title, body=body, grams=hashes, sketch=sketch_of(hashes), published=published)


def compare(one: Text, other: Text) -> Likeness:
    """The first text as a copy of the second."""
    if min(len(one.grams), len(other.grams)) < TOO_SHORT:
        return _compare_short(one, other)
    if (share := estimate(one.sketch, other.sketch)) < HOPELESS:
        return Likeness(extent=None, score=share, why=f"shares about {share:.0%}")
    here, there = _shared(one.grams, other.grams), _shared(other.grams, one.grams)
    shorter, of_shorter = (here, one) if len(here) <= len(there) else (there, other)
    contained, foreign = float(shorter.mean()), _foreign(shorter)
    shares = f"shares {contained:.0%}, {foreign:.0%} is foreign"
    if contained < CONTAINED or foreign > FOREIGN:
        return Likeness(extent=None, score=contained * (1 - foreign), why=shares)
    longer = other if of_shorter is one else one
    if _is_template(of_shorter, longer, contained):
        why = "the same words around other numbers"
        return Likeness(extent=None, score=contained * (1 - foreign), why=why, kin="series")
    extent = _extent(_foreign(here), _foreign(there), min(float(here.mean()), float(there.mean())))
    return Likeness(extent=extent, score=contained, why=shares, foreign=foreign)


def resemblance(text: Text, others: Sequence[Text]) -> float:
    """How much of itself and of others a text shares with them, summed up: highest for what they were all made from."""
    return float(
        sum(
            np.isin(text.grams, other.grams).sum() / max(len(text.grams), len(other.grams), 1)
            for other in others[:LOOKED_AT]
        )
    )


def _compare_short(one: Text, other: Text) -> Likeness:
    """Captions and flashes: the same only if title, words and numbers all are."""
    alike = one.title == other.title and np.array_equal(one.grams, other.grams) and one.numbers == other.numbers
    return Likeness(extent="same" if alike else None, score=float(alike), why="short; compared word by word")


def _shared(one: Hashes, other: Hashes) -> Flags:
    """Which of the one's are in the other: as `np.isin`, in a third of its time."""
    ordered = np.sort(other)
    places = np.searchsorted(ordered[:-1], one)
    shared: Flags = ordered[places] == one
    return shared


def _foreign(shared: Flags) -> float:
    """The part of a text in long runs of grams that the other one lacks."""
    return len(in_runs(~shared, FOREIGN_RUN)) / len(shared)


def in_runs(flags: Flags, least: int) -> NDArray[np.int64]:
    """The places of what is set at least so many times in a row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    runs = edges[1::2] - edges[::2]
    return np.flatnonzero(flags)[np.repeat(runs >= least, runs)]


def _is_template(shorter: Text, longer: Text, contained: float) -> bool:
    """Did the numbers change more often than the words? They did if too many of them changed, and too many of their
    digits: edited text has other numbers too, but most of their digits stay."""
    changed = (Counter(shorter.numbers) - Counter(longer.numbers)).total()
    if not changed:
        return False
    edited = 1 - contained ** (1 / GRAM)  # characters changed, if changes are spread evenly
    chance = CHANCE_LATER if _far_apart(shorter, longer) else CHANCE
    each = min(0.95, 1 - (1 - edited) ** 3 + SLIPS)  # a number has about three characters
    if _tail(len(shorter.numbers), changed, each) >= chance:
        return False
    here, there = "".join(shorter.numbers), "".join(longer.numbers)
    return _tail(len(here), len(here) - LCSseq.similarity(here, there), edited + SLIPS) < chance


def _far_apart(one: Text, other: Text) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) > REPRINT_DAYS


def _tail(total: int, least: int, each: float) -> float:
    """The chance of at least `least` out of `total` when each has chance `each`."""
    return 1.0 - sum(comb(total, k) * each**k * (1 - each) ** (total - k) for k in range(least))


def _extent(foreign_here: float, foreign_there: float, contained: float) -> Extent:
    if max(foreign_here, foreign_there) <= 0.05:
        return "same" if contained > 0.97 else "edited"
    if foreign_there > foreign_here:
        return "shortened"
    return "extended" if foreign_here > foreign_there else "edited"
