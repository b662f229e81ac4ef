"""GBK bytes that slipped out of step: text which software that sees bytes, not characters, cut in the wrong places.

Two ways lead there. A: the second byte of one character and the first of the next look like a full-width mark (A3xx),
are taken for it, and the first byte is left alone and prints as `?`. B: they look like a character that gets pinyin,
which is set between them. From there on every two bytes are halves of two characters, until a character whose second
byte is ASCII (or 80, printed €) brings the text into step again. Both are undone here by writing the bytes back, trying
every byte for the lost one and taking what Chinese prefers."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from cleaning.language import traditional_forms
from cleaning.repair.chances import fluency
from cleaning.repair.control import PRIVATE
from cleaning.repair.gbk import LEADS, character, pair_of
from cleaning.repair.pinyin import LETTERS, known_syllables, plain, readings_of, without_pinyin
from cleaning.repair.places import Slip
from cleaning.repair.shifted import MARKS_OF_LOSS, Reading, read_shifted
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally
from cleaning.repair.words import Words

TYPE_A = re.compile(r"\?(?P<mark>[,，;；:：?？!！])(?=[^\s0-9])")
# An ASCII question mark, another mark and soon a single letter or a third mark: nobody types that.
LETTER = r"[A-Za-z\[\\\]^_`{|}~](?=[\u4e00-\u9fff])"
TYPED = re.compile(rf"\?(?:[，；：？！][^\x00-\x7f]?{LETTER}|[,;:!]{LETTER}|[，；：？！,;:!][^\x00-\x7f]?\?(?=\d))")
TYPE_B = re.compile(rf"\?[(（]?(?P<pinyin>[{LETTERS} ]{{1,8}})[)）]")
BEFORE_UNIT = re.compile(
    r"[.．]?\d|[.．%％亿億万萬千百余餘多元年月日时時分个個名人位户戶家所项項次场場期批例亩畝吨噸公里米届屆]"
)
# Behind a slip stands one odd letter; these are written on purpose, the second behind next to nothing only.
WORD = re.compile("[A-Za-z][A-Za-z_@/]")
TERM = re.compile(r"[A-Za-z](?:\d|[股超光恤歌台站盘盤位型形版群座班级級组組轮輪区區])")
ENDS = frozenset(map(chr, range(0x40, 0x7F))) | frozenset("?？€")
LONGEST = 120  # characters that a slip was ever seen to run
GAIN = 3.5  # by how much a restored text must read better, in bits per character
EFFORT = 1200  # bytes of slips on one page that are tried; beyond them what is proven is only counted
ENDINGS = 3  # of one slip that are tried
SUSPECT = -11.0  # fluency from which a run is taken as printed
LONE = -13.0  # what one character alone is taken to read like, for it says nothing
GARBAGE = -16.5  # fluency that nothing printed has
FEW = 10  # bytes of a run that is too short to be called garbage
SHORT = 4  # bytes behind which a letter and what follows it may be a term
AROUND = 24  # characters to either side that are looked at
SAMPLE = 2000  # characters in which the script is looked for
MANY = 50  # one of so many is a traditional form
ASCII = re.compile("[\x00-\x7f]+")


def without_slips(text: str, tally: Tally) -> str:
    """Restores what the bytes allow; what they do not is one mark of lost text each."""
    if "?" not in text and "？" not in text:
        return text
    done, position, effort = [], 0, 0
    words = Words(text)
    gaps = PRIVATE.search(text) is None  # a decoder that kept one of these has kept all
    annotated = (found for found in TYPE_B.finditer(text) if plain(found["pinyin"]) in known_syllables())
    for match in sorted((*TYPE_A.finditer(text), *annotated), key=lambda found: found.start()):
        if match.start() < position:
            continue
        proven = match.re is TYPE_B or TYPED.match(text, match.start()) is not None
        if effort >= EFFORT:
            tally.add("byte_slip", proven, repaired=False)
            continue
        slips = [replace(slip, proven=proven, gaps=gaps) for slip in _slips(text, match)][:ENDINGS]
        effort += sum(len(slip.known) for slip in slips)
        found = [(slip, mended) for slip in slips if (mended := _restored(text, slip, words)) is not None]
        if found:
            slip, mended = max(found, key=_readable)
            done += [text[position : slip.start], mended.text]
            position = slip.end
            tally.add("byte_slip", 1, repaired=LOST_TEXT not in mended.text)
            tally.add("lost_digit", mended.text.count(LOST_DIGIT), repaired=False)
    return "".join((*done, text[position:]))


def _slips(text: str, match: re.Match[str]) -> Iterator[Slip]:
    """The run behind a lost byte, written back to bytes: one, or one more where the end may be none."""
    if match.re is TYPE_A:
        leads, known = tuple(LEADS), b"\xa3" + bytes([_narrow(match["mark"]) + 0x80])
    else:
        leads, known = _leads_by_reading(text[: match.start()], match["pinyin"]), b""
    whole = functools.partial(Slip, start=match.start(), leads=leads)
    at = match.end()
    while at < min(len(text), match.end() + LONGEST):
        if text[at] in ENDS:
            yield from _ended(text, at, whole, known)
            if text[at] != "€":
                return
        pair = pair_of(text[at])
        if pair is None:  # nothing brings bytes into step again unseen
            return
        known += pair
        at += 1
    if len(known) > 1:
        yield whole(end=at, known=known)


def _ended(text: str, at: int, whole: Callable[..., Slip], known: bytes) -> Iterator[Slip]:
    """By a letter, which is the second byte of a character; by the byte 80 (or € itself, of two bytes); or by a
    question mark for a first byte and the character behind it, which was eaten."""
    if text[at] in "?？":
        if known:
            yield whole(end=at + 1, known=known, eaten=LOST_DIGIT if BEFORE_UNIT.match(text, at + 1) else LOST_TEXT)
    elif text[at] == "€":
        yield whole(end=at + 1, known=known + b"\x80")
    elif not WORD.match(text, at) and not (len(known) <= SHORT and TERM.match(text, at)):
        yield whole(end=at + 1, known=known + text[at].encode())


def _readable(found: tuple[Slip, Reading]) -> float:
    return found[1].bits


def _narrow(mark: str) -> int:
    return ord(mark) - 0xFEE0 if ord(mark) > 0xFF00 else ord(mark)


def _leads_by_reading(before: str, pinyin: str) -> tuple[int, ...]:
    """The pinyin belongs to the character that the last byte before and the lost byte made: few bytes can be it."""
    bare = re.sub(rf"[(（][{LETTERS} ]+[)）]$", "", before[-24:])
    pair = pair_of(bare[-1]) if bare else None
    if not pair:
        return tuple(LEADS)
    made = ((lead, character(pair[1], lead)) for lead in LEADS)
    fitting = tuple(lead for lead, character in made if character and plain(pinyin) in readings_of(character))
    return fitting or tuple(LEADS)


def _restored(text: str, slip: Slip, words: Words) -> Reading | None:
    """The best reading of a slip; None if the text as it stands reads no worse, so that nothing has slipped."""
    published = _published(text, slip)
    if published >= SUSPECT:
        return None
    before = without_pinyin(text[max(slip.start - AROUND, 0) : slip.start], Tally({}, {}))
    after = without_pinyin(text[slip.end : slip.end + AROUND], Tally({}, {}))
    read = read_shifted(slip, words, before, after, traditional=_is_traditional(text))
    if read and read.bits >= published + GAIN:
        return Reading(text=MARKS_OF_LOSS.sub(LOST_TEXT, read.text + slip.eaten), bits=read.bits)
    if slip.proven or (published <= GARBAGE and len(slip.known) >= FEW):
        return Reading(text=LOST_TEXT + slip.eaten.strip(LOST_TEXT), bits=GARBAGE)
    return None


def _published(text: str, slip: Slip) -> float:
    """How the run reads as it stands."""
    if slip.proven or PRIVATE.search(text, slip.start, slip.end):
        return GARBAGE
    run = ASCII.sub("", text[slip.start + len("?!") : slip.end])
    return max(fluency(run), GARBAGE) if len(run) > 1 else LONE


@functools.lru_cache(maxsize=1)
def _is_traditional(text: str) -> bool:
    return sum(map(traditional_forms().__contains__, text[:SAMPLE])) > SAMPLE / MANY
