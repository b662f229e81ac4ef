"""A page as lines of text, in one walk over its tree: what everything else about an article is read from."""

import functools
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from itertools import chain, islice

import lxml.html
from lxml import etree

from cleaning.extract.naming import NAMED, hint, styled
from cleaning.language import traditional_forms
from cleaning.script import is_simplified, simplify

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
TOLD = SKIPPED | IMAGES | {"br", "a"}
FEW = 4  # traditional characters stand in the names of simplified pages as well
TONED = re.compile(r"[(（][a-z ]*[āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńň][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňü ]*[)）]")
CELLS = {"td", "th"}
INDENT = re.compile(r"(?<=[。！？!?”；;：:…）)])[\u3000\xa0 ]*[\u3000\xa0]{2,}")
ELEMENTS = 40_000  # that are walked; the largest pages that anybody reads have a third
LINES = 6_000  # that are looked at
LONGEST = 120_000  # characters of a line; no body may be so long


@dataclass(slots=True)
class Box:
    """A block element: `parent` is an index into the list of boxes (-1 for the body). The boxes in it are those from
    the next one to before `end`, its lines those from `first` to before `last`."""

    parent: int
    tag: str
    name: str
    hint: int  # +1: named like content, -1: named like furniture
    centred: bool
    hidden: bool
    hides: bool = False  # says itself, and not one around it, that readers do not see it
    chosen: lxml.html.HtmlElement | None = None  # the element, where a seed points at it
    first: int = 0
    last: int = 0
    end: int = 0


@dataclass(slots=True)
class Line:
    """One line as a reader sees it. `linked`: characters inside links; `image`: an image stands right before it."""

    text: str
    linked: int
    box: int
    heading: int = 0
    image: bool = False
    row: int = -1  # the table row that it stands in
    cell: int = -1  # and the cell of it
    key: str = ""  # the text in simplified characters and without pinyin: what patterns look at


