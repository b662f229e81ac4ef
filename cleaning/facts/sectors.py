"""What a text is about: sectors by their keywords, and the official fields of the aid plans."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import ahocorasick

from seeds.register.sectors import sector_list

REST = "unallocated"  # money for nothing in particular: only where no other sector is told of
MOST = 6
# As the plans name them, and as reports shorten them.
FIELDS = {
    "智力支援": re.compile(r"智力(?:支援|援[藏青疆])|干部人才交流|人才(?:智力)?(?:支援|援[藏青疆])"),
    "产业支援促进就业": re.compile(r"产业(?:支援|援[藏青疆])|促进就业"),
    "保障和改善民生": re.compile(r"保障和?改善民生|民生援[藏青疆]"),
    "交往交流交融": re.compile(r"交往交流交融|交流交往交融"),
    "文化教育支援": re.compile(r"(?:文化)?教育(?:支援|援[藏青疆])|文化(?:支援|援[藏青疆])"),
}


def sectors(text: str) -> tuple[str, ...]:
    """Sector ids, most spoken of first; longer keywords weigh more, a single stray word does not count."""
    weight: Counter[str] = Counter()
    for _, (keyword, ids) in automaton().iter_long(text):
        for sector in ids:
            weight[sector] += len(keyword)
    rest = weight.pop(REST, 0)
    floor = max(4.0, 0.15 * max(weight.values(), default=0))
    ranked = [sector for sector, each in weight.most_common(MOST) if each >= floor]
    ranked = ranked or [sector for sector, _ in weight.most_common(1)]
    return tuple(ranked) or ((REST,) if rest else ())


@cache
def automaton() -> Any:
    owners: dict[str, list[str]] = {}
    for sector in sector_list().values():
        for keyword in sector.keywords:
            owners.setdefault(keyword, []).append(sector.id)
    tree = ahocorasick.Automaton()
    for keyword, ids in owners.items():
        tree.add_word(keyword, (keyword, tuple(ids)))
    tree.make_automaton()
    return tree


def official_fields(text: str, ranked: Sequence[str]) -> tuple[str, ...]:
    """The fields that the text names, else those to which its first sectors belong; in the order of the plan."""
    named = {field for field, words in FIELDS.items() if words.search(text)}
    implied = {field for sector in ranked[:2] for field in sector_list()[sector].official_fields[:1]}
    return tuple(field for field in FIELDS if field in (named or implied))
