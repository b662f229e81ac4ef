"""A page as lines of text, in one walk over its tree: what everything else about an article is read from."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from cleaning.extract.naming import hint, styled
from cleaning.language import traditional_forms

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
FEW = 4  # traditional characters stand in the names of simplified pages as well
TONED = re.compile(r"[(（][a-z ]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňü ]*[)）]")
CELLS = {"td", "th"}
IMAGES = {"img", "video", "embed", "object", "iframe"}
INDENT = re.compile(r"(?<=[。！？!?”；;：:…）)])[\u3000\xa0 ]*[\u3000\xa0]{2,}")


@dataclass(slots=True)
class Box:
    """A block element: `parent` is an index into the list of boxes (-1 for the body)."""

    parent: int
    tag: str
    name: str
    hint: int  # +1: named like content, -1: named like furniture
    centred: bool
    hidden: bool
    element: lxml.html.HtmlElement | None


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

    def inside(self, chosen: set[int]) -> list[bool]:
        """For each box whether it is one of these or stands within one."""
        inside: list[bool] = []
        for at, box in enumerate(self.boxes):
            inside.append(at in chosen or (box.parent >= 0 and inside[box.parent]))
        return inside

    def ancestors(self, box: int) -> Iterator[int]:
        while box >= 0:
            yield box
            box = self.boxes[box].parent


def lines_of(body: lxml.html.HtmlElement) -> Lines:
    """The lines of a page's body. Linear in the size of the page; no recursion, so no depth is too deep."""
    walk = Walk()
    steps = etree.iterwalk(body, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walk.leave(element)
        elif walk.enter(element):
            steps.skip_subtree()
    walk.flush()
    _add_keys(walk.found.lines)
    return walk.found


def lines_of_text(text: str) -> Lines:
    """The lines of a plain text, all in one box."""
    found = Lines(boxes=[Box(parent=-1, tag="body", name="", hint=0, centred=False, hidden=False, element=None)])
    found.lines = [Line(" ".join(line.split()), 0, 0) for line in text.splitlines() if line.strip()]
    _add_keys(found.lines)
    return found


def _add_keys(lines: list[Line]) -> None:
    """Cheap on simplified pages: only where a page holds traditional characters it is turned, all at once."""
    if not lines:
        return
    whole = "\n".join(line.text for line in lines)
    if len(traditional_forms().keys() & set(whole)) > FEW:
        whole = whole.translate(forms())
    if TONED.search(whole):
        whole = TONED.sub("", whole)
    for line, key in zip(lines, whole.split("\n"), strict=True):
        line.key = key


@functools.cache
def forms() -> dict[int, str]:
    return {ord(form): simple for form, simple in traditional_forms().items()}


class Walk:
    """The state of the one walk: the text since the last break, the boxes and links around it."""

    def __init__(self) -> None:
        self.found = Lines()
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.box = -1
        self.image = False
        self.rows: list[int] = []
        self.cells: list[int] = []

    def enter(self, element: lxml.html.HtmlElement) -> bool:
        """True if what is inside is no text for readers."""
        tag = element.tag
        if tag in IMAGES:
            self.image = True
            self.found.images += 1
        if tag in SKIPPED:
            return True
        if tag in BLOCKS:
            self.flush()
            self._open(element, tag)
        elif tag == "br":
            self.flush()
        elif tag == "a":
            self.links += 1
        self._add(element.text)
        return False

    def leave(self, element: lxml.html.HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
            self.box = self.found.boxes[self.box].parent
            if tag == "tr":
                self.rows.pop()
            elif tag in CELLS:
                self.cells.pop()
        elif tag == "a":
            self.links -= 1
        self._add(element.tail)

    def flush(self) -> None:
        """Ends a line."""
        if not self.parts:
            return
        text = "".join(self.parts)
        linked, self.parts, self.linked = self.linked, [], 0
        pieces = _pieces(text, pre=self.box >= 0 and self.found.boxes[self.box].tag == "pre")
        for piece in pieces:
            self._line(piece, min(linked, len(piece)))

    def _line(self, text: str, linked: int) -> None:
        heading = HEADINGS.get(self.found.boxes[self.box].tag, 0) if self.box >= 0 else 0
        row, cell = (places[-1] if places else -1 for places in (self.rows, self.cells))
        self.found.lines.append(Line(text, linked, self.box, heading, self.image, row, cell))
        self.image = False

    def _open(self, element: lxml.html.HtmlElement, tag: str) -> None:
        name = f"{element.get('class', '')} {element.get('id', '')}".strip()
        centred, hidden = styled(element.get("style") or "")
        above = self.found.boxes[self.box] if self.box >= 0 else None
        centred = centred or tag == "center" or element.get("align") == "center"
        hidden = hidden or element.get("hidden") is not None
        box = Box(
            parent=self.box,
            tag=tag,
            name=name,
            hint=hint(name, tag),
            centred=centred or (above is not None and above.centred),
            hidden=hidden or (above is not None and above.hidden),
            element=element,
        )
        self.found.boxes.append(box)
        self.box = len(self.found.boxes) - 1
        if tag == "tr":
            self.rows.append(self.box)
        elif tag in CELLS:
            self.cells.append(self.box)

    def _add(self, text: str | None) -> None:
        if text and (self.parts or not text.isspace()):
            self.parts.append(text)
            if self.links > 0:
                self.linked += len(text.strip())


def _pieces(text: str, *, pre: bool) -> Iterator[str]:
    """Paragraphs inside one run of text: by line feeds where they count, by indents of two blanks everywhere."""
    parts = text.splitlines() if pre else [text]
    for part in parts:
        for piece in INDENT.split(part) if "\u3000\u3000" in part or "\xa0\xa0" in part else [part]:
            if clean := " ".join(piece.split()):
                yield clean
