"""Every noise of the catalogue, set into a clean text from a random seed."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import opencc

from cleaning.repair.pinyin import toned_readings_of

SPAM = (
    "国产精品久久久",
    "亚洲欧美在线观看",
    "天天操天天干",
    "午夜福利视频",
    "澳门娱乐城注册送彩金",
    "北京赛车开奖直播",
    "免费高清无码视频",
    "熟女人妖乱伦视频",
)
FARM = (
    "虎林市",
    "义马市",
    "色达县",
    "甘孜县",
    "宣武区",
    "西乌旗",
    "磐安县",
    "措美县",
    "改则县",
    "墨竹工卡县",
    "瑞安市",
    "陆川县",
)
TRADITIONAL = opencc.OpenCC("s2t")
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A story before it becomes a page. `dirt` holds what the noises set around it."""

    title: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    hijacked: bool = False
    noises: tuple[str, ...] = field(default=())


def each(text: Text, change: Callable[[str], str]) -> Text:
    return replace(
        text,
        title=change(text.title),
        paragraphs=tuple(map(change, text.paragraphs)),
        captions=tuple(map(change, text.captions)),
    )


def traditional(text: Text, chance: random.Random) -> Text:
    return each(text, TRADITIONAL.convert)


def half_traditional(text: Text, chance: random.Random) -> Text:
    half = len(text.paragraphs) // 2
    turned = tuple(TRADITIONAL.convert(line) for line in text.paragraphs[half:])
    return replace(text, paragraphs=text.paragraphs[:half] + turned)


def pinyin(text: Text, chance: random.Random) -> Text:
    """On traditional text, as mirrors do; every fifth annotation in another of the known forms."""
    marked = frozenset(chance.sample("產業發設區學醫會億項鄉實際進務農辦區縣當難處護競黨領導", 14))

    def annotate(match: re.Match[str]) -> str:
        character = match[0]
        if character not in marked:
            return character
        reading = toned_readings_of(character)[0]
        return character + chance.choice([f"({reading})"] * 4 + [f"({reading} )"])

    return each(traditional(text, chance), lambda line: HAN.sub(annotate, line))


def half_width(text: Text, chance: random.Random) -> Text:
    return each(text, lambda line: line.translate(str.maketrans("，；：？！（）", ",;:?!()")))


def full_width(text: Text, chance: random.Random) -> Text:
    wide = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
    return each(text, lambda line: line.translate(wide))


def doubled(text: Text, chance: random.Random) -> Text:
    return each(text, lambda line: re.sub("([，。、])", r",\1", line))


def unseen(text: Text, chance: random.Random) -> Text:
    return each(text, lambda line: "".join(c + ("\u200b" if chance.random() < 0.02 else "") for c in line))


def blanks(text: Text, chance: random.Random) -> Text:
    spaced = tuple(re.sub(r"(?<=\d)(?=[\u4e00-\u9fff])", " ", line) for line in text.paragraphs)
    return replace(text, paragraphs=spaced)


def spam_head(text: Text, chance: random.Random) -> Text:
    line = chance.choice(["_", ",", "|"]).join(chance.sample(SPAM, 5))
    return replace(text, head=(line, *text.head), hijacked=True)


def spam_tail(text: Text, chance: random.Random) -> Text:
    return replace(text, tail=(*text.tail, " | ".join(chance.sample(SPAM, 5))), hijacked=True)


def farm(text: Text, chance: random.Random) -> Text:
    return replace(text, tail=(*text.tail, "| ".join(FARM)), hijacked=True)


def twice(text: Text, chance: random.Random) -> Text:
    return replace(text, paragraphs=text.paragraphs * 2)


NOISES: dict[str, Callable[[Text, random.Random], Text]] = {
    noise.__name__: noise
    for noise in (
        traditional, half_traditional, pinyin, half_width, full_width, doubled, unseen, blanks, spam_head, spam_tail,
        farm, twice,
    )
}  # fmt: skip


def noisy(text: Text, chance: random.Random) -> Text:
    """With none to three noises, each at most once; what changes letters comes after what changes the script."""
    names = [name for name in NOISES if chance.random() < 0.16]
    for name in names:
        text = NOISES[name](text, chance)
    return replace(text, noises=tuple(names))
