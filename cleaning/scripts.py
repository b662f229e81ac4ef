"""Pagers that a script writes: how many pages it says there are, and how it puts an address together."""

import re
from typing import NamedTuple

from cleaning.address import resolve
from cleaning.document import Document

COUNT = re.compile(
    r"\b(?:[a-z]{1,2}_?[a-z]?)?(?:total_?Pages?|page_?Count|count_?Page|page_?Total|max_?Page|all_?Page|totalPageCount|pages)\b"
    r"\s*[=:]\s*(?:parseInt\()?[\"']?(\d{1,4})\b(?!\s*[*/+])",
    re.IGNORECASE,
)
# As in: "index_" + n + ".html", '?pageNum=' + (i - 1) + '&sort=1', "list.jsp?page=" + p
JOINED = re.compile(
    r"""["'](?P<before>[^"'<>\s]{0,200}[_=/-]|[^"'<>\s]{0,200}(?:index|list|page))["']\s*\+\s*"""
    r"""(?P<number>\(?[\w.]{1,30}\s*(?P<less>-\s*1)?(?:\s*\+\s*1)?\)?)\s*"""
    r"""(?:\+\s*["'](?P<after>[^"'<>\s]{0,100})["'])?(?=\s*[;,)}+<]|\s|$)"""
)
# Scripts that count pages from 0: `nCurrIndex = 0`, `n == 0 ? "index.html" : "index_" + n + ".html"`
FROM_ZERO = re.compile(r"\b\w{0,3}?cur(?:r|rent)?_?(?:page|index)\w{0,6}\s*=\s*0\b", re.IGNORECASE)
TESTED = r"\b{}\s*={{2,3}}\s*0\s*[?)]"
ADDRESS = re.compile(r"\.s?html?$|\.jspx?$|\.aspx?$|\.php$|^$|^&|^/$")
PAGED = re.compile(r"[?&][\w]*(?:page|pn|pageno|pagenum|p)\w*=$", re.IGNORECASE)


class Joined(NamedTuple):
    """Page n is `before` + n + `after`; `second`: the n of page 2 (1: the files are counted from 0)."""

    before: str
    after: str
    second: int


def written_next(document: Document, *, base: str, start: str) -> str | None:
    """The page behind this one by what its scripts say; None if they do not, or at the end."""
    count = COUNT.search(document.text)
    if count is None:
        return None
    for match in JOINED.finditer(document.text):
        if joined := _joined(match):
            return _following(
                document, joined, pages=int(count[1]), base=start if joined.before.startswith("?") else base
            )
    return None


def _joined(match: re.Match[str]) -> Joined | None:
    before, after = match["before"], match["after"] or ""
    is_file = bool(after.endswith(("html", "htm", "shtml")) and "=" not in before)
    if not (is_file or (PAGED.search(before) and ADDRESS.search(after))):
        return None
    return Joined(before, after, 1 if match["less"] or _counts_from_zero(match) else 2)


def _counts_from_zero(match: re.Match[str]) -> bool:
    name = re.escape(match["number"].strip("() "))
    near = match.string[max(match.start() - 120, 0) : match.start()]
    return bool(re.search(TESTED.format(name), near) or FROM_ZERO.search(match.string))


def _following(document: Document, joined: Joined, *, pages: int, base: str) -> str | None:
    """The list's own address is page 1; the last page is number `pages`, or one less where files count from 0."""
    here = document.page.url
    pattern = re.compile(
        re.escape(joined.before.removeprefix("./").rpartition("/")[2]) + r"(\d+)" + re.escape(joined.after)
    )
    found = pattern.search(here)
    number = int(found[1]) + 1 if found else joined.second
    if number - joined.second + 2 > pages:
        return None
    return resolve(base, f"{joined.before}{number}{joined.after}")
