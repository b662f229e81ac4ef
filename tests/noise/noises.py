"""Every noise of the catalogue, set into a clean text from a random seed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.noise import annotations, dirt, letters, losses
from tests.noise.text import Text

Noise = Callable[[Text, random.Random], Text]


def _named(*noises: Noise) -> Mapping[str, Noise]:
    return {noise.__name__: noise for noise in noises}


# Undone without a trace.
ANNOTATIONS = _named(annotations.pinyin, annotations.pinyin_wide, annotations.pinyin_bare, annotations.pinyin_words)
WHOLE = _named(
    letters.traditional, letters.half_traditional, letters.half_width, letters.full_width, letters.doubled,
    letters.glyphs, letters.unseen, letters.turned, letters.blanks, letters.soup, letters.twice,
)  # fmt: skip
AROUND = _named(
    dirt.spam_head, dirt.spam_tail, dirt.gambling, dirt.trade, dirt.farm, dirt.linked_farm, dirt.hidden_spam,
    dirt.tag_soup,
)  # fmt: skip
# After these something is missing, or may be.
LOSSES = _named(
    letters.blanks_in_words, losses.lost_digits, losses.slips, losses.slips_whole, losses.brand, letters.shuffled,
    dirt.titled_spam,
)  # fmt: skip
NOISES: Mapping[str, Noise] = {**WHOLE, **ANNOTATIONS, **AROUND}
ALL: Mapping[str, Noise] = {**NOISES, **LOSSES}


def noisy(text: Text, chance: random.Random, *, of: Mapping[str, Noise] = NOISES) -> Text:
    """With none to some four noises, each at most once; what changes letters comes after what changes the script.
    Nobody annotates a text twice."""
    names = [name for name in of if chance.random() < 0.09]
    names = [name for name in names if name not in ANNOTATIONS or name == next(filter(ANNOTATIONS.get, names))]
    for name in names:
        text = of[name](text, chance)
    return replace(text, noises=tuple(names))
