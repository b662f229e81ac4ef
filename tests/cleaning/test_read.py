"""What stands where: generated pages with their truth, layouts, pages that are no articles, hostile ones."""

import time
from datetime import UTC, datetime

import pytest

from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read, read_text
from cleaning.report import Report
from seeds.source import Selectors, Source
from tests.noise.pages import wrapped

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
STORY = (
    "今年以来，对口支援工作队在雪域高原上忙个不停。三月，工作队从后方请来十二位农技专家，走进田间地头讲课。五月，新建的卫生院投入使用，"
    "总投资1860万元，可收治病人60名。“过去看病要走一天，现在抬脚就到。”牧民说。六月，两地学校签下结对协议，互派教师26名。"
    "工作队负责人表示，下一步将把项目管好，把资金用好，让群众得到更多实惠。目前，招商引资项目已落地7个，完成投资3.2亿元。"
    "到年底，还有两条乡村公路要通车，沿线五个村的农产品可以当天运到县城。人才是发展的根本，全年共培训干部1200人次。"
)
FIRST = "昨日，记者从市教育局了解到，今年全市新建小学十二所，总投资3.5亿元，预计九月投入使用。"
SECOND = "市教育局负责人表示，新学校将缓解入学压力，“孩子们不用再走远路了。”他说。"
NAV = "".join(
    f'<a href="/{at}.html">{name}</a> '
    for at, name in enumerate(["新闻中心", "高速公路新增三处服务区", "大风降温来袭"] * 4)
)


def report_of(markup: str, url: str = "http://a.example/1.html") -> Report:
    return clean(read([open_document(Page(url=url, body=markup.encode()))], now=NOW))


@pytest.mark.parametrize("seed", range(40))
def test_generated_pages_read_exactly(seed: int) -> None:
    truth = wrapped("对口支援工作队：在高原上办好十件实事", STORY, "某某日报", seed)
    report = clean(read([open_document(truth.page)], now=NOW))
    assert report.title == truth.title
    assert report.body == "\n".join(truth.body)
    assert sorted(report.captions) == sorted(truth.captions)
    assert (report.published.moment, report.published.precision) == (truth.moment, truth.precision)
    assert report.publisher == truth.publisher
    assert report.quarantine is None


