"""How Chinese a text reads: by how often its characters, and their pairs, stand in printed news.

The tables hold one line per power of two of the count; `tests/bench/language.py` makes them."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
SAMPLE = 200  # characters are enough to tell readings apart
CHUNK = 8192  # characters that are looked at together
ASCII = bytes(range(0x80))
ODD = -6.0  # a character that no news text holds: private use, U+FFFD, Latin-1 letters
RARE = -2.0  # Han beyond the common ones are rare but real
KANA = 1.0  # Japanese is a language as well
HANGUL = 0.5
WORD = 6  # bits of the second half of a word which the dictionary has and the sample of news has not; half of its cost
SELDOM = 1  # level of a pair that was printed too seldom for the table
LIFT = 2  # by how many levels the dictionary lifts such a pair
UNSEEN = 1.5  # bits that a pair costs which was never printed
UNKNOWN = -4  # level of a character that was never printed
WRITTEN = 12  # level of a digit, a Latin letter or a mark that the tables leave out
TOTAL = 19  # bits of the sample's size
QUOTES = "‘’「」『』〈〉【】·"
STOPS = frozenset("，。、；：！？")  # no two of them stand side by side
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
    sifted = b""
    for at in range(0, len(text), CHUNK):
        sifted += text[at : at + CHUNK].encode("utf-8", "ignore").translate(None, ASCII)
        if len(sifted) >= 4 * SAMPLE:
            break
    return sifted.decode("utf-8")[:SAMPLE]


def fluency(text: str) -> float:
    """Bits per character that Chinese spends on this text, negative: -6 for news, -20 for garbage; 0 for nothing."""
    total = alone(text[0]) if text else 0.0
    return (total + sum(behind(one, two) for one, two in pairwise(text))) / max(len(text), 1)


@functools.lru_cache(maxsize=1 << 14)  # pages ask for the same pairs again and again
def behind(one: str, two: str) -> float:
    """Bits, negative, of a character behind another: as often as the pair was printed, else as often as it at all."""
    forms = traditional_forms()
    one, two = forms.get(one, one), forms.get(two, two)
    row = _joined().get(one)
    printed = row.get(two) if row else None
    return min(_level(two) - TOTAL - UNSEEN, SELDOM - _level(one)) if printed is None else printed


def alone(character: str) -> float:
    """Bits, negative, of a character by itself."""
    return _level(traditional_forms().get(character, character)) - TOTAL


def _level(character: str) -> int:
    return _known().get(character, UNKNOWN)


@functools.cache
def _known() -> Mapping[str, int]:
    marks = dict.fromkeys((*QUOTES, *map(chr, range(128))), WRITTEN)
    return _levels("characters.txt", 1) | marks


@functools.cache
def _joined() -> Mapping[str, Mapping[str, float]]:
    """By first and second character: the bits of printed pairs, of those that stand in the words of a dictionary only,
    and of two stops."""
    rows: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for line in lines_of_table("words.txt"):
        one, lifted = line[0], SELDOM + LIFT - _level(line[0])
        rows[one] |= {two: min((_level(two) - TOTAL - WORD) / 2, lifted) for two in line[1:]}
    for pair, level in _levels("pairs.txt", 2).items():
        rows[pair[0]][pair[1]] = level - _level(pair[0])
    for stop in STOPS:
        rows[stop] |= dict.fromkeys(STOPS, -TOTAL)
    return rows


def is_usual(pair: str, *, level: int = 6) -> bool:
    """Whether two characters were printed together at least 2 to the (level - 1) times."""
    return _levels("pairs.txt", 2).get(pair, 0) >= level


def is_common(character: str) -> bool:
    """Whether a character (of either script) stands in the table at all."""
    return traditional_forms().get(character, character) in _levels("characters.txt", 1)


def common_characters() -> Iterable[str]:
    """All that the table holds, in simplified form."""
    return _levels("characters.txt", 1).keys()
