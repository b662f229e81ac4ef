"""What the title of a window says beside the headline: the names of site and channel, or nothing at all."""

import re

SEPARATOR = re.compile(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|\s*(?<!-)-{1,2}(?!-)\s*|\s*(?:——)\s*|\s*[<>«»›‹]+\s*|\s*::\s*")
SITE = re.compile(
    r"(?:网|報|报|网站|在线|新闻|频道|门户|中心|资讯|论坛|社区|首页|委员会|政府|人民政府|局|厅|办公室|日报|晚报|时报|周刊|杂志|电视台|广播|传媒|客户端|博客|\.(?:com|cn|net|org)|sina|qq|网易|搜狐|新浪|腾讯|凤凰|正文|新华|人民)",
    re.I,
)
SAYING = re.compile("[，：！？“”]")
BODY = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:医院|大学|学院|学校|中学|小学|公司|集团|协会|学会|总会|基金会|研究[院所]|图书馆|博物馆|工会|联合会|法院|检察院|党校|平台)$"
)
COLUMN = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:动态|要闻|新闻|公告|通知|公示|资讯|详情|专题|专栏|报道|风采|简讯|快讯|头条|公开|信息)$"
)
GENERIC = re.compile(
    r"^(?:图片新闻|首页|正文|无标题(?:文档)?|新闻(?:详情|中心|内容|正文)?|文章(?:内容|页|详情)?|内容页|详情页?|"
    r"untitled.*|new page ?\d*|详细(?:内容|信息)|index|home|信息(?:公开|详情).{0,3})$",
    re.I,
)


def without_site(window: str) -> str:
    """A window title without the names of site and channel behind (or before) it."""
    parts = SEPARATOR.split(window)
    if len(parts) == 1:
        return window
    ends = [match.span() for match in SEPARATOR.finditer(window)]
    first_part = parts[0]
    if is_site(first_part) and len(parts) > 1 and len(parts[1]) > len(first_part):
        rest = window[ends[0][1] :]
        return without_site(rest)
    for index, (begin, end) in enumerate(ends, 1):
        tail = parts[index:]
        mark = window[begin:end]
        if "_" in mark or "|" in mark or "｜" in mark or all(is_site(part) or len(part) <= 6 for part in tail if part):
            return window[:begin].strip() or window
    return window


def is_site(text: str) -> bool:
    """Whether a text is called like a site or a channel, and says nothing."""
    return len(text) <= 16 and not SAYING.search(text) and SITE.search(text[-6:]) is not None


def is_place(text: str) -> bool:
    """Whether a text may name a site, its keeper or a part of it."""
    return is_site(text) or (BODY.match(text) or COLUMN.match(text)) is not None


def is_generic(text: str) -> bool:
    """Whether a title would fit any page."""
    return GENERIC.match(text) is not None
