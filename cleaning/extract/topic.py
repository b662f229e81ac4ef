"""What a page is about: its window title shares pairs of characters with the article and hardly any with the rest."""

import re
from collections.abc import Iterable
from itertools import chain

from cleaning.extract.lines import Lines

HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}|[A-Za-z0-9]{3}))")
SITE = re.compile(r"\s*[_|｜]|\s+[-–—]+\s|--")
LEAST = 6  # pairs that a title must have to speak
TOLD = 0.35  # share of the pairs that an article repeats at least
AGAIN = 0.8  # share of the pairs from which a line is the headline
OFF = 0.4  # of that share, below which another text is about something else
LOOKED_AT = 4000  # characters of a text that are looked at


def topic_of(window: str) -> frozenset[str]:
    """The pairs of characters in a window title before the names of channel and site; empty if it says too little."""
    pairs = frozenset(HAN_PAIR.findall(SITE.split(window[:400], 1)[0]))
    return pairs if len(pairs) >= LEAST else frozenset()


def headline_of(topic: frozenset[str], page: Lines) -> int:
    """The line that repeats the title, a heading rather than another; -1 if there is none."""
    if not topic:
        return -1
    least = AGAIN * len(topic)  # a line has one pair less than characters
    some = tuple(topic)[: int(len(topic) - least) + 1]  # so many that one of them is in each line that repeats it
    texts = [line.text for line in page.lines]
    headings = (at for at, line in enumerate(page.lines) if line.heading)
    found = (
        at
        for at in chain(headings, range(len(texts)))
        if least < len(texts[at]) <= 80 and any(map(texts[at].__contains__, some)) and _repeats(topic, texts[at])
    )
    return next(found, -1)


def told(topic: frozenset[str], page: Lines, lines: Iterable[int]) -> float:
    """Which share of the topic these lines repeat; a line that repeats nearly all of it is the headline again."""
    if not topic:
        return 0.0
    texts = (page.lines[at].text for at in lines)
    text = "\n".join(text for text in texts if len(text) > 2 * len(topic) or not _repeats(topic, text))[:LOOKED_AT]
    return _share(topic, text)


def speaks_of(title: str, text: str) -> bool:
    """Whether a text has enough of a title, and sentences, to be what the title announces."""
    topic = topic_of(title)
    return bool(topic) and "。" in text and _share(topic, text[:LOOKED_AT]) >= TOLD


def _repeats(topic: frozenset[str], text: str) -> bool:
    """Whether a text has nearly the whole topic. Most texts are through after a few pairs."""
    left = len(topic) - AGAIN * len(topic)
    for pair in topic:
        if pair not in text:
            left -= 1
            if left < 0:
                return False
    return True


def _share(topic: frozenset[str], text: str) -> float:
    return sum(pair in text for pair in topic) / len(topic)


def is_off(topic: frozenset[str], page: Lines, lines: Iterable[int], rest: Iterable[int]) -> bool:
    """Whether `lines` speak of the topic and `rest` of something else."""
    share = told(topic, page, lines)
    return share >= TOLD and told(topic, page, rest) < OFF * share
