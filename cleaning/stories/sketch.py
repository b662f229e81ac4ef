"""A few of a text's hashes, the same choice in every text: enough to see that two have little in common."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaning.stories.shingles import Hashes, distinct

KEPT = 256  # hashes at most: the estimate is then right within 0.04, and a kilobyte is enough for a book
ENOUGH = 24  # hashes from which an estimate is one
RATES = 31  # powers of two; the lower half of a hash is what is kept of it


@dataclass(frozen=True, kw_only=True, eq=False)
class Sketch:
    """`hashes`: the lower halves of those that are multiples of 2 to the power of `rate`, in their order."""

    rate: int
    hashes: NDArray[np.uint32]


def sketch_of(grams: Hashes) -> Sketch:
    """As fine as there is room for."""
    rate = (max(len(grams) - 1, 0) // KEPT).bit_length()
    while len(chosen := _sample(grams, rate)) > KEPT and rate < RATES:
        rate += 1
    return Sketch(rate=rate, hashes=chosen)


def estimate(one: Sketch, other: Sketch) -> float:
    """About how much of the shorter text is in the other, 0 to 1; 1 where too little is known of it to say."""
    rate = max(one.rate, other.rate)
    smaller = min(_count(one, rate), _count(other, rate))
    if smaller < ENOUGH:
        return 1.0
    both = np.concatenate((one.hashes, other.hashes))  # what is in both is a multiple that both keep
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1])) / smaller


def packed(sketch: Sketch) -> bytes:
    """As it is stored: one byte for the rate, four for each hash, the lowest first."""
    return bytes([sketch.rate]) + sketch.hashes.astype("<u4").tobytes()


def unpacked(stored: bytes) -> Sketch:
    return Sketch(rate=stored[0], hashes=np.frombuffer(stored, dtype="<u4", offset=1))


def _sample(grams: Hashes, rate: int) -> NDArray[np.uint32]:
    return distinct(grams[(grams & ((1 << rate) - 1)) == 0].astype(np.uint32))


def _count(sketch: Sketch, rate: int) -> int:
    """How many hashes it would have if it were that coarse."""
    kept = len(sketch.hashes)
    return kept if sketch.rate == rate else kept - int(np.count_nonzero(sketch.hashes & ((1 << rate) - 1)))
