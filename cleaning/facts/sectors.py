"""What a text is about: sectors by their keywords, and the official fields of the aid plans."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from cleaning.facts.lexicon import Lexicon
from seeds.register.sectors import sector_list

REST = "unallocated"  # money for nothing in particular: only where no other sector is told of
MOST = 6


def aided(what: str) -> tuple[str, ...]:
    """教育支援, 教育援藏."""
    return tuple(what + aid for aid in ("支援", "援藏", "援青", "援疆"))


# As the plans name them, and as reports shorten them.
FIELDS = {
    "智力支援": (*aided("智力"), *aided("人才"), "干部人才交流"),
    "产业支援促进就业": (*aided("产业"), "促进就业"),
    "保障和改善民生": ("保障和改善民生", "保障改善民生", *aided("民生")[1:]),
    "交往交流交融": ("交往交流交融", "交流交往交融"),
    "文化教育支援": (*aided("教育"), *aided("文化")),
}


class Spoken:
    """The keywords of one block, so that any span of it can be asked for its sector."""

    def __init__(self, text: str) -> None:
        self.hits = lexicon().find_longest(text)
        self.starts = [at for at, _, _ in self.hits]

    def first(self, start: int, end: int) -> str | None:
        """The sector most spoken of between `start` and `end`; None if none is."""
        weight: dict[str, int] = {}
        for at, word, ids in self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            for sector in ids if at + len(word) <= end else ():
                weight[sector] = weight.get(sector, 0) + len(word)
        weight.pop(REST, None)
        return max(weight, key=weight.__getitem__) if weight else None


def sectors(*blocks: Spoken) -> tuple[str, ...]:
    """Sector ids, most spoken of first; longer keywords weigh more, a single stray word does not count."""
    weight: dict[str, int] = {}
    for block in blocks:
        for _, word, ids in block.hits:
            for sector in ids:
                weight[sector] = weight.get(sector, 0) + len(word)
    rest = weight.pop(REST, 0)
    floor = max(4.0, 0.15 * max(weight.values(), default=0))
    first = sorted(weight, key=weight.__getitem__, reverse=True)[:MOST]
    ranked = [sector for sector in first if weight[sector] >= floor] or first[:1]
    return tuple(ranked) or ((REST,) if rest else ())


@cache
def fields_named() -> Lexicon[str]:
    return Lexicon({word: field for field, words in FIELDS.items() for word in words})


@cache
def lexicon() -> Lexicon[tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for sector in sector_list().values():
        for keyword in sector.keywords:
            owners[keyword] = (*owners.get(keyword, ()), sector.id)
    return Lexicon(owners)


def official_fields(texts: Sequence[str], ranked: Sequence[str]) -> tuple[str, ...]:
    """The fields that the texts name, else those to which its first sectors belong; in the order of the plan."""
    named = {field for text in texts for _, _, field in fields_named().find_longest(text)}
    implied = {field for sector in ranked[:2] for field in sector_list()[sector].official_fields[:1]}
    return tuple(field for field in FIELDS if field in (named or implied))
