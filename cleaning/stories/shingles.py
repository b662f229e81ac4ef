"""A text as hashed character 5-grams: what near-duplicates are found and compared by.

Marks, spaces and digits are left out: marks differ between copies, and digits are compared by themselves
(cleaning/stories/numbers.py), because yearly templates differ in nothing else."""

import re
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Number = TypeVar("Number", np.uint32, np.uint64)

GRAM = 5
INDEX_AT_LEAST = 24  # keys of a text in the index; a half of it then still brings a dozen
COARSEST = 32  # one hash in so many is a key of a long text
INDEX_AT_MOST = 256  # of a book; SQLite joins no more than 500 look-ups

LETTERS = re.compile(r"[\u4e00-\u9fff]+|[^\W\d_]+")  # a range is asked in a third of the time of classes
POWERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 1], dtype=np.uint64)


@lru_cache(maxsize=1)  # of one report it is asked twice, for its grams and for its length
def essence(text: str) -> str:
    """The letters and characters of a text, lower case, nothing between them."""
    return "".join(LETTERS.findall(text)).lower()


def grams(essential: str) -> Hashes:
    """A 64-bit hash for each 5-gram, in the order of the text; shorter texts are one gram."""
    codes = np.frombuffer(essential.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    if not len(codes):
        return codes
    if len(codes) < GRAM:
        codes = np.pad(codes, (0, GRAM - len(codes)))
    last = len(codes) - GRAM + 1
    hashes = np.zeros(last, dtype=np.uint64)
    for at, power in enumerate(POWERS):
        hashes += codes[at : at + last] * power
    return _mixed(hashes)


def _mixed(hashes: Hashes) -> Hashes:
    """The finaliser of splitmix64: sums of products are not spread well enough to sample from."""
    hashes = hashes ^ (hashes >> np.uint64(30))
    hashes = hashes * np.uint64(0xBF58476D1CE4E5B9)
    hashes = hashes ^ (hashes >> np.uint64(27))
    hashes = hashes * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def sample(hashes: Hashes, one_in: int) -> Hashes:
    """The distinct hashes that are multiples of a power of two, lowest first: the same choice in every text."""
    return distinct(hashes[(hashes & np.uint64(one_in - 1)) == 0])


def distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """Each once, lowest first: as `np.unique`, which loads masked arrays before it looks."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def keys(hashes: Hashes) -> tuple[int, ...]:
    """What the index holds of a text: the coarsest sample with enough hashes, as signed 64-bit integers; of a very
    long one the lowest, which a long piece of it has too."""
    one_in = COARSEST
    while len(chosen := sample(hashes, one_in)) < INDEX_AT_LEAST and one_in > 1:
        one_in //= 2
    return tuple(chosen[:INDEX_AT_MOST].view(np.int64).tolist())
