"""A page as lines of text and the boxes that they stand in: what everything else about an article is read from."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import lxml.html

from cleaning.extract.naming import Named, named
from cleaning.language import traditional_forms
from cleaning.script import simplify

FEW = 4  # traditional characters stand in the names of simplified pages as well
TONES = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńň"
TONED = re.compile(rf"[(（][a-z ]*[{TONES}][a-z{TONES} ]*[)）]")
TONED_SIGNS = tuple(re.compile(rf"{mark}[a-z ]*[{TONES}]") for mark in (r"\(", "（"))  # with a first letter: fast
CELLS = {"td", "th"}
NARROW = {  # that hold one paragraph
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "tr", "tbody", "ul", "ol", "figure",
    "figcaption", "dd", "dt",
}  # fmt: skip
LINES = 6_000  # that are looked at
BRIEF = 200  # characters of a line that may be a byline
LONGEST = 120_000  # characters of a line; no body may be so long


@dataclass(slots=True, init=False)
class Box:
    """A block element: `parent` is an index into the list of boxes (-1 for the body). The boxes in it are those from
    the next one to before `end`, its lines those from `first` to before `last`."""

    parent: int
    tag: str
    name: str
    hint: int  # +1: named like content, -1: named like furniture
    centred: bool
    hidden: bool
    hides: bool  # says itself, and not one around it, that readers do not see it
    holder: int  # the nearest box, itself or around it, that may hold more than one paragraph
    row: int  # the nearest row of a table, itself or around it
    cell: int  # and cell
    first: int
    last: int
    end: int
    chosen: lxml.html.HtmlElement | None  # the element, where a seed points at it


@dataclass(slots=True, init=False)
class Line:
    """One line as a reader sees it. `linked`: characters inside links; `image`: an image stands right before it."""

    text: str
    linked: int
    box: int
    key: str  # the text in simplified characters and without pinyin: what patterns look at
    heading: int
    image: bool
    row: int  # the table row that it stands in
    cell: int  # and the cell of it
    parts: tuple[str, ...]  # of a short line: the texts between its tags, where there are several


def box_in(above: Box, parent: int, at: int, tag: str, said: Named, first: int) -> Box:
    """A box, open still, in another. `parent`, `at`: the indexes of both; `first`: of its first line.

    A page has hundreds of boxes and lines: filled by their classes, with so many arguments, they cost three times as
    much, which is a tenth of the walk."""
    box = Box()
    box.parent = parent
    box.tag = tag
    box.name = said.name
    box.hint = said.hint
    box.centred = said.centred or above.centred
    box.hidden = said.hidden or above.hidden
    box.hides = said.hidden
    box.holder = above.holder if tag in NARROW else at
    box.row = at if tag == "tr" else above.row
    box.cell = at if tag in CELLS else above.cell
    box.first = first
    box.chosen = None
    return box


def _around() -> Box:
    """What the body stands in."""
    box = Box()
    box.centred = box.hidden = False
    box.row = box.cell = -1
    return box


def line_of(
    text: str, linked: int, box: int, heading: int = 0, image: bool = False, row: int = -1, cell: int = -1,
    parts: tuple[str, ...] = (),
) -> Line:  # fmt: skip
    """A line, its key still its text."""
    line = Line()
    line.text = line.key = text
    line.linked = linked
    line.box = box
    line.heading = heading
    line.image = image
    line.row = row
    line.cell = cell
    line.parts = parts
    return line


AROUND = _around()


@dataclass(slots=True)
class Lines:
    """All lines of a page in their order, and the boxes that they stand in."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    text: str = ""  # the keys of all lines, one below the other: what none of them has is asked for once
    images: int = 0
    posts: bool = False  # a forum page: its text goes on behind what would end an article
    cut: bool = False  # there is more than anybody looks at

    def within(self, box: int) -> range:
        """The lines in a box."""
        return range(self.boxes[box].first, self.boxes[box].last)

    def holds(self, box: int, other: int) -> bool:
        """Whether a box is another or around it."""
        return box <= other < self.boxes[box].end

    def held(self, weights: Sequence[float]) -> list[float]:
        """For each box the weight of all lines in it. `weights`: of the lines."""
        held = [0.0] * len(self.boxes)
        for line, value in zip(self.lines, weights, strict=True):
            if value:
                held[line.box] += value
        for at in range(len(held) - 1, 0, -1):
            if held[at]:
                held[self.boxes[at].parent] += held[at]
        return held

    def ancestors(self, box: int) -> Iterator[int]:
        while box >= 0:
            yield box
            box = self.boxes[box].parent


def lines_of_text(text: str) -> Lines:
    """The lines of a plain text, all in one box."""
    texts = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    lines = [line_of(line[:LONGEST], 0, 0) for line in texts[:LINES]]
    box = box_in(AROUND, -1, 0, "body", named("body", ""), 0)
    box.last, box.end = len(lines), 1
    text = add_keys(lines)
    return Lines(lines, [box], text, cut=len(texts) > LINES or any(len(line) > LONGEST for line in texts))


def add_keys(lines: list[Line]) -> str:
    """All keys. Cheap on simplified pages: only where a page holds traditional characters it is turned, all at once."""
    whole = given = "\n".join([line.text for line in lines])
    if _are_many(_forms().finditer(whole)):
        whole = simplify(whole)
    if any(sign.search(whole) for sign in TONED_SIGNS):
        whole = TONED.sub("", whole)
    if whole != given:
        for line, key in zip(lines, whole.split("\n"), strict=True):
            line.key = key
    return whole


def _are_many(found: Iterable[re.Match[str]]) -> bool:
    """Whether more than a few different ones are found; only so many are looked for."""
    different: set[str] = set()
    for match in found:
        different.add(match[0])
        if len(different) > FEW:
            return True
    return False


@functools.cache
def _forms() -> re.Pattern[str]:
    return re.compile(f"[{''.join(traditional_forms())}]")
