"""Which programme a place receives under, where its place on the map tells (regions.csv)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from seeds.register.table import listed, rows


@dataclass(frozen=True, kw_only=True)
class Region:
    """Places whose codes begin with `prefix` receive under `programme`; with `when`, only in texts with one of these
    words, because elsewhere they give (重庆 to 昌都) or take no part."""

    prefix: str
    programme: str
    when: tuple[str, ...]


@cache
def regions() -> tuple[Region, ...]:
    """The longest prefix first."""
    found = [
        Region(prefix=row["prefix"], programme=row["programme"], when=listed(row["when"])) for row in rows("regions")
    ]
    return tuple(sorted(found, key=lambda region: -len(region.prefix)))


@cache
def programme_of(code: str) -> str | None:
    """The programme under which it always receives; None elsewhere."""
    return next((programme for length in (6, 4, 2) if (programme := always().get(code[:length]))), None)


@cache
def always() -> dict[str, str]:
    """Prefix -> programme of the regions that receive whatever the text says."""
    return {each.prefix: each.programme for each in regions() if not each.when}


@cache
def receives(code: str) -> bool:
    """Is the place one that receives and does not give."""
    return programme_of(code) is not None


@lru_cache(maxsize=16)
def spoken_for(text: str) -> tuple[Region, ...]:
    """The regions that receive in a text with these words, beside those that always do."""
    return _meant_by(frozenset(cues_in(text)))


@lru_cache(maxsize=1024)
def _meant_by(said: frozenset[str]) -> tuple[Region, ...]:
    return tuple(each for each in regions() if not said.isdisjoint(each.when))


def cues_in(text: str) -> set[str]:
    """Which of the words stand in the text; none of them begins as another does."""
    said: set[str] = set()
    found = cue().search(text)
    while found:
        said.add(found[0])
        found = cue().search(text, found.start() + 1)
    return said


@cache
def cue() -> re.Pattern[str]:
    return re.compile("|".join(sorted({word for each in regions() for word in each.when})))
