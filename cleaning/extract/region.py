"""Which boxes of a page hold the article: the densest text with the fewest links, and what belongs to it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from lxml.html import HtmlElement

from cleaning.extract.aside import Aside
from cleaning.extract.lines import Line, Lines
from cleaning.extract.posts import posts_of
from cleaning.extract.prose import Prose, prose_of
from cleaning.extract.teasers import teasers_of
from cleaning.extract.topic import headline_of, is_off, topic_of

SHARES = (1.0, 0.7, 0.4, 0.2)  # of a line's weight for its box, the one above, and so on
WIDER = 1.35  # how much more text the box above must hold to be taken instead
TRUSTED = 200.0  # weight of two paragraphs
CLIMB = 4  # boxes above that are looked at
BELOW = 40  # lines below the headline among which an article begins
TRIED = 8  # boxes
SOME = 100.0  # weight of one paragraph
MOST = 0.5  # of a page's prose, from which a box is no furniture whatever its name
COMMENTS = re.compile(r"comment|reply|pinglun|liuyan|gentie|relat|recommend|tuijian|xiangguan|rank|friend", re.I)
HINTS = {-1: 0.25, 0: 1.0, 1: 1.2}


def region_of(page: Lines, window: str) -> set[int]:
    """Indexes of the lines in the article's boxes (furniture among them still); empty if nothing reads like text.

    `window`: the title of the page's window."""
    prose = prose_of(page)
    doubted = [at for at, box in enumerate(page.boxes) if box.hint < 0 or box.hidden]
    _believe_the_text(page, prose, doubted)
    prose = _shown(page, prose, doubted)
    aside, topic = Aside(page, [at for at in doubted if page.boxes[at].hint < 0]), topic_of(window)
    top = headline_of(topic, page)
    teasers = teasers_of(page, prose, max(top, _heading(page, window)))
    prose = prose.without(teasers) if teasers else prose
    weights, best = prose.weights, next(iter(_ranked(page, prose, aside, range(len(page.lines)))), -1)
    if best < 0:
        return set()
    best = _on_topic(page, prose, aside, best, topic, top)
    if posts := posts_of(page, weights, best, window):
        page.posts = True
        return {*posts, *_opening(page, weights, aside, best, top, posts)}
    chosen = _widened(page, weights, aside, best, topic)
    lines = page.within(chosen) if aside.divides(chosen, best) else aside.beside(chosen)
    return set(lines) - teasers


def _shown(page: Lines, prose: Prose, doubted: Sequence[int]) -> Prose:
    """The prose that readers see; all of it if they see none."""
    hidden = {at for at in doubted if page.boxes[at].hidden}
    if not hidden:
        return prose
    shown = prose.without({at for at, line in enumerate(page.lines) if line.box in hidden})
    return shown if shown.lines else prose


def _opening(
    page: Lines, weights: Sequence[float], aside: Aside, best: int, top: int, posts: Sequence[int]
) -> Iterable[int]:
    """What the thread is about, where it stands in a box of another kind: the densest text, or what stands between
    the headline, the line `top`, and the first post."""
    within = page.within(best)
    if within.stop <= min(posts):
        return within
    between = range(top + 1, min(posts)) if 0 <= min(posts) - top <= BELOW and top >= 0 else ()
    return (at for at in between if weights[at] > 0 and not aside.holds(page.lines[at].box))


def _lines_within(page: Lines, chosen: Iterable[int]) -> set[int]:
    return set(chain.from_iterable(map(page.within, chosen)))


def _believe_the_text(page: Lines, prose: Prose, doubted: Sequence[int]) -> None:
    """A box with most of a page's prose is what readers come for: if it is hidden, a script shows it later, and if it
    bears a name of furniture, the name was given for something else. Comments may outweigh any article."""
    shown, most = False, MOST * prose.before[-1]
    for box in map(page.boxes.__getitem__, doubted):
        if prose.between(box.first, box.last) > most and not COMMENTS.search(box.name):
            shown = shown or box.hidden
            box.hint, box.hidden = max(box.hint, 0), False
        elif shown and box.hidden:
            box.hidden = page.boxes[box.parent].hidden or box.hides


def region_within(page: Lines, elements: Set[HtmlElement]) -> set[int]:
    """Indexes of the lines within these elements of the tree."""
    return _lines_within(page, (at for at, box in enumerate(page.boxes) if box.chosen in elements))


