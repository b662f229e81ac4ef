"""Traditional and simplified: readers get simplified; the published form stays in the archive."""

import functools
import re
from collections.abc import Callable
from itertools import islice

from cleaning.language import lines_of_table
from cleaning.report import Script

FEW = 0.004  # share of characters of another script that stray into any page, in names mostly
HAN = re.compile("[\u3400-\u9fff][\u3400-\u9fff]*")  # what begins with a repetition is tried at every character
LEAST = 8  # Han that tell a script
TOLD = re.compile(f"[\u3400-\u9fff]{{{LEAST}}}")
# No character of these changes by itself, but within the phrases of t2s they do: 答覆, 瞭解, 藉口, 沈默.
PHRASED = "覆瞭藉沈"
# Terms that conversion must not touch: 乾 in names of places is no 干, a dance of 同仁 is written 於菟.
# Every branch begins with a character of its own: only so is the text searched for these instead of tried everywhere.
GUARDED = re.compile(
    "乾(?=[县安隆坤陵元宁潭务封嘉])|於菟|於潜|瞭望|毕昇|洪昇|藉(?=田)|徵(?=羽|调式)|宫徵|商徵|角徵|覆(?=核|议|盖|函)"
)
# On simplified pages these stand in names only, as the standard list of 2013 allows; and 坏 is no brick (坯) there.
NAMES = re.compile("[乾昇陞於鉅甦徵锺鍾坏]")


@functools.cache
def _touched() -> re.Pattern[str]:
    """What t2s may change, by itself or within a phrase."""
    return re.compile(f"[{lines_of_table('traditional.txt')[0]}\U00020000-\U0003ffff{PHRASED}]")


@functools.cache
def _changed() -> re.Pattern[str]:
    """What t2s changes, character by character."""
    return re.compile(f"[{lines_of_table('traditional.txt')[0]}\U00020000-\U0003ffff]")


@functools.cache
def _simple() -> re.Pattern[str]:
    """What s2t changes among the common characters."""
    simple, traditional, *_ = lines_of_table("forms.txt")
    return re.compile(f"[{''.join(one for one, form in zip(simple, traditional, strict=True) if one != form)}]")


def simplify(text: str, script: Script = "hant") -> str:
    """By t2s. Never tw2sp: its phrase table turns 對口支援 into 对口支持, the key term of the whole product."""
    if is_simplified(text) and not is_phrased(text):
        return text
    if "\n" in text:  # no phrase spans two lines, and most lines of a page in two scripts need no conversion
        return "\n".join([simplify(line, script) if _touched().search(line) else line for line in text.split("\n")])
    guard = NAMES if script == "hans" else GUARDED
    pieces, position = [], 0
    for match in guard.finditer(text):
        pieces += [_converted(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join((*pieces, _converted(text[position:])))


def is_simplified(text: str) -> bool:
    """Whether no character of a text has a simplified form of its own."""
    return _changed().search(text) is None


def is_phrased(text: str) -> bool:
    """Whether a character stands in it that t2s may change for what stands beside it."""
    return any(map(text.__contains__, PHRASED)) and any(map(text.replace("覆盖", "").__contains__, PHRASED))


def script_of(text: str) -> Script:
    """Of a text as published: by the characters that either script writes otherwise."""
    if is_simplified(text) and TOLD.search(text):
        return "hans"
    runs = HAN.findall(text)
    size = sum(map(len, runs))
    if size < LEAST:
        return "other"
    han = "".join(runs)
    enough = islice(_changed().finditer(han), int(FEW * size) + 2)  # to be more than a few
    if sum(1 for _ in enough) / size <= FEW:
        return "hans"
    simplified = len(_simple().findall(han)) / size
    if simplified <= FEW:
        return "hant"
    return "hant" if simplified <= len(_changed().findall(han)) / size / 4 else "mixed"


def _converted(text: str) -> str:
    return str(_converter()(text))


@functools.cache
def _converter() -> Callable[[str], str]:
    # Loaded late: most pages are simplified already, and its tables take 20 ms.
    import opencc

    return opencc.OpenCC("t2s").convert
