"""From page to page, in the paging idioms of the sites we watch."""

import pytest

from cleaning.document import Document, open_document
from cleaning.page import Page
from cleaning.paging import next_page
from cleaning.parting import next_part
from seeds.source import Listing, Source

LIST = "http://www.sample.cn/yz/news/"


def page(body: str, url: str = LIST) -> Document:
    return open_document(Page(url=url, body=f"<html><body>{body}</body></html>".encode()))


def a_source(**listing: object) -> Source:
    return Source(
        name="sample", title="样例", publisher="样例网", kind="news", listing=Listing(urls=(LIST,), **listing)  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("here", "script", "following"),
    [
        ("", 'createPageHTML(3, 0, "index", "html");', "index_1.html"),
        ("index_1.html", 'createPageHTML(3, 1, "index", "html");', "index_2.html"),
        ("index_2.html", 'createPageHTML(3, 2, "index", "html");', None),
        ("", 'createPageHTML(1, 0, "index", "html");', None),
        ("", "createPageHTML(2,0,'index','shtml')", "index_1.shtml"),
        ("", "createPageHTML('page_div',3, 1,'list','htm',57);", "list_2.htm"),
        ("list_3.htm", "createPageHTML('page_div',3, 3,'list','htm',57);", None),
        ("", "var currentPage = 0; var countPage = 4;", "index_1.html"),
        ("index_3.html", "var countPage = 4;//共几页\nvar currentPage = 3;", None),
        ("", "function createPageHTML(_nPageCount, _nCurrIndex, _sName, _sExt){}", None),
    ],
)
def test_trs_pagers(here: str, script: str, following: str | None) -> None:
    found = next_page(page(f"<script>{script}</script>", LIST + here), a_source(), start=LIST)
    assert found == (following and LIST + following)


