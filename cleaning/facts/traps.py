"""Numbers that are no figures (第十批, 1+7, 万元村), and figures that cannot be trusted (?.2亿元, 1 950万元)."""

import re
from typing import Literal

from cleaning.facts.bare import is_money
from cleaning.facts.numbers import NUMERAL, Number

_LOST = re.compile(
    r"(?<![.．…])[.．]$|[?？\ufffd□■◇\ue000-\uf8ff](?:[a-zà-ǜ]{1,7}[)）])?$"
)  # an ellipsis is no lost digit
# `几个？两个。`: whoever is asked how many answers with a number, and no digit is lost.
_ASKED = re.compile(r"(?:几|多少|多大|吗|呢|什么|怎么|为何|谁|哪)[^，。；！？]{0,6}？$")
_SPLIT = re.compile(r"\d[.,，．][ \u00a0\u3000]?$|\d[ \u00a0\u3000]+$|\d/$|\d[,，．.·]$")
_MARKS = frozenset(" \u00a0\u3000.,，．/·…?？\ufffd□■◇)）").union(
    map(chr, range(0xE000, 0xF900))
)  # what those end with
_BROKEN = re.compile(r"(?:\d[\d,，.]*[ \u00a0\u3000.,，．/]*|[.．?？\ufffd□■◇\ue000-\uf8ff]+(?:[a-zà-ǜ]{1,7}[)）])?)$")
_WINDOW = 24

_CODE = re.compile(r"[A-Za-z]$|\d[:：比对]$")  # G318, 1:3, 1对1
_LEADING_ZERO = re.compile(r"0\d")
_CLOSING = re.compile('[”’」"]')

_ORDINAL = re.compile(rf"第(?:{NUMERAL}[批期次届名届个项]?[、,，至到和及—–~-])*$")
_RANKED = re.compile(r"(?:前|排名|位居|名列|列|倒数|届)$")
_RANKS = frozenset("前名居列数届")  # what those end with
_SLOGAN_AFTER = re.compile(
    r"\s?\d+(?:\.\d+)?[%％]|[“”]?一(?![批期个所座家次些线定起共])|代表|意识|自信|维护|全面|确立|离不开|认同|坚持|倾斜|转变|务必|不变|结合|不愁|百分百|负责"
)
_SLOGAN_BEFORE = re.compile(r"(?:[两双三]个|双)$")
_WEB = re.compile(r"点击|浏览|阅读|播放|转发|访问|曝光|点赞|粉丝")
_HEIGHT = re.compile(r"海拔[^，。；]{0,8}$|高程[^，。；]{0,4}$")
_HOUSEHOLD = re.compile(r"[十百千万亿]{1,3}元[”\"]?[户村](?![^，。]{0,2}[投捐])")
_NAMED = re.compile(r"[”\"]?(?:村(?!民|集体|组)|户(?!均)|乡|镇|县|级|产业|集群|园区|俱乐部|大道|工程)")
_CLASS = re.compile(r"元以上的?(?:重[点大])?(?:项目|企业|工程|产业|园区)")  # 亿元以上项目6个: a class, not a sum
_IDIOM = re.compile(r"一对|四处|(?<=三天)两头|[一二三四五六七八九十]期")  # 四处求医, 二期工程


def why_unreadable(text: str, start: int, number: str) -> Literal["digit_lost", "indeterminate"] | None:
    """Why the number that begins at `start` must not be believed, or None. A digit may have stood where a mark of
    damage stands now; a gap may have parted one number in two."""
    if text[start - 1 : start] in _MARKS and start:
        before = text[max(0, start - 10) : start]
        if _SPLIT.search(before):
            return "indeterminate"
        if _LOST.search(before) and not _ASKED.search(before):
            return "digit_lost"
    return "digit_lost" if number[:1] == "0" and _LEADING_ZERO.match(number) else None


def broken_from(text: str, start: int) -> int:
    """Where the damaged number really begins: at the marks, or at the digits cut off from it."""
    window = text[max(0, start - _WINDOW) : start]
    found = _BROKEN.search(window)
    return start - len(window) + found.start() if found else start


def is_no_figure(text: str, start: int, end: int, kind: str, number: Number) -> bool:
    """一个, which is an article; ordinals, code names, slogans, heights, clicks."""
    if number.value == 1 and kind not in ("money", "percent") and text.startswith("一", start):
        return True
    before = text[max(0, start - _WINDOW) : start]
    last = before[-1:]
    if (
        last in ("+", "＋")
        or text[end : end + 1] in ("+", "＋")
        or ((last.isascii() or last in "：比对") and _CODE.search(before))
    ):
        return True
    if "第" in before and _ORDINAL.search(before):
        return True
    if kind == "money":
        return (
            text.startswith("一分钱", start)
            or _HOUSEHOLD.match(text, start) is not None
            or (number.bare and _NAMED.match(text, end) is not None)
        )
    return _is_slogan(text, end, before) or _is_other(text, start, end, kind, before)


def is_share(number: Number) -> bool:
    """Tenths of a whole are fewer than ten."""
    return (number.high or number.value or 0) < 10


def _is_slogan(text: str, end: int, before: str) -> bool:
    last = before[-1:]
    quoted = last in ("“", "‘", "「", '"') and _CLOSING.search(text, end, end + 5)
    words = _SLOGAN_AFTER.match(text, end)
    if words and words[0].endswith("一") and text[end - 1] != "个":
        words = None  # 增加到1.1万册一下
    return bool(quoted or words or (last in ("个", "双") and _SLOGAN_BEFORE.search(before)))


def _is_other(text: str, start: int, end: int, kind: str, before: str) -> bool:
    if kind == "quantity":
        return ("海拔" in before or "高程" in before) and _HEIGHT.search(before) is not None
    if kind != "count":
        return False
    return bool(
        (before[-1:] in _RANKS and _RANKED.search(before))
        or _IDIOM.fullmatch(text, start, end)
        or _WEB.search(text, max(0, start - 10), end + 5)
    )


def may_stand(text: str, start: int, qualifier: str, kind: str, number: Number) -> bool:
    """A scale without a digit counts only where it is an amount: 近百家, 超亿元; 百名专家, 万元村 are names."""
    if number.bare and _CLASS.search(text[start : start + 12]):
        return False
    if not number.bare or qualifier != "eq":
        return True
    return kind == "money" and number.value not in (10**4, 10**8) and is_money(text, start)
