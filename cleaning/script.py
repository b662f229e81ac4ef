"""Traditional and simplified: readers get simplified; the published form stays in the archive."""

import functools
import operator
import re

import opencc

from cleaning.report import Script

FEW = 0.004  # share of characters of another script that stray into any page, in names mostly
NOT_HAN = re.compile("[^\u3400-\u9fff]+")
# Terms that conversion must not touch: 乾 in names of places is no 干, a dance of 同仁 is written 於菟.
GUARDED = re.compile(
    "乾(?=[县安隆坤陵元宁潭务封嘉])|於菟|於潜|瞭望|毕昇|洪昇|藉(?=田)|徵(?=羽|调式)|[宫商角]徵|覆(?=核|议|盖|函)"
)
# On simplified pages these stand in names only, as the standard list of 2013 allows.
NAMES = re.compile("[乾昇陞於鉅甦徵锺鍾]")


@functools.cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def simplify(text: str, script: Script = "hant") -> str:
    """By t2s. Never tw2sp: its phrase table turns 對口支援 into 对口支持, the key term of the whole product."""
    guard = NAMES if script == "hans" else GUARDED
    if not guard.search(text):
        return _converted(text)
    pieces, position = [], 0
    for match in guard.finditer(text):
        pieces += [_converted(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join((*pieces, _converted(text[position:])))


def _converted(text: str) -> str:
    return str(_converter("t2s").convert(text))


def script_of(text: str) -> Script:
    """Of a text as published: by the characters that either script writes otherwise."""
    han = NOT_HAN.sub("", text)
    if len(han) < 8:
        return "other"
    traditional = _differences(han, _converted(han)) / len(han)
    if traditional <= FEW:
        return "hans"
    simplified = _differences(han, str(_converter("s2t").convert(han))) / len(han)
    return "hant" if simplified <= max(traditional / 4, FEW) else "mixed"


def _differences(text: str, other: str) -> int:
    return sum(map(operator.ne, text, other))
