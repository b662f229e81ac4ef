"""Golden pages: what each enabled source's sample pages must yield, through the whole reading, to the letter."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cleaning.clean import clean
from cleaning.document import Document, open_document
from cleaning.listing import links
from cleaning.page import Listed, Page
from cleaning.paging import next_page
from cleaning.parting import next_part
from cleaning.read import read
from cleaning.report import Report
from seeds.load import read_source, source, sources
from seeds.samples_index import SITES, SOURCES, Golden, file_of, golden
from seeds.source import Source

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ENABLED = [each for each in sources() if each.enabled]
FIELDS = ("url", "title", "published_at", "date_precision", "date_from", "publisher", "captions", "editors", "script")


def opened(url: str) -> Document:
    """A sample page as it comes over the wire: bytes, and no charset in the header."""
    return open_document(Page(url=url, body=file_of(url, SITES).read_bytes(), headers=(("content-type", "text/html"),)))


def parts(url: str) -> list[Document]:
    """An article's pages, followed to the end."""
    pages = [opened(url)]
    while following := next_part(pages[-1]):
        pages.append(opened(following))
    return pages


def walk(source: Source, start: str) -> dict[str, list[str]]:
    """What each page of a listing yields, from the first to the last."""
    found: dict[str, list[str]] = {}
    following: str | None = start
    while following and following not in found:
        document = opened(following)
        found[following] = [each.url for each in links(document, source)]
        following = next_page(document, source, start=start)
    return found


def report(url: str, source: Source) -> Report:
    return clean(read(parts(url), source=source, listed=Listed(url=url), now=NOW))


def shape(report: Report) -> dict[str, Any]:
    moment = report.published.moment
    return {
        "url": report.url,
        "title": report.title,
        "published_at": moment and moment.isoformat(),
        "date_precision": report.published.precision,
        "date_from": report.published.found,
        "publisher": report.publisher,
        "captions": list(report.captions),
        "editors": list(report.editors),
        "script": report.script,
    }


def expected(watched: Source) -> tuple[Golden, dict[str, Any]]:
    pages = golden(watched.name)
    assert pages, f"{watched.name} is enabled and has no golden pages: add them to seeds/samples/manifest.toml"
    return pages, json.loads(pages.expected.read_text(encoding="utf-8"))


def articles() -> Iterator[Any]:
    for each in filter(lambda each: golden(each.name), ENABLED):  # the listing's test tells of those without
        for article in expected(each)[1]["articles"]:
            yield pytest.param(each, article, id=f"{each.name}-{article['url'].rsplit('/', 1)[1]}")


@pytest.mark.parametrize("source", ENABLED, ids=lambda each: each.name)
def test_golden_listing(source: Source) -> None:
    pages, wanted = expected(source)
    assert walk(source, pages.listing) == wanted["listing"]
    assert wanted["articles"][0]["url"] == pages.article


@pytest.mark.parametrize(("source", "article"), list(articles()))
def test_golden_article(source: Source, article: dict[str, Any]) -> None:
    assert [part.page.url for part in parts(article["url"])] == article["pages"]
    got = report(article["url"], source)
    assert got.body.split("\n") == article["body"].split("\n")
    assert shape(got) == {key: article[key] for key in FIELDS}


MIRROR = read_source(SOURCES / "mirror_example.toml")


def test_a_hijacked_copy_reads_like_its_original_except_where_it_is_damaged() -> None:
    """Readings in brackets, traditional script, half-width marks and spam go; what is lost is said to be lost."""
    wanted = expected(source("tibet_cn"))[1]["articles"][0]
    got = report(known_mirror().article, MIRROR)
    assert shape(got) | {"url": ""} == {key: wanted[key] for key in FIELDS} | {"url": "", "script": "hant"}
    lines, originals = got.body.split("\n"), wanted["body"].split("\n")
    differing = {at for at, (line, original) in enumerate(zip(lines, originals, strict=True)) if line != original}
    assert {1} <= differing <= {1, 5}  # two spans were out of step; of the first, a digit is gone for good
    assert {"pinyin", "byte_slip", "lost_digit"} <= {damage.kind for damage in got.damage}
    assert "7350" not in got.body
    start = got.body.index("350万元")
    assert any(span.block == "body" and span.start <= start <= span.end for span in got.damaged)


def known_mirror() -> Golden:
    pages = golden(MIRROR.name)
    assert pages
    return pages
