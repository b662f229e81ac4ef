"""A look at an address that nobody knows yet: what it offers, and where its list of articles really is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cleaning.address import resolve
from cleaning.anchors import base_of
from cleaning.calls import asked_for, detail_of
from cleaning.decode import DECLARED, HEAD, decode
from cleaning.document import Document, open_document
from cleaning.feeds import read_feed
from cleaning.frames import frames_of
from cleaning.listing import links
from cleaning.lists import open_json, read_json
from cleaning.page import ListPage, Page
from cleaning.paging import next_page
from cleaning.records import next_records, unfolded
from cleaning.sitemaps import PACKED, read_sitemap
from seeds.source import Feed, JsonList, Listing, Platform, Sitemap, Source

Way = Literal["listing", "feed", "sitemap", "json"]
ENOUGH = 3  # links that make a list; fewer are a chance, and a feed or a script knows better
ROOT = re.compile(
    r"^\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*)*<([\w:]+)",
    re.DOTALL | re.IGNORECASE,
)
ROOTS: dict[str, Way] = {
    "rss": "feed", "feed": "feed", "rdf:rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
# gkmlpt, the open-government platform of Guangdong: its list is an API, named by the site's and the column's number.
SID = re.compile(r"""\bSID["']?\s*[:=]\s*["']?(\d+)""")
COLUMN = re.compile(r"""\b(?:COLUMN_ID|column_?id|CATE_ID|cate_?id)["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE)
JPAGE = re.compile(r"\bjpage\s*\(|dataproxy\.jsp|<recordset>|/col/col\d+/|/jpaas|\bjcms\b", re.IGNORECASE)
TRS = re.compile(r"createPageHTML|TRS_(?:Editor|PreAppend|UEDITOR)|/t20\d{6}_\d{5,}\.s?html?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Look:
    """`found`: the first articles and the next page. `data`: where to look further for the list, None if it is here;
    `detail`: how the page's script makes an article's address of its fields, `/detail.html?id={id}`. `declared`: the
    encoding that the page claims, `encoding` the one that it has."""

    way: Way
    platform: Platform
    encoding: str
    declared: str | None
    title: str
    found: ListPage
    feeds: tuple[str, ...] = ()
    data: str | None = None
    detail: str | None = None


def look_at(page: Page, *, asked: str, detail: str | None = None) -> Look:
    """What an answer offers. `asked`: the address as a person gave it, whose fragment some platforms need; `detail`:
    what the page that led here said of addresses."""
    decoded = decode(page.body, header=page.header("content-type"))
    way = _way(page.body, decoded.text)
    source = source_at(page.url, way, detail=detail)
    if way == "listing":
        return _listing(page, source, asked)
    look = Look(
        way=way,
        platform="gkmlpt" if "/gkmlpt/" in page.url else "generic",
        encoding=decoded.encoding,
        declared=_declared(page),
        title="",
        found=found_on(page, source, start=page.url),
        detail=source.json.url if source.json else None,
    )
    files = read_sitemap(page, source).files if way == "sitemap" else ()
    return replace(look, data=files[0].url) if files else look


def found_on(page: Page, source: Source, *, start: str) -> ListPage:
    """What a page of links says, by the source's way in."""
    if source.feed:
        return read_feed(page, source)
    if source.json:
        return read_json(page, source, start=start)
    if source.sitemap:
        return ListPage(links=read_sitemap(page, source).links)
    return _read(unfolded(open_document(page, encoding=source.encoding)), source, start)


def source_at(url: str, way: Way, *, detail: str | None = None) -> Source:
    """A source of which nothing is known but its address, and how a JSON list's items make theirs."""
    access = {"listing": Listing, "feed": Feed, "sitemap": Sitemap, "json": JsonList}[way]
    more = {"url": detail} if way == "json" and detail else {}
    return Source(name="unknown", title=url, publisher=url, kind="news", **{way: access(urls=(url,), **more)})


def platform_of(document: Document) -> Platform:
    """The publishing system, by what it leaves in its pages."""
    text, url = document.text, document.page.url
    if "/gkmlpt/" in url or ("gkmlpt" in text and SID.search(text)):
        return "gkmlpt"
    if JPAGE.search(text) or JPAGE.search(url):
        return "jpage"
    return "trs" if TRS.search(text) else "generic"


def _way(body: bytes, text: str) -> Way:
    root = ROOT.match(text[:HEAD])
    if body.startswith(PACKED) or (not root and text.startswith(("http://", "https://"))):
        return "sitemap"
    if root:
        return ROOTS.get(root[1].lower(), "listing")
    return "json" if open_json(text) is not None else "listing"


def _listing(page: Page, source: Source, asked: str) -> Look:
    document = unfolded(open_document(page))
    found = _read(document, source, page.url)
    feeds = tuple(_feeds(document))
    platform = platform_of(document)
    api = _gkmlpt(document, asked) if platform == "gkmlpt" else None
    lacking = len(found.links) < ENOUGH and not next_records(document)
    return Look(
        way="listing",
        platform=platform,
        encoding=document.encoding,
        declared=_declared(page),
        title=_title(document),
        found=found,
        feeds=feeds,
        detail=detail_of(document),
        data=api or (next(iter((*asked_for(document), *frames_of(document), *feeds)), None) if lacking else None),
    )


def _read(document: Document, source: Source, start: str) -> ListPage:
    found = links(document, source)
    return ListPage(
        links=found,
        next_url=next_records(document) or (next_page(document, source, start=start) if found else None),
    )


def _declared(page: Page) -> str | None:
    header = DECLARED.search((page.header("content-type") or "").encode("ascii", "ignore"))
    match = DECLARED.search(page.body[:HEAD]) or header
    return match[1].decode("ascii").lower() if match else None


def _title(document: Document) -> str:
    element = document.tree.find(".//title")
    return " ".join(element.text_content().split())[:200] if element is not None else ""


def _feeds(document: Document) -> Iterator[str]:
    for link in document.tree.iter("link"):
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        if kind in FEEDS and (url := resolve(base_of(document), link.get("href", ""))):
            yield url


def _gkmlpt(document: Document, asked: str) -> str | None:
    """Its pages are empty frames: the column is the address's fragment, or stands in the script."""
    site, fragment = SID.search(document.text), re.search(r"#/?(\d+)", asked)
    column = fragment or COLUMN.search(document.text)
    if site is None or column is None:
        return None
    before, inside, _ = document.page.url.partition("/gkmlpt")
    root = before if inside else "/".join(before.split("/")[:3])
    return f"{root}/gkmlpt/api/all/{column[1]}?page=1&sid={site[1]}"
