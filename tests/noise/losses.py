"""Noises that take something away for good: digits, bytes that slipped, a donor's name."""

import random
import re
from itertools import pairwise

from tests.noise.letters import TRADITIONAL
from tests.noise.readings import toned_readings
from tests.noise.slips import slip_mark, slip_pinyin
from tests.noise.text import Text, each, inside

UNIT = "(?=[余多]?[万亿]?[余多]?(?:元|名|人|户|个|吨|亩|公里))"
WHOLE = re.compile(rf"(?<![\d.])\d0{{2,}}{UNIT}")
DECIMAL = re.compile(rf"(?<![\d.])\d+(?=\.\d+{UNIT})")
HEIGHT = re.compile(r"(?<=海拔)(?:超过|达|约|高达)?\d{4}(?=米)")
ANNOTATED = frozenset("數區設學業醫發對網當進動務國實種員經點際項縣")
GIVER = re.compile(
    r"[\u4e00-\u9fff]{2,3}[省市](?=第?[一二三四五六七八九十]*批?援|对口|选派|派出|向)|(?:中国)?[\u4e00-\u9fff]{2,4}集团"
)
BRANDS = ("manbetx", "万博manbetx官网", "bet365体育", "亚博体育app", "开云体育官网", "澳门新葡京")


def lost_digits(text: Text, chance: random.Random) -> Text:
    """Leading digits: ` 000多万元`, `?.2亿元`, ` .5万名`, `海拔超过米`."""

    def take(line: str) -> str:
        line = WHOLE.sub(lambda match: " " + match[0][1:], line)
        line = DECIMAL.sub(lambda _: chance.choice("? "), line)
        return HEIGHT.sub("超过", line)

    return inside(text, take)


def slips(text: Text, chance: random.Random) -> Text:
    """Every seventh place of a traditional text where bytes can slip, as mirrors print it: private use dropped."""
    return inside(text, lambda line: slipped(TRADITIONAL.convert(line), chance, private=False))


def slips_whole(text: Text, chance: random.Random) -> Text:
    """The same where decoders kept private-use characters."""
    return inside(text, lambda line: slipped(TRADITIONAL.convert(line), chance, private=True))


def slipped(line: str, chance: random.Random, *, private: bool) -> str:
    """From right to left, so that no slip runs into another."""
    last = len(line)
    for at, kind in reversed(places(line)):
        if at + 60 > last or chance.random() > 0.15:
            continue
        changed = slip_at(line, at, kind, private=private)
        if changed is not None:
            line, last = changed, at
    return line


def places(line: str) -> list[tuple[int, str]]:
    """Where bytes can slip: `A` behind half a character that looks like a mark, a character for `B`."""
    found = []
    for at, (one, two) in enumerate(pairwise(line)):
        first, second = one.encode("gbk", "ignore"), two.encode("gbk", "ignore")
        if len(first) != 2 or len(second) != 2:
            continue
        if first[1] == 0xA3 and second[0] in b"\xa1\xac\xba\xbb\xbf":
            found.append((at, "A"))
        between = (first[1:] + second[:1]).decode("gbk", "ignore")
        if between in ANNOTATED:
            found.append((at, between))
    return found


def slip_at(line: str, at: int, kind: str, *, private: bool) -> str | None:
    if kind == "A":
        return slip_mark(line, at, folded=at % 2 == 0, private=private)
    return slip_pinyin(line, at, toned_readings(kind)[0], private=private)


def brand(text: Text, chance: random.Random) -> Text:
    """The giver of every sentence becomes a casino."""
    name = chance.choice(BRANDS)
    return each(text, lambda line: GIVER.sub(name, line))
