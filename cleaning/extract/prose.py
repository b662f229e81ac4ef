"""What the lines of a page weigh: prose speaks for the box that it stands in, links against it."""

from bisect import bisect_left
from itertools import accumulate

from cleaning.extract.furniture import STOP
from cleaning.extract.lines import Line, Lines

LISTED = 300  # characters without a stop that count: more of them are a link farm without links


class Prose:
    """Which lines are prose, and how much. Most lines of a page are menu: what asks for text passes over few."""

    def __init__(self, weights: list[float]) -> None:
        self.weights = weights  # of all lines
        self.lines = [at for at, value in enumerate(weights) if value > 0]
        self.before = [0.0, *accumulate(map(weights.__getitem__, self.lines))]

    def between(self, first: int, last: int) -> float:
        """The weight of the prose from one line to before another."""
        return self.before[bisect_left(self.lines, last)] - self.before[bisect_left(self.lines, first)]

    def among(self, lines: range) -> list[int]:
        """Which of these lines are prose."""
        return self.lines[bisect_left(self.lines, lines.start) : bisect_left(self.lines, lines.stop)]

    def without(self, left: set[int]) -> "Prose":
        """The same but for some lines."""
        return Prose([0.0 if at in left else value for at, value in enumerate(self.weights)])


def prose_of(page: Lines) -> Prose:
    """Of each line its characters outside links, if they read like prose; against it: links."""
    return Prose([-0.3 * line.linked if 2 * line.linked > len(line.text) else _weight(line) for line in page.lines])


def _weight(line: Line) -> float:
    plain = len(line.text) - line.linked
    if plain < 8:
        return 0.0
    stops = len(STOP.findall(line.text[:600]))
    if stops and plain >= 15:
        return float(min(plain, 1500)) + 5.0 * min(stops, 20)
    return 0.3 * min(plain, LISTED) if plain >= 15 or stops else 0.0
