"""Reading GBK bytes that are out of step: a narrow search for the text that Chinese prefers."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from cleaning.language import alone, behind, fluency, is_common
from cleaning.repair.tally import LOST_TEXT

LEADS = range(0x81, 0xFF)
SHORT = 4  # bytes behind the lost one
GAP = -18.0  # bits of a lost mark
WIDTH = 24  # readings that are followed side by side
SURE = -7.0  # fluency from which a gap of two characters is filled
NUMERALS = frozenset("一二三四五六七八九十百千万亿萬億零〇两兩0123456789")


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A place where text is out of step. `known`: bytes behind the lost one; `end`: where the text is in step again.

    `cut`: the last byte of the run is lost as well; `digit`: so is the digit that stood behind it."""

    start: int
    end: int
    known: bytes
    leads: tuple[int, ...]
    cut: bool = False
    digit: bool = False
    proven: bool = False  # pinyin behind a question mark has no other cause


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Two lost characters at a place of a reading: the first byte of the one and the last of the other are known."""

    at: int
    lead: int
    trail: int


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A way to read a slip up to some byte. `bits`: how well Chinese takes it; `lead`: the byte that comes next."""

    text: str
    last: str
    bits: float
    length: int
    lead: int
    gaps: tuple[Gap, ...] = ()


def read_shifted(slip: Slip, before: str, after: str) -> Reading | None:
    """The reading that Chinese prefers, found by a narrow search from left to right.

    Every two bytes are one character, or the outer halves of two whose inner halves decoders have dropped."""
    readings = [Reading(text="", last=before, bits=0.0, length=0, lead=lead) for lead in slip.leads]
    known, cut = slip.known, len(slip.known) % 2 == 0
    gaps = len(known) > SHORT  # so short a run is read whole or not at all
    for at in range(0, len(known), 2):
        following = [further for reading in readings for further in _further(reading, known[at], gaps)]
        if at + 1 < len(known):
            following = [replace(reading, lead=known[at + 1]) for reading in following]
        readings = sorted(following, key=_rate, reverse=True)[:WIDTH]
    if cut:
        readings = [_closed(reading) for reading in readings]
    if after:
        readings = [replace(reading, bits=reading.bits + _bits(reading, after)) for reading in readings]
    return max(readings, key=_rate, default=None)


def _rate(reading: Reading) -> float:
    return reading.bits


def _further(reading: Reading, trail: int, gaps: bool) -> Iterator[Reading]:
    character = gbk_character(reading.lead, trail)
    if character != "\0":
        yield _with(reading, character, _bits(reading, character), 1)
    if reading.text and gaps:
        halves = Gap(at=len(reading.text), lead=reading.lead, trail=trail)
        gap = _with(reading, LOST_TEXT, GAP, 2)
        yield replace(gap, last="", gaps=(*reading.gaps, halves))


def _bits(reading: Reading, character: str) -> float:
    return behind(reading.last, character) if reading.last else alone(character)


def _with(reading: Reading, text: str, bits: float, length: int) -> Reading:
    return replace(
        reading, text=reading.text + text, last=text, bits=reading.bits + bits, length=reading.length + length
    )


def _closed(reading: Reading) -> Reading:
    """The last character, of which only the first byte is left: the one that goes best, if one goes well."""
    fitting = [(behind(reading.last, character), character) for character in _with_lead(reading.lead) if reading.last]
    bits, character = max(fitting, default=(GAP, LOST_TEXT))
    return _with(reading, character, bits, 1) if bits > SURE else _with(reading, LOST_TEXT, GAP / 2, 1)


@functools.cache
def _with_lead(lead: int) -> tuple[str, ...]:
    characters = (gbk_character(lead, trail) for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
    return tuple(character for character in characters if is_common(character))


def filled(reading: Reading, before: str, after: str) -> str:
    """Gaps whose two characters Chinese leaves one choice for; the others stay lost."""
    text = before + reading.text + after
    for gap in reversed(reading.gaps):
        at = gap.at + len(before)
        filling = _bridge(text[at - 1 : at], gap.lead, gap.trail, text[at + 1 : at + 2])
        text = text[:at] + filling + text[at + 1 :]
    return text[len(before) : len(text) - len(after)]


def gbk_character(lead: int, trail: int) -> str:
    try:
        text = bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return "\0"
    return text if len(text) == 1 else "\0"


@functools.lru_cache(maxsize=1024)
def _bridge(left: str, lead: int, trail: int, right: str) -> str:
    """The two characters with this first and this last byte, if Chinese leaves one choice for the dropped ones."""
    best, rate = LOST_TEXT, SURE
    for inner in _dropped_pairs():
        one, two = gbk_character(lead, inner[0]), gbk_character(inner[1], trail)
        if not (is_common(one) and is_common(two)) or one in NUMERALS or two in NUMERALS:
            continue
        value = fluency(left + one + two + right.strip(LOST_TEXT))
        if value > rate:
            best, rate = one + two, value
    return best


@functools.cache
def _dropped_pairs() -> tuple[tuple[int, int], ...]:
    """Byte pairs of GBK without a character of their own."""
    pairs = product(LEADS, (*range(0x40, 0x7F), *range(0x80, 0xFF)))
    return tuple(pair for pair in pairs if "\ue000" <= bytes(pair).decode("gb18030", "replace")[0] <= "\uf8ff")
