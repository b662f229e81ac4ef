"""One page of an article: its lines, its body, its title; by the seed's selectors where it gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from lxml.html import HtmlElement

from cleaning.document import Document, parse
from cleaning.extract import meta
from cleaning.extract.body import Body, body_of
from cleaning.extract.lines import Lines
from cleaning.extract.region import region_of, region_within
from cleaning.extract.scripted import markup_of
from cleaning.extract.title import title_of
from cleaning.extract.walk import lines_of
from cleaning.page import Listed
from cleaning.selectors import matching
from seeds.source import Selectors


@dataclass(frozen=True, kw_only=True)
class Part:
    """One page of an article, read."""

    page: Lines
    body: Body
    title: str
    title_at: int

    def paragraphs(self) -> list[str]:
        return [" ".join([self.page.lines[at].text for at in group]) for group in self.body.paragraphs]

    def captions(self) -> list[str]:
        return [self.page.lines[at].text for at in self.body.captions]


def part_of(
    document: Document, wanted: Selectors, metas: Mapping[str, str], listed: Listed | None, zone: tzinfo
) -> Part:
    """Reads one. `metas`: the meta tags of the article's first page; `listed`: what the list said of it."""
    chosen, captions = _elements(document, wanted.body), frozenset(_elements(document, wanted.captions))
    window = meta.window_title(document.tree)
    root = document.tree.find("body")  # nearly always there; `tree.body` looks through the whole page
    page = lines_of(document.tree.body if root is None else root, (*chosen, *captions))
    if listed and _repeats(page, listed.title):
        metas = {meta.TITLES[1]: listed.title, **metas}
    region = (region_within(page, frozenset(chosen)) if chosen else set()) or region_of(page, window)
    title, at = title_of(window, page, metas, start=min(region, default=len(page.lines)))
    named = selected(document, wanted.title)
    body = body_of(page, region, named or title, at, captions=captions)
    shown = sum(len(page.lines[line].text) for group in body.paragraphs for line in group)
    lacking = at < 0 or not shown
    if lacking and (markup := markup_of(document.tree, window=window, shown=shown, zone=zone)):
        return part_of(replace(document, tree=parse(markup)), wanted, metas, listed, zone)
    return Part(page=page, body=body, title=named or title, title_at=at)


def selected(document: Document, selector: str | None) -> str:
    """The text of the first element that a selector finds."""
    found = _elements(document, selector)
    return " ".join(found[0].text_content().split()) if found else ""


def _repeats(page: Lines, title: str) -> bool:
    """Whether a page has the title that its list gave it: some sites title the windows of all pages alike."""
    return len(title) >= 8 and any(line.text == title for line in page.lines)


def _elements(document: Document, selector: str | None) -> list[HtmlElement]:
    return matching(document.tree, selector) if selector else []
