"""Where bytes slipped out of step: the traces that this leaves, and the run behind each written back to bytes.

Two ways lead there. A: the second byte of one character and the first of the next look like a full-width mark (A3xx),
are taken for it, and the first byte is left alone and prints as `?`. B: they look like a character that gets pinyin,
which is set between them. From there on every two bytes are halves of two characters, until a character whose second
byte is ASCII (or 80, printed €) brings the text into step again."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from cleaning.repair.control import PRIVATE
from cleaning.repair.gbk import LEADS, character, pair_of
from cleaning.repair.pinyin import LETTERS, TONED, known_syllables, plain, readings_of
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT

TYPE_A = re.compile(r"\?(?P<mark>[,，;；:：?？!！])(?=[^\s0-9])")
ASKING = re.compile(
    r"(?:什[么麼]|多少|[吗嗎呢谁誰哪怎]|[为為如]何|何[时時]|[是能可]否|是不是|[还還]是|有[没沒]有)[^，。；：！？,;:!?\n]*$"
)
TYPE_B = re.compile(rf"\?[(（]?(?P<pinyin>[{LETTERS} ]{{1,8}})[)）]")
BEFORE_UNIT = re.compile(
    r"[.．]?\d|[-.．/~～%％+亿億万萬千百余餘多倍元周週年月日天时時点點分号號至]|"
    "[个個名人位岁歲户戶家所项項次场場期批例篇座辆輛幅株棵种種类類级級亩畝吨噸公里米层層届屆]"
)
# Three marks where a number has lost its first digit: nobody types that, but who asks something. Nor does anybody begin
# a number with zero, or close a quotation that is not open.
ODD = re.compile(rf"(?<!\?)\?[，；：？！,;:!?]\?(?={BEFORE_UNIT.pattern})")
BROKEN = re.compile(r"\?[，；：？！,;:!]\?(?:0[\d多余餘万萬亿億]|(?P<closing>”))")
# A letter that is written on purpose; behind a slip stands an odd one.
TERM = re.compile(
    "[A-Za-z](?:[A-Za-z_@/0-9]|[股超光恤歌台站盘盤位型形版群座班级級组組轮輪区區币幣图圖领領罗羅世])|(?<=[小大老阿])[A-Z]"
)
ENDS = frozenset(map(chr, range(0x40, 0x7F))) | frozenset("?？€")
CLAUSE = 20  # characters in which a question is looked for
LONGEST = 120  # characters that a slip was ever seen to run
ENDINGS = 3  # of one slip that are tried
FEW = 10  # bytes of a run from which it can be told by itself
FIRST_BYTE = 0x81  # the least that a character of two bytes begins with


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
    is_unseen: bool = False  # the text is in step again by one of its own letters, which is lost

    @property
    def is_marks(self) -> bool:
        """Whether there is nothing but marks."""
        return len(self.known) <= 2 and bool(self.eaten)


def traces_of(text: str) -> Iterator[tuple[Slip, ...]]:
    """From left to right, each with the ends that it may have; most are plain questions."""
    if "?" not in text:
        return
    gaps = PRIVATE.search(text) is None  # a decoder that kept one of these has kept all
    annotated = (found for found in TYPE_B.finditer(text) if _is_pinyin(found))
    for match in sorted((*TYPE_A.finditer(text), *annotated), key=_start):
        toned = match.re is TYPE_B and TONED.search(match["pinyin"]) is not None
        proven = toned or (match.re is TYPE_A and _is_odd(text, match.start()))
        ends = islice(_slips(text, match), ENDINGS)
        found = tuple(replace(slip, proven=proven, gaps=gaps) for slip in ends)
        if found:
            yield found
        elif toned:
            yield (Slip(start=match.start(), end=match.end(), known=b"", leads=(), proven=True),)


def _is_pinyin(match: re.Match[str]) -> bool:
    """Of seldom syllables only those whose opening bracket went with the byte before it."""
    known = plain(match["pinyin"]) in known_syllables()
    return known or (match[0][1] not in "(（" and TONED.search(match["pinyin"]) is not None)


def _is_odd(text: str, at: int) -> bool:
    if broken := BROKEN.match(text, at):
        return not (broken["closing"] and text.count("“", 0, at) > text.count("”", 0, at))
    return ODD.match(text, at) is not None and not is_asked(text, at)


def is_asked(text: str, at: int) -> bool:
    """Whether a question ends there."""
    return ASKING.search(text, max(at - CLAUSE, 0), at) is not None


def is_term(text: str, at: int) -> bool:
    """Whether a letter stands there that is written on purpose."""
    return TERM.match(text, at) is not None


def _start(match: re.Match[str]) -> int:
    return match.start()


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
            yield _ended(text, at, whole, known)
            if text[at] not in "€？":
                return
        pair = pair_of(text[at])
        if pair is None:  # nothing brings bytes into step again unseen
            return
        if pair[1] < FIRST_BYTE:  # it is none: a letter of the text, which the byte before it took along
            yield whole(end=at + 1, known=known + pair[:1], eaten=chr(pair[1]), is_unseen=True)
            return
        known += pair
        at += 1
    if len(known) >= FEW:
        yield whole(end=at, known=known)


def _ended(text: str, at: int, whole: Callable[..., Slip], known: bytes) -> Slip:
    """By a letter, which is the second byte of a character; by the byte 80 (or € itself, of two bytes); or by a
    question mark for a first byte and the character behind it, which was eaten (or a wide one, of two bytes)."""
    if text[at] in "?？":
        return whole(end=at + 1, known=known, eaten=LOST_DIGIT if BEFORE_UNIT.match(text, at + 1) else LOST_TEXT)
    return whole(end=at + 1, known=known + (b"\x80" if text[at] == "€" else text[at].encode()))


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
