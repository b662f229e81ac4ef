"""What bytes that are out of step may be, place by place.

Behind the byte that is lost, every two bytes that stand are one place: the two bytes of a character, or the first of
one character and the last of another between which decoders dropped what has no character of its own."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaning.language import traditional_forms
from cleaning.repair.chances import Rows, Weights, chances, row_of, rows_of_codes
from cleaning.repair.gbk import LEADS, Codes, dropped, led_by, points, trailed_by
from cleaning.repair.tally import LOST_TEXT
from cleaning.repair.traces import Slip

DROPPED = 1 / 8  # chance that something was dropped in a place
NONE = 0  # no character's code
COMMA = "，"  # its second byte makes such a pair with nearly every first one, so it is dropped between two others
OTHERS = 0.15  # share of the other characters that may be lost whole in this way


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Halves:
    """Two characters of which the inner bytes were dropped. `inner`: the chance of each second one (column) behind each
    first one (row) in this place; `to_comma`, `from_comma`: the same with a comma between them."""

    first: Codes
    second: Codes
    inner: Weights
    to_comma: Weights
    from_comma: Weights
    longer: Weights  # by the second one: with any other character between them
    all_ways: Weights

    def first_rows(self) -> Rows:
        return rows_of_codes()[self.first]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Place:
    """`singles`: one character each; where nothing can stand, one that is lost; `ends`: the rows of last characters, of
    halves and then of singles."""

    singles: Codes
    halves: Halves | None
    ends: Rows

    def text(self, at: int) -> str:
        """One way to read it: a single character, then two, then two with a comma between them."""
        if at < len(self.singles) or self.halves is None:
            return _text(self.singles, at)
        first, second = self.halves.first, self.halves.second
        between, pair = divmod(at - len(self.singles), len(first) * len(second))
        one, two = divmod(pair, len(second))
        return _text(first, one) + COMMA * between + _text(second, two)


def _text(codes: Codes, at: int) -> str:
    return chr(points()[codes[at]]) if codes[at] else LOST_TEXT


def places_of(slip: Slip, *, traditional: bool) -> Iterator[Place]:
    """From left to right; of two forms of one character that of the page's script."""
    known = slip.known
    # Between the lost byte and a mark that stands beside it nothing was dropped; every other place may hold more.
    first = _halves(slip.leads, known[0], traditional) if slip.gaps and len(slip.leads) < len(LEADS) else None
    yield _place(_written(trailed_by(known[0], slip.leads), traditional), first)
    for lead, trail in zip(known[1:-1:2], known[2::2], strict=False):
        yield _place(_existing(lead, trail), _halves((lead,), trail, traditional) if slip.gaps else None)
    if len(known) % 2 == 0:
        yield _place(_written(led_by(known[-1:]), traditional), None)


def _place(singles: Codes, halves: Halves | None) -> Place:
    rows = rows_of_codes()
    if halves is None and not len(singles):
        singles = np.array([NONE])
    ends = np.concatenate((rows[halves.second], rows[singles])) if halves else rows[singles]
    return Place(singles=singles, halves=halves, ends=ends)


def _existing(lead: int, trail: int) -> Codes:
    code = np.array([lead << 8 | trail])
    return code if points()[code[0]] else code[:0]


def _written(codes: Codes, traditional: bool) -> Codes:
    """Those of the tables; of several forms of one character that of the script."""
    rows = rows_of_codes()[codes]
    known = (rows >= 0) & (rows < chances().unknown)
    codes, rows = codes[known], rows[known]
    order = np.argsort(_forms()[codes] != traditional, kind="stable")
    return codes[order][np.unique(rows[order], return_index=True)[1]]


@functools.cache
def _forms() -> NDArray[np.bool_]:
    """Whether a code is a traditional form."""
    return np.isin(points(), [*map(ord, traditional_forms())])


@functools.lru_cache(maxsize=2048)
def _halves(leads: Sequence[int], trail: int, traditional: bool) -> Halves | None:
    first, second = _written(led_by(leads), traditional), _written(trailed_by(trail), traditional)
    gone = dropped()[(first & 255)[:, None], second >> 8]
    comma = points().tolist().index(ord(COMMA))
    to_comma, from_comma = dropped()[first & 255, comma >> 8], dropped()[comma & 255, second >> 8]
    firsts, seconds = gone.any(1) | to_comma, gone.any(0) | from_comma
    if not (firsts.any() and seconds.any()):
        return None
    first, second, gone = first[firsts], second[seconds], gone[firsts][:, seconds]
    rows, table, middle = rows_of_codes(), chances(), np.array([row_of(COMMA)])
    inner = table.behind(rows[first], rows[second]) * gone * DROPPED
    to = table.behind(rows[first], middle)[:, 0] * to_comma[firsts] * DROPPED
    onward = table.behind(middle, rows[second])[0] * from_comma[seconds]
    longer = table.first[rows[second]] * DROPPED * OTHERS
    return Halves(
        first=first, second=second, inner=inner, to_comma=to, from_comma=onward, longer=longer,
        all_ways=inner + np.outer(to, onward) + longer,
    )  # fmt: skip
