"""A document: one page decoded and parsed, once, for everybody who reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from cleaning.decode import decode
from cleaning.page import Page

# Tags upon tags with nothing between them: no page needs so many.
NESTED = re.compile(r"(?:<[a-zA-Z][^<>]*>\s*){64,}")
# Pages put together from parts close themselves in the middle, and the parser drops all that follows.
CLOSED = re.compile(r"</(?:html|body)\s*>", re.I)
NOTHING = "<html><body></body></html>"


@dataclass(frozen=True, kw_only=True)
class Document:
    """`text`: the whole page as characters; `tree`: its one parse; `noticed`: damage seen on the way, kind -> count;
    `repaired`: how much of it was undone."""

    page: Page
    text: str
    encoding: str
    tree: lxml.html.HtmlElement
    noticed: Mapping[str, int]
    repaired: Mapping[str, int] = field(default_factory=dict)


def open_document(page: Page, *, encoding: str | None = None) -> Document:
    """Decodes and parses. `encoding` wins over what the page declares, where a seed knows better. Never raises."""
    decoded = decode(page.body, header=page.header("content-type"), known=encoding)
    return Document(
        page=page,
        text=decoded.text,
        encoding=decoded.encoding,
        tree=parse(decoded.text),
        noticed=decoded.noticed,
        repaired=decoded.repaired,
    )


def parse(text: str, *, shallow: bool = True) -> lxml.html.HtmlElement:
    """The tree of an HTML text. Characters that no XML may hold are taken out, for lxml would refuse them later.

    The parser gives up below 2,048 elements, and what follows would be lost: then runs of opening tags become one.
    It gets UTF-8 bytes and not the string: lxml refuses strings that begin with an XML declaration."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    body = CLOSED.sub("", text.replace("\0", "")).encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(body, parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but blanks, comments or closing tags
        return lxml.html.document_fromstring(NOTHING, parser=parser)
    if shallow and any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        return parse(NESTED.sub("<div>", text), shallow=False)
    return tree
