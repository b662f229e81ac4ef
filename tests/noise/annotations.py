"""Pinyin that hijackers set behind characters, in all known forms."""

import random
import re
import unicodedata

from tests.noise.letters import TRADITIONAL
from tests.noise.readings import toned_readings
from tests.noise.text import Text, each

HAN = re.compile("[\u4e00-\u9fff]")
WORD = re.compile("[\u4e00-\u9fff]{2,4}(?=[，。、；]|的)")
OFTEN = "產業發設區學醫會億項鄉實際進務農辦區縣當難處護競黨領導"


def reading(word: str) -> str:
    return "".join(toned_readings(character)[0] for character in word)


def toneless(syllables: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", syllables.replace("ü", "v")) if c.isascii())


def pinyin(text: Text, chance: random.Random) -> Text:
    """Behind single characters of a traditional text; every fifth one with a blank inside."""
    marked = frozenset(chance.sample(OFTEN, 14))
    return _annotated(text, chance, marked, ["{0}({1})"] * 4 + ["{0}({1} )"])


def pinyin_wide(text: Text, chance: random.Random) -> Text:
    marked = frozenset(chance.sample(OFTEN, 14))
    return _annotated(text, chance, marked, ["{0}（{1}）", "{0}（{1} ）"])


def pinyin_bare(text: Text, chance: random.Random) -> Text:
    """Without tones, with a blank behind."""
    return _annotated(text, chance, frozenset("鄉縣醫產學區業"), ["{0}({2}) ", "{0}({2})"])


def _annotated(text: Text, chance: random.Random, marked: frozenset[str], forms: list[str]) -> Text:
    def annotate(match: re.Match[str]) -> str:
        character = match[0]
        if character not in marked:
            return character
        syllable = reading(character)
        return chance.choice(forms).format(character, syllable, toneless(syllable))

    return each(text, lambda line: HAN.sub(annotate, TRADITIONAL.convert(line)))


def pinyin_words(text: Text, chance: random.Random) -> Text:
    """Behind words of a simplified text."""

    def annotate(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() > 0.1 or not all(toned_readings(character) for character in word):
            return word
        return f"{word}({reading(word)})"

    return each(text, lambda line: WORD.sub(annotate, line))
