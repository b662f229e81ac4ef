"""How likely a character stands behind another in Chinese news: by pairs that were printed and words of a dictionary,
and where neither has the pair, by how often the one ends a word and the other begins one.

Simplified forms stand for their traditional ones. A character is looked up by its row; all that the tables do not have
share one. `tests/bench/language.py` makes the tables."""

import functools
import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaning.language import lines_of_table, traditional_forms
from cleaning.repair.gbk import points

Rows = NDArray[np.int64]
Weights = NDArray[np.float64]

HALF_BITS = 2  # a table's line is so many for a bit
STOPS = "，。、；：！？"  # no two of them stand side by side
NEVER = 2 * 24  # half bits of what the tables do not have


@dataclass(frozen=True, kw_only=True)
class Chances:
    """`rows`: by code point; `unknown`: the row of all others. `costs`: half bits, by the rows of a pair."""

    rows: Rows
    unknown: int
    first: Weights
    costs: NDArray[np.uint8]

    def behind(self, ones: Rows, twos: Rows) -> Weights:
        """The chance of each second behind each first."""
        return _shares()[self.costs[ones[:, None], twos]]


@functools.cache
def chances() -> Chances:
    firsts = dict(_costs("first.txt"))
    unknown = len(firsts)
    rows = np.full(1 << 16, unknown)
    rows[[ord(one) for one in firsts]] = range(unknown)
    for form, simple in traditional_forms().items():
        rows[ord(form)] = rows[ord(simple)]
    first = np.array([*firsts.values(), NEVER], np.uint8)
    back = np.full(unknown + 1, 0, np.uint8)
    for one, cost in _costs("back.txt"):
        back[rows[ord(one)]] = cost
    costs = back[:, None] + first
    for cost, line in enumerate(lines_of_table("pairs.txt")):
        pairs = rows[np.frombuffer(line.encode("utf-16-le"), np.uint16)].reshape(-1, 2)
        costs[pairs[:, 0], pairs[:, 1]] = cost
    stops = rows[[ord(stop) for stop in STOPS]]
    costs[stops[:, None], stops] = NEVER
    return Chances(rows=rows, unknown=unknown, first=_shares()[first], costs=np.minimum(costs, NEVER, out=costs))


def _costs(name: str) -> list[tuple[str, int]]:
    return [(one, cost) for cost, line in enumerate(lines_of_table(name)) for one in line]


@functools.cache
def _shares() -> Weights:
    """The chance by half bits."""
    return 2.0 ** -(np.arange(256) / HALF_BITS)


@functools.cache
def rows_of_codes() -> Rows:
    """The row by code of GBK; -1 where a code has no character."""
    known = points()
    return np.where(known > 0, chances().rows[known], -1)


def row_of(character: str) -> int:
    return int(chances().rows[ord(character)]) if ord(character) < 1 << 16 else chances().unknown


def bits_of(text: str) -> float:
    """The bits that Chinese spends on a text, negative: some -6 a character for news, -16 for garbage."""
    if not text:
        return 0.0
    table, rows = chances(), [row_of(character) for character in text]
    spent = sum(float(table.costs[pair]) for pair in pairwise(rows)) / HALF_BITS
    return math.log2(table.first[rows[0]]) - spent