ITEMS = "".join(f"<li><a href=/{n}.html>工作队第{n}次活动举行</a> 2019-03-{n}</li>" for n in range(10, 30))
LAYOUTS = {
    "td": f"<title>某市信息网</title><table><tr><td>{NAV}<table><tr><td align=center><b>我市新建十二所小学"
    "</b></td></tr>"
    f"<tr><td>作者：佚名 文章来源：某某日报 点击数：123 更新时间：2006-4-5 8:12:33</td></tr><tr>"
    f"<td>&nbsp;&nbsp; {FIRST}<BR>&nbsp;&nbsp; {SECOND}</td></tr>"
    f"<tr><td>上一篇文章：{NAV}</td></tr><tr><td>【发表评论】【打印此文】【关闭窗口】</td></tr></table></td>"
    f"</tr></table>",
    "leak": f"<title>我市新建十二所小学</title><h1>我市新建十二所小学</h1><div id=c><p>{FIRST}</p><p>{SECOND}"
    "</p><p>（责任编辑：王某）</p>"
    f"<p>另一则新闻：去年全市粮食产量再创新高，农民增收明显，各地喜气洋洋。</p></div>",
    "twice": f"<title>我市新建十二所小学_网</title><h1>我市新建十二所小学</h1><div><p>我市新建十二所小学</p>"
    f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p><p>{SECOND}</p></div>",
    "spans": f"<title>我市新建十二所小学</title><div><div>{NAV}</div><div><span>{FIRST}</span></div><div>"
    f"<font>{SECOND}</font></div></div>",
    "comments": f"<title>我市新建十二所小学</title><h1>我市新建十二所小学</h1><div class=article><p>{FIRST}"
    f"</p><p>{SECOND}</p></div>"
    + "<div class=comment-list>"
    + "<div class=cmt><p>支持！希望学校早点建好，孩子上学就不用走远路了，谢谢大家。</p></div>" * 9
    + "</div>",
    "tools": f"<title>我市新建十二所小学</title><h1>我市新建十二所小学</h1><div><p>字号：大 中 小</p>"
    f"<p>分享到：微博 微信</p><p>{FIRST}</p><p>pagebreak</p><p>{SECOND}</p><p>【打印】【关闭】</p></div>",
    "fixes": f"<title>我市新建十二所小学</title><h1>我市新建十二所小学</h1><div><p>3月5日 10:20</p><p>{FIRST}</p>"
    f"<p>{SECOND}</p><div><span>【纠错】</span><span>【责任编辑:王某】</span></div></div>",
    "advertised": f"<title>我市新建十二所小学</title><h1>我市新建十二所小学</h1><div><p>{FIRST}</p><div>广告</div>"
    f"<p>{SECOND}</p><div>广告加载中</div><h2>更多报道</h2></div>",
    "pre": f"<title>我市新建十二所小学</title><pre>{FIRST}\n{SECOND}</pre>",
    "xhtml": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    f"<h1>我市新建十二所小学</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>",
    "indents": f"<title>我市新建十二所小学</title><div>　　{FIRST}　　{SECOND}</div>",
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    report = report_of(LAYOUTS[name])
    assert report.body == f"{FIRST}\n{SECOND}"
    assert report.title in {"我市新建十二所小学", ""}


@pytest.mark.parametrize(
    "opening",
    ["相关信息显示，", "更多内容将在明年公布，", "推荐阅读的书目里，", "热门推荐的路线上，", "上一条路修通以后，"],
)
def test_a_sentence_that_begins_like_furniture_is_text(opening: str) -> None:
    long = "".join(f"第{at}项工作已经完成，群众十分满意，后续资金也已到位。" for at in range(20))
    report = report_of(f"<title>甲</title><div><p>{long}</p><p>{opening}{SECOND}</p><p>{FIRST}</p></div>")
    assert report.body.split("\n") == [long, opening + SECOND, FIRST]


def test_tables_are_kept_as_text() -> None:
    cells = (("项目", "金额（万元）"), ("学校", "3,280"), ("路", "870"))
    table = "".join(f"<tr><td>{name}</td><td>{amount}</td></tr>" for name, amount in cells)
    report = report_of(f"<title>甲</title><div><p>{FIRST}</p><table>{table}</table><p>{SECOND}</p></div>")
    assert report.body.split("\n") == [FIRST, "项目 金额（万元）", "学校 3,280", "路 870", SECOND]


def test_captions_stand_apart() -> None:
    report = report_of(
        f"<title>甲</title><div><p align=center><img src=1.jpg></p><p align=center>孩子们走进新校园。</p>"
        f"<p>图为新校舍。李四 摄</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    assert report.captions == ("孩子们走进新校园。", "图为新校舍。李四 摄")
    assert report.body == f"{FIRST}\n{SECOND}"


def test_parts_are_joined() -> None:
    pages = [f"<title>甲</title><h1>我市新建十二所小学</h1><div><p>{text}</p></div>" for text in (FIRST, SECOND)]
    parts = [
        open_document(Page(url=f"http://a.example/{at}.html", body=page.encode())) for at, page in enumerate(pages)
    ]
    assert read(parts, now=NOW).paragraphs == (FIRST, SECOND)


def test_selectors_correct_the_general_reading() -> None:
    source = Source(
        name="a", title="甲", publisher="甲", kind="news",
        article=Selectors(title="b.t", body="#b", date=".d", publisher=".p", editors=".e"),
    )  # fmt: skip
    byline = "<b class=t>真标题</b><i class=d>2020-01-02</i><i class=p>来源： 某报</i>"
    bodies = f"<div><p>{FIRST}</p><p>{FIRST}一</p></div><div id=b><p>{SECOND}</p></div>"
    markup = f"{byline}{bodies}<i class=e>责编：王某</i>"
    found = read([open_document(Page(url="http://a.example/", body=markup.encode()))], source=source, now=NOW)
    assert (found.title, found.paragraphs, found.publisher, found.editors) == ("真标题", (SECOND,), "某报", ("王某",))
    assert found.published.moment is not None
    assert found.published.moment.date().isoformat() == "2020-01-02"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "empty"),
        ("<title>登录</title><p>您需要登录后才能查看本文</p>", "login_wall"),
        (f"<title>甲</title><p>{FIRST}（剩余1464字）</p>", "login_wall"),
        ("<title>安全验证</title><p>请输入验证码后继续访问</p>", "captcha"),
        ("<title>提示</title><h1>抱歉，您访问的页面不存在或已删除</h1>", "soft_404"),
        ("<title>图片</title><h1>春到高原</h1><img src=1.jpg><img src=2.jpg>", "photo_page"),
        (f"<title>援藏新闻</title><ul>{ITEMS}</ul>", "list_page"),
        ("<title>西蔵</title><p>ラサ市で学校が新しく建てられました。児童は喜んでいます。</p>", "wrong_language"),
        (f"<title>甲</title><p>{FIRST}</p><p>{SECOND}</p>", None),
        (f"<title>三所新校舍开课_某报</title><h1>三所新校舍开课</h1><p>三所新校舍昨天开课了。</p>{ITEMS * 4}", None),
    ],
)  # fmt: skip
def test_pages_that_are_no_articles(markup: str, reason: str | None) -> None:
    assert report_of(markup).quarantine == reason


def test_plain_text_reads_like_a_page() -> None:
    text = f"工作队新建三所学校\n2020-04-09 16:13:58  来源：山南网\n{FIRST}\n{SECOND}\n责任编辑：王建国"
    found = read_text(text, url="http://a.example/", title=None, published=None, publisher=None, now=NOW)
    assert (found.title, found.paragraphs, found.publisher) == ("工作队新建三所学校", (FIRST, SECOND), "山南网")
    assert found.editors == ("王建国",)
    assert found.published.precision == "second"


