"""The posts of a forum page: boxes of one kind side by side, each beside a line that says who posted when."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleaning.extract.lines import Line, Lines

SIGNS = re.compile(
    r"发表于|发表時間|(?:发表|提交|回[复復答]|跟帖)(?:日期|时间)|楼主|\d+\s*[楼樓]|\d+\s*#|#\s*\d+|回[复復答]|只看该作者|沙发"
)
CUE = re.compile("[楼樓#表復复答看沙跟提]")  # one of them stands in every sign, and one of these words
CUES = ("楼", "樓", "#")
WORDS = re.compile("回[复復答]|发表|跟帖|提交|沙发|只看")
DATED = re.compile(r"\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|\d+\s?(?:分钟|小时|天|周|个?月|年)前")
SITE = re.compile(r"[-_|｜—–·]")  # between what a window's title says of page, board and site
FORUM = re.compile(r"(?:论坛|论壇|社区|社區|吧|问答|知道|小组)$|\bbbs\b|discuz|phpwind", re.I)
NAME = 24  # characters of a part that names a site: more are of the headline
REPLIES = re.compile(r"comment|reply|answer|header|position", re.I)  # furniture elsewhere, posts in a forum
FLOOR = re.compile(
    r"^\W*(?:\d+\s*[楼樓#]|#\s*\d+|楼主|沙发|板凳|地板|.{0,16}\d+\s?(?:秒钟?|分钟|小时|天|周|个?月|年)前.{0,12}|"
    r".{1,20}的签名档?)\W*$"
)
SIGN_LENGTH = 60  # characters that such a line has at most
ABOVE, BEHIND = 6, 4  # lines before and after a post where its sign may stand
BUTTONS = 0.3  # of a line that bears a sign, from which its links are buttons
SHARE = 0.3  # of a page's prose, from which a group of boxes may be its posts
SIGNED = 0.7  # of its boxes, from which a group is signed
THREAD = 3  # signed boxes, from which they are posts though they hold little text
NEAR = 0.8  # of the largest group, from which the smaller boxes are preferred: they leave out who wrote
NAMED = 0.4  # the same, if they are named like content: what stands about the writers may be longer than the posts
LABEL = 20  # characters of a line that may be the same in all posts: 注册时间, 精华, 积分
WHOLE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "tbody", "pre", "span"}  # never one post
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What a page shows of being one. `cues`: how many lines speak like forums; `signs`: lines that may sign a post."""

    page: Lines
    held: Sequence[float]  # prose of the boxes
    best: int  # the box of the densest text
    forum: bool  # the title of the window says so
    cues: int
    signs: Sequence[int]

    def holds(self, group: Sequence[int]) -> bool:
        """Whether these boxes, of one kind, are the posts."""
        posts = [at for at in group if self.held[at] > 0]
        if len(posts) < 2:
            return False
        large = sum(self.held[at] for at in posts) > SHARE * self.held[0]
        joined = large and self._joined(posts)
        if not self.forum:
            return joined and len(posts) <= 2 * self.cues and not self._headed(posts)
        told = large and self.cues >= 2 and len(posts) <= 2 * len(self.signs)
        return joined or told or (len(posts) >= THREAD and self._signed(group, posts))

    def together(self) -> list[int]:
        """The box that holds all posts, where they stand in none of their own but between their signs."""
        within = self.page.within(self.best)
        signed = bisect_left(self.signs, within.stop) - bisect_left(self.signs, within.start)
        return [self.best] if self.forum and min(signed, self.cues) >= THREAD else []

    def _joined(self, posts: Sequence[int]) -> bool:
        """Whether the densest text is among them: below an article it is not among its comments."""
        page, best = self.page, self.best
        inner = sum(self.held[at] for at in posts if page.holds(best, at))
        return inner > 0.5 * self.held[best] or any(page.holds(at, best) for at in posts)

    def _signed(self, group: Sequence[int], posts: Sequence[int]) -> bool:
        """Whether most have a sign of their own."""
        boxes, wanted = self.page.boxes, set(posts)
        ends = [0, *(boxes[at].last for at in group)]
        starts = [*(boxes[at].first for at in group), len(self.page.lines)]
        signed = 0
        for at, before, behind in zip(group, ends, starts[1:], strict=False):
            first = bisect_left(self.signs, max(before, boxes[at].first - ABOVE))
            last = min(behind, boxes[at].last + BEHIND)
            signed += at in wanted and first < len(self.signs) and self.signs[first] < last
        return signed >= SIGNED * len(posts)

    def _headed(self, posts: Sequence[int]) -> bool:
        """Whether they begin with headlines, as the articles of a list do."""
        lines, boxes = self.page.lines, self.page.boxes
        return sum(_is_headline(lines[boxes[at].first]) for at in posts) > 0.5 * len(posts)


def posts_of(page: Lines, weights: Sequence[float], best: int, window: str) -> list[int]:
    """The lines of all posts, or none where the page is no forum. `weights`: how much prose each line is."""
    names = [part.strip() for part in SITE.split(window)[1:] if len(part) <= NAME]
    forum = any(map(FORUM.search, names))
    if not forum and not any(map(page.text.__contains__, CUES)) and not WORDS.search(page.text):
        return []
    short = [(at, line.key) for at, line in enumerate(page.lines) if len(line.text) < SIGN_LENGTH]
    cues = {at for at, key in short if CUE.search(key) and SIGNS.search(key)}
    if not forum and len(cues) < 2:
        return []
    signs = sorted(cues.union(at for at, key in short if DATED.search(key)))
    thread = Thread(page=page, held=page.held(weights), best=best, forum=forum, cues=len(cues), signs=signs)
    groups = [group for group in _groups(page, _furniture(page, forum=forum)) if thread.holds(group)]
    return _lines(page, _narrowest(thread, groups) or thread.together())


def is_sign(line: Line) -> bool:
    """Says only who wrote a post, which one it is or how long ago, with what readers may do about it."""
    if len(line.key) < SIGN_LENGTH and FLOOR.match(line.key):
        return True
    return line.linked > BUTTONS * len(line.text) and CUE.search(line.key) is not None and bool(SIGNS.search(line.key))


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
    return any(page.holds(one, other) for one, other in pairwise(group))


def _narrowest(thread: Thread, groups: list[list[int]]) -> list[int]:
    """The deepest boxes that hold nearly all the text that any of these groups holds."""
    sums = [sum(thread.held[at] for at in group) for group in groups]
    most = max(sums, default=0.0)
    shares = (NAMED if thread.page.boxes[group[0]].hint > 0 else NEAR for group in groups)
    near = [group for group, size, share in zip(groups, sums, shares, strict=True) if size >= share * most]
    return max(near, key=lambda group: sum(1 for _ in thread.page.ancestors(group[0])), default=[])


def _lines(page: Lines, posts: Sequence[int]) -> list[int]:
    """Their lines but for the labels of who wrote them."""
    found = [at for post in posts for at in page.within(post)]
    names = [DIGITS.sub("", page.lines[at].text)[: LABEL + 1] for at in found]
    counted = Counter(names)
    least = max(THREAD, 0.5 * len(posts))
    return [at for at, name in zip(found, names, strict=True) if len(name) > LABEL or counted[name] < least]


def _is_headline(line: Line) -> bool:
    return line.heading > 0 or (len(line.text) >= 8 and line.linked >= 0.8 * len(line.text))
