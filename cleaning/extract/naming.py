"""What the names and styles that authors gave their boxes say about what is in them."""

import functools
import re
from dataclasses import dataclass

NAMED = {"footer", "nav", "aside", "article"}  # tags that say themselves what is in them
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0(?!\.)", re.I
)
CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
FURNITURE = re.compile(
    r"comment|reply|pinglun|foot|copyright|(?<![a-z])nav|menu|side_?bar|sider|relat(?:ed|ion)|recommend|tuijian|xiangguan|"
    r"(?<![a-z])hot|rank|paihang|crumb|share|bdshare|login|(?<!re)search|(?<![a-z])ad(?:s|v|vert)?(?![a-z])|banner|tool|"
    r"friend|author[-_]?(?:card|box|bio|intro)|copy(?:right)?s?$|weizhi|(?<![a-z-])position$|(?:^|[^a-z])top(?:bar|nav)?$|daohang|toplink|header|qrcode|ewm|page_?num|pager",
    re.I,
)
CONTENT = re.compile(
    r"content|article|artic|zhengwen|(?<![a-z])text|zoom|trs_|ueditor|editor_|artibody|endtext|detail|"
    r"news_?(?:body|con|txt|text)|(?<![a-z])con(?![a-z])|main_?(?:text|con)|ucap|neirong|post_?(?:body|text)|"
    r"t_msgfont|postmessage|(?<![a-z])t_f(?![a-z])|entry",
    re.I,
)


ATTRIBUTE = re.compile(r' ([^\s=]+)="([^"]*)"')
ESCAPED = (
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#9;", "\t"), ("&#10;", "\n"), ("&#13;", "\r"), ("&amp;", "&"),
)  # fmt: skip
KEPT = 300  # characters of attributes that are worth remembering


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a tag says of its box."""

    name: str  # class and id
    hint: int  # +1: named like content, -1: named like furniture
    centred: bool
    hidden: bool


def named(tag: str, attributes: str) -> Named:
    """`attributes` as XML has them. Most tags of a page were met before, on this or on other pages."""
    return _named(tag, attributes) if len(attributes) <= KEPT else _named.__wrapped__(tag, attributes)


def plain(text: str) -> str:
    """What was written as XML, as it was. The library's `unescape` takes seconds for a million signs."""
    for written, sign in ESCAPED:
        text = text.replace(written, sign)
    return text


@functools.lru_cache(maxsize=8192)
def _named(tag: str, attributes: str) -> Named:
    given: dict[str, str] = dict(ATTRIBUTE.findall(attributes))
    name, style = plain(f"{given.get('class', '')} {given.get('id', '')}").strip(), plain(given.get("style", ""))
    centred = tag == "center" or given.get("align") == "center" or CENTRED.search(style) is not None
    hidden = "hidden" in given or HIDDEN.search(style) is not None
    return Named(name=name, hint=_hint(name, tag), centred=centred, hidden=hidden)


def _hint(name: str, tag: str) -> int:
    if tag in NAMED and tag != "article":
        return -1
    if not name:
        return 1 if tag == "article" else 0
    if FURNITURE.search(name):
        # `BSHARE_POP artibody`: one word says furniture and another content, so neither is believed
        return 0 if any(map(_is_content, name.split())) else -1
    return 1 if tag == "article" or CONTENT.search(name) else 0


def _is_content(word: str) -> bool:
    return CONTENT.search(word) is not None and not FURNITURE.search(word)
