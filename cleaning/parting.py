"""From part to part of an article that a site prints on several pages."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaning.address import PAGE_KEY, resolve
from cleaning.anchors import NEXT, anchors_of, base_of, is_on, text_of, words_of
from cleaning.document import Document
from cleaning.pagers import paged, pager_of

GOES_ON = re.compile(r"[页頁>›»\d]|next", re.IGNORECASE)  # in the words of every link to a next page
PART = re.compile(r"[_-](\d{1,3})(?=\.\w+$|$)")  # four digits and more are the number of an article
SUFFIX = re.compile(r"\.\w+$")
QUERIED = re.compile(r"""\?[^\s"'<>?]*[ponmex]=\d""", re.IGNORECASE)  # what PAGE_KEY needs, in a page's markup


class Part(NamedTuple):
    """The address of an article without the number of its part, and that number (None: none is written)."""

    stem: str
    number: int | None


def next_part(document: Document) -> str | None:
    """The next page of the same article: `…_2.htm`, `?page=2`. A link to the next article (下一篇) is none, whatever
    it calls itself: the address must be this one's with the next number."""
    here = document.page.url
    pager = pager_of(document.text)
    if pager and pager.name in here:
        return paged(document, pager)
    if not _may_go_on(here, document.text):
        return None
    base = base_of(document)
    for element in document.tree.iter("a"):  # most have other words: nothing more need be known of them
        if GOES_ON.search(text_of(element)) and is_on(element):
            words = words_of(element)
            if NEXT.fullmatch(words) or words.isdecimal():
                there = resolve(base, element.get("href", ""))
                if there and _follows(here, there, document):
                    return there
    return None


def _may_go_on(here: str, text: str) -> bool:
    """Whether the address of a next part may be written in a page: else its two hundred links need not be asked.

    Escapes may be written in many ways, so that nothing is known of addresses that have some."""
    ours, name = _part(here), _name(here)
    if not name or "%" in name:
        return True
    first = _name(ours.stem)  # all of them begin with it, and most pages do not even name themselves
    files = [f"{name}_", f"{name}-", *(f"{first}{mark}{(ours.number or 0) + 1}" for mark in "_-")]
    return (first in text and any(map(text.__contains__, files))) or ("?" in text and bool(QUERIED.search(text)))


def _name(url: str) -> str:
    """The file without its suffix."""
    return SUFFIX.sub("", urlsplit(url).path.rpartition("/")[2])


def _follows(here: str, there: str, document: Document) -> bool:
    """Whether `there` is the part after `here`, the document's address. The second part is _2 or, with TRS, _1.

    A number at an address's end may be the article's own: then no link leads back to a first part."""
    ours, theirs = _part(here), _part(there)
    if ours.number and theirs == Part(ours.stem, ours.number + 1):
        known = {anchor.url for anchor in anchors_of(document) if anchor.url}
        return any(url == ours.stem or _part(url) == Part(ours.stem, 1) for url in known)  # it leads back
    return theirs.stem == here and theirs.number in {1, 2} and (theirs.number == 2 or "?" not in there)


def _part(url: str) -> Part:
    parts = urlsplit(url)
    if match := PAGE_KEY.search(parts.query):
        query = (parts.query[: match.start()] + parts.query[match.end() :]).removeprefix("&")
        return Part(parts._replace(query=query).geturl(), int(match[1]))
    if match := PART.search(parts.path):
        path = parts.path[: match.start()] + parts.path[match.end() :]
        return Part(parts._replace(path=path).geturl(), int(match[1]))
    return Part(url, None)
