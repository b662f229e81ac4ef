"""Which programme a place receives under, where its place on the map tells (regions.csv)."""

import re
from dataclasses import dataclass
from functools import cache

from seeds.register.table import rows


@dataclass(frozen=True, kw_only=True)
class Region:
    """Places whose codes begin with `prefix` receive under `programme`; with `when`, only in texts with such a word,
    because elsewhere they give (重庆 to 昌都) or take no part."""

    prefix: str
    programme: str
    when: re.Pattern[str] | None


@cache
def regions() -> tuple[Region, ...]:
    """The longest prefix first."""
    found = [
        Region(prefix=row["prefix"], programme=row["programme"], when=re.compile(row["when"]) if row["when"] else None)
        for row in rows("regions")
    ]
    return tuple(sorted(found, key=lambda region: -len(region.prefix)))


@cache
def programme_of(code: str) -> str | None:
    """The programme under which it always receives; None elsewhere."""
    return next((each.programme for each in regions() if each.when is None and code.startswith(each.prefix)), None)


@cache
def receives(code: str) -> bool:
    """Is the place one that receives and does not give."""
    return programme_of(code) is not None


def spoken_for(text: str) -> tuple[Region, ...]:
    """The regions that receive in a text with these words, beside those that always do."""
    return tuple(each for each in regions() if each.when is not None and each.when.search(text))
