"""The body of an article: which lines of its region are text, which are captions, and where it ends."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement

from cleaning.extract.dates import has_date
from cleaning.extract.furniture import CLOSING, is_furniture, is_prose, is_tail
from cleaning.extract.lines import Line, Lines
from cleaning.extract.people import is_editor_line
from cleaning.extract.posts import is_sign

BYLINE = re.compile(
    r"^\W{0,2}(?:发布(?:时间|日期|机构|单位|者|人)?|发表(?:时间|于)?|时间|日期|来源|稿源|信息来源|文章来源|作者|编辑|责编|浏览|点击|阅读|字号|字体|索引号|发文|成文|主题词|信息分类|编稿|更新时间|录入|供稿|摄影)\s*[:：]"
)
STAMP = re.compile(
    r"^[\s\w\[\]【】|:：/.-]{0,24}(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?[\s\d:：时分秒]*(?:[\s|【\[(（丨]|来源|作者|浏览|$)"
)
CAPTION = re.compile(
    r"^(?:[\[【(（]?(?:图为|图片(?:说明|为)?[:：]|图[①-⑩\d一二三四五]|上图|下图|左图|右图|资料图|配图|图说|图注|题图|组图|这是\d|这是.{2,30}(?:拍摄|摄)的))|"
    r"(?:[(（【]?(?:资料图|资料照片|图片来源.{0,30}|网络图片|图据.{0,20}|.{0,20}供图))[)）】]?$"
)
CAPTION_CUES = ("图", "这是", "资料照片")  # one of them is in each of these
CREDIT = re.compile(
    r"(?:摄|供图|摄影(?:报道)?|图片|提供|/摄|资料图|资料照片|翻拍|制图|发)\s*[)）】]?$|(?:新华社|中新社)(?:记者|发)|(?:摄影|供图)[:：/]|摄\s*[)）]"
)
CAPTION_BOX = re.compile(
    r"caption|pic_?(?:intro|txt|text|desc|info)|img_?(?:desc|txt|info)|photo_?desc|tu_?shuo|tupian", re.I
)
SOURCE = re.compile(r"^\W{0,2}(?:文章|信息|新闻|稿件)?(?:来源|稿源)\s*[:：][^。！？；]{2,40}$")
ALONE = re.compile(r"^\d{1,2}\s?[月/-]\s?\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?$")  # a date without its year
SIGN = re.compile(r"[\d，。、：；！？”》（）()]")  # in no entry of a menu
SENTENCE = re.compile("[。！？，；]")
LONG = 16  # characters from which a repeated line is a repetition and not a refrain
MENU = 3  # bare words at the end from which they are a menu
CAPTION_LENGTH = 130
PLACED_SHARE = 0.35  # of all text, from which lines under pictures are the text
END_SHARE = 0.3  # of the text, before which no closing line is believed


@dataclass(frozen=True, kw_only=True)
class Body:
    """Lines by index: `paragraphs` are groups of lines (a table row is one group); `start` and `end` bound them."""

    paragraphs: Sequence[tuple[int, ...]]
    captions: Sequence[int]
    start: int
    end: int
    repeated: int = 0

    def lines(self) -> list[int]:
        return [at for group in self.paragraphs for at in group] + list(self.captions)


def body_of(
    page: Lines, region: set[int], title: str, title_at: int, *, captions: Set[HtmlElement] = frozenset()
) -> Body:
    """Sorts the lines of a region. Nothing between first and last paragraph is left out but furniture."""
    inside = [at for at in sorted(region) if at > title_at or title_at not in region]
    hide = any(not page.boxes[page.lines[at].box].hidden for at in region)  # else readers would see nothing
    shown = (at for at in _until_end(page, inside) if not (hide and page.boxes[page.lines[at].box].hidden))
    kept = [at for at in shown if not is_furniture(page.lines[at])]
    fresh, repeated = _once(page, kept, title) if not page.posts else (_unsigned(page, kept), 0)
    fresh = _without_origin(page, _without_menu(page, _without_head(page, fresh)))
    told = _told(page, fresh, captions)
    texts = [at for at in fresh if at not in told]
    bounds = fresh or inside or [len(page.lines)]
    return Body(
        paragraphs=_grouped(page, texts), captions=sorted(told), start=bounds[0], end=bounds[-1] + 1, repeated=repeated
    )


def _told(page: Lines, fresh: list[int], captions: Set[HtmlElement]) -> set[int]:
    """The captions. On a page that centres all its text, standing under a picture makes no caption."""
    given = {at for at in fresh if page.boxes[page.lines[at].box].chosen in captions} if captions else set[int]()
    named = {at for at in fresh if is_named_caption(page, page.lines[at])}
    placed = {at for at in fresh if is_placed_caption(page, page.lines[at])} - named
    size = sum(len(page.lines[at].text) for at in placed)
    if size and size > PLACED_SHARE * sum(len(page.lines[at].text) for at in fresh):
        placed = set()
    return given | named | placed


def _until_end(page: Lines, inside: list[int]) -> list[int]:
    """Cuts behind the closing line of the editors, or before the first line of what sites put behind articles."""
    kept, before = list[int](), list[int]()
    for index, at in enumerate(inside):
        line = page.lines[at]
        if not (is_editor_line(line.key) or is_tail(line)):
            kept.append(at)
        elif not page.posts:
            before = before or _sizes(page, inside)
            if before[index] >= min(END_SHARE * before[-1], 400):
                break
    return kept


def _sizes(page: Lines, inside: list[int]) -> list[int]:
    """How many characters of prose stand before each of these lines, and how many there are."""
    lines = (page.lines[at] for at in inside)
    return [0, *accumulate(len(line.text) - line.linked if is_prose(line.text) else 0 for line in lines)]


def _once(page: Lines, kept: list[int], title: str) -> tuple[list[int], int]:
    """Drops the headline and every long line that was there before."""
    seen, fresh, repeated = {_tight(title)}, [], 0
    for at in kept:
        tight = _tight(page.lines[at].text)
        if tight in seen:
            repeated += len(tight) >= LONG and tight != _tight(title)
            continue
        if len(tight) >= LONG:
            seen.add(tight)
        fresh.append(at)
    return fresh, repeated


def _unsigned(page: Lines, kept: list[int]) -> list[int]:
    """Of posts: what their writers wrote. They quote each other, so nothing that comes again is left out."""
    return [at for at in kept if not is_byline(page.lines[at]) and not is_sign(page.lines[at])]


def _tight(text: str) -> str:
    return "".join(text.split())


def _without_head(page: Lines, fresh: list[int]) -> list[int]:
    """Drops bylines above the first paragraph; a line that only dates or signs the page is none of its text."""
    for index, at in enumerate(fresh):
        line = page.lines[at]
        if (is_prose(line.text) and not is_byline(line)) or is_caption(page, line):
            head = [before for before in fresh[:index] if not is_byline(page.lines[before])]
            return [*head, *fresh[index:]]
    return [at for at in fresh if not is_byline(page.lines[at])]


def _without_menu(page: Lines, fresh: list[int]) -> list[int]:
    """Drops a run of bare words at the end: a menu without links. One or two may be a signature, and stay."""
    last = len(fresh)
    while last and _is_bare(page.lines[fresh[last - 1]]):
        last -= 1
    return fresh[:last] if len(fresh) - last >= MENU and last else fresh


def _without_origin(page: Lines, fresh: list[int]) -> list[int]:
    """Drops a last line that names the source, which is a byline put below the text."""
    return fresh[:-1] if len(fresh) > 1 and SOURCE.match(page.lines[fresh[-1]].key) else fresh


def _is_bare(line: Line) -> bool:
    return len(line.text) < 20 and line.row < 0 and not SIGN.search(line.text)


def is_byline(line: Line) -> bool:
    text = line.key
    if len(text) > 150:
        return False
    dated = len(text) < 90 and not SENTENCE.search(text) and has_date(text)
    dated = dated or ALONE.match(text) is not None
    return dated or BYLINE.match(text) is not None or STAMP.match(text) is not None


def is_caption(page: Lines, line: Line) -> bool:
    return is_named_caption(page, line) or is_placed_caption(page, line)


def is_named_caption(page: Lines, line: Line) -> bool:
    """By its words or the name of its box."""
    if len(line.key) > CAPTION_LENGTH:
        return False
    box = page.boxes[line.box]
    if box.tag == "figcaption" or (box.name and CAPTION_BOX.search(box.name)):
        return True
    return any(map(line.key.__contains__, CAPTION_CUES)) and CAPTION.match(line.key) is not None


def is_placed_caption(page: Lines, line: Line) -> bool:
    """By standing centred under a picture, or by closing with who took it."""
    text, centred = line.key, page.boxes[line.box].centred
    if len(text) > CAPTION_LENGTH:
        return False
    if line.image and (centred or CREDIT.search(text)):
        return True
    return centred and len(text) < 80 and CREDIT.search(text) is not None and not CLOSING.search(text[-1:])


def _grouped(page: Lines, texts: list[int]) -> list[tuple[int, ...]]:
    """The short cells of one table row make one line."""
    groups: list[list[int]] = []
    for at in texts:
        line = page.lines[at]
        last = page.lines[groups[-1][-1]] if groups else None
        if last and line.row >= 0 and line.row == last.row and line.cell != last.cell and len(line.text) < 80:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [tuple(group) for group in groups]
