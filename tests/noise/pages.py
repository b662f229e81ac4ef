"""Pages with their truth: a text in a layout, under a byline, with noises, in an encoding; all from one seed."""

import random
import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cleaning.page import Page
from tests.noise.layouts import LAYOUTS
from tests.noise.noises import noisy
from tests.noise.text import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
EDITORS = ("李小平", "王建国", "扎西次仁", "陈静", "欧阳明")
# The forms of dates and sources as pages print them; {d}: how, {s}: the publisher.
BYLINES = (
    ("{:%Y-%m-%d %H:%M:%S}  来源：{s}  作者:", "second"),
    ("发布时间:{:%Y-%m-%d %H:%M:%S}来源: {s}", "second"),
    ("发布时间：{:%Y-%m-%d%H:%M:%S} 来源：{s}", "second"),
    ("{:%Y-%m-%d %H:%M:%S}\xa0\xa0\xa0来源：{s}\xa0\xa0\xa0作者：杜燕", "second"),
    ("发布日期: {:%Y-%m-%d %H:%M}      来源: {s}", "minute"),
    ("{:%Y年%m月%d日 %H:%M}    来源:{s}    记者 记者 李国庆", "minute"),
    ("{:%Y-%m-%d %H:%M} {s}", "minute"),
    ("来源:{s}  作者:李庆玲  发布时间:{:%Y-%m-%d %H:%M}  编辑:管理员", "minute"),
    ("作者: 张国防    来源: {s}    日期: {:%Y-%m-%d}", "day"),
    ("{:%Y-%m-%d %H:%M:%S}  来源:{s}  责任编辑:陈小妮   我来说两句", "second"),
    ("{:%Y-%m-%d %H:%M:%S} [来源:{s}] [作者:郑旋] [编辑:潘华]", "second"),
    ("发布时间：{:%Y-%m-%d %H:%M} | 来源：{s} | 作者：刘洋 | 责任编辑：", "minute"),
    ("中央政府门户网站 www.gov.cn   {:%Y年%m月%d日 %H时%M分}   来源：{s}", "minute"),
    ("来源:{s} {:%Y-%m-%d %H:%M:%S}", "second"),
    ("日期:{:%Y/%m/%d %H:%M:%S} 来源:{s} 浏览:", "second"),
    ("{:%d.%m.%Y  %H:%M}  来源：{s}", "minute"),
    ("{:%Y-%m-%d %H:%M} 来源: {s} 编辑:玖柒六 浏览量:0", "minute"),
    ("{:%Y年%m月%d日}【{s}】", "day"),
)
ENCODINGS = ("utf-8", "gb18030", "gbk", "utf-8", "gb2312")
DECLARATIONS = ("", '<meta charset="{}">', '<meta http-equiv="Content-Type" content="text/html; charset={}">')


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What the page says, as the contract wants it."""

    page: Page
    title: str
    body: tuple[str, ...]
    captions: tuple[str, ...]
    moment: datetime
    precision: str
    publisher: str
    layout: str
    noises: tuple[str, ...]


def wrapped(title: str, text: str, publisher: str, seed: int, *, ballast: int = 0) -> Truth:
    """The page of one text. The same seed gives the same page. `ballast`: menu entries and scripts around it, for
    real pages weigh about a hundred thousand bytes of which a few thousand are text."""
    chance = random.Random(seed)
    moment = datetime(
        chance.randint(2003, 2024),
        chance.randint(1, 12),
        chance.randint(1, 28),
        chance.randint(0, 23),
        chance.randint(0, 59),
        chance.randint(0, 59),
        tzinfo=SHANGHAI,
    )
    captions = tuple(
        f"图为{name}现场。" for name in chance.sample(("开工", "义诊", "培训", "签约"), chance.choice((0, 0, 1, 2)))
    )
    paragraphs = cut(text, chance)
    story = noisy(Text(title=title, paragraphs=paragraphs, captions=captions), chance)
    form, precision = chance.choice(BYLINES)
    layout = chance.choice(LAYOUTS)
    byline = form.replace("{s}", publisher).format(moment)
    markup = loaded(layout(story, byline, chance.choice(EDITORS), chance), ballast)
    exact = {"second": moment, "minute": moment.replace(second=0), "day": moment.replace(hour=0, minute=0, second=0)}
    return Truth(
        page=encoded(markup, chance, seed),
        title=title,
        body=paragraphs,
        captions=captions,
        moment=exact[precision],
        precision=precision,
        publisher=publisher,
        layout=layout.__name__,
        noises=story.noises,
    )


def loaded(markup: str, ballast: int) -> str:
    """With scripts in the head and a menu at the foot, as portals have them."""
    script = "<script>" + "var a=function(x){return x+1;};" * 3 * ballast + "</script>"
    entries = "".join(
        f'<div class="nav-item n{at}" style="float:left;width:120px"><ul><li><a href="http://a.example/{at}.html" '
        f'target="_blank" title="消息{at}"><span>要闻导读之第{at}条消息标题</span></a><em>09-{at % 28 + 1:02}</em>'
        "</li></ul></div>"
        for at in range(ballast)
    )
    menu = f'<div class="bottom">{entries}</div>'
    return markup.replace("</head>", script + "</head>").replace("</body>", menu + "</body>") if ballast else markup


def cut(text: str, chance: random.Random) -> tuple[str, ...]:
    """Paragraphs of two to six sentences."""
    sentences = re.findall(r"[^。！？]+[。！？]?[”’）]?", " ".join(text.split()))
    found: list[str] = []
    while sentences:
        size = chance.randint(2, 6)
        found.append("".join(sentences[:size]).strip())
        sentences = sentences[size:]
    return tuple(filter(None, found))


def encoded(markup: str, chance: random.Random, seed: int) -> Page:
    """In some encoding, declared rightly, wrongly or not at all."""
    encoding = chance.choice(ENCODINGS)
    declared = chance.choice([encoding] * 4 + ["utf-8", "gb2312"])
    charset = chance.choice(DECLARATIONS).format(declared)
    body = markup.replace("{charset}", charset).encode(encoding, "xmlcharrefreplace")
    headers = (("content-type", f"text/html; charset={declared}"),) if chance.random() < 0.3 else ()
    return Page(url=f"http://news.example/{seed}.html", body=body, headers=headers)
