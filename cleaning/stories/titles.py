"""Headlines of copies: `【援藏】`, `四川` and the name of a site come and go, most of the words stay."""

import re

from cleaning.stories.shingles import essence

FRAME = re.compile(r"[【\[（(][^】\])）]{1,12}[】\])）]|[_|｜丨]\s*[^_|｜丨]{2,12}$")
ALIKE = 0.6  # of the shorter headline's pairs of characters
SHORTEST = 4  # characters that say something


def alike(one: str, other: str) -> bool | None:
    """Do two headlines announce one text; None where one of them is missing or too short to say."""
    here, there = _pairs(one), _pairs(other)
    if min(len(here), len(there)) < SHORTEST - 1:
        return None
    return len(here & there) >= ALIKE * min(len(here), len(there))


def _pairs(title: str) -> set[str]:
    plain = essence(FRAME.sub("", title))
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
