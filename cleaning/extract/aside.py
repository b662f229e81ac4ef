"""What stands aside: the boxes of a page that are named like furniture."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from cleaning.extract.lines import Lines


class Aside:
    """These boxes. A page has few of them, so to ask them costs less than to mark all that they hold."""

    def __init__(self, page: Lines, named: Sequence[int]) -> None:
        """`named`: the boxes in their order."""
        self.boxes, self.named = page.boxes, named
        self.outer: list[int] = []  # those in none of them
        for at in named:
            if not self.holds(at):
                self.outer.append(at)

    def holds(self, box: int) -> bool:
        """Whether a box is one of them or in one."""
        before = bisect_right(self.outer, box)
        return before > 0 and box < self.boxes[self.outer[before - 1]].end

    def divides(self, top: int, box: int) -> bool:
        """Whether one of them lies between a box and one around it."""
        return any(top < at <= box < self.boxes[at].end for at in self.named)

    def beside(self, top: int) -> list[int]:
        """The lines in a box but for those in one of them inside it."""
        boxes, lines, at = self.boxes, list[int](), self.boxes[top].first
        inside = slice(bisect_right(self.named, top), bisect_left(self.named, boxes[top].end))
        for box in self.named[inside]:
            lines += range(at, boxes[box].first)
            at = max(at, boxes[box].last)
        return [*lines, *range(at, boxes[top].last)]
