"""Noises that change characters: scripts, widths, marks, look-alikes, blanks, what nobody sees, leftovers of markup."""

import random
import re
from dataclasses import replace

import opencc

from tests.noise.text import Text, each, inside

TRADITIONAL = opencc.OpenCC("s2t")
# As found on mirrors; what t2s turns by itself (乾 儅 爲 佔) and what it does not (毉 辳 觝 硪).
LOOK_ALIKES = {
    "医": "毉",
    "农": "辳",
    "抵达": "觝达",
    "当": "儅",
    "干部": "乾部",
    "我们": "硪们",
    "为": "爲",
    "占": "佔",
    "里面": "裏面",
}
BIDI = "\u202a{}\u202c \u202b{}\u202c \u2066{}\u2069 \u200e{} \u200f{} \ufeff{}".split(" ")
SOUP = (
    "</p>",
    "&nbsp;&nbsp;",
    '" />',
    "\\n",
    "pagebreak",
    '<strong id="utfaj"></strong>',
    "<br/>",
    "</span>",
    '<p id="xqkwe">',
)


def traditional(text: Text, chance: random.Random) -> Text:
    return each(text, TRADITIONAL.convert)


def half_traditional(text: Text, chance: random.Random) -> Text:
    half = len(text.paragraphs) // 2
    turned = tuple(TRADITIONAL.convert(line) for line in text.paragraphs[half:])
    return replace(text, paragraphs=text.paragraphs[:half] + turned)


def half_width(text: Text, chance: random.Random) -> Text:
    return each(text, lambda line: line.translate(str.maketrans("，；：？！（）", ",;:?!()")))


def full_width(text: Text, chance: random.Random) -> Text:
    wide = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
    return each(text, lambda line: line.translate(wide))


def doubled(text: Text, chance: random.Random) -> Text:
    """A half-width comma before every full-width mark."""
    return each(text, lambda line: re.sub("([，。、；：！？])", r",\1", line))


def glyphs(text: Text, chance: random.Random) -> Text:
    def swap(line: str) -> str:
        for usual, look_alike in LOOK_ALIKES.items():
            line = line.replace(usual, look_alike)
        return line

    return each(text, swap)


def unseen(text: Text, chance: random.Random) -> Text:
    signs = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
    return each(text, lambda line: "".join(c + (chance.choice(signs) if chance.random() < 0.02 else "") for c in line))


def turned(text: Text, chance: random.Random) -> Text:
    """Marks of direction around single characters."""
    return each(
        text, lambda line: "".join(chance.choice(BIDI).format(c) if chance.random() < 0.02 else c for c in line)
    )


def blanks(text: Text, chance: random.Random) -> Text:
    return inside(text, lambda line: re.sub(r"(?<=\d)(?=[\u4e00-\u9fff])", chance.choice((" ", "\xa0")), line))


def blanks_in_words(text: Text, chance: random.Random) -> Text:
    """`精 神`: behind every fiftieth character that stands between two others."""
    between = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
    return inside(text, lambda line: between.sub(lambda _: " " if chance.random() < 0.02 else "", line))


def soup(text: Text, chance: random.Random) -> Text:
    """Markup printed as text, between sentences."""
    return inside(
        text,
        lambda line: re.sub("(?<=[。])(?=.)", lambda _: chance.choice(SOUP) if chance.random() < 0.3 else "", line),
    )


def twice(text: Text, chance: random.Random) -> Text:
    return replace(text, paragraphs=text.paragraphs * 2)


def shuffled(text: Text, chance: random.Random) -> Text:
    """The sentences of the whole text in another order, cut into paragraphs as before."""
    pieces = [re.findall("[^。！？]*[。！？]|[^。！？]+$", line) for line in text.paragraphs]
    pool = [sentence for sentences in pieces for sentence in sentences]
    chance.shuffle(pool)
    lines = []
    for sentences in pieces:
        lines.append("".join(pool[: len(sentences)]))
        pool = pool[len(sentences) :]
    return replace(text, paragraphs=tuple(lines))
