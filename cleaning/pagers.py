"""Pagers that a page's script writes: how many pages there are, which one this is, what the files are called."""

import re
from typing import NamedTuple

from cleaning.address import resolve
from cleaning.anchors import base_of
from cleaning.document import Document

# TRS WCM writes its pager by script: N pages, the current one counted from 0, name and suffix of the files; page 1
# is index.html, page 2 index_1.html. A newer form has the pager's id first and counts from 1.
TRS = re.compile(
    r"""(?<!//)createPageHTML\s*\(\s*(?:(?P<id>["'][^"']*["'])\s*,)?\s*(?P<pages>\d+)\s*,\s*(?P<here>\d+)\s*,"""
    r"""\s*["'](?P<name>[^"']*)["']\s*,\s*["'](?P<suffix>\w+)["']"""
)
COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)")
CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d+)")


class Pager(NamedTuple):
    """A pager written by script: so many pages, `here` counted from 0, and what the files are called."""

    pages: int
    here: int
    name: str
    suffix: str


def pager_of(text: str) -> Pager | None:
    """The pager that TRS writes into the text of a page."""
    match = TRS.search(text) if "createPageHTML" in text else None  # a plain search first: it is ten times as fast
    if match is None:
        return None
    pages = int(match["pages"]) + (1 if match["id"] else 0)
    return Pager(pages, int(match["here"]), match["name"], match["suffix"])


def paged(document: Document, pager: Pager) -> str | None:
    """The page behind this one; None for the last."""
    following = pager.here + 1
    if following >= pager.pages:
        return None
    return resolve(base_of(document), f"{pager.name}_{following}.{pager.suffix}")


def counted(document: Document) -> str | None:
    """TRS pagers written out in the page: `var countPage = 9; var currentPage = 0;`."""
    pages, here = COUNT.search(document.text), CURRENT.search(document.text)
    return paged(document, Pager(int(pages[1]), int(here[1]), "index", "html")) if pages and here else None