@dataclass(slots=True)
class Lines:
    """All lines of a page in their order, and the boxes that they stand in."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    images: int = 0
    posts: bool = False  # a forum page: its text goes on behind what would end an article
    cut: bool = False  # there is more than anybody looks at

    def within(self, box: int) -> range:
        """The lines in a box."""
        return range(self.boxes[box].first, self.boxes[box].last)

    def ancestors(self, box: int) -> Iterator[int]:
        while box >= 0:
            yield box
            box = self.boxes[box].parent


def lines_of(body: lxml.html.HtmlElement, chosen: Iterable[lxml.html.HtmlElement] = ()) -> Lines:
    """The lines of a page's body. Linear in the size of the page; no recursion, so no depth is too deep.

    `chosen`: elements that somebody will ask for. Boxes keep no others: to keep them all is a third of the cost."""
    walk = Walk(frozenset(chosen))
    walk.over(body)
    _add_keys(walk.found.lines)
    return walk.found


def lines_of_text(text: str) -> Lines:
    """The lines of a plain text, all in one box."""
    texts = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    lines = [Line(line[:LONGEST], 0, 0) for line in texts[:LINES]]
    box = Box(-1, "body", "", 0, centred=False, hidden=False, last=len(lines), end=1)
    _add_keys(lines)
    return Lines(lines, [box], cut=len(texts) > LINES or any(len(line) > LONGEST for line in texts))


def _add_keys(lines: list[Line]) -> None:
    """Cheap on simplified pages: only where a page holds traditional characters it is turned, all at once."""
    if not lines:
        return
    whole = "\n".join(line.text for line in lines)
    if not is_simplified(whole) and len(set(_forms().findall(whole))) > FEW:
        whole = simplify(whole)
    if TONED.search(whole):
        whole = TONED.sub("", whole)
    for line, key in zip(lines, whole.split("\n"), strict=True):
        line.key = key


@functools.cache
def _forms() -> re.Pattern[str]:
    return re.compile(f"[{''.join(traditional_forms())}]")


class Walk:
    """The state of the one walk: the text since the last break, the boxes and links around it."""

    def __init__(self, chosen: Set[lxml.html.HtmlElement]) -> None:
        self.chosen = chosen
        self.found = Lines()
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.box = -1
        self.image = False
        self.rows: list[int] = []
        self.cells: list[int] = []

    def over(self, body: lxml.html.HtmlElement) -> None:
        """Every element passes here twice: this loop is most of what reading a page costs."""
        steps, parts = etree.iterwalk(body, events=("start", "end")), self.parts
        for event, element in islice(steps, 2 * ELEMENTS):
            tag = element.tag
            if event == "start":
                if tag in BLOCKS:
                    self.flush()
                    self._open(element, tag)
                elif tag in TOLD and self._meet(tag):
                    steps.skip_subtree()
                    continue
                text = element.text
            else:
                if tag in BLOCKS:
                    self.flush()
                    self._close(tag)
                elif tag == "a":
                    self.links -= 1
                text = element.tail
            if text and (parts or not text.isspace()):
                parts.append(text)
                self.linked += len(text.strip()) if self.links > 0 else 0
        self.found.cut = self.found.cut or next(steps, None) is not None
        self._finish()

    def _meet(self, tag: str) -> bool:
        """True if what is inside is no text for readers."""
        if tag == "a":
            self.links += 1
        elif tag == "br":
            self.flush()
        elif tag in IMAGES:
            self.image = True
            self.found.images += 1
        return tag in SKIPPED

    def flush(self) -> None:
        """Ends a line."""
        if not self.parts:
            return
        text = "".join(self.parts)
        linked, self.linked = self.linked, 0
        self.parts.clear()
        box = self.found.boxes[self.box] if self.box >= 0 else None
        pieces = _pieces(text, pre=box is not None and box.tag == "pre")
        room = LINES - len(self.found.lines)
        self.found.cut |= len(pieces) > room or len(text) > LONGEST
        heading = HEADINGS.get(box.tag, 0) if box else 0
        row, cell = self.rows[-1] if self.rows else -1, self.cells[-1] if self.cells else -1
        for piece in pieces[:room]:
            self.found.lines.append(
                Line(piece[:LONGEST], min(linked, len(piece)), self.box, heading, self.image, row, cell)
            )
            self.image = False

    def _open(self, element: lxml.html.HtmlElement, tag: str) -> None:
        boxes, name, centred, hidden = self.found.boxes, "", tag == "center", False
        if given := element.items():
            attributes = dict(given)
            name = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
            if style := attributes.get("style"):
                told, hidden = styled(style)
                centred = centred or told
            centred = centred or attributes.get("align") == "center"
            hidden = hidden or "hidden" in attributes
        hides = hidden
        if self.box >= 0:
            above = boxes[self.box]
            centred, hidden = centred or above.centred, hidden or above.hidden
        named = hint(name, tag) if name or tag in NAMED else 0
        chosen = element if element in self.chosen else None
        boxes.append(Box(self.box, tag, name, named, centred, hidden, hides, chosen, len(self.found.lines)))
        self.box = len(boxes) - 1
        if tag == "tr":
            self.rows.append(self.box)
        elif tag in CELLS:
            self.cells.append(self.box)

    def _close(self, tag: str) -> None:
        box = self.found.boxes[self.box]
        box.last, box.end = len(self.found.lines), len(self.found.boxes)
        self.box = box.parent
        if tag == "tr":
            self.rows.pop()
        elif tag in CELLS:
            self.cells.pop()

    def _finish(self) -> None:
        """Where the walk was cut, boxes are open still."""
        self.flush()
        while self.box >= 0:
            self._close("")


def _pieces(text: str, *, pre: bool) -> list[str]:
    """Paragraphs inside one run of text: by line feeds where they count, by indents of two blanks everywhere."""
    parts = text.splitlines() if pre else [text]
    if "\u3000\u3000" in text or "\xa0\xa0" in text:
        parts = list(chain.from_iterable(map(INDENT.split, parts)))
    return [clean for part in parts if (clean := " ".join(part.split()))]
