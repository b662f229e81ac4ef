"""The headline of a page: the line of it that its window title repeats."""

import re
from collections.abc import Mapping
from copy import copy

from cleaning.extract.furniture import is_furniture
from cleaning.extract.lines import Line, Lines
from cleaning.extract.meta import TITLES, first
from cleaning.extract.window import SEPARATOR, is_generic, is_place, is_site, without_site

LONGEST = 300  # characters that a headline may have; a longer one is cut, for somebody plays a trick
BROKEN = 4  # lines that one headline has at most
LABEL = re.compile("来源|來源|作者|编辑|发布|时间|日期|字号")
NEAR = 8  # lines above the text among which the byline stands
DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d")
CALENDAR = re.compile("今天是|现在是|当前时间|农历")  # the day of the visit
SIGN_BOARD = re.compile(r"(?:网站?|门户|在线|论坛|政府|委员会)\W*$")  # of a site, above the day of the visit
SIGNED = re.compile(r"^\W{0,3}(?:本[报刊网台社])?(?:全媒体|特约|见习)?(?:记者|通讯员|作者|来源)(?:\s|[:：])")
MARKED = re.compile(r"^[\[【][^\]】]{1,10}[\]】]\s*")  # `[本地新闻] …`
CUT = re.compile(r"(?:\.{2,}|…+|．{2,}|。{2,})$")
HAN = re.compile("[\u4e00-\u9fff]{2}")
STEM = 8  # characters that a window title which was cut short has at least


def title_of(window: str, page: Lines, metas: Mapping[str, str], *, start: int) -> tuple[str, int]:
    """The headline and the line that it is (-1: none). `start`: the first line of the body."""
    told = (metas.get(name, "") for name in TITLES[:2])
    stated = next((text for text in told if 4 <= len(text) <= LONGEST and not is_site(text)), "")
    at = _headline(page, stated, window, start)
    if at >= 0 and is_place(page.lines[at].text):
        if stated and page.lines[at].text not in stated:
            return stated, -1
        at = _other_than_site(page, at, window, start)
    if at >= 0:
        return _whole(page, at, stated, window)
    if metas.get("articletitle"):
        return metas["articletitle"][:LONGEST], -1
    cut = without_site(window or first(metas, TITLES))
    if not cut or is_generic(cut) or is_site(cut):
        at = _biggest(page, start)
        return (page.lines[at].text[:LONGEST], at) if at >= 0 else (cut, -1)
    return cut[:LONGEST], -1


def _headline(page: Lines, stated: str, window: str, start: int) -> int:
    """The best line above the body that repeats what the page says its title is."""
    best, score = -1, 0.0
    first = _tight(SEPARATOR.split(window, 1)[0])
    stated, window, stem = _tight(stated), _tight(window), CUT.sub("", first)
    for at, line in enumerate(page.lines[: start + 3]):
        if line.linked > 0.9 * len(line.text) and not line.heading:
            continue  # most lines above a text are entries of menus
        value = _likeness(_run(page, at) if line.heading else line, stated, window) or _fuller(
            line, stem, cut=stem != first
        )
        if value and value + at / 10000 >= score:  # of two alike the later one: the first stands in the breadcrumb
            best, score = at, value
    return best


def _run(page: Lines, at: int) -> Line:
    """A heading with the further lines of it, which a line break parts."""
    line = page.lines[at]
    rest = [more.text for more in page.lines[at + 1 : at + BROKEN] if more.box == line.box]
    if not rest:
        return line
    run = copy(line)
    run.text = "".join([line.text, *rest])
    return run


def _other_than_site(page: Lines, at: int, window: str, start: int) -> int:
    """The headline of a page whose window and first heading name its site and its column alone."""
    if not all(map(is_place, SEPARATOR.split(window))) or _above_byline(page, start) == at:
        return at
    other = _biggest(page, start, site=page.lines[at].text)
    return other if other >= 0 else at


