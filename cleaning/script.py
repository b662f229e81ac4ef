"""Traditional and simplified: readers get simplified; the published form stays in the archive."""

import functools

import opencc

from cleaning.report import Script

ENOUGH = 0.002  # share of characters that differ between the scripts below which a text counts as pure


@functools.cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def simplify(text: str) -> str:
    """By t2s. Never tw2sp: its phrase table turns 對口支援 into 对口支持, the key term of the whole product."""
    return str(_converter("t2s").convert(text))


def script_of(text: str) -> Script:
    """Of the page as published."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    if han < 10:
        return "other"
    traditional = _differences(text, simplify(text)) / han
    simplified = _differences(text, str(_converter("s2t").convert(text))) / han
    if traditional <= ENOUGH:
        return "hans"
    return "hant" if simplified <= traditional / 2 else "mixed"


def _differences(text: str, other: str) -> int:
    return sum(a != b for a, b in zip(text, other, strict=False))
