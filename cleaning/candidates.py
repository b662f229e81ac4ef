"""Links that may lead to articles, each with the title and the date that are printed with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html

from cleaning.address import resolve
from cleaning.anchors import base_of, text_of
from cleaning.document import Document
from cleaning.page import Listed

# How Chinese publishing systems name articles; directories and index pages are none of them.
ARTICLE = re.compile(
    r"/t\d{8}_\d+|content[-_/]\d+|/c_?\d+(?:-\d+)?\.|/\d{4}[-/]?\d{2}[-/]?\d{2}/|\d{5,}(?:_\d+)?\.s?html?$|/art_\d+"
    r"|post_\d+|ARTI\w{10}|_forward_\d+|/\d+/content$|[0-9a-f]{16,}\.s?html?$|/newsContent/\d+/\d+$"
    r"|[?&](?:id|aid|newsid|articleid|infoid|contentid|nid)=\w+",
    re.IGNORECASE,
)
DATE = re.compile(
    r"(?:20|19)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|(?<![\d:-])\d{1,2}\s*[-/月]\s*\d{1,2}日?(?![\d:])(?:\s+\d{1,2}:\d{2})?"
)
ROWS = frozenset({"li", "tr", "dd", "dt", "article"})
LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "body"})
BULLETS = " \t\r\n\u3000\xa0·•▪■◆●○>»›-"
DATED_END = re.compile(rf"\s*(?:[\[(（【]\s*(?:{DATE.pattern})\s*[\])）】]|(?:20|19)\d{{2}}-\d{{1,2}}-\d{{1,2}})\s*$")
# 继续阅读 and its kin lead to the article too, and some repeat its title for those who do not see the page.
MORE = re.compile(
    r"(?:继续阅读|阅读(?:全文|更多|原文)|查看(?:详情|全文|更多)|了解更多|read more|continue reading)", re.IGNORECASE
)
SENTENCE = 8  # characters that make a title of a link's words, where its address tells nothing
BESIDE = 80  # characters after a link in which its date stands


Rivals = dict[lxml.html.HtmlElement, set[str]]  # targets of links by the elements that hold them


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A link that may lead to an article, and the row it stands in: the highest element that holds no other link."""

    listed: Listed
    row: lxml.html.HtmlElement


def candidates(document: Document, anchors: Iterable[lxml.html.HtmlElement]) -> Iterator[Candidate]:
    """Of these links those that lead to other pages, in their order."""
    base, here = base_of(document), resolve(document.page.url, document.page.url)
    rivals = _rivals(document)
    for anchor in anchors:
        url = resolve(base, anchor.get("href", ""))
        if url and url != here:
            row = _row(anchor, rivals)
            words = " ".join(text_of(anchor).split())
            listed = Listed(url=url, title=_title(anchor, words), date=_date_beside(words, row))
            yield Candidate(listed=listed, row=row)


def _rivals(document: Document) -> Rivals:
    """For each element the links in it that may lead to articles, two at most: who knows of two knows enough.

    Links of few words are none of them: a row may name its section, its author and the way to its comments too."""
    found: Rivals = {}
    for anchor in document.tree.iter("a"):
        target = _target(anchor)
        if target and (ARTICLE.search(target) or len(text_of(anchor).strip()) >= SENTENCE):
            for element in (anchor, *anchor.iterancestors()):
                known = found.setdefault(element, set())
                if target in known or len(known) > 1:
                    break  # those above know as much
                known.add(target)
    return found


def _row(anchor: lxml.html.HtmlElement, rivals: Rivals) -> lxml.html.HtmlElement:
    row, ours = anchor, {_target(anchor)}
    while row.tag not in ROWS and (parent := row.getparent()) is not None and parent.tag not in LISTS:
        if rivals.get(parent, set()) - ours:
            break
        row = parent
    return row


def _target(anchor: lxml.html.HtmlElement) -> str:
    return str(anchor.get("href", "")).partition("#")[0].strip()


def _title(anchor: lxml.html.HtmlElement, words: str) -> str:
    """The words of a link; its title attribute where the words are cut short or are an image."""
    if MORE.match(words) or DATE.fullmatch(words):
        return ""
    stated = " ".join(anchor.get("title", "").split())
    image = anchor.find(".//img")
    cut = words.rstrip(".…")
    title = stated if stated and (not words or (stated.startswith(cut) and len(stated) > len(cut))) else words
    title = title or (image.get("alt", "") if image is not None else "")
    return DATED_END.sub("", title).strip(BULLETS)


def _date_beside(words: str, row: lxml.html.HtmlElement) -> str:
    """The date printed with the words of a link: in its row, else right after the row, before the next link; "" if
    none is."""
    near = " ".join([*_texts(row), *_texts_after(row)])
    beside = near.replace(words, " ", 1)
    found = DATE.search(beside) or DATED_END.search(words)
    return " ".join(found[0].strip(" []()（）【】").split()) if found else ""


def _texts(row: lxml.html.HtmlElement) -> Iterator[str]:
    yield from (" ".join(text.split()) for text in row.itertext() if text.strip())


def _texts_after(row: lxml.html.HtmlElement) -> Iterator[str]:
    yield (row.tail or "")[:BESIDE]
    if row.tag in {"li", "tr"}:
        return
    for sibling in row.itersiblings():
        if sibling.tag == "a" or sibling.find(".//a") is not None:
            return
        yield sibling.text_content()[:BESIDE] + (sibling.tail or "")[:BESIDE]
