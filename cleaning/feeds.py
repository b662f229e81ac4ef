"""Feeds: RSS 0.9 to 2.0, RDF (RSS 1.0) and Atom, as they are and not only as they should be."""

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from cleaning.address import resolve
from cleaning.chosen import chosen
from cleaning.decode import decode
from cleaning.page import Listed, ListPage, Page
from cleaning.xml import children, name_of, open_xml, words
from seeds.source import Source

ENTRIES = frozenset({"item", "entry"})
# `updated` last: Atom demands it, and it moves when a comma is corrected.
DATES = ("pubdate", "published", "issued", "date", "created", "modified", "updated")
BASE = "{http://www.w3.org/XML/1998/namespace}base"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
TAG = re.compile(r"<[/a-zA-Z!][^<>]*>")
# A day name in Chinese, or a wrong one: the date tells the day, so it is left out.
WEEKDAY = re.compile(r"^\s*(?:[A-Za-z]{3,9}|星期.|周.)\s*[,，]\s*")
ZONES = {"CST": "+0800", "BJT": "+0800", "HKT": "+0800"}  # to RFC 822, CST is Chicago; from China it is not
ZONE = re.compile(r"\b(?:" + "|".join(ZONES) + r")\b")


def read_feed(page: Page, source: Source) -> ListPage:
    """The entries of a feed in its order. Dates become ISO 8601 where they can be read, else stay as printed."""
    root = open_xml(decode(page.body, header=page.header("content-type"), known=source.encoding).text)
    if root is None:
        return ListPage()
    links = tuple(listed for entry in _entries(root) if (listed := _listed(entry, page.url)))
    return ListPage(links=chosen(links, source.access, here=page.url), next_url=_next(root, page.url))


def plain(text: str) -> str:
    """A title without the HTML that feeds and JSON lists put into it, escaped once or twice."""
    for _ in range(2):
        text = html.unescape(TAG.sub("", text))
    return " ".join(TAG.sub("", text).split())


def iso_date(text: str) -> str:
    """`Fri, 05 Jul 2024 10:00:00 +0800` as ISO 8601; anything else as it is, for those who read printed dates."""
    mail = ZONE.sub(lambda match: ZONES[match[0]], WEEKDAY.sub("", text.strip()))
    if not re.match(r"\d{1,2}[ -][A-Za-z]{3}", mail):
        return text.strip()
    try:
        return parsedate_to_datetime(mail.replace("-", " ", 2)).isoformat()
    except (ValueError, TypeError, IndexError):
        return text.strip()


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter("{*}*") if name_of(element) in ENTRIES)


def _listed(entry: etree._Element, here: str) -> Listed | None:
    url = _address(entry, here)
    if url is None:
        return None
    title = next((found for each in children(entry, "title") if (found := plain(words(each)))), "")
    date = next((found for each in children(entry, *DATES) if (found := iso_date(words(each)))), "")
    return Listed(url=url, title=title, date=date)


def _address(entry: etree._Element, here: str) -> str | None:
    """Atom's alternate link, RSS's link, an identifier that is an address (RSS 2.0, RSS 1.0)."""
    base = _base(entry, here)
    links = list(children(entry, "link"))
    stated = [each.get("href", "") for each in links if each.get("rel", "alternate") == "alternate"]
    written = [words(each) for each in links]
    guids = [words(each) for each in children(entry, "guid") if each.get("isPermaLink", "true") != "false"]
    named = [text for text in (*guids, entry.get(RDF, "")) if text.startswith("http")]
    return next((url for text in (*stated, *written, *named) if text and (url := resolve(base, text))), None)


def _base(element: etree._Element, here: str) -> str:
    """What relative links refer to: the feed's address, corrected by each xml:base on the way down."""
    bases = [each.get(BASE, "") for each in (*reversed(list(element.iterancestors())), element)]
    for base in filter(None, bases):
        here = resolve(here, base) or here
    return here


def _next(root: etree._Element, here: str) -> str | None:
    """The further pages of a paged feed (RFC 5005, section 3); most feeds have none."""
    for link in root.iter("{*}link"):
        if link.get("rel") == "next" and (url := resolve(_base(link, here), link.get("href", ""))):
            return url if url != here else None
    return None
