"""Who wrote and who edited: the words that newspapers put around names."""

import re
from collections.abc import Iterable

NAME = r"[\u4e00-\u9fff·•]{2,12}"
NAMES = rf"{NAME}(?:[ 、，,;；/]+{NAME}){{0,7}}"
EDITOR_WORD = (
    r"(?:(?:值班|本期|本版|网络|执行|见习|实习|助理|新媒体)?(?:责任?编辑|责编|责任编|编辑|责校|校对|审核|"
    r"审校|编审|主编|编者|版式|统筹|策划|监制|总监制|终审|终校|初审|复审|"
    r"一审|二审|三审|签发|值班编委|审签|美编|制图|设计|录入))"
)
EDITORS = re.compile(rf"编(?:辑|(?<=责编)|(?<=责任编))\s*[:：丨|/]?\s*({NAMES})")  # whatever stands before it
EDITOR_LINE = re.compile(
    rf"^(?:[\[【](?:纠错|打印|关闭|收藏|推荐|我要纠错)[\]】])?\s*(?:[\s(（\[【〔/|]*{EDITOR_WORD}\s*(?:[:：丨|/]|\s)\s*.{{0,40}}|"
    rf"[\s(（\[【〔]*{EDITOR_WORD}\s*[:：]?\s*[)）\]】〕]*)$"
)
AUTHORS = (
    re.compile(rf"(?:作者|撰文|撰稿|供稿|文字|文/图|图/文|文)\s*[:：/|丨]\s*({NAMES})"),
    re.compile(rf"(?:记者|通讯员)[ :：/]*(?:记者)?[ :：/]*({NAMES})"),
)
POST = re.compile(
    r"(?:实习|见习|特约|本[报网台社刊])?(?:记者|通讯员)|实习生|文\s*/\s*图|图\s*/\s*文"
)  # between two names
NEXT = re.compile(
    r"(?:(?:发布|发表|更新)?(?:时间|日期)|(?:点击|浏览|阅读)(?:次数|[数量率])?|来源|编辑|审核|责编|字[号体])$"
)  # the next label
NOT_NAMES = re.compile(
    r"报道|从|获悉|了解|采访|在|近日|日前|来自|说|表示|看到|见到|来到|走进|编辑|作者|来源|"
    r"发布|时间|日期|日报|晚报|时报|电视|新闻|网$|报$|社$|局$|部$|办$|"
    r"委$|队$|处$|中心|公司|政府|人民|责编|责校|摄影|摄$|图$|^文$|电$|讯$|管理员|发表|打印|字号|阅读|浏览|点击|本站|"
    r"网络|责任|审核|校对|未知|佚名|匿名|admin"
)
SPREAD = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
BETWEEN = re.compile("[ 、，,;；/]+")
BYLINE_SIGN = re.compile(r"[(（](?:[^()（）]{0,16})?(?:记者|通讯员|文[/／])[^()（）]{1,40}[)）]")
DATELINE_SIGN = re.compile(r"^.{0,40}?(?:电|讯|报道|消息)\s*[(（]([^()（）]{2,40})[)）]")
ROLE = re.compile(r"本[报网台社刊]|全媒体|见习|实习|首席|特约|记者|通讯员|[^、，, ]{2,8}[网报社台](?=记者)|文[/／]")


def editors_in(text: str) -> tuple[str, ...]:
    """Names behind 责编 and its kin; what stands there for nobody (管理员) is left out."""
    if "编" not in text:  # one of the many
        return ()
    return _unique(name for match in EDITORS.finditer(text) for name in _names(match[1]))


def is_editor_line(text: str) -> bool:
    return len(text) < 80 and EDITOR_LINE.match(text) is not None


def authors_in(byline: str) -> tuple[str, ...]:
    """Names behind 作者, 记者, 通讯员 in a line about the article."""
    return _unique(name for pattern in AUTHORS for match in pattern.finditer(byline) for name in _names(match[1]))


def signed(paragraph: str) -> tuple[str, ...]:
    """Names in a dateline or signature: `新华社拉萨12月12日电（记者李键）`, `（通讯员 陈旭）`, `电(袁晶)`."""
    if "(" not in paragraph and "（" not in paragraph:
        return ()
    head = paragraph[:80]
    found = [match[0] for match in BYLINE_SIGN.finditer(head)]
    found += [match[0] for match in BYLINE_SIGN.finditer(paragraph[-60:])]
    names = [name for sign in found for name in authors_in(sign.strip("()（）"))]
    if not names and (match := DATELINE_SIGN.match(head)):
        names = list(_names(ROLE.sub(" ", match[1])))
    return _unique(names)


def _names(text: str) -> list[str]:
    """Single names out of a list of them; `李 键`, set apart to fill three places, is one name."""
    names = []
    parts = BETWEEN.split(POST.sub(" ", SPREAD.sub(r"\1\2", text)))
    for part in (NEXT.sub("", part) for part in parts):
        if NOT_NAMES.search(part):
            break
        if is_name(part):
            names.append(part)
    return names


def is_name(text: str) -> bool:
    """Two to four characters, or longer with the dot of Tibetan and Uyghur names."""
    return 2 <= len(text) <= 4 or (len(text) <= 12 and ("·" in text or "•" in text or len(text) <= 6))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