@pytest.mark.parametrize(
    ("here", "pager", "following"),
    [
        ("", '<a href="index_2.html">下一页</a>', "index_2.html"),
        ("", '<a href="./index_2.html">[下一頁]</a>', "index_2.html"),
        ("", '<a href="index_2.html">下页 &gt;</a>', "index_2.html"),
        ("", '<a href="?page=2">Next</a>', "?page=2"),
        ("?page=2", '<a href="?page=1">上一页</a><a href="?page=3">下一页</a>', "?page=3"),
        ("index_9.html", '<a href="index_9.html">下一页</a>', None),  # the last page's next page is itself
        ("index_9.html", '<a href="index_10.html">下一页</a><a href="index_9.html">尾页</a>', None),
        ("index_9.html", '<a href="index_10.html">下一页</a> 第9页/共9页', None),
        ("index_8.html", '<a href="index_9.html">下一页</a> 共9页 当前第8页', "index_9.html"),
        ("", '<a href="index_2.html">下一页</a> 共 2 条记录 1/1 页', None),
        ("", '<a class="disabled" href="index_2.html">下一页</a>', None),
        ("", '<a href="/xw/t20240101_1.html">下一篇</a>', None),
        ("", '<a href="http://elsewhere.com/2.html">下一页</a>', None),
        ("", "<span>1</span><a href='index_2.html'>2</a><a href='index_3.html'>3</a>", "index_2.html"),
        ("index_2.html", "<a href='index.html'>1</a><span>2</span><a href='index_3.html'>3</a>", "index_3.html"),
        ("index_3.html", "<a href='index.html'>1</a><a href='index_2.html'>2</a><span>3</span>", None),
        ("index_6.html", "<a href='index.html'>1</a>…<a href='index_5.html'>5</a><b>6</b>"
         "<a href='index_7.html'>7</a>…<a href='index_20.html'>20</a>", "index_7.html"),
        ("index_1.html", "<a href='index.html'>1</a>2<a href='index_2.html'>3</a>", "index_2.html"),  # files from 0
        ("", "<a href='/zt/2024.html'>2024</a>", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_linked_pagers(here: str, pager: str, following: str | None) -> None:
    found = next_page(page(f'<div class="page">{pager}</div>', LIST + here), a_source(), start=LIST)
    assert found == (following and LIST + following)


@pytest.mark.parametrize(
    ("here", "pager", "first", "following"),
    [
        ("", "", 2, "index_2.html"),
        ("", "", 1, "index_1.html"),
        ("index_2.html", "", 2, "index_3.html"),
        ("", "<span>1</span> <a href='index_2.html'>2</a>", 2, "index_2.html"),
        ("index_2.html", "<a href='index.html'>1</a> <span>2</span>", 2, None),  # the pager ends here
        ("index_2.html", "第2页/共2页", 2, None),
        ("", "<a href='javascript:go(2)'>下一页</a>", 2, "index_2.html"),
        ("index.html", "", 2, "index_2.html"),
        ("", 'createPageHTML(1, 0, "index", "html")', 2, None),
    ],
)
def test_a_configured_pager_ends_where_the_page_says_so(
    here: str, pager: str, first: int, following: str | None
) -> None:
    source = a_source(next="index_{n}.html", first=first)
    assert next_page(page(pager, LIST + here), source, start=LIST) == (following and LIST + following)


def test_numbers_elsewhere_in_the_address_stay() -> None:
    start = "http://www.sample.cn/2024/list7/"
    source = a_source(next="p/{n}.html")
    assert next_page(page("", start + "p/3.html"), source, start=start) == start + "p/4.html"


def test_relative_pages_are_joined_to_the_final_address_and_its_base() -> None:
    moved = page('<a href="index_2.html">下一页</a>', "http://www.sample.cn/moved/here/")
    assert next_page(moved, a_source(), start=LIST) == "http://www.sample.cn/moved/here/index_2.html"
    based = open_document(
        Page(url=LIST, body='<head><base href="/new/"></head><a href="index_2.html">下一页</a>'.encode())
    )
    assert next_page(based, a_source(), start=LIST) == "http://www.sample.cn/new/index_2.html"


@pytest.mark.parametrize(
    ("here", "body", "following"),
    [
        ("t20240829_1001.html", '<a href="t20240829_1001_2.html">下一页</a>', "t20240829_1001_2.html"),
        ("t20240829_1001.html", '<a href="t20240829_1001_1.html">2</a>', "t20240829_1001_1.html"),
        ("t20240829_1001_2.html", '<a href="t20240829_1001.html">1</a><a href="t20240829_1001_3.html">下一页</a>',
         "t20240829_1001_3.html"),
        ("t20240829_1001_3.html", '<a href="t20240829_1001.html">1</a><a href="t20240829_1001_2.html">2</a>', None),
        ("t20240829_1001.html", '<a href="t20240829_1002.html">下一页</a>', None),  # the next article in disguise
        ("t20240829_1001.html", '<a href="t20240829_1002.html">下一篇</a>', None),
        ("content_12.htm", '<a href="content_12_2.htm">下一页</a>', "content_12_2.htm"),
        ("content_12.htm", '<a href="content_11.htm">上一页</a><a href="content_13.htm">下一页</a>', None),
        ("show.php?id=7", '<a href="show.php?id=7&page=2">下一页</a>', "show.php?id=7&page=2"),
        ("show.php?id=7&page=2", '<a href="?id=7">1</a><a href="?id=7&page=3">下一页</a>', "show.php?id=7&page=3"),
        ("show.php?id=7", '<a href="show.php?id=8">下一页</a>', None),
        ("show.php?id=7", '<a href="show.php?id=8&page=2">2</a>', None),
        ("48213.html", '<a href="48213-2.html">2</a>', "48213-2.html"),
        ("t1_5001.shtml", '<script>createPageHTML(3, 0, "t1_5001", "shtml");</script>', "t1_5001_1.shtml"),
        ("t1_5001_2.shtml", '<script>createPageHTML(3, 2, "t1_5001", "shtml");</script>', None),
        ("48213.html", "<p>没有分页</p>", None),
        ("%E6%96%B0.html", '<a href="新_2.html">下一页</a>', "%E6%96%B0_2.html"),
        ("list/", '<a href="?pageNo=2">下一页</a>', "list/?pageNo=2"),
    ],
)  # fmt: skip
def test_the_next_part_of_an_article(here: str, body: str, following: str | None) -> None:
    folder = "http://www.sample.cn/jjqz/"
    assert next_part(page(body, folder + here)) == (following and folder + following)
