"""The one walk over a page, which makes lines and boxes of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import lxml.html
from lxml import etree

from cleaning.extract.lines import BRIEF, LINES, LONGEST, Box, Line, Lines, add_keys
from cleaning.extract.naming import named, plain

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = {
    "p", "div", "td", "th", "li", "section", "article", "blockquote", "pre", "dd", "dt", "tr", "table", "ul", "ol",
    "dl", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "center", "form", "body", "tbody",
    "fieldset", "address", "details", "summary", "caption", "thead", "tfoot", "hr", "marquee", "option", *HEADINGS,
}  # fmt: skip
SKIPPED = {
    "script", "style", "noscript", "select", "button", "textarea", "iframe", "object", "embed", "svg", "template",
    "head", "title", "video", "audio", "canvas", "map", "input", "applet", "noframes", "meta", "link",
}  # fmt: skip
IMAGES = {"img", "video", "embed", "object", "iframe"}
TOLD = SKIPPED | IMAGES | {"br", "a", "/a"}
ENDS = frozenset("/" + tag for tag in BLOCKS)
CELLS = {"td", "th"}
NARROW = {  # that hold one paragraph
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "tr", "tbody", "ul", "ol", "figure",
    "figcaption", "dd", "dt",
}  # fmt: skip
# A tree written as XML leaves no doubt: every < opens a tag, every > ends one, and a tag without an end has a slash.
TAG = re.compile(r"<(/?[^\s/>]+)([^>]*)>")
INDENT = re.compile(r"(?<=[。！？!?”；;：:…）)])[\u3000\xa0 ]*[\u3000\xa0]{2,}")
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")  # XML cannot have them, and damage must stay to be counted
LOST = "&#xFFFD;"  # what is written for each of them
LOST_OR_TAG = re.compile(f"{LOST}|<[^>]*>")
TAGS = 80_000  # that are looked at; the largest pages that anybody reads have a third


def lines_of(body: lxml.html.HtmlElement, chosen: Iterable[lxml.html.HtmlElement] = ()) -> Lines:
    """The lines of a page's body. Linear in the size of the page; no recursion, so no depth is too deep.

    `chosen`: elements that somebody will ask for. Boxes keep no others."""
    wanted = frozenset(chosen)
    blocks = enumerate(body.iter(*BLOCKS)) if wanted else ()
    walk = Walk({at: element for at, element in blocks if element in wanted})
    walk.over(_markup(body))
    add_keys(walk.found.lines)
    return walk.found


def _markup(body: lxml.html.HtmlElement) -> str:
    """The tree as one text: to ask lxml for every element, its text and its attributes costs up to a third more."""
    markup: str = etree.tostring(body, encoding="unicode", with_tail=False)
    if LOST not in markup:
        return markup
    lost = CONTROL.finditer(etree.tostring(body, encoding="unicode", with_tail=False, method="text"))
    return LOST_OR_TAG.sub(lambda match: next(lost)[0] if match[0] == LOST else match[0], markup)


class Walk:
    """The state of the one walk: the text since the last break, the boxes and links around it."""

    def __init__(self, chosen: Mapping[int, lxml.html.HtmlElement]) -> None:
        self.chosen = chosen  # by their place among the blocks of the page
        self.found = Lines()
        self.tags: Iterator[tuple[str, str, str]] = iter(())  # what is left: tag, attributes and the text behind them
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.blocks = 0
        self.box = -1
        self.image = False
        self.rows = [-1]
        self.cells = [-1]

    def over(self, markup: str) -> None:
        """Every tag passes here: this loop is most of what reading a page costs."""
        pieces = TAG.split(markup, TAGS)
        pieces[-1], more, _ = pieces[-1].partition("<")
        steps, parts = iter(pieces[1:]), self.parts
        self.tags = zip(steps, steps, steps, strict=True)
        for tag, attributes, behind in self.tags:
            text = behind
            if tag in BLOCKS:
                self._open(tag, attributes)
            elif tag in ENDS:
                self._close(tag)
            elif tag in TOLD:
                text = self._meet(tag, attributes, behind)
            if text and (parts or not text.isspace()):
                parts.append(plain(text) if "&" in text else text)
                if self.links:
                    self.linked += len(parts[-1].strip())
        self.found.cut |= bool(more)
        while self.box >= 0:  # where the walk was cut, boxes are open still
            self._close("")

    def _meet(self, tag: str, attributes: str, text: str) -> str:
        """What stands behind a tag, or behind its end, if what is inside is no text for readers."""
        if tag == "/a":
            self.links -= 1
        elif tag == "br":
            self.flush()
        elif tag in IMAGES:
            self.image = True
            self.found.images += 1
        if attributes.endswith("/"):
            return text
        self.links += tag == "a"
        return self._behind(tag) if tag in SKIPPED else text

    def _behind(self, tag: str) -> str:
        """Passes over what is inside an element."""
        depth, end = 1, "/" + tag
        for other, attributes, text in self.tags:
            self.blocks += other in BLOCKS
            if other == end:
                depth -= 1
                if not depth:
                    return text
            elif other == tag and not attributes.endswith("/"):
                depth += 1
        return ""

    def flush(self) -> None:
        """Ends a line."""
        if not self.parts:
            return
        text = "".join(self.parts)
        parts = tuple(self.parts) if len(self.parts) > 1 and len(text) < BRIEF else ()
        self.parts.clear()
        lines, box = self.found.lines, self.found.boxes[self.box]
        pieces = _pieces(text, pre=box.tag == "pre")
        if len(lines) + len(pieces) > LINES or len(text) > LONGEST:
            self.found.cut = True
            pieces = [piece[:LONGEST] for piece in pieces[: LINES - len(lines)]]
        heading, row, cell = HEADINGS.get(box.tag, 0), self.rows[-1], self.cells[-1]
        for piece in pieces:
            linked = self.linked and min(self.linked, len(piece))
            lines.append(Line(piece, linked, self.box, piece, heading, self.image, row, cell, parts))
            self.image = False
        self.linked = 0

    def _open(self, tag: str, attributes: str) -> None:
        self.flush()
        boxes, (name, hint, centred, hidden) = self.found.boxes, named(tag, attributes)
        at, hides = len(boxes), hidden
        holder = at
        if at:
            above = boxes[self.box]
            centred, hidden = centred or above.centred, hidden or above.hidden
            holder = above.holder if tag in NARROW else at
        chosen = self.chosen.get(self.blocks)
        self.blocks += 1
        boxes.append(Box(self.box, tag, name, hint, centred, hidden, hides, holder, chosen, len(self.found.lines)))
        self.box = at
        if tag == "tr":
            self.rows.append(self.box)
        elif tag in CELLS:
            self.cells.append(self.box)
        if attributes.endswith("/"):
            self._close("/" + tag)

    def _close(self, tag: str) -> None:
        self.flush()
        box = self.found.boxes[self.box]
        box.last, box.end = len(self.found.lines), len(self.found.boxes)
        self.box = box.parent
        if tag == "/tr":
            self.rows.pop()
        elif tag in {"/td", "/th"}:
            self.cells.pop()


def _pieces(text: str, *, pre: bool) -> list[str]:
    """Paragraphs inside one run of text: by line feeds where they count, by indents of two blanks everywhere."""
    if not pre and "\u3000\u3000" not in text and "\xa0\xa0" not in text:
        return [" ".join(text.split())]  # nearly always
    parts = chain.from_iterable(map(INDENT.split, text.splitlines() if pre else [text]))
    return [clean for part in parts if (clean := " ".join(part.split()))]
