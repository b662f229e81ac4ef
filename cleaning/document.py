"""A document: one page decoded and parsed, once, for everybody who reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from cleaning.decode import decode, utf8_of
from cleaning.page import Page

# Tags upon tags with nothing between them: no page needs so many.
NESTED = re.compile(r"(?:<[a-zA-Z][^<>]*>\s*){64,}")
# Pages put together from parts close themselves in the middle, and the parser drops all that follows.
# Both cases are spelt out: told to ignore case, the search would have no beginning to look for.
CLOSED = re.compile(rb"</(?:[hH][tT][mM][lL]|[bB][oO][dD][yY])\s*>")
NOTHING = "<html><body></body></html>"
ELEMENTS = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)  # lxml.html asks Python for every element
MOST = 1_500_000  # characters that are parsed: half a second at worst, and half more than the largest page ever seen
PICTURE = re.compile(r"data:[a-z]+/[-+.\w]{1,60};base64,[A-Za-z0-9+/=\s]{1000,}")  # what makes honest pages larger
# Attributes cost the parser their square: 20,000 in one tag take it seconds. Quotes are read as the parser reads them.
TAG = re.compile(r"""<[a-zA-Z][^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+""")
NAMED = re.compile(r"<[\w:.-]{1,60}")  # the tag without its attributes
ATTRIBUTES = re.compile(
    r"""<[\w:.-]+(?:\s++[a-zA-Z_:@#][\w:.@#-]*+(?:\s*+=\s*+[^\s<>"'(){};]*+)?+|/)*+\s*+"""  # and no script
)
QUOTED = re.compile(r"""(["']).*?\1""", re.DOTALL)
SMALL = 40_000  # characters of a page in which no tag can do harm
NAMES = 1_000  # characters that a tag may have outside quotes


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
    text, cut = bounded(decoded.text)
    utf8 = decoded.utf8 if text is decoded.text else b""
    return Document(
        page=page,
        text=decoded.text,
        encoding=decoded.encoding,
        tree=_tree(utf8 or utf8_of(text)),
        noticed={**decoded.noticed, **cut},
        repaired=decoded.repaired,
    )


def bounded(text: str) -> tuple[str, dict[str, int]]:
    """A text that parses in reasonable time, and the damage done for it: what stands behind its longest part is lost,
    and tags full of attributes lose them."""
    if len(text) <= SMALL:
        return text, {}
    whole = PICTURE.sub("", text) if len(text) > MOST else text
    part, tags = without_attributes(whole[:MOST])
    found = {"truncated": int(len(whole) > MOST), "tag_soup": tags}
    return part, {kind: count for kind, count in found.items() if count}


def without_attributes(text: str) -> tuple[str, int]:
    """The text with its overfull tags bare, and how many they were."""
    overfull = [tag for tag in TAG.findall(text) if len(tag) > NAMES and _is_overfull(tag)]
    if not overfull:
        return text, 0
    bare = {tag: NAMED.findall(tag)[0] for tag in overfull}
    return TAG.sub(lambda match: bare.get(match[0], match[0]), text), len(overfull)


def _is_overfull(tag: str) -> bool:
    names = QUOTED.sub("", tag)
    return len(names) > NAMES and ATTRIBUTES.fullmatch(names) is not None


def parse(text: str) -> lxml.html.HtmlElement:
    """The tree of an HTML text. Characters that no XML may hold are taken out, for lxml would refuse them later."""
    return _tree(utf8_of(text))


def _tree(markup: bytes, *, shallow: bool = True) -> lxml.html.HtmlElement:
    """The parser gives up below 2,048 elements, and what follows would be lost: then runs of opening tags become one.
    It gets UTF-8 bytes and not the string: lxml refuses strings that begin with an XML declaration."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # a table of them takes up to a twentieth, and selectors do not use it
    )
    parser.set_element_class_lookup(ELEMENTS)
    body = CLOSED.sub(b"", markup.replace(b"\0", b""))
    try:
        tree = lxml.html.document_fromstring(body, parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but blanks, comments or closing tags
        return lxml.html.document_fromstring(NOTHING, parser=parser)
    if shallow and any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        return _tree(utf8_of(NESTED.sub("<div>", markup.decode())), shallow=False)
    return tree
