"""Which of the stories that share words with a text it belongs to, if any."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cleaning.stories.compare import Extent, Kinship, Likeness, Text, compare, in_runs
from cleaning.stories.titles import alike

PART = 0.85  # a text of less than this part of another is a piece of it: a shortened copy, or an item of a roundup
RETITLED = 0.17  # the part of the shorter text that may be foreign under another headline
PHRASE = 8  # grams in a row; less may be a stock phrase
ABRIDGED = 1.3  # an item stands in one piece; what was taken from so much more of a text is an abridgement


@dataclass(frozen=True, kw_only=True)
class Match:
    """The chosen story: `extent` and `score` of the text as a copy of the story's, `why` in words."""

    story: int
    extent: Extent
    score: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Look:
    """A text beside that of a story."""

    story: int
    whole: Text
    likeness: Likeness


def looks(text: Text, stories: Sequence[tuple[int, Text]]) -> list[Look]:
    return [Look(story=story, whole=whole, likeness=likeness(text, whole)) for story, whole in stories]


def choose(text: Text, found: Sequence[Look]) -> Match | None:
    """The story whose text this one is a copy of. None: of none, or of several that are none of each other, since a
    roundup must not chain what it reports on."""
    copies = [look for look in found if look.likeness.extent]
    if not copies:
        return None
    best = max(copies, key=lambda look: (look.likeness.score * _overlap(text, look.whole), -look.story))
    if len(copies) > 1 and best.likeness.extent == "extended" and not alike(text.title, best.whole.title):
        return None
    return _match(best)


def kin(text: Text, found: Sequence[Look]) -> list[tuple[Look, Kinship]]:
    """Stories that the text is no copy of and yet has to do with, and what it is to each."""
    return [(look, related) for look in found if (related := look.likeness.kin or _bridged(text, look))]


def likeness(one: Text, other: Text) -> Likeness:
    """The first text as a copy of the second. Under another headline it must be a nearer one, and what is but a piece
    of a roundup is no copy of it, nor the other way."""
    found = compare(one, other)
    if found.extent is None or alike(one.title, other.title) is not False:
        return found
    if found.foreign > RETITLED:
        return replace(found, extent=None, why=f"{found.why}; under another headline")
    if _is_item(one, other):
        why = f"{found.why}; an item among others, under another headline"
        return replace(found, extent=None, why=why, kin="item" if len(one.grams) < len(other.grams) else "roundup")
    return found


def _match(look: Look) -> Match | None:
    found = look.likeness
    return Match(story=look.story, extent=found.extent, score=found.score, why=found.why) if found.extent else None


def _bridged(text: Text, look: Look) -> Kinship | None:
    """A text that joins none of several stories although it holds all of their texts is a roundup of them."""
    return "roundup" if look.likeness.extent and len(text.grams) > len(look.whole.grams) else None


def _overlap(one: Text, other: Text) -> float:
    """How near the two are in length: of two stories that hold a text, the one that holds little else."""
    return min(len(one.grams), len(other.grams)) / max(len(one.grams), len(other.grams), 1)


def _is_item(one: Text, other: Text) -> bool:
    shorter, longer = sorted((one, other), key=lambda text: len(text.grams))
    part = len(shorter.grams) / max(len(longer.grams), 1)
    if part >= PART:
        return False
    places = in_runs(np.isin(longer.grams, shorter.grams), PHRASE)
    if not len(places):
        return False
    spread = np.subtract(*np.percentile(places, (95, 5)))
    return bool(spread <= ABRIDGED * len(shorter.grams))
