"""Which boxes of a page hold the article: the densest text with the fewest links, and what belongs to it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from lxml.html import HtmlElement

from cleaning.extract.furniture import STOPS
from cleaning.extract.lines import Line, Lines
from cleaning.extract.posts import posts_of
from cleaning.extract.teasers import teasers_of
from cleaning.extract.topic import headline_of, is_off, topic_of

SHARES = (1.0, 0.7, 0.4, 0.2)  # of a line's weight for its box, the one above, and so on
WIDER = 1.35  # how much more text the box above must hold to be taken instead
TRUSTED = 200.0  # weight of two paragraphs
CLIMB = 4  # boxes above that are looked at
BELOW = 40  # lines below the headline among which an article begins
TRIED = 8  # boxes
SOME = 100.0  # weight of one paragraph
LISTED = 300  # characters without a stop that count: more of them are a link farm without links
MOST = 0.5  # of a page's prose, from which a box is no furniture whatever its name
COMMENTS = re.compile(r"comment|reply|pinglun|liuyan|gentie|relat|recommend|tuijian|xiangguan|rank|friend", re.I)
HINTS = {-1: 0.25, 0: 1.0, 1: 1.2}


def weight(line: Line) -> float:
    """What a line says for its box: its characters outside links, if they read like prose; against it: links."""
    plain = len(line.text) - line.linked
    if line.linked > plain:
        return -0.3 * line.linked
    if plain < 8:
        return 0.0
    stops = sum(map(line.text[:600].count, STOPS))
    if stops and plain >= 15:
        return float(min(plain, 1500)) + 5.0 * min(stops, 20)
    return 0.3 * min(plain, LISTED) if plain >= 15 or (stops and plain >= 8) else 0.0


def region_of(page: Lines, window: str) -> set[int]:
    """Indexes of the lines in the article's boxes (furniture among them still); empty if nothing reads like text.

    `window`: the title of the page's window."""
    said = [weight(line) for line in page.lines]
    _believe_the_text(page, said)
    weights = [0.0 if page.boxes[line.box].hidden else value for line, value in zip(page.lines, said, strict=True)]
    if not any(value > 0 for value in weights):
        weights = said
    furniture, topic = _furniture(page), topic_of(window)
    top = headline_of(topic, page)
    teasers = teasers_of(page, weights, max(top, _heading(page, window)))
    weights = [0.0 if at in teasers else value for at, value in enumerate(weights)] if teasers else weights
    best = next(iter(_ranked(page, weights, furniture)), -1)
    if best < 0:
        return set()
    best = _on_topic(page, weights, furniture, best, topic, top)
    if posts := posts_of(page, weights, best, window):
        page.posts = True
        return {*posts, *_opening(page, weights, furniture, best, top, posts)}
    chosen = _widened(page, weights, furniture, best, topic)
    region = set(page.within(chosen)) - teasers
    if _apart(furniture, best, chosen):
        return region
    return {at for at in region if not _apart(furniture, page.lines[at].box, chosen)}


def _furniture(page: Lines) -> list[int]:
    """For each box the nearest one, itself or around it, that is named like furniture; -1 if none is."""
    found: list[int] = []
    for at, box in enumerate(page.boxes):
        found.append(at if box.hint < 0 else found[box.parent] if box.parent >= 0 else -1)
    return found


def _apart(furniture: Sequence[int], box: int, top: int) -> bool:
    """Whether a box of furniture lies between a box and one around it: those further in have the higher numbers."""
    return furniture[box] > top


def _opening(
    page: Lines, weights: Sequence[float], furniture: Sequence[int], best: int, top: int, posts: Sequence[int]
) -> Iterable[int]:
    """What the thread is about, where it stands in a box of another kind: the densest text, or what stands between
    the headline, the line `top`, and the first post."""
    within = page.within(best)
    if within.stop <= min(posts):
        return within
    between = range(top + 1, min(posts)) if 0 <= min(posts) - top <= BELOW and top >= 0 else ()
    return (at for at in between if weights[at] > 0 and furniture[page.lines[at].box] < 0)


def _lines_within(page: Lines, chosen: Iterable[int]) -> set[int]:
    return set(chain.from_iterable(map(page.within, chosen)))


def _believe_the_text(page: Lines, weights: list[float]) -> None:
    """A box with most of a page's prose is what readers come for: if it is hidden, a script shows it later, and if it
    bears a name of furniture, the name was given for something else. Comments may outweigh any article."""
    held = page.held([value if value > 0 else 0.0 for value in weights])
    shown = False
    for box, prose in zip(page.boxes, held, strict=True):
        if (box.hint < 0 or box.hidden) and prose > MOST * held[0] and not COMMENTS.search(box.name):
            shown = shown or box.hidden
            box.hint, box.hidden = max(box.hint, 0), False
        elif shown and box.hidden:
            box.hidden = page.boxes[box.parent].hidden or box.hides


