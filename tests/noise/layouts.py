"""Layouts of pages as Chinese sites have had them since 2003: the same story in other markup and furniture."""

import random
from collections.abc import Callable
from html import escape

from tests.noise.text import Text

CHANNELS = tuple("首页 新闻 国内 国际 财经 体育 教育 旅游 图片 视频 专题 论坛 政务公开 办事服务 互动交流".split())
OTHERS = (
    "我省春耕备耕工作全面展开",
    "全市安全生产会议召开",
    "高速公路新线月底通车",
    "专家提醒：换季注意防感冒",
    "这个小镇的油菜花开了，游客纷至沓来",
    "省图书馆延长开放时间",
    "城区三所小学扩建完工",
    "去年外贸进出口总值创新高",
    "志愿者走进社区，开展义诊活动",
    "多部门联合检查食品市场",
    "新一批公交车投入运营",
    "文化惠民演出走进乡村",
    "气象台发布大风蓝色预警",
    "博物馆新展开幕，展出文物百余件",
)
RIGHTS = "版权声明：凡本网注明来源的作品，未经授权不得转载。联系电话：010-00000000 某ICP备00000000号"


def links(chance: random.Random, size: int) -> list[str]:
    return [f'<a href="/n/{chance.randrange(10**6)}.html">{title}</a>' for title in chance.sample(OTHERS, size)]


def menu(chance: random.Random) -> str:
    return "".join(f'<li><a href="/c/{at}/">{name}</a></li>' for at, name in enumerate(CHANNELS))


def paragraphs(text: Text, before: str, after: str) -> str:
    return "\n".join(f"{before}{escape(line, quote=False)}{after}" for line in text.paragraphs)


def lines(items: tuple[str, ...]) -> str:
    return "".join(f"<p>{item}</p>" for item in items)


def page(text: Text, site: str, body: str, head: str = "") -> str:
    window = f"<title>{escape(text.title, quote=False)}{site}</title>"
    return f"<html><head>{{charset}}{window}{head}</head><body>{lines(text.head)}{body}{lines(text.tail)}</body></html>"


def figures(text: Text) -> str:
    return "".join(
        f'<p align="center"><img src="/p/{at}.jpg"></p><p align="center">{line}</p>'
        for at, line in enumerate(text.captions)
    )


def trs(text: Text, byline: str, editor: str, chance: random.Random) -> str:
    body = (
        f'<div class="wrap"><div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/y/">新闻</a></div>'
        f'<div class="title_box"><h2>{text.title}</h2><div class="info">{byline}</div></div>'
        f'<div class="TRS_Editor">{figures(text)}{paragraphs(text, "<p>　　", "</p>")}<p>（责编：{editor}）</p></div>'
        f'<div class="xgxw"><h3>相关新闻</h3><ul><li>{"</li><li>".join(links(chance, 8))}</li></ul></div></div>'
        f'<div class="foot">{RIGHTS}</div>'
    )
    return page(text, "_某某网", f"<ul>{menu(chance)}</ul>{body}")


def table(text: Text, byline: str, editor: str, chance: random.Random) -> str:
    content = "<br>\n<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in (*text.captions, *text.paragraphs))
    side = "<br>".join("·" + link for link in links(chance, 10))
    body = (
        f'<table width="960"><tr><td>{"&nbsp;|&nbsp;".join(links(chance, 5))}</td></tr></table><table width=960>'
        f"<tr><td width=200>{side}</td><td>"
        f'<table width="100%"><tr><td align=center><font size=5><b>{text.title}</b></font></td></tr><tr>'
        f"<td align=center>{byline}</td></tr>"
        f'<tr><td class="font14" id="content"><font size="3">{content}</font></td></tr><tr>'
        f"<td align=right>【责任编辑：{editor}】</td></tr>"
        f'<tr><td>【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr></table></td></tr></table>'
        f"<center>{RIGHTS}</center>"
    )
    return page(text, "-某某新闻网", body)


def government(text: Text, byline: str, editor: str, chance: random.Random) -> str:
    head = f'<meta name="ArticleTitle" content="{escape(text.title)}"><meta name="ColumnName" content="工作动态">'
    body = (
        f'<div class="header"><h1>某某市人民政府</h1><ul>{menu(chance)}</ul></div><div class="position">当前位置：'
        f'<a href="/">首页</a>&gt;工作动态</div>'
        f'<div class="article"><div class="title">{text.title}</div><div class="property"><span>{byline}</span>'
        f"<span>字号：大 中 小</span><span>浏览次数：1024</span></div>"
        f'<div id="zoom">{figures(text)}{paragraphs(text, "<p style=text-indent:2em><span>", "</span></p>")}</div>'
        f"<div>扫一扫在手机打开当前页</div>"
        f"<div>checktaskdate=&unchecktaskdate=&check_checkdate=2020/3/13 10:30:33</div></div>"
        f"<div class=footer>主办单位：某某市人民政府办公室 {RIGHTS}</div>"
    )
    return page(text, "_某某市人民政府", body, head)


def portal(text: Text, byline: str, editor: str, chance: random.Random) -> str:
    comments = "".join(f'<div class="cmt"><span>网友{at}</span><p>说得好，支持一下！</p></div>' for at in range(6))
    body = (
        f'<nav>{"".join(links(chance, 9))}</nav><div class="main"><div class="left">'
        f'<h1 id="artibodyTitle">{text.title}</h1><div class="page-info">{byline}</div>'
        f'<div class="article" id="artibody">{figures(text)}{paragraphs(text, "<p>", "</p>")}'
        f'<p class="editor">责任编辑：{editor}</p></div>'
        f'<div class="share">分享到：<a href="#">微博</a><a href="#">微信</a></div><div class="comments">'
        f"<h3>网友评论</h3>{comments}</div></div>"
        f'<div class="right"><h3>新闻排行</h3><ol><li>{"</li><li>".join(links(chance, 10))}</li></ol><h3>推荐阅读'
        f"</h3><p>{OTHERS[4]}，{OTHERS[8]}。</p></div></div><footer>{RIGHTS}</footer>"
    )
    return page(text, "_新闻频道_某某网", body)


def divided(text: Text, byline: str, editor: str, chance: random.Random) -> str:
    """Every paragraph in a box of its own, as editors that paste from office programs leave it."""
    body = (
        f'<div id="top">{"".join(links(chance, 6))}</div><section><h1>{text.title}</h1><h6>{byline}</h6>'
        f'<div class="rich">{figures(text)}'
        f"{paragraphs(text, '<div><section><span style=font-size:16px>', '</span></section></div>')}</div>"
        f"<div>编辑：{editor}</div>"
        f'<div class="prev">上一篇：{links(chance, 1)[0]}</div><div class="prev">下一篇：{links(chance, 1)[0]}'
        f"</div></section><div>{RIGHTS}</div>"
    )
    return page(text, " - 某某资讯", body)


def plain(text: Text, byline: str, editor: str, chance: random.Random) -> str:
    """Nothing but paragraphs below the body, the date in a heading."""
    body = (
        f"<h3>{text.title}</h3><h5>{byline}</h5>{figures(text)}{paragraphs(text, '<p>', '</p>')}"
        f"<p>[责任编辑：{editor}]</p><hr>{'<br>'.join(links(chance, 7))}"
    )
    return page(text, "", body)


LAYOUTS: tuple[Callable[[Text, str, str, random.Random], str], ...] = (trs, table, government, portal, divided, plain)
