"""Pinyin that hijackers write behind characters: `產(chǎn)業(yè)`, `社會(huì )`, `鄉(xiang) 中心`."""

import functools
import re
import unicodedata

from cleaning.language import common_characters, lines_of_table
from cleaning.repair.tally import Tally

TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zɡɑü{TONES}"
EITHER = LETTERS + LETTERS.upper()  # an expression that is told to ignore case is tried at every character
HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
# It begins with the bracket or a blank before it, which are searched for tenfold faster than a character before them.
ANNOTATION = re.compile(
    rf"[ (（](?<={HAN}.)(?:(?<! )|(?<= )[(（])\s*(?P<pinyin>[{EITHER}][{EITHER} '’]*?[1-5]?)\s*[)）](?: (?={HAN}))?"
)
# Where none of these stands, nothing is annotated; one by one, as in `digits`.
SUSPECTS = tuple(re.compile(rf"{mark}\s*[{EITHER}]") for mark in (r"\(", "（"))
TONED = re.compile(f"[{TONES}]")
# Up to three letters before the vowels, the vowels, and what closes a syllable unless another begins with it.
SYLLABLE = re.compile(rf"[b-df-hj-np-tw-z]{{0,2}}[aeiouüvɑ{TONES}]+(?:ng?(?![aeiouü{TONES}])|r(?![aeiouü{TONES}]))?|.")
LONGEST = 40


def without_pinyin(text: str, tally: Tally) -> str:
    """Toned syllables behind a character always go; plain letters only if they are how what stands before is read.

    So `(CT)`, `(人民币,下同)` and `(2区2县)` stay."""
    if not is_suspect(text):
        return text
    count = 0

    def judge(match: re.Match[str]) -> str:
        nonlocal count
        if not is_annotation(text[max(match.start() - 8, 0) : match.start()], match["pinyin"]):
            return match[0]
        count += 1
        return ""

    text, done = ANNOTATION.sub(judge, text), 0
    while count > done and is_suspect(text):  # behind an annotation that is gone may stand a second one
        done = count
        text = ANNOTATION.sub(judge, text)
    tally.add("pinyin", count)
    return text


def is_suspect(text: str) -> bool:
    return any(mark.search(text) for mark in SUSPECTS)


def is_annotation(before: str, pinyin: str) -> bool:
    """`(Lhünzhub)`, `(café)` and `(team)` are none: no pinyin, or none of what stands before."""
    if len(pinyin) > LONGEST or pinyin.isupper():
        return False
    if pinyin[0].isupper() and not TONED.search(pinyin.lower()):  # 泉州（Quanzhou）: a name for foreigners
        return False
    return is_toned(pinyin) or is_reading(before, plain(pinyin))


@functools.lru_cache(maxsize=4096)
def is_toned(pinyin: str) -> bool:
    """Whether it is nothing but syllables with tones."""
    syllables = SYLLABLE.findall(plain_but_toned(pinyin))
    return bool(syllables) and all(TONED.search(one) and plain(one) in known_syllables() for one in syllables)


def is_reading(before: str, syllables: str) -> bool:
    """Whether some last characters of `before` are read so, in one of their readings."""
    rests = {syllables}
    for character in reversed(before):
        readings = readings_of(character)
        rests = {rest[: -len(reading)] for rest in rests for reading in readings if rest.endswith(reading)}
        if "" in rests:
            return True
        if not rests:
            return False
    return False


def plain_but_toned(pinyin: str) -> str:
    return re.sub("[ '’1-5]", "", unicodedata.normalize("NFC", pinyin.lower()))


@functools.cache
def known_syllables() -> frozenset[str]:
    """All that common characters are read as, without tones."""
    common = frozenset(common_characters())
    return frozenset(syllable for syllable, characters in _read_as() if not common.isdisjoint(characters))


@functools.lru_cache(maxsize=4096)  # hijackers annotate the same characters again and again
def plain(pinyin: str) -> str:
    """Without tones, blanks and digits, in the letters of the dictionary."""
    letters = unicodedata.normalize("NFD", pinyin.lower().replace("ɡ", "g").replace("ɑ", "a").replace("ü", "v"))
    return "".join(letter for letter in letters if "a" <= letter <= "z")


@functools.lru_cache(maxsize=4096)
def readings_of(character: str) -> frozenset[str]:
    """All readings of a character without tones; empty if it has none."""
    return frozenset(syllable for syllable, characters in _read_as() if character in characters)


@functools.cache
def _read_as() -> tuple[tuple[str, str], ...]:
    """Syllables without tones, each with the characters that are read so."""
    lines = (line.split(" ") for line in lines_of_table("readings.txt"))
    return tuple((syllable, characters) for syllable, characters in lines)
