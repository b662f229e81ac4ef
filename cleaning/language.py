"""How Chinese a text reads: by how often its characters, and their pairs, stand in printed news.

The tables hold one line per power of two of the count; `tests/bench/language.py` makes them."""

import functools
import re
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise

import opencc

SAMPLE = 500  # characters are enough to tell readings apart
FOREIGN = re.compile(r"[^\x00-\x7f]+")
ODD = -6.0  # a character that no news text holds: rare Han, private use, U+FFFD, Latin-1 letters
WORD = 6  # bits that the second half of a word costs which the dictionary has and the sample of news has not
UNSEEN = 1.5  # bits that a pair costs which was never printed
UNKNOWN = -1  # level of a character that was never printed
WRITTEN = 12  # level of a digit, a Latin letter or a mark that the tables leave out
TOTAL = 19  # bits of the sample's size
QUOTES = frozenset("‘’「」『』〈〉【】·")
STOPS = frozenset("，。、；：！？")  # no two of them stand side by side
MARKS = "，。、；：？！“”‘’《》（）【】—…·　％～「」『』〈〉〔〕￥０１２３４５６７８９"
USUAL = "\u00a0\u00a9\u00ae\u00b7\u00d7\u00ab\u00bb\u2014\u2022\u2103\u2460\u2461\u2462\u2463"
USUAL += "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ\u0261\u0251\u2190\u2191\u2192\u2193\u203b\u25a0\u25b2\u25cf"


@functools.cache
def _levels(name: str, width: int) -> Mapping[str, int]:
    lines = files("cleaning").joinpath("tables", name).read_text("utf-8").splitlines()
    return {line[at : at + width]: level for level, line in enumerate(lines, 1) for at in range(0, len(line), width)}


@functools.cache
def traditional_forms() -> Mapping[str, str]:
    """Traditional to simplified, character by character, for what is common; a cheap stand-in for a conversion."""
    known = list(_levels("characters.txt", 1))
    found: dict[str, str] = {}
    for standard in ("s2t", "s2tw", "s2hk"):
        forms = opencc.OpenCC(standard).convert("\n".join(known)).split("\n")
        found |= {form: simple for form, simple in zip(forms, known, strict=True) if form != simple}
    return found


@functools.cache
def _weights() -> Mapping[str, float]:
    """What one character says for a reading: from -6 for what is never printed to +3 for 的."""
    levels = _levels("characters.txt", 1)
    weights = {character: level / 4 - 1 for character, level in levels.items()}
    weights |= {form: weights[simple] for form, simple in traditional_forms().items()}
    weights |= dict.fromkeys(MARKS, 1.5) | dict.fromkeys(USUAL, 0.0)
    weights |= {chr(code): 1.0 for code in range(0x3041, 0x30FF)}  # kana: Japanese is a language as well
    return weights | {chr(code): 0.5 for code in range(0xAC00, 0xD7A4)}


def naturalness(text: str) -> float:
    """Mean weight of the characters beyond ASCII in a sample of the text; 0 if there are none."""
    sample = _sample(text)
    weights = _weights()
    counts = Counter(sample)
    total = sum(count * (weights[one] if one in weights else _rare(one)) for one, count in counts.items())
    return total / len(sample) if sample else 0.0


def _sample(text: str) -> str:
    runs, length = [], 0
    for match in FOREIGN.finditer(text):
        runs.append(match[0])
        length += len(match[0])
        if length >= SAMPLE:
            break
    return "".join(runs)[:SAMPLE]


def _rare(character: str) -> float:
    """Han beyond the common ones are rare but real; everything else beyond the table speaks against a reading."""
    return -2.0 if "\u4e00" <= character <= "\u9fff" else ODD


def fluency(text: str) -> float:
    """Bits per character that Chinese spends on this text, negative: -6 for news, -20 for garbage; 0 for nothing."""
    total = alone(text[0]) if text else 0.0
    return (total + sum(behind(one, two) for one, two in pairwise(text))) / max(len(text), 1)


def behind(one: str, two: str) -> float:
    """Bits, negative, of a character behind another: as often as the pair was printed, else as often as it at all."""
    forms = traditional_forms()
    one, two = forms.get(one, one), forms.get(two, two)
    seen, first = _joined().get(one + two), _level(one)
    if one in STOPS and two in STOPS:
        return -TOTAL
    if seen is None:
        return alone(two) - UNSEEN
    return seen - first if seen else -WORD


def alone(character: str) -> float:
    """Bits, negative, of a character by itself."""
    return _level(traditional_forms().get(character, character)) - TOTAL


def _level(character: str) -> int:
    return (
        WRITTEN if character.isascii() or character in QUOTES else _levels("characters.txt", 1).get(character, UNKNOWN)
    )


@functools.cache
def _joined() -> Mapping[str, int]:
    """Printed pairs with their levels, and, at level 0, those that stand in the words of a dictionary only.

    The dictionary is loaded late: few texts need it."""
    from pypinyin.phrases_dict import phrases_dict

    words = {word[at : at + 2] for word in phrases_dict for at in range(len(word) - 1)}
    return dict.fromkeys(words, 0) | dict(_levels("pairs.txt", 2))


def is_usual(pair: str, *, level: int = 6) -> bool:
    """Whether two characters were printed together at least 2 to the (level - 1) times."""
    return _levels("pairs.txt", 2).get(pair, 0) >= level


def is_common(character: str) -> bool:
    """Whether a character (of either script) stands in the table at all."""
    return traditional_forms().get(character, character) in _levels("characters.txt", 1)