def region_within(page: Lines, elements: Set[HtmlElement]) -> set[int]:
    """Indexes of the lines within these elements of the tree."""
    return _lines_within(page, (at for at, box in enumerate(page.boxes) if box.chosen in elements))


def _ranked(page: Lines, weights: Sequence[float], apart: Sequence[int], start: int = 0) -> list[int]:
    """Boxes by how much prose they hold, the best first. `weights`: of the lines from `start` on."""
    boxes, lines = page.boxes, page.lines
    said: dict[int, float] = defaultdict(float)
    for at, value in enumerate(weights, start):
        if value > 0:
            said[lines[at].box] += value
    scores: dict[int, float] = defaultdict(float)
    for box, value in said.items():
        for share, holder in zip(SHARES, _holders(page, box), strict=False):
            scores[holder] += share * value
    for at, value in enumerate(weights, start):  # a menu speaks against its own box, not against the page
        if value < 0 and (holder := boxes[lines[at].box].holder) in scores:
            scores[holder] += value
    hinted = {box: score * HINTS[-1 if apart[box] >= 0 else boxes[box].hint] for box, score in scores.items()}
    return sorted((box for box in hinted if hinted[box] > 0), key=lambda box: (-hinted[box], box))


def _holders(page: Lines, box: int) -> Iterator[int]:
    """The boxes around a line that may hold more than one paragraph."""
    while box >= 0:
        holder = page.boxes[box].holder
        yield holder
        box = page.boxes[holder].parent


def _on_topic(
    page: Lines, weights: list[float], furniture: Sequence[int], best: int, topic: frozenset[str], top: int
) -> int:
    """The box below the headline, the line `top`, instead of the best one, where that one is about something else: a
    feed of other articles may hold far more text than a short article."""
    if top < 0:
        return best
    below, held = top + 1, page.within(best)
    if not any(value > 0 for value in weights[below : held.start]) and not _divide(
        page.lines[max(below, held.start) : held.stop]
    ):
        return best  # no text stands before it, and nothing in it divides one text from another
    near, outer = weights[below : below + BELOW], set(held)
    for other in _ranked(page, near, furniture, below)[:TRIED]:
        within = page.within(other)
        if other == best or sum(weights[within.start : within.stop]) < SOME:
            continue
        inner = set(within)
        rest = outer - inner
        enough = sum(weights[at] for at in rest) >= SOME
        if enough and _other_articles(page, inner, rest) and is_off(topic, page, sorted(inner), sorted(rest)):
            return other
    return best


def _heading(page: Lines, window: str) -> int:
    """The first heading that stands in the title of the window; -1 if there is none."""
    named = (at for at, line in enumerate(page.lines) if line.heading and len(line.text) >= 8 and line.text in window)
    return next(named, -1)


def _other_articles(page: Lines, inner: set[int], rest: set[int]) -> bool:
    """Whether headlines and links stand from the one text to the end of the other: else they are parts of one."""
    return _divide([page.lines[at] for at in range(min(inner), max(rest, default=0) + 1) if at not in inner])


def _divide(between: Sequence[Line]) -> bool:
    linked = sum(line.linked > 0.6 * len(line.text) for line in between)
    return linked >= 3 or any(0 < line.heading < 3 for line in between)


def _widened(page: Lines, weights: list[float], furniture: Sequence[int], best: int, topic: frozenset[str]) -> int:
    """Climbs while a box above holds clearly more text of the same kind: articles cut into several boxes."""
    held = _share(page, weights, furniture, best)
    above = best
    for _ in range(CLIMB):
        above = page.boxes[above].parent
        if above <= 0:
            return best
        if page.boxes[best].hint > 0 >= page.boxes[above].hint and held >= TRUSTED:
            continue  # a box that is named like content holds the article, not a part of it
        share = _share(page, weights, furniture, above)
        if share >= WIDER * max(held, 1.0):
            inner, outer = set(page.within(best)), set(page.within(above))
            rest = outer - inner
            if _other_articles(page, inner, rest) and is_off(topic, page, sorted(inner), sorted(rest)):
                return best
            return _widened(page, weights, furniture, above, topic)
    return best


def _share(page: Lines, weights: list[float], furniture: Sequence[int], box: int) -> float:
    """Weight of all lines below a box, those in furniture left out."""
    return sum(weights[at] for at in page.within(box) if furniture[page.lines[at].box] <= box)
