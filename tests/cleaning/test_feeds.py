# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""Feeds of all kinds, as sites really write them."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.address import canonical, site
from cleaning.feeds import iso_date, read_feed
from cleaning.page import Listed, ListPage, Page
from seeds.source import Feed, Source

URL = "http://www.sample.cn/rss/yz.xml"
NEWS = "http://www.sample.cn/yz/"


def a_source(**feed: object) -> Source:
    return Source(name="sample", title="样例", publisher="样例网", kind="news", feed=Feed(**{"urls": (URL,)} | feed))  # type: ignore[arg-type]


def read(text: str | bytes, source: Source | None = None, *, kind: str = "application/xml") -> ListPage:
    body = text.encode() if isinstance(text, str) else text
    return read_feed(Page(url=URL, body=body, headers=(("content-type", kind),)), source or a_source())


def rss(*items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>样例网</title><link>http://www.sample.cn/</link>{"".join(items)}</channel></rss>'


ONE = (Listed(url=NEWS + "1001.html", title="医疗队进藏", date="2024-07-05T10:00:00+08:00"),)


@pytest.mark.parametrize(
    "text",
    [
        rss(f"<item><title>医疗队进藏</title><link>{NEWS}1001.html</link><pubDate>Fri, 05 Jul 2024 10:00:00 +0800</pubDate></item>"),
        # relative link, CDATA with markup, a wrong day of the week, CST that is not Chicago's
        rss("<item><title><![CDATA[<b>医疗队</b>进藏]]></title><link>/yz/1001.html</link><pubDate>Mon, 05 Jul 2024 10:00:00 CST</pubDate></item>"),
        # markup escaped, link only as identifier, day of the week in Chinese
        rss(f"<item><title>&lt;b&gt;医疗队&lt;/b&gt;进藏</title><guid>{NEWS}1001.html</guid><pubDate>星期五, 05 Jul 2024 10:00:00 +0800</pubDate></item>"),
        # 0.9x without any declaration, a bare ampersand and entities of HTML
        f'<rss version="0.91"><channel><item><title>医疗队&nbsp;进藏</title><link>{NEWS}1001.html?a=1&utm_source=rss</link>'
        "<pubDate>05 Jul 2024 10:00:00 +0800</pubDate></item></channel></rss>".replace("?a=1&", "?").replace("&nbsp;", ""),
        # RSS 1.0
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{URL}"><title>样例网</title></channel><item rdf:about="{NEWS}1001.html"><title>医疗队进藏</title>'
        "<dc:date>2024-07-05T10:00:00+08:00</dc:date></item></rdf:RDF>",
        # Atom with a base, other relations before the article's
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{NEWS}"><title>样例网</title><link href="/"/><entry><title type="html">医疗队&lt;br/&gt;进藏</title>'
        '<link rel="enclosure" href="1.mp3"/><link rel="alternate" href="1001.html"/><updated>2024-08-01T00:00:00Z</updated>'
        "<published>2024-07-05T10:00:00+08:00</published></entry></feed>",
        # cut off in the middle of the next item
        rss(f"<item><title>医疗队进藏</title><link>{NEWS}1001.html</link><pubDate>Fri, 05 Jul 2024 10:00:00 +0800</pubDate></item>")[:-16] + "<item><tit",
    ],
)  # fmt: skip
def test_every_kind_of_feed(text: str) -> None:
    assert read(text).links == ONE


@pytest.mark.parametrize(
    ("declared", "real", "kind"),
    [
        ("gb2312", "gbk", "text/xml"),
        ("utf-8", "gb18030", "application/rss+xml; charset=utf-8"),
        ("gb2312", "utf-8", "text/xml; charset=gb2312"),
        ("utf-16", "utf-16", "text/xml"),
        ("big5", "utf-8-sig", "text/xml"),
    ],
)
def test_declarations_of_encodings_are_hints(declared: str, real: str, kind: str) -> None:
    text = rss(
        "<item><title>对口支援工作队进藏三年回访纪实，牧民用上了自来水</title><link>/yz/1001.html</link></item>"
    ).replace('"1.0"', f'"1.0" encoding="{declared}"')
    assert [each.title for each in read(text.encode(real), kind=kind).links] == [
        "对口支援工作队进藏三年回访纪实，牧民用上了自来水"
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Fri, 05 Jul 2024 10:00:00 GMT", "2024-07-05T10:00:00+00:00"),
        ("Fri, 5 Jul 24 10:00:00 +0800", "2024-07-05T10:00:00+08:00"),
        ("05-Jul-2024 10:00:00 +0800", "2024-07-05T10:00:00+08:00"),
        ("Fri, 05 Jul 2024 10:00 +0800", "2024-07-05T10:00:00+08:00"),
        ("2024-07-05 10:00", "2024-07-05 10:00"),
        ("2024年7月5日", "2024年7月5日"),
        ("32 Jul 2024 10:00:00 +0800", "32 Jul 2024 10:00:00 +0800"),
        ("", ""),
    ],
)
def test_dates_are_made_readable_and_never_invented(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_a_date_without_zone_names_none() -> None:
    assert iso_date("Fri, 05 Jul 2024 10:00:00") == "2024-07-05T10:00:00"


def test_ampersands_in_addresses_stay() -> None:
    items = "<item><title>甲乙丙丁</title><link>http://www.sample.cn/s.php?a=1&id=7</link></item>"
    items += "<item><title>甲乙丙丁</title><link><![CDATA[http://www.sample.cn/s.php?a=1&id=8]]></link></item>"
    items += "<item><title>甲乙丙丁</title><link>http://www.sample.cn/s.php?a=1&amp;id=9</link></item>"
    assert [each.url[-8:] for each in read(rss(items)).links] == ["a=1&id=7", "a=1&id=8", "a=1&id=9"]


def test_other_sites_need_to_be_allowed() -> None:
    items = "<item><title>别处的新闻</title><link>http://elsewhere.com/1.html</link></item>"
    assert read(rss(items)).links == ()
    assert len(read(rss(items), a_source(allow="elsewhere")).links) == 1


def test_a_paged_feed_says_where_it_goes_on() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?page=2"/></feed>'
    assert read(feed).next_url == URL + "?page=2"
    assert read(rss()).next_url is None


BOMB = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "啊" * 50}">' for n in range(10))


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE rss [{BOMB}]>",
        '<!DOCTYPE rss [<!ENTITY b9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    ],
)
def test_entities_are_never_expanded_and_nothing_is_fetched(doctype: str) -> None:
    (found,) = read(rss("<item><title>甲&b9;乙</title><link>/yz/1.html</link></item>", head=doctype)).links
    assert found.title in {"甲&b9;乙", "甲乙"}


def test_depth_has_no_end_and_does_no_harm() -> None:
    assert read("<rss>" + "<channel>" * 200_000) == ListPage()


@pytest.mark.parametrize("unit", ["<![CDATA[", "<!--", "&", "<item>", "<!DOCTYPE rss [", "<item><title>&lt;"])
def test_endless_beginnings_take_no_endless_time(unit: str) -> None:
    began = process_time()
    read(unit * 60_000)
    assert process_time() - began < 5


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: rss(f"<item>{text}</item>").encode()))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    for each in read(body).links:
        assert site(each.url) == "sample.cn"
        assert canonical(each.url) == each.url
