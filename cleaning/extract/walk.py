"""The one walk over a page, which makes lines and boxes of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import lxml.html
from lxml import etree

from cleaning.extract.lines import AROUND, BRIEF, LINES, LONGEST, Lines, add_keys, box_in, line_of
from cleaning.extract.naming import named, plain

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = {
    "p", "div", "td", "th", "li", "section", "article", "blockquote", "pre", "dd", "dt", "tr", "table", "ul", "ol",
    "dl", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "center", "form", "body", "tbody",
    "fieldset", "address", "details", "summary", "caption", "thead", "tfoot", "hr", "marquee", "option", *HEADINGS,
}  # fmt: skip
NAMELESS = {tag: named(tag, "") for tag in BLOCKS}
SKIPPED = {
    "script", "style", "noscript", "select", "button", "textarea", "iframe", "object", "embed", "svg", "template",
    "head", "title", "video", "audio", "canvas", "map", "input", "applet", "noframes", "meta", "link",
}  # fmt: skip
IMAGES = {"img", "video", "embed", "object", "iframe"}
TOLD = SKIPPED | IMAGES | {"br", "a", "/a"}
ENDS = frozenset("/" + tag for tag in BLOCKS)
# A tree written as XML leaves no doubt: every < opens a tag, every > ends one, and a tag without an end has a slash.
# One step is a tag, or a whole element if it holds nothing but text or one link: more than half of them do.
# What may be missing is a branch (`|)`), and nothing is given back: with `?` and plain `+` it costs a third more.
STEP = re.compile(r'<(/[^>]++|[^ />]++)([^>]*+)>(?:(?<!/>)(?:<a(?:>| [^>]*+(?<=")>)([^<]++)</a>|([^<]++))</\1>|)')
INDENT = re.compile(r"(?<=[。！？!?”；;：:…）)])[\u3000\xa0 ]*[\u3000\xa0]{2,}")
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")  # XML cannot have them, and damage must stay to be counted
LOST = "&#xFFFD;"  # what is written for each of them
LOST_OR_TAG = re.compile(f"{LOST}|<[^>]*>")
STEPS = 80_000  # that are done; the largest pages that anybody reads need a third


def lines_of(body: lxml.html.HtmlElement, chosen: Iterable[lxml.html.HtmlElement] = ()) -> Lines:
    """The lines of a page's body. Linear in the size of the page; no recursion, so no depth is too deep.

    `chosen`: elements that somebody will ask for. Boxes keep no others."""
    wanted = frozenset(chosen)
    blocks = enumerate(body.iter(*BLOCKS)) if wanted else ()
    walk = Walk({at: element for at, element in blocks if element in wanted})
    walk.over(_markup(body))
    walk.found.text = add_keys(walk.found.lines)
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
        self.lines, self.boxes = self.found.lines, self.found.boxes
        self.steps: Iterator[tuple[str, ...]] = iter(())  # what is left: groups of STEP, and the text behind
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.blocks = 0
        self.at = -1  # the box that is open, by its index and itself
        self.box = AROUND
        self.image = False

    def over(self, markup: str) -> None:
        """Every tag passes here: this loop is most of what reading a page costs."""
        groups = STEP.split(markup, STEPS)
        groups[-1], more, _ = groups[-1].partition("<")
        group, parts = iter(groups[1:]), self.parts
        self.steps = zip(group, group, group, group, group, strict=True)
        for tag, attributes, link, inside, behind in self.steps:
            text = behind
            if tag in BLOCKS:
                self._open(tag, attributes)
                if link or inside:
                    self._fill(link, inside)
            elif tag in ENDS:
                self._close()
            elif link or inside or tag in TOLD:
                text = self._meet(tag, attributes, link, inside, behind)
            if text and (parts or not text.isspace()):
                self._add(text)
        self.found.cut |= bool(more)
        while self.at >= 0:  # where the walk was cut, boxes are open still
            self._close()

    def _add(self, text: str, *, linked: bool = False) -> None:
        """Takes a part of a line."""
        self.parts.append(plain(text) if "&" in text else text)
        if linked or self.links:
            self.linked += len(self.parts[-1].strip())

    def _fill(self, link: str | None, inside: str) -> None:
        """Takes what a box holds, which is one line, and closes it."""
        text = link or inside
        if not text.isspace():
            text = plain(text) if "&" in text else text
            self._tell(text, len(text.strip()) if link or self.links else 0)
        self._close()

    def _meet(self, tag: str, attributes: str, link: str | None, inside: str, behind: str) -> str:
        """What stands behind a step, or behind the end of the element if what is in it is no text for readers."""
        text = link or inside
        if tag in IMAGES:
            self.image = True
            self.found.images += 1
        if tag in SKIPPED:
            return behind if text or attributes.endswith("/") else self._behind(tag)
        if text and (self.parts or not text.isspace()):
            self._add(text, linked=bool(link) or tag == "a")
        elif tag == "br":
            self.flush()
        elif tag == "/a":
            self.links -= 1
        elif tag == "a" and not text:
            self.links += not attributes.endswith("/")
        return behind

    def _behind(self, tag: str) -> str:
        """Passes over what is inside an element."""
        depth, end = 1, "/" + tag
        for other, attributes, link, inside, text in self.steps:
            self.blocks += other in BLOCKS
            if other == end:
                depth -= 1
                if not depth:
                    return text
            elif other == tag and not (link or inside or attributes.endswith("/")):
                depth += 1
        return ""

    def flush(self) -> None:
        """Ends a line."""
        if self.parts:
            text, linked = "".join(self.parts), self.linked
            parts = tuple(self.parts) if len(self.parts) > 1 and len(text) < BRIEF else ()
            self.parts.clear()
            self.linked = 0
            self._tell(text, linked, parts)

    def _tell(self, text: str, linked: int, parts: tuple[str, ...] = ()) -> None:
        """Makes a line of a text, or several."""
        lines, box = self.lines, self.box
        pieces = [text] if text.isprintable() and " " not in text else _pieces(text, pre=box.tag == "pre")
        if len(lines) + len(pieces) > LINES or len(text) > LONGEST:
            self.found.cut = True
            pieces = [piece[:LONGEST] for piece in pieces[: LINES - len(lines)]]
        heading = HEADINGS.get(box.tag, 0)
        for piece in pieces:
            here = linked and min(linked, len(piece))
            lines.append(line_of(piece, here, self.at, heading, self.image, box.row, box.cell, parts))
            self.image = False

    def _open(self, tag: str, attributes: str) -> None:
        if self.parts:
            self.flush()
        at, said = len(self.boxes), named(tag, attributes) if attributes else NAMELESS[tag]
        self.box = box = box_in(self.box, self.at, at, tag, said, len(self.lines))
        self.at = at
        self.boxes.append(box)
        if self.chosen:
            box.chosen = self.chosen.get(self.blocks)
            self.blocks += 1
        if attributes and attributes.endswith("/"):
            self._close()

    def _close(self) -> None:
        if self.parts:
            self.flush()
        box, boxes = self.box, self.boxes
        box.last, box.end, self.at = len(self.lines), len(boxes), box.parent
        self.box = boxes[box.parent]  # behind the body nobody asks for it


def _pieces(text: str, *, pre: bool) -> list[str]:
    """Paragraphs inside one run of text: by line feeds where they count, by indents of two blanks everywhere."""
    words = text.split()
    if len(words) < 2 or not (pre or "\u3000\u3000" in text or "\xa0\xa0" in text):
        return [" ".join(words)]  # nearly always
    parts = chain.from_iterable(map(INDENT.split, text.splitlines() if pre else [text]))
    return [clean for part in parts if (clean := " ".join(part.split()))]
