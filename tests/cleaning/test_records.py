# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""jcms/jpage: rows in the page as records, further ones by a form."""

from time import process_time

import pytest

from cleaning.document import Document, open_document
from cleaning.listing import links
from cleaning.page import Page
from cleaning.records import Form, form_of, next_records, unfolded
from seeds.source import Listing, Source

LIST = "http://www.sample.gov.cn/col/col3478/index.html"
PROXY = "http://www.sample.gov.cn/module/web/jpage/dataproxy.jsp"
FIELDS = "col=1&appid=1&webid=7&path=%2F&columnid=3478&unitid=9911&webname=%E6%A0%B7%E4%BE%8B&permissiontype=0"
SOURCE = Source(name="sample", title="样例", publisher="样例网", kind="government", listing=Listing(urls=(LIST,)))


def row(number: int) -> str:
    return (
        f"<record><![CDATA[<li><a href='/art/2024/7/5/art_3478_{number}.html' title='第{number}号援藏工作简报'>"
        f"第{number}号援藏工作简报</a><span>2024-07-05</span></li>]]></record>"
    )


def recordset(rows: range, more: str = "") -> str:
    return f"<datastore>{more}<recordset>{''.join(map(row, rows))}</recordset></datastore>"


def script(rows: range, *, total: int, per_page: int = 5, group: int = 3, param: str = "ajaxParam") -> str:
    return (
        f'<script type="text/xml">{recordset(rows)}</script><script>$("#9911").jpage({{themeName:"default",openCookies:0,'
        f"showMode:'full',totalRecord:{total},proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:{per_page},"
        f"groupSize:{group},barPosition:'bottom',{param}:{{col:1,appid:1,webid:7,path:'/',columnid:3478,"
        "unitid:'9911',webname:'样例',permissiontype:0}});</script>"
    )


def page(text: str, url: str = LIST) -> Document:
    return open_document(Page(url=url, body=text.encode()))


def proxy(start: int, end: int) -> str:
    return f"{PROXY}?startrecord={start}&endrecord={end}&perpage=5&{FIELDS}"


@pytest.mark.parametrize(
    "menu", ["", "<ul class='rec'><li><a href='/art/2020/1/1/art_1_1.html'>机构职能介绍在这里</a></li></ul>"]
)
def test_the_records_are_the_list(menu: str) -> None:
    document = unfolded(page(f"<html><body>{menu}{script(range(3), total=3)}</body></html>"))
    found = links(document, SOURCE)
    assert [(each.url[-15:], each.date) for each in found] == [(f"art_3478_{n}.html", "2024-07-05") for n in range(3)]


def test_a_page_without_records_stays_as_it_is() -> None:
    plain = page("<html><body><ul><li>无</li></ul></body></html>")
    assert unfolded(plain) is plain


@pytest.mark.parametrize(
    ("text", "url", "following"),
    [
        (script(range(15), total=33), LIST, proxy(16, 30)),
        (script(range(15), total=33, param="dataParam"), LIST, proxy(16, 30)),
        (script(range(0), total=33), LIST, proxy(1, 15)),
        (script(range(15), total=15), LIST, None),
        (recordset(range(15)), proxy(16, 30), proxy(31, 45)),
        (recordset(range(15), "<totalrecord>30</totalrecord>"), proxy(16, 30), None),
        (recordset(range(3)), proxy(31, 45), None),
        (recordset(range(0)), proxy(46, 60), None),
        (recordset(range(5), '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&amp;webid=7"></a>]]></nextgroup>'),
         LIST, PROXY + "?page=2&webid=7"),
        ("<html><body>首页</body></html>", LIST, None),
    ],
)  # fmt: skip
def test_the_rows_behind(text: str, url: str, following: str | None) -> None:
    assert next_records(page(text, url)) == following


def test_an_address_of_rows_is_posted_as_a_form() -> None:
    assert form_of(proxy(16, 30)) == Form(f"{PROXY}?startrecord=16&endrecord=30&perpage=5", FIELDS)
    assert form_of(PROXY + "?page=2&webid=7") is None
    assert form_of(LIST) is None


def test_a_page_cannot_ask_for_all_rows_at_once() -> None:
    following = next_records(page(script(range(5), total=99999, per_page=5000, group=90)))
    assert following is not None
    assert "startrecord=6&endrecord=205&" in following


@pytest.mark.parametrize(
    "unit", ["<record>", "<record><![CDATA[", "</record>", "<nextgroup>", "proxyUrl:'a'ajaxParam:{"]
)
def test_endless_beginnings_take_no_endless_time(unit: str) -> None:
    document = page("<html>" + unit * 60_000)
    began = process_time()
    next_records(unfolded(document))
    assert process_time() - began < 5