HOSTILE = {
    "deep": "<div>" * 200_000 + f"<p>{FIRST}</p>",
    "long line": "<p>" + FIRST * 60_000,
    "title": "<title>" + "援藏" * 170_000 + f"</title><p>{FIRST}</p>",
    "NULs": "\0".join(f"<p>{FIRST}</p>"),
    "bars": "<p>" + "某县|" * 100_000,
    "breaks": "<br>" * 200_000 + f"<p>{FIRST}</p>",
    "tags": "<div><b><table><tr><td>" * 300_000,
    "elements": "<b>字</b>" * 800_000,
    "links": "".join(f"<a href='/{at}.html'>新闻标题第{at}条在这里</a>" for at in range(200_000)),
    "tables": "<table><tr><td>1</td></tr></table>" * 200_000,
    "rows": "<table>" + "<tr><td>项目</td><td>1,234</td></tr>" * 100_000,
    "paragraphs": "".join(f"<p>{FIRST}{at}" for at in range(50_000)),
    "attributes": "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + f">{FIRST}</p>",
    "quoted attributes": "<p " + " ".join(f"a{at}='>'" for at in range(50_000)) + f">{FIRST}</p>",
    "picture": f"<p>{FIRST}</p><img src='data:image/png;base64,{'A' * 7_000_000}'><p>{SECOND}</p>",
    "signs": "<" * 1_500_000,
    "controls": "<p>" + "\x05中" * 500_000,
    "dates": "<p>来源：某某网 2024年1月1日</p>" * 60_000,
}  # fmt: skip
# What is cut, and what only has to end: nothing of these is left out but attributes and the picture.
WHOLE = {"deep", "title", "NULs", "attributes", "quoted attributes", "picture"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name: str) -> None:
    """Within a second on a free machine; the bound is for a busy one."""
    begin = time.process_time()
    article = read([open_document(Page(url="http://a.example/1.html", body=HOSTILE[name].encode()))], now=NOW)
    assert time.process_time() - begin < 8
    assert len(article.title) <= 300
    assert ("truncated" in article.noticed) is (name not in WHOLE)


def test_what_is_cut_is_said() -> None:
    report = report_of(HOSTILE["long line"])
    assert len(report.body) == 100_000
    assert [(damage.kind, damage.repaired) for damage in report.damage] == [("truncated", 0)]
    assert report_of(HOSTILE["picture"]).body == f"{FIRST}\n{SECOND}"
    assert [damage.kind for damage in report_of(HOSTILE["attributes"]).damage] == ["tag_soup"]


@pytest.mark.parametrize("name", ["brackets", "slips"])
def test_hostile_texts_end_soon(name: str) -> None:
    text = {"brackets": "（(" * 100_000, "slips": "质?！苯邮苡浾卟稍" * 3_000}[name]
    begin = time.process_time()
    report = report_of(f"<p>{text}")
    assert time.process_time() - begin < 12
    assert len(report.body) <= 100_100


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        (
            "<title>某某医院</title>",
            "<h1>某某医院</h1><div>我院援藏专家凯旋归来</div><div>2016-5-4</div>",
            "我院援藏专家凯旋归来",
        ),
        ("<title>我院援藏专家凯旋某某医院</title>", "<h1>我院援藏专家凯旋某某医院</h1>", "我院援藏专家凯旋某某医院"),
        (
            '<title>某某新闻网_有温度的门户</title><meta property="og:title" content="山里的新校舍">',
            "<h1>某某新闻网</h1>",
            "山里的新校舍",
        ),
        (
            "<title>某某省政府 文件 某某省政府办公厅关于进一步做好支援工作的通知</title>",
            "<h1>某某省政府办公厅<br>关于进一步做好支援工作的通知</h1>",
            "某某省政府办公厅关于进一步做好支援工作的通知",
        ),
        (
            "<title>要闻动态-某县人民政府</title>",
            "<h1>要闻动态</h1><p>从输血到造血的三年</p><p>2018-12-12</p>",
            "从输血到造血的三年",
        ),
        (
            "<title>山里的羽毛球场建成了 - 某论坛 - Powered by X!</title>",
            "<h1>[本地] 山里的羽毛球场建成了</h1>",
            "山里的羽毛球场建成了",
        ),
        ("</head><body><title>山里的新校舍建成</title>", "", "山里的新校舍建成"),  # no head holds it
        ("<title>第二章 失去故乡的船长_某书</title>", "<h1>第二章 失去故乡的船长241</h1>", "第二章 失去故乡的船长"),
        (
            "<title>风雪山路：一支医疗队的...-要闻-某网</title>",
            "<p>风雪山路：一支医疗队的二十四小时</p>",
            "风雪山路：一支医疗队的二十四小时",
        ),
    ],
)
def test_titles_that_the_window_does_not_tell(head: str, above: str, title: str) -> None:
    assert report_of(f"{head}<div>{above}</div><p>{FIRST}</p><p>{SECOND}</p>").title == title
