"""Characters of GBK by their two bytes, as arrays of codes (first byte times 256 plus second), and the pairs of bytes
that have no character of their own: decoders drop these, or print what stands in private use."""

import functools
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


def character(lead: int, trail: int) -> str:
    """Empty if the two bytes have none."""
    point = int(points()[lead << 8 | trail])
    return chr(point) if point else ""


def pair_of(one: str) -> bytes | None:
    """The two bytes of a character; None if it has not two."""
    try:
        pair = one.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return pair if len(pair) == 2 else None


@functools.cache
def points() -> Codes:
    """The code point by code; 0 where there is no character."""
    found = np.zeros(1 << 16, np.int64)
    for code, text in _decoded("gbk"):
        found[code] = ord(text) if len(text) == 1 else 0
    return found


@functools.cache
def dropped() -> NDArray[np.bool_]:
    """Whether a pair of bytes, by first and second, has no character of its own."""
    found = np.zeros(1 << 16, np.bool_)
    found[[code for code, text in _decoded("gb18030") if "\ue000" <= text <= "\uf8ff"]] = True
    return found.reshape(256, 256)


def _decoded(encoding: str) -> Iterator[tuple[int, str]]:
    """Every code and what it is decoded to, all at once: one by one takes fifty times as long."""
    pairs = list(map(bytes, product(LEADS, TRAILS)))
    texts = b"\n".join(pairs).decode(encoding, "replace").split("\n")
    return zip((lead << 8 | trail for lead, trail in pairs), texts, strict=True)


def led_by(leads: Sequence[int]) -> Codes:
    """All codes with one of these first bytes."""
    codes: Codes = np.add.outer(np.array([*leads]) << 8, np.array(TRAILS))
    return codes.ravel()


def trailed_by(trail: int, leads: tuple[int, ...] = tuple(LEADS)) -> Codes:
    """All codes with this second byte."""
    return (np.array(leads) << 8) | trail
