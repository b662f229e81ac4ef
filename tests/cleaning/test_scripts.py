"""Pagers that only a script writes."""

import pytest

from cleaning.document import open_document
from cleaning.page import Page
from cleaning.paging import next_page
from seeds.source import Listing, Source

LIST = "http://www.sample.cn/yz/news/"
SOURCE = Source(name="sample", title="样例", publisher="样例网", kind="news", listing=Listing(urls=(LIST,)))


@pytest.mark.parametrize(
    ("here", "script", "following"),
    [
        ("", 'var totalPage = 3; go("index_" + page + ".html");', "index_2.html"),
        ("index_2.html", 'var totalPage = 3; go("index_" + page + ".html");', "index_3.html"),
        ("index_3.html", 'var totalPage = 3; go("index_" + page + ".html");', None),
        ("", 'var pageCount="3";location.href="./index_"+(n-1)+".shtml";', "index_1.shtml"),
        ("index_1.shtml", 'var pageCount="3";location.href="./index_"+(n-1)+".shtml";', "index_2.shtml"),
        ("index_2.shtml", 'var pageCount="3";location.href="./index_"+(n-1)+".shtml";', None),
        ("", "var page_count = 9; url = '?pageNum=' + p;", "?pageNum=2"),
        ("?pageNum=9", "var page_count = 9; url = '?pageNum=' + p;", None),
        ("", "totalPages: 4, url: 'list.jsp?cid=7&page=' + n + '&size=20'", "list.jsp?cid=7&page=2&size=20"),
        ("", 'var totalPage = 1; go("index_" + page + ".html");', None),
        ("", 'go("index_" + page + ".html");', None),  # nobody says that there is a second page
        ("", 'var totalPage = 3; show("第" + page + "页"); img = "icon_" + n + ".png";', None),
        ("", "var pageCount = Math.ceil(total / 20);", None),
    ],
)
def test_pages_by_script(here: str, script: str, following: str | None) -> None:
    html = f"<html><body><ul><li>无</li></ul><script>{script}</script></body></html>"
    document = open_document(Page(url=LIST + here, body=html.encode()))
    assert next_page(document, SOURCE, start=LIST) == (following and LIST + following)
