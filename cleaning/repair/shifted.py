"""Reading GBK bytes that are out of step: the text that Chinese prefers, and how sure that is, place by place."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from cleaning.language import STOPS, is_common
from cleaning.repair.tally import LOST_TEXT
from cleaning.repair.wording import Row, Wording

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
DROPPED = -3.0  # bits: one pair of bytes in eight has no character of its own, and decoders drop it
WIDTH = 12  # ways that are followed side by side
FIRST_HALVES = 6  # of them, in front of a dropped pair
SURE = 0.85  # share of all ways to read a place that the chosen one must have
# The same for the character of which one byte is lost and nothing else: a stop fits behind most, a character is sure
# where it makes a word with its neighbour, and unsure where it only is frequent.
SURE_STOP = 0.65
SURE_WORD = 0.35
SURE_ALONE = 0.8
WORD = -5.0  # bits of the second character of a word behind the first
NOTHING = 0.001  # of the chosen reading's weight: what cannot reach that share is not weighed
MARKS_OF_LOSS = re.compile(f"{LOST_TEXT}{{2,}}")
NUMERALS = frozenset("一二三四五六七八九十百千万亿萬億零〇两兩0123456789")


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A place where text is out of step. `known`: bytes behind the lost one; `end`: where the text is in step again.

    `eaten`: the mark for what was lost with the last byte of the run; `gaps`: decoders may have dropped characters."""

    start: int
    end: int
    known: bytes
    leads: tuple[int, ...]
    eaten: str = ""
    proven: bool = False  # nothing else leaves such marks
    gaps: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A way to read a slip, step by step: one character, or two whose inner halves were dropped. `bits`: how well
    Chinese takes it."""

    steps: tuple[str, ...]
    last: str
    bits: float

    def length(self) -> int:
        return sum(map(len, self.steps))


def read_shifted(slip: Slip, wording: Wording, before: str, after: str) -> Reading | None:
    """The reading that Chinese prefers, found from left to right; None if there is none."""
    choices = _choices(slip)
    readings = [Reading(steps=(), last=before, bits=0.0)]
    for choice in choices:
        found = _best_by_end(_further(wording, readings, choice))
        readings = sorted(found, key=_rate, reverse=True)[:WIDTH]
        if not readings:
            return None
    if after:
        ends = [Reading(steps=one.steps, last=after, bits=one.bits + wording.bits(one.last, after)) for one in readings]
        readings = ends
    return max(readings, key=_rate, default=None)


def certain(slip: Slip, reading: Reading, wording: Wording, before: str, after: str) -> str:
    """The reading's text with one mark of lost text wherever another way to read the place is likely enough.

    Looked at twice: what is not certain says nothing for its neighbours. A numeral is never guessed."""
    choices, steps = _choices(slip), reading.steps
    sure = [True] * len(steps)
    shares: dict[tuple[int, str, str], float] = {}
    for _ in range(2):
        lefts = [before, *(step[-1] if known else "" for step, known in zip(steps, sure, strict=True))]
        rights = [*(step[0] if known else "" for step, known in zip(steps, sure, strict=True)), after][1:]
        for place, (step, left, right, choice) in enumerate(zip(steps, lefts, rights, choices, strict=False)):
            if (place, left, right) not in shares:
                shares[place, left, right] = share_of(wording, step, left, right, choice)
            sure[place] = shares[place, left, right] >= (SURE if place else _needed(wording, left, step, right))
    sure = [
        known and not (choice.is_open() and NUMERALS.intersection(step))
        for step, known, choice in zip(steps, sure, choices, strict=True)
    ]
    text = "".join(step if known else LOST_TEXT for step, known in zip(steps, sure, strict=True))
    return MARKS_OF_LOSS.sub(LOST_TEXT, text)


def _needed(wording: Wording, left: str, character: str, right: str) -> float:
    """The share that the character of which one byte is lost must have."""
    if character in STOPS:
        return SURE_STOP
    return SURE_WORD if max(wording.bits(left, character), wording.bits(character, right)) >= WORD else SURE_ALONE


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a step may be: one character, or two of which the first comes out of `halves`; `last`: its second byte is
    lost, and so may be whole characters behind it."""

    singles: tuple[str, ...]
    halves: Mapping[str, Sequence[str]] = field(default_factory=dict)
    last: bool = False

    def is_open(self) -> bool:
        """Whether more than one character fits."""
        return len(self.singles) + len(self.halves) > 1


def _choices(slip: Slip) -> list[Choice]:
    """Behind the first lead, which is lost, every two bytes are one step."""
    known = slip.known
    found = [Choice(singles=tuple(filter(None, (gbk_character(lead, known[0]) for lead in slip.leads))))]
    for at in range(1, len(known) - 1, 2):
        one = gbk_character(known[at], known[at + 1])
        halves = _halves(known[at], known[at + 1]) if slip.gaps else {}
        found.append(Choice(singles=(one,) if one else (), halves=halves))
    if len(known) % 2 == 0:
        found.append(Choice(singles=_with_lead(known[-1]), last=slip.gaps))
    return found


