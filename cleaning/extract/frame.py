"""What stands around a text and may speak of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cleaning.extract.lines import BRIEF, Line, Lines
from cleaning.extract.linked import Linked

HAN = re.compile(r"[\u4e00-\u9fff《》]")
NUMBERS = re.compile(r"[\s\d:./-]+$")
WINDOW = 14  # lines above the text that may belong to its byline
BEFORE = 4  # lines above the headline, and
BEHIND = 12  # below the text


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds a body, as keys of lines: `head` from the headline to the text, `foot` behind it."""

    head: Sequence[str]
    above: int  # how many lines of it stand above the headline
    foot: Sequence[str]
    first: Sequence[str]  # the opening paragraphs
    last: Sequence[str]
    metas: Mapping[str, str]
    linked: Linked
    address: str
    posts: bool = False  # a forum page, with the first of several dates below its first post
    pictured: str = ""  # whom a picture names as source


def frame_of(page: Lines, *, title: int, start: int, end: int, body: Sequence[int]) -> tuple[list[str], int, list[str]]:
    """The lines above and below a body that may speak of it; between them, how many of those above stand above the
    headline."""
    first = max(title - BEFORE, 0) if 0 <= title < start else max(start - WINDOW, 0)
    brief = [at for at in range(first, start) if at != title and len(page.lines[at].text) < BRIEF]
    head = [at for at in brief if at > title or page.lines[at].linked < len(page.lines[at].text) / 3]
    taken = set(body)
    foot = [page.lines[at] for at in range(start, min(end + BEHIND, len(page.lines))) if at not in taken]
    texts = [_apart(page.lines[at]) for at in head]
    return texts, sum(at < title for at in head), [_apart(line) for line in foot if len(line.text) < BRIEF]


def _apart(line: Line) -> str:
    """A line with blanks where one element with Chinese text ends and the next begins, or a few that are but numbers:
    `某某日报` `赵磊` are two, and so are `18` `2020-06`."""
    if len(line.parts) < 2:
        return line.key
    if len(line.parts) < 4 and all(map(NUMBERS.match, line.parts)):
        return "  ".join(part.strip() for part in line.parts)
    if not any(HAN.match(one[-1:]) and HAN.match(other) for one, other in pairwise(line.parts)):
        return line.key  # as nearly always
    ends = list(accumulate(len("".join(part.split())) for part in line.parts))
    if len("".join(line.key.split())) != ends[-1]:  # the key is without pinyin
        return line.key
    apart, passed = "", 0
    for sign in line.key:
        if passed in ends and HAN.match(sign) and HAN.match(apart[-1:]):
            apart += "  "
        apart += sign
        passed += not sign.isspace()
    return apart
