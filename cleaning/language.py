"""How Chinese a text reads: by how often its characters stand in printed news.

The tables of characters hold one line per power of two of the count; `tests/bench/language.py` makes them."""

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
SAMPLE = 200  # characters are enough to tell readings apart
CHUNK = 512  # bytes that are looked at together: most of a page is markup, and passed over in a moment
ASCII = bytes(range(0x80))
ODD = -6.0  # a character that no news text holds: private use, U+FFFD, Latin-1 letters
RARE = -2.0  # Han beyond the common ones are rare but real
KANA = 1.0  # Japanese is a language as well
HANGUL = 0.5
ZERO = ord("?") - int(4 * ODD)  # the letter of no weight, so that what cannot be encoded, a question mark, is odd
MARKS = "，。、；：？！“”‘’《》（）【】—…·　％～「」『』〈〉〔〕￥０１２３４５６７８９"
USUAL = "\u00a0\u00a9\u00ae\u00b7\u00d7\u00ab\u00bb\u2014\u2022\u2103\u2460\u2461\u2462\u2463"
USUAL += "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ\u0261\u0251\u2190\u2191\u2192\u2193\u203b\u25a0\u25b2\u25cf"


def lines_of_table(name: str) -> list[str]:
    return (TABLES / name).read_text("utf-8").splitlines()


@functools.cache
def _levels(name: str, width: int) -> dict[str, int]:
    return {
        line[at : at + width]: level
        for level, line in enumerate(lines_of_table(name), 1)
        for at in range(0, len(line), width)
    }


@functools.cache
def traditional_forms() -> Mapping[str, str]:
    """Traditional to simplified, character by character, for what is common; a cheap stand-in for a conversion."""
    simple, *written = lines_of_table("forms.txt")
    return {form: one for line in written for one, form in zip(simple, line, strict=True) if form != one}


@functools.cache
def _letters() -> str:
    """What each character up to U+FFFF says for a reading, from -6 for what is never printed to +2.5 for 的: a letter
    so many quarters beside ZERO. To translate by a text takes a third of the time of looks into a dictionary."""
    letters = bytearray([_letter(ODD)]) * 0x10000
    for first, end, weight in ((0x3041, 0x30FF, KANA), (0xAC00, 0xD7A4, HANGUL), (0x4E00, 0xA000, RARE)):
        letters[first:end] = bytes([_letter(weight)]) * (end - first)
    for character, level in _levels("characters.txt", 1).items():
        letters[ord(character)] = _letter(level / 4 - 1)
    for form, letter in [(form, letters[ord(simple)]) for form, simple in traditional_forms().items()]:
        letters[ord(form)] = letter
    for character, weight in (dict.fromkeys(MARKS, 1.5) | dict.fromkeys(USUAL, 0.0)).items():
        letters[ord(character)] = _letter(weight)
    return letters.decode("ascii")


def _letter(weight: float) -> int:
    return ZERO + int(4 * weight)


def naturalness(utf8: bytes) -> float:
    """Mean weight of the characters beyond ASCII in a sample of a text given in UTF-8; 0 if there are none."""
    letters = _sample(utf8).translate(_letters()).encode("ascii", "replace")  # beyond U+FFFF all are odd
    return (sum(letters) - ZERO * len(letters)) / 4 / len(letters) if letters else 0.0


def _sample(utf8: bytes) -> str:
    """The first characters beyond ASCII. Bytes are sifted much faster than characters."""
    sifted = b""
    for at in range(0, len(utf8), CHUNK):
        piece = utf8[at : at + CHUNK]
        if not piece.isascii():
            sifted += piece.translate(None, ASCII)
            if len(sifted) > 4 * SAMPLE + 3:
                break
    return sifted.decode("utf-8", "ignore")[:SAMPLE]  # the last one may be cut


@functools.cache
def _usual() -> frozenset[str]:
    (pairs,) = lines_of_table("usual.txt")
    return frozenset(pairs[at : at + 2] for at in range(0, len(pairs), 2))


def is_usual(pair: str) -> bool:
    """Whether two characters are printed side by side very often."""
    return pair in _usual()


def common_characters() -> Iterable[str]:
    """All that the table holds, in simplified form."""
    return _levels("characters.txt", 1).keys()
