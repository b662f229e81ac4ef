"""Stories among texts that are all there: the longest first, so that a copy always meets the text it was cut from."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from cleaning.stories.choice import choose, looks
from cleaning.stories.compare import Text, resemblance
from cleaning.stories.titles import alike

STORIES_OF_A_KEY = 33  # newest; boilerplate stands in thousands
CANDIDATES = 8  # that share most keys
BESIDE = 8
MANY_KEYS = 32  # of a long text, which has three stock phrases in common with many
FEW_KEYS = 8  # of a short text, where one in common says enough


def stories(texts: Sequence[Text], pages: Sequence[str]) -> list[int]:
    """For each text the place of one that stands for its story. `pages`: as `page_of` names them; parts and forms of
    one page under one headline are one story, whatever their texts share.

    Twice: first each text against the longest of each story, then stories against each other by the text that its
    copies resemble most, since two heavily edited copies resemble it but not each other."""
    found = _grouped(texts, sorted(range(len(texts)), key=lambda at: (-len(texts[at].grams), at)), pages)
    groups: dict[int, list[int]] = defaultdict(list)
    for at, story in enumerate(found):
        groups[story].append(at)
    middles = {story: _middle(group, texts) for story, group in groups.items()}
    order = [middles[story] for story in sorted(groups, key=lambda story: (-len(groups[story]), story))]
    merged = _grouped(texts, order, pages)
    return [merged[middles[story]] for story in found]


def _grouped(texts: Sequence[Text], order: Sequence[int], pages: Sequence[str]) -> list[int]:
    found = list(range(len(texts)))
    index: dict[int, list[int]] = defaultdict(list)
    forms: dict[str, int] = {}
    for at in order:
        same = forms.setdefault(pages[at], at)
        own = texts[at].keys
        if same != at and alike(texts[at].title, texts[same].title) is not False:
            found[at] = found[same]
        elif match := choose(texts[at], looks(texts[at], [(each, texts[each]) for each in candidates(own, index)])):
            found[at] = match.story
        if found[at] == at:
            for key in own:
                index[key].append(at)
    return found


def _middle(group: Sequence[int], texts: Sequence[Text]) -> int:
    """The text that most resembles the others."""
    return max(group, key=lambda at: (resemblance(texts[at], [texts[other] for other in group]), -at))


def candidates(own: Sequence[int], index: dict[int, list[int]]) -> list[int]:
    """The stories that share most keys."""
    hits = Counter(story for key in own for story in index.get(key, ())[-STORIES_OF_A_KEY:])
    return likely(len(own), hits.most_common(CANDIDATES))


def likely(keys_given: int, hits: Sequence[tuple[int, int]]) -> list[int]:
    """Of stories with their numbers of shared keys, most first, those worth a look: beside a copy, what shares stock
    phrases alone is not."""
    least = 1 if keys_given < FEW_KEYS else 2 if keys_given < MANY_KEYS else 3
    most = hits[0][1] if hits else 0
    return [story for story, count in hits if count >= max(least, most / BESIDE)]
