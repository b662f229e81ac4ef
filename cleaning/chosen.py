"""Which of the addresses that a list holds are articles of the source."""

import re
from collections.abc import Iterable

from cleaning.address import site
from cleaning.page import Listed
from seeds.source import Access


def chosen(listed: Iterable[Listed], access: Access | None, *, here: str) -> tuple[Listed, ...]:
    """Those that the seed allows; where it says nothing, those of the sites that its lists are on. None twice.

    `here`: where the list stands, if no seed says so."""
    allow = re.compile(access.allow) if access and access.allow else None
    ours = {site(url) for url in (access.urls if access else (here,))}
    return unique(each for each in listed if (allow.search(each.url) if allow else site(each.url) in ours))


def unique(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    """Each address once, where it stands first, with the longest title: picture and headline often link the same."""
    kept: dict[str, Listed] = {}
    for each in listed:
        known = kept.get(each.url)
        if known is None:
            kept[each.url] = each
        else:
            longer = max(known, each, key=lambda one: len(one.title))
            kept[each.url] = Listed(url=each.url, title=longer.title, date=known.date or each.date)
    return tuple(kept.values())