def _ranked(page: Lines, prose: Prose, aside: Aside, lines: range) -> list[int]:
    """Boxes by how much prose of these lines they hold, the best first."""
    boxes, part = page.boxes, slice(lines.start, lines.stop)
    said: dict[int, float] = defaultdict(float)
    for at in prose.among(lines):
        said[boxes[page.lines[at].box].holder] += prose.weights[at]
    scores = _shared(page, said)
    for line, value in zip(page.lines[part], prose.weights[part], strict=True):
        if value < 0 and (holder := boxes[line.box].holder) in scores:
            scores[holder] += value  # a menu speaks against its own box, not against the page
    good = [(box, score) for box, score in scores.items() if score > 0]
    hinted = [(-score * HINTS[-1 if aside.holds(box) else boxes[box].hint], box) for box, score in good]
    return [box for _, box in sorted(hinted)]


def _shared(page: Lines, said: Mapping[int, float]) -> dict[int, float]:
    """The weights of boxes with the shares of them that go to the boxes around."""
    boxes, scores = page.boxes, defaultdict[int, float](float)
    for box, value in said.items():
        holder = box
        for share in SHARES:
            scores[holder] += share * value
            above = boxes[holder].parent
            if above < 0:
                break
            holder = boxes[above].holder
    return scores


def _on_topic(page: Lines, prose: Prose, aside: Aside, best: int, topic: frozenset[str], top: int) -> int:
    """The box below the headline, the line `top`, instead of the best one, where that one is about something else: a
    feed of other articles may hold far more text than a short article."""
    if top < 0:
        return best
    weights, below, held = prose.weights, top + 1, page.within(best)
    alone = not prose.among(range(below, held.start))
    if alone and not _divide(page.lines[max(below, held.start) : held.stop]):
        return best  # no text stands before it, and nothing in it divides one text from another
    for other in _ranked(page, prose, aside, range(below, below + BELOW))[:TRIED]:
        within = page.within(other)
        if other == best or sum(weights[within.start : within.stop]) < SOME:
            continue
        rest = _rest(held, within)
        enough = sum(map(weights.__getitem__, rest)) >= SOME
        if enough and _other_articles(page, within, rest) and is_off(topic, page, within, rest):
            return other
    return best


def _heading(page: Lines, window: str) -> int:
    """The first heading that stands in the title of the window; -1 if there is none."""
    named = (at for at, line in enumerate(page.lines) if line.heading and len(line.text) >= 8 and line.text in window)
    return next(named, -1)


def _rest(outer: range, inner: range) -> list[int]:
    """The lines of a box but for those of another, which is in it, around it or beside it."""
    return [*range(outer.start, min(inner.start, outer.stop)), *range(max(inner.stop, outer.start), outer.stop)]


def _other_articles(page: Lines, inner: range, rest: Sequence[int]) -> bool:
    """Whether headlines and links stand from the one text to the end of the other: else they are parts of one."""
    return bool(rest) and _divide(page.lines[inner.stop : rest[-1] + 1])


def _divide(between: Sequence[Line]) -> bool:
    linked = sum(line.linked > 0.6 * len(line.text) for line in between)
    return linked >= 3 or any(0 < line.heading < 3 for line in between)


def _widened(page: Lines, weights: list[float], aside: Aside, best: int, topic: frozenset[str]) -> int:
    """Climbs while a box above holds clearly more text of the same kind: articles cut into several boxes."""
    held = _share(weights, aside, best)
    above = best
    for _ in range(CLIMB):
        above = page.boxes[above].parent
        if above <= 0:
            return best
        if page.boxes[best].hint > 0 >= page.boxes[above].hint and held >= TRUSTED:
            continue  # a box that is named like content holds the article, not a part of it
        share = _share(weights, aside, above)
        if share >= WIDER * max(held, 1.0):
            inner = page.within(best)
            rest = _rest(page.within(above), inner)
            if _other_articles(page, inner, rest) and is_off(topic, page, inner, rest):
                return best
            return _widened(page, weights, aside, above, topic)
    return best


def _share(weights: list[float], aside: Aside, box: int) -> float:
    """Weight of all lines below a box, those in furniture left out."""
    return sum(map(weights.__getitem__, aside.beside(box)))
