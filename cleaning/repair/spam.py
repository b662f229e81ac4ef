"""What hijackers put above and below a text: titles of porn and gambling pages, and lists of county names."""

import re
from collections.abc import Sequence

from cleaning.repair.brands import in_both_cases
from cleaning.repair.tally import Tally

WORDS = (
    "国产精品", "久久", "无码", "中文字幕", "字幕", "亚洲", "欧美", "日韩", "午夜福利", "福利视频", "福利片",
    "高清视频", "免费观看", "在线观看", "在线播放", "视频在线", "天天操", "天天干", "日日", "夜夜", "熟女", "人妖",
    "乱伦", "乱码", "黄色", "黄片", "成人", "成年", "一区", "二区", "三区", "毛片", "三级片", "伦理", "丁香", "婷婷",
    "伊人", "狠狠", "啪啪", "自拍", "偷拍", "偷窥", "激情", "情色", "色情", "色综合", "综合久久", "五月天", "香蕉",
    "草莓", "蜜桃", "麻豆", "妖精", "av", "xxx", "a片", "人妻", "少妇", "做爱", "强奸", "裸体", "巨乳",
    "无遮挡", "大片", "精品视频", "网红主播", "青青", "猫咪", "狼人", "番号", "种子下载", "彩票", "时时彩", "六合彩",
    "北京赛车", "快三", "开奖", "博彩", "娱乐城", "娱乐场", "棋牌", "真人", "百家乐", "老虎机", "赌场", "赌博",
    "投注", "外围", "下注", "葡京", "威尼斯", "太阳城", "皇冠", "银河", "澳门", "bet365", "manbetx",
    "体育app", "滚球", "注册送", "彩金", "返水", "官网登录", "app下载", "手机版下载", "平台登录", "电玩", "捕鱼",
)  # fmt: skip
# Sees small letters: told to ignore case, it would try every word at every character.
WORD = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))
# Hardly a newspaper prints these; those of gambling stand in reports of taxes and trials, and need another word beside.
STRONG = re.compile(
    "国产精品|久久(?:精品|综合|国产|久)|天天(?:操|干)|无码|熟女|人妖|乱伦|黄色网站|黄色视频|日本(?:一区|"
    "福利|乱)|午夜福利|a级?片|A级?片|毛片|狠狠(?:操|干|撸|爱)|"
    "啪啪|成人(?:视频|电影|网站|免费)|"
    "人妻|丁香(?:五月|婷婷)|色情|五月天(?:乱|婷|丁)|時時彩|时时彩|北京赛车|六合彩|百家乐|老虎机|娱乐城|"
    "博彩|赌场|体育投注|投注平台|开奖(?:结果|直播)|真人(?:娱乐|荷官)|"
    f"{in_both_cases('manbetx')}|{in_both_cases('bet365')}|注册送|亚洲(?:一区|欧美|日韩|[aA][vV]|无码|国产)|欧美(?:日韩|激情|亚洲|在线)|日韩(?:欧美|"
    "精品|无码)|免费(?:看|"
    "观看)[^，。]{0,6}(?:片|视频|电影院)|福利(?:片|视频)在线"
)
REPORTED = frozenset(
    ("博彩", "赌场", "老虎机", "百家乐", "六合彩", "娱乐城", "北京赛车", "时时彩", "時時彩", "开奖结果", "色情")
)
PLACE = re.compile(r"^[\u4e00-\u9fff]{1,10}?(?:[县市区州旗盟镇乡]|自治[县州旗])?$")
STOP = re.compile("[。！？；]")
# A line of some length without a stop. It begins with the break before it, which is searched for soonest.
LISTED = re.compile(r"\n[^。！？；\n]{12,}+(?![^\n])")
MANY_PLACES = 8
BARS = "|｜_"  # between the names of a link farm; blanks and commas may as well stand in a list of the text itself
BAR = re.compile(rf"\s*[{BARS}]\s*")
SEPARATOR = re.compile(r"([_|｜]+|\s[-–—]\s|,(?=[^\d])|，)")  # of a headline's parts
SHARE_BESIDE = 0.3  # of a headline's part that catchwords make up, where another part is spam
LONGEST = 3000  # characters of a line that are looked at


def is_spam(line: str) -> bool:
    """A line of simplified text that is nothing but catchwords or county names."""
    head = line[:LONGEST].lower()
    if is_link_farm(head):
        return True
    if not (found := WORD.findall(head)):
        return False
    strong = STRONG.search(head)
    if strong is None and len(head) > 400:
        return False
    words, covered = set(found), sum(map(len, found))
    stops = len(STOP.findall(head))
    if strong and (stops == 0 or covered > 0.2 * len(head)):
        return len(words) >= 2 or (covered >= 0.25 * len(head) and gives_away(head))
    return len(words) >= 4 and stops == 0 and covered > 0.3 * len(head)


def gives_away(text: str) -> bool:
    """Whether a catchword is among them that no newspaper prints; `text` in small letters."""
    return any(match[0] not in REPORTED for match in STRONG.finditer(text))


def is_link_farm(line: str) -> bool:
    """`虎林市| 义马市| 甘孜县| …`: real names of places that the page does not speak of."""
    if not has_many_bars(line):
        return False
    items = [item for item in BAR.split(line) if item]
    return sum(PLACE.match(item) is not None and len(item) <= 10 for item in items) >= 0.7 * len(items)


def has_many_bars(text: str) -> bool:
    return len(text) >= MANY_PLACES and sum(map(text.count, BARS)) >= MANY_PLACES


def may_hold_spam(text: str) -> bool:
    """Cheap, for the many texts that hold none."""
    if STRONG.search(text):
        return True
    if has_many_bars(text) and any(map(is_link_farm, text.split("\n"))):
        return True
    return len(WORD.findall("".join(LISTED.findall(f"\n{text}")).lower())) >= 4


def without_spam(text: str, tally: Tally) -> str:
    """The text without its spam lines, each counted. Marks must have their width: sentences are told by them."""
    if not may_hold_spam(text):
        return text
    lines = text.split("\n")
    kept = [line for line in lines if not is_spam(line)]
    tally.add("spam", len(lines) - len(kept))
    return "\n".join(kept)


def headline_without_spam(title: str, tally: Tally) -> str:
    """A headline without the catchwords set before or behind it; whole if nothing else would be left."""
    small = title.lower()
    if not STRONG.search(small) and len(WORD.findall(small)) < 3:
        return title
    parts = SEPARATOR.split(title)
    several = gives_away(small) or len(set(WORD.findall(small))) > 1
    spam = [(several and STRONG.search(part.lower()) is not None) or is_spam(part) for part in parts[::2]]
    if any(spam):  # what stands with such words and is half made of them is no better
        others = [not gone and not _is_beside(part) for part, gone in zip(parts[::2], spam, strict=True)]
        spam = [not other for other in others] if any(others) else spam
    kept = _kept(parts, spam)
    if not any(spam) or not kept:
        return title
    tally.add("spam", 1)
    return kept


def _is_beside(part: str) -> bool:
    return sum(map(len, WORD.findall(part.lower()))) >= SHARE_BESIDE * len(part)


def _kept(parts: Sequence[str], spam: Sequence[bool]) -> str:
    """The parts that are no spam, with what stood between two of them."""
    whole = ""
    for at, gone in enumerate(spam):
        if not gone and parts[2 * at].strip():
            between = parts[2 * at - 1] if at and not spam[at - 1] else "，"
            whole += (between if whole else "") + parts[2 * at]
    return whole.strip()
