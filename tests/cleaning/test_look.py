# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""What an unknown address is recognised by. Whole sites are looked at in tests/crawler/test_preview.py."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.look import Look, look_at
from cleaning.page import Page

URL = "http://www.sample.gov.cn/yz/"
ROWS = "".join(f"<li><a href='/yz/t20240705_70120{n}.html'>第{n}号援藏工作简报发布</a></li>" for n in range(10, 15))


def look(body: str | bytes, url: str = URL, kind: str = "text/html") -> Look:
    return look_at(
        Page(url=url.partition("#")[0], body=body.encode() if isinstance(body, str) else body, headers=(("content-type", kind),)),
        asked=url,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "way"),
    [
        ("<!DOCTYPE html><html><body></body></html>", "listing"),
        ("<?xml version='1.0' encoding='gb2312'?><!-- made by hand -->\n<rss version='2.0'></rss>", "feed"),
        ("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "feed"),
        ("<?xml version='1.0'?><urlset></urlset>", "sitemap"),
        ("<sitemapindex></sitemapindex>", "sitemap"),
        ("http://www.sample.gov.cn/1.html\nhttp://www.sample.gov.cn/2.html\n", "sitemap"),
        ("<?xml version='1.0'?><datastore><recordset></recordset></datastore>", "listing"),
        ('{"list": []}', "json"),
        ('jQuery1_2([{"url": "/1.html"}])', "json"),
        ("window.location = '/index.html'", "listing"),
        ("", "listing"),
    ],
)
def test_the_way_in(body: str, way: str) -> None:
    assert look(body).way == way


@pytest.mark.parametrize(
    ("body", "url", "platform"),
    [
        ("<script>createPageHTML(3, 0, 'index', 'html');</script>", URL, "trs"),
        (ROWS, URL, "trs"),
        ("<a href='/col/col12/index.html'>公开</a>", URL, "jpage"),
        ("<script>$('#a').jpage({});</script>", URL, "jpage"),
        ("<script>var _CONFIG = {SID: '755'}; src = '/gkmlpt/a.js'</script>", URL, "gkmlpt"),
        ("<div></div>", "http://www.sample.gov.cn/gkmlpt/index", "gkmlpt"),
        ("<p>援藏</p>", URL, "generic"),
    ],
)
def test_the_platform(body: str, url: str, platform: str) -> None:
    assert look(f"<html><body>{body}</body></html>", url).platform == platform


@pytest.mark.parametrize(
    ("body", "url", "data"),
    [
        ("<script>_CONFIG = {SID: '755'}</script>gkmlpt", URL + "#77", "http://www.sample.gov.cn/gkmlpt/api/all/77?page=1&sid=755"),
        ("<script>SID = 9; COLUMN_ID: 8</script>", "http://a.gov.cn/x/gkmlpt/index", "http://a.gov.cn/x/gkmlpt/api/all/8?page=1&sid=9"),
        ("<script>fetch('/api/news?page=1')</script>", URL, "http://www.sample.gov.cn/api/news?page=1"),
        ("<script>var listUrl = \"data/list.json\";</script>", URL, URL + "data/list.json"),
        ("<script>$.ajax({type: 'get', url: 'http:\\/\\/api.sample.gov.cn\\/api\\/n.do'})</script>", URL, "http://api.sample.gov.cn/api/n.do"),
        ("<link rel=alternate type='application/rss+xml' href='/rss.xml'>", URL, "http://www.sample.gov.cn/rss.xml"),
        (f"<ul>{ROWS}</ul><link rel=alternate type='application/rss+xml' href='/rss.xml'>", URL, None),
        ("<p>无</p>", URL, None),
        # what goes with it: literals, variables, and what only a running script would know
        ("<script>$.ajax({url: '/api/a', data: {id: 7, 'kind': \"x\", pageNo: n, pageSize: size, who: me}})</script>", URL, "http://www.sample.gov.cn/api/a?id=7&kind=x&pageNo=1&pageSize=20"),
        ("<script>var cid = 12; axios.get('/api/a', {params: {cid: cid, page: 1}})</script>", URL, "http://www.sample.gov.cn/api/a?cid=12&page=1"),
        ("<script>var q = {cid: '12'}; $.getJSON('/api/a?t=1', {cid: q.cid}, f)</script>", URL, "http://www.sample.gov.cn/api/a?t=1&cid=12"),
        # frames: the one that holds the matter, before menus
        ("<iframe src='menu.htm' name='left'></iframe><iframe src='list.asp' name='main'></iframe>", URL, URL + "list.asp"),
        ("<iframe src='a.htm' id='topFrame'></iframe><iframe src='b.htm'></iframe>", URL, URL + "b.htm"),
        ("<iframe src='javascript:x'></iframe>", URL, None),
    ],
)  # fmt: skip
def test_where_the_list_is(body: str, url: str, data: str | None) -> None:
    found = look(f"<html><body>{body}</body></html>", url).data
    assert found == data


@pytest.mark.parametrize(
    ("script", "detail"),
    [
        ("h += '<a href=\"/d.html?id=' + o.id + '\">'", "/d.html?id={id}"),
        ("h += '<a href=\"/d/' + list[i].newsId + '.html\">'", "/d/{newsId}.html"),
        ('h += `<a href="/d/${item.id}.html">`', "/d/{id}.html"),
        ("h += '<img src=\"/i/' + o.cover + '\">'", None),
        ("location.href = '/list_' + n + '.html'", None),
    ],
)
def test_how_a_script_makes_the_address_of_an_article(script: str, detail: str | None) -> None:
    assert look(f"<html><body><script>{script}</script></body></html>").detail == detail


@pytest.mark.parametrize(
    "unit",
    [
        "aUrl",
        "url='",
        "<link>",
        '"index_',
        "pages=1;'?page='+",
        "[",
        "jpage(",
        "a=(",
        "url:'/api/',",
        "=a-'+b.",
        "=a/${b.",
    ],
)
def test_endless_beginnings_take_no_endless_time(unit: str) -> None:
    began = process_time()
    look("<html>" + unit * (200_000 // len(unit)))
    assert process_time() - began < 8


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_answer_can_be_looked_at(body: bytes) -> None:
    look(body)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("page", "platform", "encoding", "articles"),
    [
        ("www.xzsnw.com/yz/yzxw/index.html", "generic", "gb18030", 2),
        ("www.tibet.cn/cn/aid_tibet/news/index.html", "trs", "utf-8", 1),
        ("www.qzwhcy.com/jjqz/index.html", "generic", "gb18030", 2),
        ("nyncw.tjbh.gov.cn/contents/7894/index.html", "generic", "utf-8", 2),
    ],
)
def test_real_lists(shared: Path, page: str, platform: str, encoding: str, articles: int) -> None:
    seen = look((shared / "sites" / page).read_bytes(), f"http://{page}")
    found = (seen.way, seen.platform, seen.encoding, len(seen.found.links))
    assert found == ("listing", platform, encoding, articles)
