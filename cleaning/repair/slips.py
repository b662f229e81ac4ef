"""GBK bytes that slipped out of step: text which software that sees bytes, not characters, cut in the wrong places.

Two ways lead there. A: the second byte of one character and the first of the next look like a full-width mark (A3xx),
are taken for it, and the first byte is left alone and prints as `?`. B: they look like a character that gets pinyin,
which is set between them. From there on every two bytes are halves of two characters, until a character whose second
byte is ASCII (or 80, printed €) brings the text into step again. Both are undone here by writing the bytes back, trying
every byte for the lost one and taking what Chinese prefers."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from cleaning.language import alone, behind, fluency, is_common
from cleaning.repair.pinyin import LETTERS, plain, readings_of, without_pinyin
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally

TYPE_A = re.compile(r"\?(?P<mark>[,，;；:：?？!！])(?=[^\s\d])")
# An ASCII question mark, a full-width mark and a letter in a row: nobody types that.
TYPED = re.compile(r"\?[，；：？！][A-Za-z\[\\\]^_`{|}~](?=[\u4e00-\u9fff])")
TYPE_B = re.compile(rf"\?[(（]?(?P<pinyin>[{LETTERS} ]{{1,8}})[)）]")
LEADS = range(0x81, 0xFF)
LONGEST = 48  # characters that a slip was ever seen to run
READABLE = -10.0  # fluency that printed text reaches
GAIN = 3.0  # by how much a restored text must read better
SHORT = 4  # bytes behind the lost one
MANY = 120  # slips on one page that are tried; more is not damage but another language
SUSPECT = -11.0  # fluency from which a run is taken as printed
GARBAGE = -12.0  # fluency that only garbage has
GAP = -18.0  # bits of a lost mark
WIDTH = 24  # readings that are followed side by side
SURE = -7.0  # fluency from which a gap of two characters is filled
NUMERALS = frozenset("一二三四五六七八九十百千万亿萬億零〇两兩0123456789")
HAN = re.compile("[\u4e00-\u9fff]+")


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


def without_slips(text: str, tally: Tally) -> str:
    """Restores what the bytes allow; what they do not is one mark of lost text each."""
    if "?" not in text and "？" not in text:
        return text
    done, position, tried = [], 0, 0
    for match in sorted((*TYPE_A.finditer(text), *TYPE_B.finditer(text)), key=lambda found: found.start()):
        if match.start() < position or tried >= MANY:
            continue
        tried += 1
        slip = _slip(text, match)
        restored = (
            _restored(text, replace(slip, proven=match.re is TYPE_B or TYPED.match(text, match.start()) is not None))
            if slip
            else None
        )
        if slip and restored is not None:
            done += [text[position : slip.start], restored]
            position = slip.end
            tally.add("byte_slip", 1, repaired=LOST_TEXT not in restored)
            tally.add("lost_digit", restored.count(LOST_DIGIT), repaired=False)
    return "".join((*done, text[position:]))


def _slip(text: str, match: re.Match[str]) -> Slip | None:
    """The run behind a lost byte, written back to bytes."""
    if match.re is TYPE_A:
        leads, known = tuple(LEADS), b"\xa3" + bytes([_narrow(match["mark"]) + 0x80])
    else:
        leads, known = _leads_by_reading(text[: match.start()], match["pinyin"]), b""
    at = match.end()
    while at < min(len(text), match.end() + LONGEST):
        character = text[at]
        if character == "€" or "@" <= character <= "~":
            end = b"\x80" if character == "€" else character.encode()
            return Slip(start=match.start(), end=at + 1, known=known + end, leads=leads)
        if character in "?？":
            digit = re.match(r"[.．]?\d|[%％亿億万萬千百余餘多元]|[.．]", text[at + 1 : at + 3]) is not None
            return Slip(start=match.start(), end=at + 1, known=known, leads=leads, cut=True, digit=digit)
        pair = _pair(character)
        if pair is None:
            break
        known += pair
        at += 1
    return Slip(start=match.start(), end=at, known=known, leads=leads, cut=True) if len(known) > 1 else None


def _narrow(mark: str) -> int:
    return ord(mark) - 0xFEE0 if ord(mark) > 0xFF00 else ord(mark)


def _pair(character: str) -> bytes | None:
    try:
        pair = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return pair if len(pair) == 2 else None


def _leads_by_reading(before: str, pinyin: str) -> tuple[int, ...]:
    """The pinyin belongs to the character that the last byte before and the lost byte made: few bytes can be it."""
    bare = re.sub(rf"[(（][{LETTERS} ]+[)）]$", "", before[-24:])
    pair = _pair(bare[-1]) if bare else None
    if not pair:
        return tuple(LEADS)
    fitting = [lead for lead in LEADS if plain(pinyin) in readings_of(_character(pair[1], lead))]
    return tuple(fitting) or tuple(LEADS)


def _character(lead: int, trail: int) -> str:
    try:
        text = bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return "\0"
    return text if len(text) == 1 else "\0"


def _restored(text: str, slip: Slip) -> str | None:
    """The best reading of a slip; None if the text as it stands reads no worse, so that nothing has slipped."""
    before = without_pinyin(text[max(slip.start - 24, 0) : slip.start], Tally({}, {}))[-1:]
    after = without_pinyin(text[slip.end : slip.end + 24], Tally({}, {}))[:1]
    run = "".join(HAN.findall(text[slip.start : slip.end]))
    published = fluency(run) if len(run) > 1 and not slip.proven else GARBAGE - GAIN
    if published >= SUSPECT:
        return None
    read = _read(slip, before or "。", after)
    if read and read.bits / (read.length + len(after)) >= max(READABLE, published + GAIN):
        return _guarded(_filled(read, before, after), slip)
    beyond = slip.proven or (len(run) > 1 and published < GARBAGE)
    return LOST_TEXT + LOST_DIGIT * slip.digit if beyond else None


def _read(slip: Slip, before: str, after: str) -> Reading | None:
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
    character = _character(reading.lead, trail)
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
    characters = (_character(lead, trail) for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
    return tuple(character for character in characters if is_common(character))


def _filled(reading: Reading, before: str, after: str) -> str:
    """Gaps whose two characters Chinese leaves one choice for; the others stay lost."""
    text = before + reading.text + after
    for gap in reversed(reading.gaps):
        at = gap.at + len(before)
        filling = _bridge(text[at - 1 : at], gap.lead, gap.trail, text[at + 1 : at + 2])
        text = text[:at] + filling + text[at + 1 :]
    return text[len(before) : len(text) - len(after)]


def _guarded(reading: str, slip: Slip) -> str:
    """A numeral is never guessed: where the lost byte would make one, the place stays lost."""
    if reading[0] in NUMERALS and len(slip.leads) > 1:
        reading = LOST_TEXT + reading[1:]
    if slip.cut and reading[-1] in NUMERALS:
        reading = reading[:-1] + LOST_TEXT
    return reading + LOST_DIGIT * slip.digit


@functools.lru_cache(maxsize=1024)
def _bridge(left: str, lead: int, trail: int, right: str) -> str:
    """The two characters with this first and this last byte, if Chinese leaves one choice for the dropped ones."""
    best, rate = LOST_TEXT, SURE
    for inner in _dropped_pairs():
        one, two = _character(lead, inner[0]), _character(inner[1], trail)
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
