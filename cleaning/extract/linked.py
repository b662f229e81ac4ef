"""What JSON-LD says of a page's article: its date, who wrote it and whose it is."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

ARTICLE = re.compile(r"Article|BlogPosting|Report$")
NAMES = ("headline", "title", "name")
OTHERS = {"itemListElement", "comment", "hasPart", "relatedLink", "mentions", "citation", "review"}
PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
NAMED = 2  # fitness of what has the page's title
LEAST = 4  # characters of a title that tells one article from another
MANY = 10  # authors
LONGEST = 60  # characters of a name
DEEP = 12  # levels of JSON


@dataclass(frozen=True, kw_only=True)
class Linked:
    """As text, empty if the page says nothing."""

    date: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""


def linked_of(unseen: Iterable[HtmlElement], title: str) -> Linked:
    """Of several articles the one with the page's title, else the first if they agree; damaged JSON is searched as
    text. `unseen`: scripts among others."""
    scripts = (one for one in unseen if one.tag == "script" and "ld+json" in (one.get("type") or ""))
    texts = [script.text for script in scripts if script.text]
    if not texts:
        return Linked()
    items, wanted = [item for text in texts for item in _items(_loaded(text))], "".join(title.split())
    told = max(items, key=lambda item: _fitness(item, wanted), default=None)
    if told is None:
        broken = (text for text in texts if _loaded(text) is None)
        found = next((found[1] for text in broken if (found := PUBLISHED.search(text))), "")
        return Linked(date=found)
    if _fitness(told, wanted) < NAMED and len(set(map(_date, items))) > 1:
        return Linked()
    owner = _names(told.get("publisher")) if ARTICLE.search(_type(told)) else iter(())
    people = (name for one in _listed(told.get("author")) if _type(one) != "Organization" for name in _names(one))
    return Linked(date=_date(told), authors=tuple(people), publisher=next(owner, ""))


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """All objects with a date, but for those that the page only lists."""
    if depth > DEEP:
        return
    if isinstance(value, dict):
        if _date(value):
            yield value
        inner = [one for key, one in value.items() if key not in OTHERS]
    else:
        inner = value if isinstance(value, list) else []
    for one in inner:
        yield from _items(one, depth + 1)


def _fitness(item: Mapping[str, Any], title: str) -> int:
    names = ("".join(str(item.get(key, "")).split()) for key in NAMES)
    named = any(len(name) >= LEAST and len(title) >= LEAST and (name in title or title in name) for name in names)
    return NAMED * named + bool(ARTICLE.search(_type(item)))


def _date(item: Mapping[str, Any]) -> str:
    date = item.get("datePublished")
    return date if isinstance(date, str) else ""


def _listed(value: object) -> list[object]:
    return value[:MANY] if isinstance(value, list) else [value]


def _type(value: object) -> str:
    return str(value.get("@type", "")) if isinstance(value, dict) else ""


def _names(value: object) -> Iterator[str]:
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, str):
        yield " ".join(name[:LONGEST].split())
