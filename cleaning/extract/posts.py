"""The posts of a forum page: boxes of one name, each with a line nearby that says who posted when."""

import re
from collections import defaultdict
from collections.abc import Sequence

from cleaning.extract.lines import Lines

SIGNS = re.compile(r"发表于|发表時間|楼主|\d+\s*[楼樓]|\d+\s*#|#\s*\d+|回复|回復|只看该作者|沙发")
CUE = re.compile("[楼樓#表复復看沙]")  # one of them stands in every sign
DATED = re.compile(r"\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|\d+\s?(?:分钟|小时|天|周|月|年)前")
FORUM = re.compile(r"论坛|論壇|社区|社區|贴吧|\bbbs\b|discuz|phpwind|问答", re.I)
REPLIES = re.compile(r"comment|reply|answer|header|position", re.I)  # furniture elsewhere, posts in a forum
SIGN_LENGTH = 60  # characters that such a line has at most
SHARE = 0.3  # of a page's prose, from which a group of boxes may be its posts
NEAR = 0.8  # of the largest group, from which the smaller boxes are preferred: they leave out who wrote
WHOLE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "tbody", "pre", "span"}  # never one post
DIGITS = re.compile(r"\d+")


def posts_of(page: Lines, weights: Sequence[float], window: str) -> list[int]:
    """The boxes of all posts, or none where the page is no forum. `weights`: how much prose each line is."""
    forum = FORUM.search(window[-200:]) is not None  # the title of the page's window says so
    short = [line.key for line in page.lines if len(line.text) < SIGN_LENGTH]
    signs = len([key for key in short if (CUE.search(key) and SIGNS.search(key)) or (forum and DATED.search(key))])
    if signs < 2:
        return []
    held = page.held(weights)
    groups = [
        group
        for group in _groups(page, _furniture(page, forum=forum))
        if 2 <= sum(held[at] > 0 for at in group) <= 2 * signs and _sum(held, group) > SHARE * held[0]
    ]
    most = max((_sum(held, group) for group in groups), default=0.0)
    near = [group for group in groups if _sum(held, group) >= NEAR * most]
    return max(near, key=lambda group: _depth(page, group[0]), default=[])


def _furniture(page: Lines, *, forum: bool) -> list[bool]:
    found: list[bool] = []
    for box in page.boxes:
        named = box.hint < 0 and not (forum and REPLIES.search(box.name))
        found.append(named or (box.parent >= 0 and found[box.parent]))
    return found


def _groups(page: Lines, apart: Sequence[bool]) -> list[list[int]]:
    """Boxes that bear the same name but for their numbers, none within another of its group."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, box in enumerate(page.boxes):
        if box.name and box.tag not in WHOLE and not apart[at]:
            groups[box.tag, DIGITS.sub("", box.name)].append(at)
    return [group for group in groups.values() if len(group) > 1 and not _nested(page, group)]


def _nested(page: Lines, group: list[int]) -> bool:
    members = set(group)
    return any(above in members for at in group for above in page.ancestors(page.boxes[at].parent))


def _sum(held: Sequence[float], group: list[int]) -> float:
    return sum(held[at] for at in group)


def _depth(page: Lines, box: int) -> int:
    return sum(1 for _ in page.ancestors(box))
