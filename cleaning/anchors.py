"""The links of a page: their words and their addresses."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import lxml.html

from cleaning.address import resolve
from cleaning.document import Document

NEXT = re.compile(r"(?:下一?|[后後]一?)[页頁]|next(?: ?page)?|[>›»]", re.IGNORECASE)
ORNAMENT = re.compile(r"^[\s\[【(（<>›»]+(?=\w)|(?<=\w)[\s\]】)）<>›»]+$")
DISABLED = re.compile(r"disab|nolink|unable", re.IGNORECASE)


class Anchor(NamedTuple):
    """A link of a page: its words, and its address if it has one (None: a script decides)."""

    text: str
    url: str | None


def base_of(document: Document) -> str:
    """What the page's relative links refer to: its final address, unless it names another base."""
    element = document.tree.find(".//base[@href]")
    named = resolve(document.page.url, element.get("href", "")) if element is not None else None
    return named or document.page.url


def anchors_of(document: Document) -> Iterator[Anchor]:
    """The page's links in order, without those that are switched off."""
    base = base_of(document)
    for element in _links(document):
        yield Anchor(words_of(element), resolve(base, element.get("href", "")))


def _links(document: Document) -> Iterator[lxml.html.HtmlElement]:
    return filter(is_on, document.tree.iter("a"))


def is_on(element: lxml.html.HtmlElement) -> bool:
    """Whether a link leads anywhere and is not switched off."""
    return element.get("href", "").strip() not in {"", "#"} and not DISABLED.search(element.get("class", ""))


def words_of(element: lxml.html.HtmlElement) -> str:
    """The words of a link without the ornaments around them."""
    return ORNAMENT.sub("", " ".join(text_of(element).split()))


def text_of(element: lxml.html.HtmlElement) -> str:
    """The same as its page has them."""
    return element.text_content() if len(element) else element.text or ""