def _further(wording: Wording, readings: Sequence[Reading], choice: Choice) -> Iterator[Reading]:
    behind = [(reading, reading.bits, wording[reading.last]) for reading in readings]
    for one in choice.singles:
        yield _behind_best(behind, one, 0.0)
    first = _best_by_end(_behind_best(behind, one, DROPPED) for one in choice.halves)
    for reading in sorted(first, key=_rate, reverse=True)[:FIRST_HALVES]:
        start, row = reading.steps[:-1], wording[reading.last]
        for two in choice.halves[reading.last]:
            yield Reading(steps=(*start, reading.last + two), last=two, bits=reading.bits + row[two])


def _behind_best(behind: Sequence[tuple[Reading, float, Row]], character: str, cost: float) -> Reading:
    bits, place = max((so_far + row[character], -place) for place, (_, so_far, row) in enumerate(behind))
    return Reading(steps=(*behind[-place][0].steps, character), last=character, bits=bits + cost)


def _best_by_end(readings: Iterator[Reading]) -> list[Reading]:
    """Of all readings that end alike only the best can become the best of all."""
    best: dict[str, Reading] = {}
    for reading in readings:
        if reading.last not in best or reading.bits > best[reading.last].bits:
            best[reading.last] = reading
    return list(best.values())


def _rate(reading: Reading) -> float:
    return reading.bits


def share_of(wording: Wording, chosen: str, left: str, right: str, choice: Choice) -> float:
    """Of all ways to read a place between its neighbours, weighed by how likely Chinese makes them."""
    if not choice.halves and choice.singles == (chosen,):
        return 1.0
    before = wording[left]
    onward = {two: 2 ** wording[two][right] for two in set().union(*choice.halves.values())}
    singles = {one: 2 ** (before[one] + wording[one][right]) for one in choice.singles}
    wanted = singles.get(chosen) or _weight(wording, before, chosen, onward)
    total, most = sum(singles.values()), max(onward.values(), default=0.0)
    for one, seconds in choice.halves.items():
        start = 2 ** (DROPPED + before[one])
        if start * most > NOTHING * wanted:
            row = wording[one]
            total += start * sum([2 ** row[two] * onward[two] for two in seconds])
    return float(wanted / max(total + _longer(wording, before, choice, onward), 1e-300))


def _weight(wording: Wording, before: Row, chosen: str, onward: Mapping[str, float]) -> float:
    """Of two characters, read where one was printed."""
    one, two = chosen[0], chosen[1]
    return float(2 ** (DROPPED + before[one] + wording[one][two]) * onward[two])


def _longer(wording: Wording, before: Row, choice: Choice, onward: Mapping[str, float]) -> float:
    """The weight of three and more characters in one place: two and more pairs beside each other were dropped."""
    first, by_itself = sum(2 ** before[one] for one in choice.halves), wording[""]
    return float(2 ** (2 * DROPPED) * first * sum(2 ** by_itself[two] * weight for two, weight in onward.items()))


@functools.cache
def gbk_character(lead: int, trail: int) -> str:
    """The character of two bytes; empty if they have none."""
    try:
        text = bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""


@functools.cache
def _with_lead(lead: int) -> tuple[str, ...]:
    return tuple(filter(is_common, filter(None, (gbk_character(lead, trail) for trail in TRAILS))))


@functools.lru_cache(maxsize=4096)
def _halves(lead: int, trail: int) -> Mapping[str, Sequence[str]]:
    """Two characters of which decoders have left the first byte of the one and the last of the other."""
    seconds = {outer: two for outer in LEADS if (two := gbk_character(outer, trail)) and is_common(two)}
    firsts = {inner: one for inner in _dropped_pairs() if (one := gbk_character(lead, inner)) and is_common(one)}
    found = {
        one: [seconds[outer] for outer in _dropped_pairs()[inner] if outer in seconds] for inner, one in firsts.items()
    }
    return {one: twos for one, twos in found.items() if twos}


@functools.cache
def _dropped_pairs() -> Mapping[int, Sequence[int]]:
    """Byte pairs of GBK without a character of their own, the second bytes by the first.

    The first ends one character and the second begins another."""
    pairs: defaultdict[int, list[int]] = defaultdict(list)
    for inner, outer in product(LEADS, TRAILS):
        if "\ue000" <= bytes((inner, outer)).decode("gb18030", "replace")[0] <= "\uf8ff":
            pairs[inner].append(outer)
    return dict(pairs)
