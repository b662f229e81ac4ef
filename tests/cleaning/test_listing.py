# ruff: noqa: E501 - a row of markup is read in one line
"""What a listing links to, in the markups of Chinese list pages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.document import open_document
from cleaning.listing import links
from cleaning.page import Listed, Page
from seeds.source import Listing, Source

LIST = "http://www.sample.cn/yz/news/"
MENU = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/yz/">援藏</a></li><li><a href="/xw/">新闻中心要闻</a></li></ul>'
FOOT = '<div class="footer"><a href="/about/20100101_10001.html">关于我们网站简介</a> 2017-01-01</div>'
SIDE = (
    '<div class="right"><h3>一周新闻排行</h3><ul><li><a href="/xw/shms/141820.html">高原春季植树造林全面展开</a></li>'
    '<li><a href="/xw/snjj/141777.html">青稞播种机械化作业率稳步提高</a></li></ul></div>'
)


def a_source(**listing: object) -> Source:
    return Source(
        name="sample", title="样例", publisher="样例网", kind="news", listing=Listing(**{"urls": (LIST,)} | listing)  # type: ignore[arg-type]
    )  # fmt: skip


def found(body: str, url: str = LIST, encoding: str = "utf-8", **listing: object) -> list[tuple[str, str, str]]:
    html = f'<html><head><meta charset="{encoding}"></head><body>{MENU}{body}{FOOT}</body></html>'
    document = open_document(Page(url=url, body=html.encode(encoding)))
    return [(each.url, each.title, each.date) for each in links(document, a_source(**listing))]


ONE = (LIST + "202407/t20240705_7012001.html", "甲省第十批援藏工作队为牧区学校送去书桌", "2024-07-05")
TWO = (LIST + "202407/t20240703_7011900.html", "乙市医疗队在高原县医院开展义诊", "2024-07-03")


@pytest.mark.parametrize(
    "body",
    [
        '<ul class="list"><li><a href="./202407/t20240705_7012001.html">甲省第十批援藏工作队为牧区学校送去书桌</a><span>2024-07-05</span></li>'
        '<li><a href="./202407/t20240703_7011900.html">乙市医疗队在高原县医院开展义诊</a><span>2024-07-03</span></li></ul>',
        # a title cut short, with the whole of it in the attribute
        '<ul><li><h4><a title="甲省第十批援藏工作队为牧区学校送去书桌" href="202407/t20240705_7012001.html">甲省第十批援藏工作队…</a></h4>'
        '<em>[2024-07-05]</em></li><li><h4><a href="202407/t20240703_7011900.html">·乙市医疗队在高原县医院开展义诊</a></h4>'
        "<em>[2024-07-03]</em></li></ul>",
        # rows of a table
        '<table><tr><td>·</td><td><a href="/yz/news/202407/t20240705_7012001.html">甲省第十批援藏工作队为牧区学校送去书桌</a></td>'
        '<td>2024-07-05</td></tr><tr><td>·</td><td><a href="/yz/news/202407/t20240703_7011900.html">乙市医疗队在高原县医院开展义诊'
        "</a></td><td>2024-07-03</td></tr></table>",
        # lines of text
        '<div><a href="202407/t20240705_7012001.html">甲省第十批援藏工作队为牧区学校送去书桌</a> 2024-07-05<br>'
        '<a href="202407/t20240703_7011900.html">乙市医疗队在高原县医院开展义诊</a> 2024-07-03<br></div>',
        # definition lists, dates beneath
        '<dl><dt><a href="202407/t20240705_7012001.html">甲省第十批援藏工作队为牧区学校送去书桌</a></dt><dd>2024-07-05</dd>'
        '<dt><a href="202407/t20240703_7011900.html">乙市医疗队在高原县医院开展义诊</a></dt><dd>2024-07-03</dd></dl>',
        # a picture and a headline that lead to the same page, date within the link
        '<div class="item"><a href="202407/t20240705_7012001.html"><img src="1.jpg"></a><p><a href="202407/t20240705_7012001.html">'
        '甲省第十批援藏工作队为牧区学校送去书桌 (2024-07-05)</a></p></div><div class="item"><p>'
        '<a href="202407/t20240703_7011900.html">乙市医疗队在高原县医院开展义诊 (2024-07-03)</a></p></div>',
        # a list in two pieces
        '<ul><li><a href="202407/t20240705_7012001.html">甲省第十批援藏工作队为牧区学校送去书桌</a><i>2024-07-05</i></li></ul><hr>'
        '<ul><li><a href="202407/t20240703_7011900.html">乙市医疗队在高原县医院开展义诊</a><i>2024-07-03</i></li></ul>',
    ],
)  # fmt: skip
def test_main_lists_are_found_without_selectors(body: str) -> None:
    assert found(f"<div class='main'>{body}</div>{SIDE}") == [ONE, TWO]


def test_a_list_of_one_article_is_a_list() -> None:
    row = '<div class="listnews"><ul><li><h4><a href="202407/t20240705_7012001.html">{}</a></h4><span>2024-07-05</span></li></ul></div>'
    assert found(row.format(ONE[1]) + SIDE) == [ONE]


def test_a_selector_decides_alone() -> None:
    body = f'<ul class="txtlist"><li><span><a href="/x/1">{ONE[1]}</a></span><em>07-05</em></li></ul>'
    selected = [("http://www.sample.cn/x/1", ONE[1], "07-05")]
    assert found(body + SIDE, links="ul.txtlist li span a") == selected
    assert found(body + SIDE, links="ul.txtlist li span") == selected  # it may name what holds the links
    assert found(SIDE, links="ul.txtlist li span a") == []  # the markup changed: no guess


def test_allow_takes_what_matches_and_nothing_else() -> None:
    body = f'<p><a href="/yz/news/2024-07-05/48213.html">{ONE[1]}</a></p><p><a href="/fc/2024-07-05/1.html">房展会开幕迎来看房客</a></p>'
    assert [url for url, _, _ in found(body, allow=r"/yz/news/\d{4}")] == [LIST + "2024-07-05/48213.html"]
    assert found("<p>没有</p>" + SIDE, allow=r"/yz/news/\d{4}") == []


def test_other_sites_are_left_alone_unless_allowed() -> None:
    body = (
        f'<ul><li><a href="http://elsewhere.com/a/20240705/7012001.html">{ONE[1]}</a></li>'
        f'<li><a href="http://media.sample.cn/a/20240703/7011900.html">{TWO[1]}</a></li></ul>'
    )
    assert [url for url, _, _ in found(body)] == ["http://media.sample.cn/a/20240703/7011900.html"]
    assert len(found(body, allow=r"/a/\d{8}/")) == 2


def test_a_listing_that_leads_to_another_site_lists_nothing() -> None:
    """A domain that lapsed: its new owner's articles are none of the source's."""
    row = "<ul><li><a href='/a/20240705/7012001.html'>开业大吉欢迎光临本店选购商品</a> 2024-07-05</li></ul>"
    assert found(row, url="http://parked.com/") == []
    assert len(found(row)) == 1


def test_old_pages_in_gbk_and_traditional_script() -> None:
    body = '<ul><li><a href="/yz/news/48213.html">對口支援工作隊進藏兩周年紀實</a><span>08月29日</span></li></ul>'
    assert found(body, encoding="gbk") == [(LIST + "48213.html", "對口支援工作隊進藏兩周年紀實", "08月29日")]


def test_lists_written_by_script() -> None:
    body = '<script>url = "./202407/t20240705_7012001.html"; title = "甲省第十批援藏工作队为牧区学校送去书桌"; document.writeln("2024-07-05");</script>'
    assert found(body) == [ONE]


@pytest.mark.parametrize(
    "body", ["", "<p>系统维护中</p>", '<a href="/login">请登录后查看本栏目全部内容</a>', SIDE.replace("html", "jpg")]
)
def test_a_page_without_articles_has_no_links(body: str) -> None:
    assert found(body) == []


def test_titles_keep_their_brackets_and_numbers() -> None:
    body = '<ul><li><a href="/yz/news/48213.html">【援藏故事】26-27日医疗队巡诊（图）</a><span>2024-08-29 10:05</span></li></ul>'
    assert found(body) == [(LIST + "48213.html", "【援藏故事】26-27日医疗队巡诊（图）", "2024-08-29 10:05")]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    document = open_document(Page(url=LIST, body=b"<ul><li><a href='/yz/news/48213.html'>" + body))
    assert isinstance(links(document, a_source()), tuple)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("www.xzsnw.com/yz/yzxw/index.html", ["yz/yzxw/153388.html", "yz/yzxw/153201.html"]),
        ("www.xzsnw.com/yz/yzxw/index_2.html", ["yz/yzxw/153167.html", "yz/yzxw/152999.html"]),
        ("www.tibet.cn/cn/aid_tibet/news/index.html", ["cn/aid_tibet/news/202507/t20250702_7812345.html"]),
        ("www.qzwhcy.com/jjqz/index.html", ["jjqz/2024-08-29/48213.html", "jjqz/2024-08-28/48190.html"]),
        ("nyncw.tjbh.gov.cn/contents/7894/index.html", ["contents/7894/193245.html", "contents/7894/193101.html"]),
    ],
)
def test_real_lists_without_any_selector(shared: Path, page: str, wanted: list[str]) -> None:
    host = page.partition("/")[0]
    document = open_document(Page(url=f"http://{page}", body=(shared / "sites" / page).read_bytes()))
    found = links(document, a_source(urls=(f"http://{host}/",)))
    assert [each.url for each in found] == [f"http://{host}/{path}" for path in wanted]


def test_the_longest_title_of_an_address_is_kept() -> None:
    body = '<ul><li><a href="48213.html">组图</a></li><li><a href="48213.html">医疗队巡诊归来</a> 08-29</li></ul>'
    document = open_document(Page(url=LIST, body=body.encode()))
    kept = links(document, a_source(links="li a"))
    assert kept == (Listed(url=LIST + "48213.html", title="医疗队巡诊归来", date="08-29"),)


def test_no_row_that_a_script_writes_is_lost_to_the_one_before() -> None:
    rows = "".join(f"url='./202407/t20240705_701200{n}.html';title='第{n}号工作简报';" for n in range(5))
    assert [title for _, title, _ in found(f"<script>{rows}writeln('2024-07-05');</script>")] == [
        f"第{n}号工作简报" for n in range(5)
    ]
    assert [date for _, _, date in found(f"<script>{rows}writeln('2024-07-05');</script>")] == [*[""] * 4, "2024-07-05"]
