"""From page to page: the next page of a listing, the next part of an article. None where there is no next one.

An address is only returned if the page gives a reason to believe that it exists: asking for page N+1 of N is
impolite, and some servers answer it with their first page."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import lxml.html

from cleaning.address import canonical, resolve, site
from cleaning.document import Document
from cleaning.scripts import written_next
from seeds.source import Source

# TRS WCM writes its pager by script: N pages, the current one counted from 0, name and suffix of the files; page 1
# is index.html, page 2 index_1.html. A newer form has the pager's id first and counts from 1.
TRS = re.compile(
    r"""(?<!//)createPageHTML\s*\(\s*(?:(?P<id>["'][^"']*["'])\s*,)?\s*(?P<pages>\d+)\s*,\s*(?P<here>\d+)\s*,"""
    r"""\s*["'](?P<name>[^"']*)["']\s*,\s*["'](?P<suffix>\w+)["']"""
)
COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)")
CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d+)")
# "第2页/共9页", "共9页 当前第2页", "2/9页"
STATED = (
    re.compile(r"(?P<here>\d+)\s*/\s*(?P<pages>\d+)\s*[页頁]"),
    re.compile(r"第\s*(?P<here>\d+)\s*[页頁]\D{0,6}共\s*(?P<pages>\d+)\s*[页頁]"),
    re.compile(r"共\s*(?P<pages>\d+)\s*[页頁]\D{0,12}第\s*(?P<here>\d+)\s*[页頁]"),
)
NEXT = re.compile(r"(?:下一?|[后後]一?)[页頁]|next(?: ?page)?|[>›»]", re.IGNORECASE)
GOES_ON = re.compile(r"[页頁>›»\d]|next", re.IGNORECASE)  # in the words of every link to a next page
LAST = re.compile(r"(?:尾|末|最[后後]一)[页頁]|last(?: ?page)?", re.IGNORECASE)
ORNAMENT = re.compile(r"^[\s\[【(（<>›»]+(?=\w)|(?<=\w)[\s\]】)）<>›»]+$")
DISABLED = re.compile(r"disab|nolink|unable", re.IGNORECASE)
PAGE_KEY = re.compile(
    r"(?:^|[?&])(?:page|p|pageno|pagenum|pageindex|pn|currentpage|curpage)=(\d+)(?=&|$)", re.IGNORECASE
)
PART = re.compile(r"[_-](\d{1,3})(?=\.\w+$|$)")  # four digits and more are the number of an article
SUFFIX = re.compile(r"\.\w+$")
QUERIED = re.compile(r"""\?[^\s"'<>]*[ponmex]=\d""", re.IGNORECASE)  # what PAGE_KEY needs, in a page's markup
NUMBERED_FILE = re.compile(r"(?<=[_/-])(\d{1,4})(?=(?:\.\w+)?$)")


class Anchor(NamedTuple):
    """A link of a page: its words, and its address if it has one (None: a script decides)."""

    text: str
    url: str | None


class Pager(NamedTuple):
    """A pager written by script: so many pages, `here` counted from 0, and what the files are called."""

    pages: int
    here: int
    name: str
    suffix: str


class Part(NamedTuple):
    """The address of an article without the number of its part, and that number (None: none is written)."""

    stem: str
    number: int | None


def next_page(document: Document, source: Source, *, start: str) -> str | None:
    """The page of the listing that follows this one; `start` is the listing's first page."""
    here = document.page.url
    if pager := _pager(document.text):
        return _paged(document, pager)
    anchors = tuple(anchors_of(document))
    if _is_last(document, anchors):
        return None
    if source.listing and source.listing.next:
        return templated(here, start, source.listing.next, source.listing.first)
    linked = _linked(document, anchors) or _numbered(document, anchors) or _counted(document)
    return linked or written_next(document, base=base_of(document), start=start)


def next_part(document: Document) -> str | None:
    """The next page of the same article: `…_2.htm`, `?page=2`. A link to the next article (下一篇) is none, whatever
    it calls itself: the address must be this one's with the next number."""
    here = document.page.url
    pager = _pager(document.text)
    if pager and pager.name in here:
        return _paged(document, pager)
    if not _may_go_on(here, document.text):
        return None
    base = base_of(document)
    for element in document.tree.iter("a"):  # most have other words: nothing more need be known of them
        if GOES_ON.search(_text(element)) and _is_on(element):
            words = _words(element)
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
    files = [f"{name}_", f"{name}-"]
    if ours.number:
        files += [f"{_name(ours.stem)}{mark}{ours.number + 1}" for mark in "_-"]
    return any(map(text.__contains__, files)) or ("?" in text and QUERIED.search(text) is not None)


def _name(url: str) -> str:
    """The file without its suffix."""
    return SUFFIX.sub("", urlsplit(url).path.rpartition("/")[2])


def base_of(document: Document) -> str:
    """What the page's relative links refer to: its final address, unless it names another base."""
    element = document.tree.find(".//base[@href]")
    named = resolve(document.page.url, element.get("href", "")) if element is not None else None
    return named or document.page.url


def anchors_of(document: Document) -> Iterator[Anchor]:
    """The page's links in order, without those that are switched off."""
    base = base_of(document)
    for element in _links(document):
        yield Anchor(_words(element), resolve(base, element.get("href", "")))


def _links(document: Document) -> Iterator[lxml.html.HtmlElement]:
    return filter(_is_on, document.tree.iter("a"))


def _is_on(element: lxml.html.HtmlElement) -> bool:
    return element.get("href", "").strip() not in {"", "#"} and not DISABLED.search(element.get("class", ""))


def _words(element: lxml.html.HtmlElement) -> str:
    return ORNAMENT.sub("", " ".join(_text(element).split()))


def _text(element: lxml.html.HtmlElement) -> str:
    return element.text_content() if len(element) else element.text or ""


def _pager(text: str) -> Pager | None:
    match = TRS.search(text) if "createPageHTML" in text else None  # a plain search first: it is ten times as fast
    if match is None:
        return None
    pages = int(match["pages"]) + (1 if match["id"] else 0)
    return Pager(pages, int(match["here"]), match["name"], match["suffix"])


def _paged(document: Document, pager: Pager) -> str | None:
    following = pager.here + 1
    if following >= pager.pages:
        return None
    return resolve(base_of(document), f"{pager.name}_{following}.{pager.suffix}")


def _counted(document: Document) -> str | None:
    """TRS pagers written out in the page: `var countPage = 9; var currentPage = 0;`."""
    pages, here = COUNT.search(document.text), CURRENT.search(document.text)
    return _paged(document, Pager(int(pages[1]), int(here[1]), "index", "html")) if pages and here else None


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
