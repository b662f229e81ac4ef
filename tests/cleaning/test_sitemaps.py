# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""Sitemaps, news sitemaps, indexes; packed, damaged, far too large."""

import gzip

import pytest

from cleaning import sitemaps
from cleaning.page import Listed, Page
from cleaning.sitemaps import LARGEST, MOST, Child, SitemapFile, read_sitemap, unpacked
from seeds.source import Sitemap, Source

URL = "http://www.sample.cn/sitemap.xml"
NEWS = "http://www.sample.cn/yz/"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def a_source(**sitemap: object) -> Source:
    return Source(
        name="sample", title="样例", publisher="样例网", kind="news", sitemap=Sitemap(**{"urls": (URL,)} | sitemap)  # type: ignore[arg-type]
    )  # fmt: skip


def read(body: str | bytes, **sitemap: object) -> SitemapFile:
    return read_sitemap(Page(url=URL, body=body.encode() if isinstance(body, str) else body), a_source(**sitemap))


def urlset(*urls: str, more: str = "") -> str:
    rows = "".join(f"<url><loc>{url}</loc>{more}</url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{rows}</urlset>'


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_articles_and_nothing_else(pack: type[bytes]) -> None:
    body = urlset(f" {NEWS}t20240705_7012001.html\n", "http://www.sample.cn/", "http://www.sample.cn/about.html", "http://other.cn/20240705/1.html")  # fmt: skip
    assert read(pack(body.encode())).links == (Listed(url=NEWS + "t20240705_7012001.html"),)


def test_the_day_on_which_a_page_was_touched_is_no_date_of_publication() -> None:
    found = read(urlset(NEWS + "t20240705_7012001.html", more="<lastmod>2026-01-01</lastmod>"))
    assert found.links[0].date == ""


def test_a_news_sitemap_knows_titles_and_dates() -> None:
    news = (
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication><n:name>样例网</n:name>'
        "</n:publication><n:publication_date>2024-07-05T10:00:00+08:00</n:publication_date><n:title>医疗队进藏</n:title></n:news>"
    )
    found = read(urlset(NEWS + "oddly-named", more=news)).links
    assert found == (Listed(url=NEWS + "oddly-named", title="医疗队进藏", date="2024-07-05T10:00:00+08:00"),)


def test_what_the_seed_allows_decides() -> None:
    assert [each.url for each in read(urlset(NEWS + "a", NEWS + "b"), allow="/yz/b$").links] == [NEWS + "b"]


def test_the_files_of_an_index_last_changed_first() -> None:
    rows = "".join(
        f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>"
        for loc, day in [("/s1.xml", "2024-01-01"), ("/s3.xml.gz", "2024-03-01"), ("http://other.cn/s.xml", "2025-01-01"), ("/img.xml", "")]
    )  # fmt: skip
    found = read(f"<sitemapindex {NS}>{rows}</sitemapindex>", follow=r"/s\d")
    assert found.files == (
        Child(url="http://www.sample.cn/s3.xml.gz", changed="2024-03-01"),
        Child(url="http://www.sample.cn/s1.xml", changed="2024-01-01"),
    )
    assert found.links == ()


@pytest.mark.parametrize(
    "text", [f"{NEWS}t20240705_7012001.html\n\n# {NEWS}\n", f"\ufeff{NEWS}t20240705_7012001.html\r\n"]
)
def test_plain_lines(text: str) -> None:
    assert [each.url for each in read(text.lstrip("\ufeff")).links] == [NEWS + "t20240705_7012001.html"]


def test_a_bomb_is_cut_and_said_to_be() -> None:
    plain, fault = unpacked(gzip.compress(b" " * (LARGEST + 1)))
    assert (len(plain), fault) == (LARGEST, "sitemap_too_large")


def test_a_torn_file_gives_what_is_there() -> None:
    torn = gzip.compress(urlset(*(f"{NEWS}t20240705_{number}.html" for number in range(7010000, 7010999))).encode())[
        :-900
    ]
    found = read(torn)
    assert found.fault == "sitemap_torn"
    assert len(found.links) > 10


def test_no_more_addresses_than_a_sitemap_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 50_000  # https://www.sitemaps.org/protocol.html#index
    monkeypatch.setattr(sitemaps, "MOST", 500)
    urls = [f"{NEWS}t20240705_{number}.html" for number in range(7_000_000, 7_000_501)]
    for some, fault in ((urls, "sitemap_too_large"), (urls[:500], None)):
        found = read(urlset(*some))
        assert (len(found.links), found.fault) == (500, fault)


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b", b"<html><body>404</body></html>", b"\xff\xfe\x00", b"<urlset>"])
def test_anything_else_is_an_empty_one(body: bytes) -> None:
    assert read(body).links == ()
