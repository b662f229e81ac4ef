"""GBK bytes that slipped out of step: text which software that sees bytes, not characters, cut in the wrong places.

Two ways lead there. A: the second byte of one character and the first of the next look like a full-width mark (A3xx),
are taken for it, and the first byte is left alone and prints as `?`. B: they look like a character that gets pinyin,
which is set between them. From there on every two bytes are halves of two characters, until a character whose second
byte is ASCII (or 80, printed €) brings the text into step again. Both are undone here by writing the bytes back, trying
every byte for the lost one and taking what Chinese prefers."""

import re
from dataclasses import replace

from cleaning.language import fluency
from cleaning.repair.pinyin import LETTERS, plain, readings_of, without_pinyin
from cleaning.repair.shifted import LEADS, NUMERALS, Slip, filled, gbk_character, read_shifted
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally

TYPE_A = re.compile(r"\?(?P<mark>[,，;；:：?？!！])(?=[^\s\d])")
# An ASCII question mark, a full-width mark and a letter in a row: nobody types that.
TYPED = re.compile(r"\?[，；：？！][A-Za-z\[\\\]^_`{|}~](?=[\u4e00-\u9fff])")
TYPE_B = re.compile(rf"\?[(（]?(?P<pinyin>[{LETTERS} ]{{1,8}})[)）]")
LONGEST = 48  # characters that a slip was ever seen to run
READABLE = -10.0  # fluency that printed text reaches
GAIN = 3.0  # by how much a restored text must read better
MANY = 120  # slips on one page that are tried; more is not damage but another language
SUSPECT = -11.0  # fluency from which a run is taken as printed
GARBAGE = -12.0  # fluency that only garbage has
HAN = re.compile("[\u4e00-\u9fff]+")


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
    fitting = [lead for lead in LEADS if plain(pinyin) in readings_of(gbk_character(pair[1], lead))]
    return tuple(fitting) or tuple(LEADS)


def _restored(text: str, slip: Slip) -> str | None:
    """The best reading of a slip; None if the text as it stands reads no worse, so that nothing has slipped."""
    before = without_pinyin(text[max(slip.start - 24, 0) : slip.start], Tally({}, {}))[-1:]
    after = without_pinyin(text[slip.end : slip.end + 24], Tally({}, {}))[:1]
    run = "".join(HAN.findall(text[slip.start : slip.end]))
    published = fluency(run) if len(run) > 1 and not slip.proven else GARBAGE - GAIN
    if published >= SUSPECT:
        return None
    read = read_shifted(slip, before or "。", after)
    if read and read.bits / (read.length + len(after)) >= max(READABLE, published + GAIN):
        return _guarded(filled(read, before, after), slip)
    beyond = slip.proven or (len(run) > 1 and published < GARBAGE)
    return LOST_TEXT + LOST_DIGIT * slip.digit if beyond else None


def _guarded(reading: str, slip: Slip) -> str:
    """A numeral is never guessed: where the lost byte would make one, the place stays lost."""
    if reading[0] in NUMERALS and len(slip.leads) > 1:
        reading = LOST_TEXT + reading[1:]
    if slip.cut and reading[-1] in NUMERALS:
        reading = reading[:-1] + LOST_TEXT
    return reading + LOST_DIGIT * slip.digit
