"""Whom a page names as its source."""

import re
from collections.abc import Iterable, Sequence

import lxml.html

from cleaning.extract.dates import date_match, has_date, narrowed

# What follows a label may hold the next label, so it is only looked at.
LABEL = re.compile(
    r"(?<!图片|视频|数据|资金|题图|头图|封面)(?:来源|稿源|來源|出处|供稿单位|信息提供|来自|\b[Ss]ource)(?:于|自|是|为)?\s*[:：】\]>丨|"
    r"]\s*(?=(?P<rest>.{1,60}))|"
    r"[\[【(（]\s*(?:来源|稿源|來源)\s*[:：]?\s*(?P<inner>[^\]】)）]{2,40})[\]】)）]"
)
ISSUER = re.compile(r"(?:发布(?:机构|单位|部门|者|人)|供稿)\s*[:：]\s*(?=(?P<rest>.{1,60}))")
UNIT = re.compile(r"..(?:室|处|股|队|组)$")  # of an institution
LABELLED = re.compile("来源|稿源|來源|出处|供稿单位|信息提供|来自|[Ss]ource")  # without which there is no label
PICTURED = re.compile(r"(?:来源|稿源|來源)\s*[:：]\s*(?:$|(?=[\d|]|作者|发布|时间|编辑|责))")  # nobody in letters
STOP = re.compile(
    r"(?:[|丨\]】\[)）]|作\s*者|记\s*者|发[布表](?:时间|日期|于|者|人|机构)|发布\s*[:：]|发稿|日期|时间|编\s*辑|责编|责任|字[号体]|浏览|点击|阅读|访问|评论|我来说|打印|分享|收藏|通讯员|撰文|摄影|"
    r"审核|校对|举报|我有话|我要|参与|手机看|官方[帐账]号|关键词|分类|栏目|大中小|【|\[|https?:|\d{4}\s*[-年/.])"
)
# `…| 来源某网| …` of a dated line
FIELD = re.compile(r"(?:^|[|｜丨\s])来源(?P<rest>[^\s|｜丨:：，。]{2,20})(?=[|｜丨\s]|$)")
PLACE = re.compile(r"[(（][\u4e00-\u9fff]{2,4}[)）]?$")  # `新京报(北京)`: where the newspaper appears
SITE_NAME = re.compile(r"【(?!打印|关闭|字[号体]|[大中小]】|编辑|责|评论|分享|收藏|纠错|来源)(?P<name>[^】\d]{2,24})】")
ENDS = (
    r"(?:日报|晚报|时报|晨报|早报|商报|都市报|报|报社|网|网站|在线|新闻|新闻社|新华社|通讯社|社|电视台|广播台|电台|台|总台|中心|传媒|频道|客户端|融媒|融媒体|杂志|周刊|发布|政府|"
    r"委员会|厅|局|办公室|宣传部|部|办|委|公司|集团|学院|大学|医院|协会|站)"
)
# An end after which nothing more of a name comes
CLOSED = re.compile(
    r"(?:日报|晚报|时报|晨报|早报|商报|都市报|青年报|[\u4e00-\u9fff]网|新华社|通讯社|电视台|广播台|电台|总台|客户端|融媒体?(?:中心)?|发布|周刊)》?$"
)
BARE = re.compile(rf"^[\u4e00-\u9fff《》·A-Za-z\-－/]{{2,24}}{ENDS}》?$")
CHANNEL = re.compile(r"^[A-Z]{0,5}[\u4e00-\u9fff]{4,10}$")
OTHERWISE = re.compile(r"编辑|记者|作者|首页|^(?:来自|发[自布表]|独家|原创|下载|关注|举报|更新|字体|星期|农历)")
NEAR = 3  # lines between a name and the date
FAKE = re.compile(
    r"^(?:sp\d+|\d+|[大中小 ]+|网上|未知|不详|管理员|admin|佚名|匿名|创始人|网友|其[他它]|来源|作者|暂无|无|"
    r"null|none|undefined|内部|"
    r"本[报刊台社]|(?:(?:本[站网]|互?联?网络?|转载|转自|整理|综合|编辑|原创|报道|文章|稿件|收集|采编)){1,3}|.*(?:厂家|"
    r"范文|报告范文|申请书|小编|站长|SEO|代理|彩票|博彩|棋牌|批发|价格|加盟|"
    r"(?:(?:澳门|皇冠|金沙|葡京|威尼斯|太阳城|银河|国际|永利|真人|线上|在线|平台|彩|博).{0,6}|[a-z\d])娱乐))$",
    re.I,
)
SPOOFED = re.compile(r"\bsp20\d{6}\b", re.I)
AGENCY = re.compile(
    r"^[\s(（【]*(?P<name>[\u4e00-\u9fff]{2,12}?(?:社|网|报|"
    r"台))(?P<place>[\u4e00-\u9fff·]{0,12})(?:\d{1,2}月)?\d{0,2}日?(?:电|讯)(?=[\s(（:：，,】)])"
)
AGENCIES = {"中新社": "中国新闻社", "中新网": "中国新闻网"}