def _whole(page: Lines, at: int, stated: str, window: str) -> tuple[str, int]:
    """A headline with its further lines, and the last of them: those of a heading that a line break cut, or those that
    the window title repeats as well."""
    text, whole = page.lines[at].text, _tight(window)
    if _tight(text) not in whole and _tight(bare := MARKED.sub("", text)) in whole:
        text = bare or text
    if _tight(text) in {_tight(stated), whole}:
        return text[:LONGEST], at
    for line in page.lines[at + 1 : at + BROKEN]:
        repeated = _tight(text + line.text) in whole
        if line.box != page.lines[at].box or not (repeated or (line.heading and reads_like_headline(line))):
            break
        if DATED.search(line.text) or LABEL.search(line.text) or len(text) + len(line.text) >= LONGEST:
            break
        text, at = f"{text}{'' if text + line.text in window else ' '}{line.text}", at + 1
    return text[:LONGEST], at


def _likeness(line: Line, stated: str, whole: str) -> float:
    text = line.text
    if not 4 <= len(text) <= LONGEST:
        return 0.0
    tight = _tight(text)
    if stated and tight == stated:
        return 1000.0 + 10 * bool(line.heading)
    if len(tight) < 4 or not whole or tight not in whole or _is_button(line):
        return _prefix(tight, whole) if line.heading else 0.0
    if tight == whole and is_site(text) and not line.heading:
        return 0.0
    starts = whole.startswith(tight)
    if not starts and (is_site(text) or len(tight) < 0.4 * len(whole)):
        return 0.0
    opens = starts and not (is_site(text) and len(tight) < 0.4 * len(whole))  # `某某社区 - 查看主题 - …`
    return len(tight) + 30.0 * opens + 10.0 * bool(line.heading)


def _fuller(line: Line, stem: str, *, cut: bool) -> float:
    """The line that the window title begins, but does not end."""
    if len(stem) < STEM or len(line.text) < len(stem):
        return 0.0
    tight = _tight(MARKED.sub("", line.text) if line.heading else line.text)
    if line.heading and tight == stem:
        return 25.0
    if len(tight) <= len(stem) or not tight.startswith(stem) or not reads_like_headline(line):
        return 0.0
    if not cut and not HAN.search(tight[len(stem) :]):  # a count glued to it
        return 0.0
    return (len(tight) + 31.0 if cut else 25.0) + 10.0 * bool(line.heading)


def _is_button(line: Line) -> bool:
    """Forums link the headline; what an h1 links is the site."""
    return is_furniture(line) and not (line.heading > 1 and line.linked)


def _prefix(tight: str, whole: str) -> float:
    """A window title that was cut short still begins like the headline."""
    size = min(len(tight), 12)
    return 25.0 if size >= 8 and whole.startswith(tight[:size]) else 0.0


def _tight(text: str) -> str:
    return "".join(text.split())


def _biggest(page: Lines, start: int, *, site: str = "") -> int:
    """Where the window title says nothing: the biggest heading above the body, else what stands right above the
    byline, else a centred line that opens the text."""
    best, size = -1, 7
    for at, line in enumerate(page.lines[: start + 1]):
        if (
            0 < line.heading <= size
            and len(line.text) >= 4
            and line.linked < len(line.text) / 2
            and not is_site(line.text)
            and line.text != site
        ):
            best, size = at, line.heading
    return best if best >= 0 else _above_byline(page, start)


def _above_byline(page: Lines, start: int) -> int:
    for at in range(max(start - NEAR, 1), min(start + BROKEN, len(page.lines))):
        line, above = page.lines[at], page.lines[at - 1]
        signed = SIGNED.match(line.key) or (DATED.search(line.text) and not CALENDAR.search(line.key))
        if signed and reads_like_headline(above) and not SIGN_BOARD.search(above.text):
            return at - 1
    first = page.lines[start] if start < len(page.lines) else None
    return start if first and page.boxes[first.box].centred and reads_like_headline(first) else -1


def reads_like_headline(line: Line) -> bool:
    """A short line that is no label, no sentence and no furniture."""
    long_enough = 6 <= len(line.text) <= 60 and not line.linked
    return long_enough and not is_furniture(line) and not re.search(r"[:：。]", line.text[-1:])
