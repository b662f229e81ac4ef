"""Sitemaps (sitemaps.org): lists of pages, lists of news, and lists of such lists; plain, packed, or as lines."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from cleaning.address import resolve, site
from cleaning.candidates import ARTICLE
from cleaning.chosen import chosen
from cleaning.decode import decode
from cleaning.page import Listed, Page
from cleaning.xml import children, name_of, open_xml, words
from seeds.source import Source

PACKED = b"\x1f\x8b"
LARGEST = 16 * 2**20  # bytes unpacked: MOST addresses of 300 bytes; its tree takes ten times as much. The rest is cut
MOST = 50_000  # addresses of one file, by the protocol
Fault = Literal["sitemap_torn", "sitemap_too_large"]


@dataclass(frozen=True, kw_only=True)
class Child:
    """A file that an index names. `changed`: as printed there, "" if not."""

    url: str
    changed: str = ""


@dataclass(frozen=True, kw_only=True)
class SitemapFile:
    """One file: articles, or the further files of an index. `fault`: its end could not be read."""

    links: tuple[Listed, ...] = ()
    files: tuple[Child, ...] = ()
    fault: Fault | None = None


def read_sitemap(page: Page, source: Source) -> SitemapFile:
    """What a file of a sitemap names. Only a news sitemap knows titles and dates of publication: `lastmod` says when
    a page was touched, which is something else."""
    body, fault = unpacked(page.body)
    text = decode(body, header=None, known=source.encoding or "utf-8").text if not _utf8(body) else body.decode()
    root = open_xml(text)
    if root is None or name_of(root) not in {"urlset", "sitemapindex"}:
        return SitemapFile(links=_articles(_lines(text), source, page.url), fault=fault)
    entries = list(children(root, "url", "sitemap"))
    fault = fault or ("sitemap_too_large" if len(entries) > MOST else None)
    if name_of(root) == "sitemapindex":
        return SitemapFile(files=_files(entries[:MOST], source, page.url), fault=fault)
    return SitemapFile(links=_articles(_listed(entries[:MOST], page.url), source, page.url), fault=fault)


def unpacked(body: bytes) -> tuple[bytes, Fault | None]:
    """The bytes of a file that may be gzip, at most LARGEST of them, and why there are no more."""
    if not body.startswith(PACKED):
        return body[:LARGEST], "sitemap_too_large" if len(body) > LARGEST else None
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(body, LARGEST)
    except zlib.error:
        return b"", "sitemap_torn"
    if stream.eof:
        return plain, None
    return plain, "sitemap_too_large" if stream.unconsumed_tail else "sitemap_torn"


def _utf8(body: bytes) -> bool:
    """As the protocol demands. Asked first: weighing other readings of so much takes long."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _listed(entries: list[etree._Element], here: str) -> Iterator[Listed]:
    for entry in entries:
        url = resolve(here, _text(entry, "loc"))
        news = next(children(entry, "news"), None)
        if url:
            title, date = (_text(news, "title"), _text(news, "publication_date")) if news is not None else ("", "")
            yield Listed(url=url, title=title, date=date)


def _files(entries: list[etree._Element], source: Source, here: str) -> tuple[Child, ...]:
    """The index's files, last changed first; those of other sites are none of the source's."""
    follow = re.compile(source.sitemap.follow if source.sitemap and source.sitemap.follow else "")
    found = (Child(url=url, changed=_text(entry, "lastmod")) for entry in entries if (url := _place(entry, here)))
    ours = {site(url) for url in source.starts or (here,)}
    kept = {child.url: child for child in found if follow.search(child.url) and site(child.url) in ours}
    return tuple(sorted(kept.values(), key=lambda child: child.changed, reverse=True))


def _articles(listed: Iterator[Listed], source: Source, here: str) -> tuple[Listed, ...]:
    """A sitemap names every page of a site: without `allow`, what is called like an article or is news."""
    found = chosen(listed, source.access, here=here)
    if source.access and source.access.allow:
        return found
    return tuple(each for each in found if each.title or ARTICLE.search(each.url))


def _lines(text: str) -> Iterator[Listed]:
    """A sitemap of plain lines, one address each."""
    for line in text.splitlines()[:MOST]:
        if line.startswith(("http://", "https://")) and (url := resolve(line, line)):
            yield Listed(url=url)


def _place(entry: etree._Element, here: str) -> str | None:
    return resolve(here, _text(entry, "loc"))


def _text(entry: etree._Element, name: str) -> str:
    return next((words(each) for each in children(entry, name)), "")