def is_spoofed(text: str) -> bool:
    """`来源: sp20241109`: hosts that stamp copied pages with the day of copying."""
    return "sp20" in text.lower() and SPOOFED.search(text) is not None


def publisher_in(lines: Iterable[str], *, bare: bool = False) -> str:
    """The first publisher that the lines name, by a label or in 【】; `bare`: a line is nothing but the name."""
    for line in lines:
        for name in _named(line) or ([line] if bare else []):
            if (clean := _name(name)) and not FAKE.match(clean):
                return clean
    return ""


def _named(line: str) -> list[str]:
    """What stands behind a label, else what a dated line names without one."""
    named = [match["rest"] or match["inner"] for match in LABEL.finditer(line)] if LABELLED.search(line) else []
    if named or len(line) >= 80 or not ("来源" in line or "【" in line) or not has_date(line):
        return named
    named = [match["rest"] for match in FIELD.finditer(line)]
    return named or [match["name"] for match in SITE_NAME.finditer(line)]


def _name(text: str) -> str:
    text = PLACE.sub("", text.strip(" \u3000\xa0:：·•"))
    if stop := STOP.search(text):
        text = PLACE.sub("", text[: stop.start()].rstrip())
    name = re.split(r"[\s\u3000]{2,}|\s(?=[^\u4e00-\u9fff]*\d)|\s+(?=(?:作者|记者|责编))", text.strip())[0].strip(
        " ,，;；。/、-—_(（"
    )
    start, _, rest = name.partition(" ")
    if len(name) > 8 or CLOSED.search(start) or (len(start) > 3 and CLOSED.search(rest)):  # `某某日报 赵磊`
        name = start
    whole = re.fullmatch(r"《([^《》]+)》", name)
    return whole[1] if whole else name if 2 <= len(name) <= 40 else ""


def publisher_by_date(lines: Iterable[str], *, surely: bool = False) -> str:
    """`2024-03-31 09:38 某某总台`: what is left of a byline without its date, if it is called like a publisher;
    `surely`: like nothing else."""
    for line in lines:
        narrow = narrowed(line)
        match = date_match(narrow) if len(line) < 80 else None
        if match is None:
            continue
        rest = (narrow[: match.start()] + "  " + narrow[match.end() :]).strip()
        pieces = [STOP.split(piece)[0].strip("·•") for piece in re.split(r"\s+|[丨|]", rest)]
        named = [
            piece.strip("《》·•")
            for piece in pieces
            if (BARE.match(piece) or _is_channel(piece, match, narrow))
            and not (FAKE.match(piece) or OTHERWISE.search(piece))
        ]
        sure = next(filter(CLOSED.search, named), "")  # `某某新闻 某某日报`: the first may be the channel
        if named and (sure or not surely):
            return sure or named[0]
    return ""


def issuer_in(lines: Iterable[str]) -> str:
    """Who put the page up, if it is no person: the next best where no source is named."""
    names = (_name(match["rest"]) for line in lines for match in ISSUER.finditer(line))
    return next((name for name in names if (BARE.match(name) or UNIT.search(name)) and not FAKE.match(name)), "")


def publisher_beside(lines: Sequence[str]) -> str:
    """A line that opens with a publisher's name as an element of its own, near the line with the date."""
    for at, line in enumerate(lines):
        names = re.split(r"\s{2,}|[|｜/]", line.strip(" ·|｜"))[:2]
        name = next((name for name in names if BARE.match(name) and CLOSED.search(name)), "")
        if name and not OTHERWISE.search(name) and any(map(has_date, lines[max(at - NEAR, 0) : at + NEAR + 1])):
            return name.strip("《》")
    return ""


def publisher_of_picture(tree: lxml.html.HtmlElement) -> str:
    """`来源：<img alt="某某日报">`."""
    for image in tree.iter("img"):
        name = _name(image.get("alt") or image.get("title") or "")
        if name and not FAKE.match(name) and PICTURED.search(_before(image)):
            return name
    return ""


def _before(element: lxml.html.HtmlElement) -> str:
    """The text right before an element, which may be the only one in a link."""
    for _ in range(3):
        before, parent = element.getprevious(), element.getparent()
        text = str((before.tail if before is not None else parent.text if parent is not None else "") or "").strip()
        if text or before is not None or parent is None:
            return text
        element = parent
    return ""


def _is_channel(part: str, date: re.Match[str], line: str) -> bool:
    """`2009年11月09日13:48 新浪娱乐`: longer than a person's name, and right beside a date with a clock time."""
    if not date.groupdict().get("minute") or not CHANNEL.match(part):
        return False
    return line[: date.start()].strip() == part or line[date.end() :].lstrip(" |").startswith(part)


def publisher_of_dateline(paragraphs: Iterable[str], title: str) -> str:
    """`中国西藏网讯`, `新华社拉萨12月12日电`: the agency of the first paragraph that has one. 本报 names nobody."""
    for text in paragraphs:
        match = AGENCY.match(text[:60])
        if match and not match["name"].startswith("本") and match["name"] not in title:
            return AGENCIES.get(match["name"], match["name"])
    return ""
