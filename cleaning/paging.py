"""From page to page of a listing. None where there is no next one.

An address is only returned if the page gives a reason to believe that it exists: asking for page N+1 of N is
impolite, and some servers answer it with their first page."""

import re
from urllib.parse import urlsplit

from cleaning.address import PAGE_KEY, canonical, resolve, site
from cleaning.anchors import NEXT, Anchor, anchors_of, base_of
from cleaning.document import Document
from cleaning.pagers import counted, paged, pager_of
from cleaning.scripts import written_next
from seeds.source import Source

# "第2页/共9页", "共9页 当前第2页", "2/9页"
STATED = (
    re.compile(r"(?P<here>\d+)\s*/\s*(?P<pages>\d+)\s*[页頁]"),
    re.compile(r"第\s*(?P<here>\d+)\s*[页頁]\D{0,6}共\s*(?P<pages>\d+)\s*[页頁]"),
    re.compile(r"共\s*(?P<pages>\d+)\s*[页頁]\D{0,12}第\s*(?P<here>\d+)\s*[页頁]"),
)
LAST = re.compile(r"(?:尾|末|最[后後]一)[页頁]|last(?: ?page)?", re.IGNORECASE)
NUMBERED_FILE = re.compile(r"(?<=[_/-])(\d{1,4})(?=(?:\.\w+)?$)")


def next_page(document: Document, source: Source, *, start: str) -> str | None:
    """The page of the listing that follows this one; `start` is the listing's first page."""
    here = document.page.url
    if pager := pager_of(document.text):
        return paged(document, pager)
    anchors = tuple(anchors_of(document))
    if _is_last(document, anchors):
        return None
    if source.listing and source.listing.next:
        return templated(here, start, source.listing.next, source.listing.first)
    linked = _linked(document, anchors) or _numbered(document, anchors) or counted(document)
    return linked or written_next(document, base=base_of(document), start=start)


def _is_last(document: Document, anchors: tuple[Anchor, ...]) -> bool:
    here = canonical(document.page.url)
    if any(LAST.fullmatch(anchor.text) and anchor.url == here for anchor in anchors):
        return True
    text = document.tree.text_content()
    for match in (found for pattern in STATED for found in pattern.finditer(text)):
        return int(match["here"]) >= int(match["pages"])
    goes_on = any(NEXT.fullmatch(anchor.text) and anchor.url != here for anchor in anchors)
    numbers = _numbers(document, anchors)
    return bool(numbers) and not goes_on and max(numbers) < _number_here(document, numbers) + 1


def _linked(document: Document, anchors: tuple[Anchor, ...]) -> str | None:
    here = canonical(document.page.url)
    for anchor in anchors:
        if anchor.url and NEXT.fullmatch(anchor.text) and site(anchor.url) == site(here) and anchor.url != here:
            return anchor.url
    return None


def _numbered(document: Document, anchors: tuple[Anchor, ...]) -> str | None:
    numbers = _numbers(document, anchors)
    return numbers.get(_number_here(document, numbers) + 1)


def _numbers(document: Document, anchors: tuple[Anchor, ...]) -> dict[int, str]:
    """The pager's links by their numbers. Four digits: a list of 9,999 pages is none that we walk; years are longer."""
    same = site(document.page.url)
    found = {int(a.text): a.url for a in anchors if a.url and a.text.isdecimal() and len(a.text) < 4}
    return {number: url for number, url in found.items() if site(url) == same}


def _number_here(document: Document, numbers: dict[int, str]) -> int:
    """The number of this page: as the pager links it, else as the address counts, else 1 (no number: the start)."""
    here = canonical(document.page.url)
    ours = _file_number(here)
    for number, url in numbers.items():
        if url == here:
            return number
        theirs = _file_number(url)
        if ours is not None and theirs is not None:
            return ours + number - theirs
    return 1 if ours is None or 1 not in numbers else max(numbers) + 1


def _file_number(url: str) -> int | None:
    match = PAGE_KEY.search(urlsplit(url).query) or NUMBERED_FILE.search(urlsplit(url).path)
    return int(match[1]) if match else None


def templated(here: str, start: str, template: str, first: int) -> str | None:
    """The page behind this one by a seed's template (`./index_{n}.html`); `first`: the number behind the start."""
    before, after = (re.escape(part) for part in template.split("{n}", 1))
    match = re.search(before.removeprefix(r"\./") + r"(\d+)" + after + "$", here)
    number = int(match[1]) + 1 if match and canonical(here) != canonical(start) else first
    return resolve(start, template.replace("{n}", str(number)))
