"""Which boxes of a page hold the article: the densest text with the fewest links, and what belongs to it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from cleaning.extract.furniture import STOPS
from cleaning.extract.lines import Line, Lines

SHARES = (1.0, 0.7, 0.4, 0.2)  # of a line's weight for its box, the one above, and so on
INLINE = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "tr", "tbody", "ul", "ol", "figure",
    "figcaption", "dd", "dt",
}  # fmt: skip
WIDER = 1.35  # how much more text the box above must hold to be taken instead
TRUSTED = 200.0  # weight of two paragraphs
CLIMB = 4  # boxes above that are looked at
HINTS = {-1: 0.25, 0: 1.0, 1: 1.2}
POSTS = re.compile(r"发表于|发表時間|楼主|\d+\s*[楼樓#]|回复|只看该作者|沙发")


def weight(line: Line) -> float:
    """What a line says for its box: its characters outside links, if they read like prose; against it: links."""
    plain = len(line.text) - line.linked
    if line.linked > plain:
        return -0.3 * line.linked
    stops = len(STOPS.findall(line.text[:600]))
    if stops and plain >= 15:
        return float(min(plain, 1500)) + 5.0 * min(stops, 20)
    return 0.3 * plain if plain >= 15 or (stops and plain >= 8) else 0.0


def region_of(page: Lines) -> set[int]:
    """Indexes of the lines in the article's boxes (furniture among them still); empty if nothing reads like text."""
    weights = [0.0 if page.boxes[line.box].hidden else weight(line) for line in page.lines]
    if not any(value > 0 for value in weights):
        weights = [weight(line) for line in page.lines]
    best = _densest(page, weights)
    if best < 0:
        return set()
    densest, best = best, _widened(page, weights, best)
    chosen = {best, *_alike(page, best)}
    inside = page.inside(chosen)
    region = {at for at, line in enumerate(page.lines) if inside[line.box]}
    if _apart(page, densest, chosen):
        return region
    return {at for at in region if not _apart(page, page.lines[at].box, chosen)}


def region_within(page: Lines, elements: Sequence[object]) -> set[int]:
    """Indexes of the lines within these elements of the tree."""
    chosen = {at for at, box in enumerate(page.boxes) if any(box.element is element for element in elements)}
    inside = page.inside(chosen)
    return {at for at, line in enumerate(page.lines) if inside[line.box]}


def _densest(page: Lines, weights: list[float]) -> int:
    scores: dict[int, float] = defaultdict(float)
    for line, value in zip(page.lines, weights, strict=True):
        if value:
            shares = SHARES if value > 0 else SHARES[:1]  # a menu speaks against its own box, not against the page
            for share, box in zip(shares, _holders(page, line.box), strict=False):
                scores[box] += share * value
    hinted = {box: score * HINTS[page.boxes[box].hint] for box, score in scores.items()}
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


def _alike(page: Lines, best: int) -> list[int]:
    """On forum pages: the boxes of the other posts, which bear the same name."""
    model = page.boxes[best]
    if not model.name or sum(1 for line in page.lines if len(line.text) < 60 and POSTS.search(line.key)) < 3:
        return []
    return [at for at, box in enumerate(page.boxes) if box.tag == model.tag and _stem(box.name) == _stem(model.name)]


def _stem(name: str) -> str:
    return re.sub(r"\d+", "", name)
