"""How Chinese a text reads: by how often its characters stand in printed news.

The tables of characters hold one line per power of two of the count; `tests/bench/language.py` makes them."""

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
SAMPLE = 200  # characters are enough to tell readings apart
CHUNK = 512  # characters that are looked at together: most of a page is markup, and passed over in a moment
ASCII = bytes(range(0x80))
ODD = -6.0  # a character that no news text holds: private use, U+FFFD, Latin-1 letters
RARE = -2.0  # Han beyond the common ones are rare but real
KANA = 1.0  # Japanese is a language as well
HANGUL = 0.5
MARKS = "，。、；：？！“”‘’《》（）【】—…·　％～「」『』〈〉〔〕￥０１２３４５６７８９"
USUAL = "\u00a0\u00a9\u00ae\u00b7\u00d7\u00ab\u00bb\u2014\u2022\u2103\u2460\u2461\u2462\u2463"
USUAL += "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ\u0261\u0251\u2190\u2191\u2192\u2193\u203b\u25a0\u25b2\u25cf"


class Weights(dict[str, float]):
    """What one character says for a reading: from -6 for what is never printed to +3 for 的."""

    def __missing__(self, character: str) -> float:
        if "\u3041" <= character < "\u30ff":
            return KANA
        return HANGUL if "\uac00" <= character <= "\ud7a3" else ODD


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
def _weights() -> Weights:
    weights = Weights(dict.fromkeys(map(chr, range(0x4E00, 0xA000)), RARE))
    weights |= {character: level / 4 - 1 for character, level in _levels("characters.txt", 1).items()}
    weights |= {form: weights[simple] for form, simple in traditional_forms().items()}
    weights |= dict.fromkeys(MARKS, 1.5) | dict.fromkeys(USUAL, 0.0)
    return weights


def naturalness(text: str) -> float:
    """Mean weight of the characters beyond ASCII in a sample of the text; 0 if there are none."""
    sample = _sample(text)
    return sum(map(_weights().__getitem__, sample)) / len(sample) if sample else 0.0


def _sample(text: str) -> str:
    """The first characters beyond ASCII. Bytes are sifted much faster than characters."""
    sifted: list[bytes] = []
    size = 0
    for at in range(0, len(text), CHUNK):
        piece = text[at : at + CHUNK]
        if not piece.isascii():
            sifted.append(piece.encode("utf-8", "ignore").translate(None, ASCII))
            size += len(sifted[-1])
            if size >= 4 * SAMPLE:
                break
    return b"".join(sifted).decode("utf-8")[:SAMPLE]


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
