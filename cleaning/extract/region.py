"""Which boxes of a page hold the article: the densest text with the fewest links, and what belongs to it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from cleaning.extract.furniture import STOPS
from cleaning.extract.lines import Box, Line, Lines
from cleaning.extract.naming import styled
from cleaning.extract.posts import posts_of

SHARES = (1.0, 0.7, 0.4, 0.2)  # of a line's weight for its box, the one above, and so on
INLINE = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "tr", "tbody", "ul", "ol", "figure",
    "figcaption", "dd", "dt",
}  # fmt: skip
WIDER = 1.35  # how much more text the box above must hold to be taken instead
TRUSTED = 200.0  # weight of two paragraphs
CLIMB = 4  # boxes above that are looked at
LISTED = 300  # characters without a stop that count: more of them are a link farm without links
MOST = 0.5  # of a page's prose, from which a box is no furniture whatever its name
COMMENTS = re.compile(r"comment|reply|pinglun|liuyan|gentie|relat|recommend|tuijian|xiangguan|rank|friend", re.I)
HINTS = {-1: 0.25, 0: 1.0, 1: 1.2}


def weight(line: Line) -> float:
    """What a line says for its box: its characters outside links, if they read like prose; against it: links."""
    plain = len(line.text) - line.linked
    if line.linked > plain:
        return -0.3 * line.linked
    stops = len(STOPS.findall(line.text[:600]))
    if stops and plain >= 15:
        return float(min(plain, 1500)) + 5.0 * min(stops, 20)
    return 0.3 * min(plain, LISTED) if plain >= 15 or (stops and plain >= 8) else 0.0


def region_of(page: Lines) -> set[int]:
    """Indexes of the lines in the article's boxes (furniture among them still); empty if nothing reads like text."""
    _believe_the_text(page)
    weights = [0.0 if page.boxes[line.box].hidden else weight(line) for line in page.lines]
    if not any(value > 0 for value in weights):
        weights = [weight(line) for line in page.lines]
    best = _densest(page, weights, _furniture(page))
    if posts := set(posts_of(page, _held(page, weights))):
        page.posts = True
        first = set() if any(best in page.ancestors(post) for post in posts) else {best} - {-1}
        return _lines_within(page, posts | first)
    if best < 0:
        return set()
    chosen = {_widened(page, weights, best)}
    region = _lines_within(page, chosen)
    if _apart(page, best, chosen):
        return region
    return {at for at in region if not _apart(page, page.lines[at].box, chosen)}


def _furniture(page: Lines) -> list[bool]:
    """For each box whether it or one around it is named like furniture."""
    found: list[bool] = []
    for box in page.boxes:
        found.append(box.hint < 0 or (box.parent >= 0 and found[box.parent]))
    return found


def _lines_within(page: Lines, chosen: set[int]) -> set[int]:
    inside = page.inside(chosen)
    return {at for at, line in enumerate(page.lines) if inside[line.box]}


def _believe_the_text(page: Lines) -> None:
    """A box with most of a page's prose is what readers come for: if it is hidden, a script shows it later, and if it
    bears a name of furniture, the name was given for something else. Comments may outweigh any article."""
    held = _held(page, [max(weight(line), 0.0) for line in page.lines])
    shown = False
    for at, box in enumerate(page.boxes):
        if (box.hint < 0 or box.hidden) and held[at] > MOST * held[0] and not COMMENTS.search(box.name):
            shown = shown or box.hidden
            box.hint, box.hidden = max(box.hint, 0), False
        elif shown and box.hidden:
            box.hidden = page.boxes[box.parent].hidden or _hides(box)


def _hides(box: Box) -> bool:
    """Whether the box itself, and not one around it, says that readers do not see it."""
    return box.element is not None and styled(box.element.get("style") or "")[1]


def _held(page: Lines, weights: list[float]) -> list[float]:
    """For each box the weight of all lines in it."""
    held = [0.0] * len(page.boxes)
    for line, value in zip(page.lines, weights, strict=True):
        held[line.box] += value
    for at in range(len(page.boxes) - 1, 0, -1):
        held[page.boxes[at].parent] += held[at]
    return held


def region_within(page: Lines, elements: Sequence[object]) -> set[int]:
    """Indexes of the lines within these elements of the tree."""
    return _lines_within(
        page, {at for at, box in enumerate(page.boxes) if any(box.element is element for element in elements)}
    )


def _densest(page: Lines, weights: list[float], apart: Sequence[bool]) -> int:
    scores: dict[int, float] = defaultdict(float)
    for line, value in zip(page.lines, weights, strict=True):
        if value:
            shares = SHARES if value > 0 else SHARES[:1]  # a menu speaks against its own box, not against the page
            for share, box in zip(shares, _holders(page, line.box), strict=False):
                scores[box] += share * value
    hinted = {box: score * HINTS[-1 if apart[box] else page.boxes[box].hint] for box, score in scores.items()}
    return max(hinted, key=hinted.__getitem__, default=-1) if max(hinted.values(), default=0) > 0 else -1


def _holders(page: Lines, box: int) -> list[int]:
    """The boxes around a line, without those that hold one paragraph only."""
    return [around for around in page.ancestors(box) if page.boxes[around].tag not in INLINE or around == 0]


def _widened(page: Lines, weights: list[float], best: int) -> int:
    """Climbs while a box above holds clearly more text of the same kind: articles cut into several boxes."""
    held = _share(page, weights, best)
    above = best
    for _ in range(CLIMB):
        above = page.boxes[above].parent
        if above <= 0:
            return best
        if page.boxes[best].hint > 0 >= page.boxes[above].hint and held >= TRUSTED:
            continue  # a box that is named like content holds the article, not a part of it
        share = _share(page, weights, above)
        if share >= WIDER * max(held, 1.0):
            return _widened(page, weights, above)
    return best


def _share(page: Lines, weights: list[float], box: int) -> float:
    """Weight of all lines below a box, those in furniture left out."""
    inside = page.inside({box})
    return sum(
        value
        for line, value in zip(page.lines, weights, strict=True)
        if inside[line.box] and not _apart(page, line.box, {box})
    )


def _apart(page: Lines, box: int, top: set[int]) -> bool:
    """Whether a box of furniture lies between a box and those above it."""
    while box not in top and box >= 0:
        if page.boxes[box].hint < 0:
            return True
        box = page.boxes[box].parent
    return False
