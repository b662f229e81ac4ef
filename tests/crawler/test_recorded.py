"""The four sources over recorded sites: what a crawl stores, what it asks for, and what it asks for the second time.

Once over the samples that we ship, once over the study material where it is present."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read
from crawler.replay import Asked, Replay
from seeds.load import source
from seeds.samples_index import EXPECTED, SITES, file_of
from store.database import open_database
from store.reports import Kept, select
from store.runs import Run
from store.runs import runs as runs_in
from tests.crawler.forks import python

SOURCES = ("qzwhcy_com", "tibet_cn", "tjbh_gov_cn", "xzsnw_com")


@dataclass(frozen=True, kw_only=True)
class Crawled:
    """Two crawls of the four sources."""

    requests: tuple[Asked, ...]
    asked_again: tuple[Asked, ...]
    kept: dict[str, Kept]
    runs: tuple[Run, ...]


def crawl_twice(sites: Path, home: Path) -> Crawled:
    """The second time one of them by `scrapy crawl`; the others together, which saves a start each."""
    with Replay(sites) as via:
        told = environ(home, via)
        ran("tests.crawler.together", *SOURCES, environ=told)
        requests = tuple(via.requests)
        via.requests.clear()
        ran("scrapy", "crawl", SOURCES[0], environ=told)
        ran("tests.crawler.together", *SOURCES[1:], environ=told)
        asked_again = tuple(via.requests)
    database = open_database(f"sqlite:///{home}/duikou.db", home=home)
    with database.read() as conn:
        kept, runs = {each.url: each for each in select(conn)}, tuple(runs_in(conn))
    database.close()
    return Crawled(requests=requests, asked_again=asked_again, kept=kept, runs=runs)


def environ(home: Path, via: Replay) -> dict[str, str]:
    ours = {"DUIKOU_HOME": str(home), "DUIKOU_VIA": via.address, "DUIKOU_DELAY": "0", "DUIKOU_CONFIG": os.devnull}
    return os.environ | ours


def ran(module: str, *arguments: str, environ: dict[str, str]) -> None:
    done = python(module, *arguments, environ=environ)
    assert done.returncode == 0, done.stderr


def pages_of(requests: tuple[Asked, ...]) -> list[Asked]:
    return sorted(each for each in requests if not each.url.endswith("/robots.txt"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_twice(SITES, tmp_path_factory.mktemp("samples") / "var")


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_twice(shared / "sites", tmp_path_factory.mktemp("real") / "var")


EXPECTATIONS = [json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")) for name in SOURCES]
LISTED = {url for each in EXPECTATIONS for urls in each["listing"].values() for url in urls}
ARTICLES = [article for each in EXPECTATIONS for article in each["articles"]]


def test_all_that_the_samples_list_is_stored_or_gone(samples: Crawled) -> None:
    gone = {each.url for each in samples.requests if each.status == 404}
    assert set(samples.kept) | gone == LISTED
    assert sum(run.counts.gone for run in samples.runs) == len(gone)
    assert [run.outcome for run in samples.runs] == ["ok"] * 2 * len(SOURCES)


@pytest.mark.parametrize("article", ARTICLES, ids=[article["url"] for article in ARTICLES])
def test_what_is_stored_is_what_cleaning_reads_off_the_files(samples: Crawled, article: dict[str, Any]) -> None:
    kept = samples.kept[article["url"]]
    pages = [Page(url=url, body=file_of(url).read_bytes()) for url in article["pages"]]
    wanted = clean(read([open_document(page) for page in pages], source=source(kept.source), now=kept.first_seen))
    assert (kept.report.title, kept.report.body) == (wanted.title, wanted.body)
    assert kept.report.published == wanted.published


def test_the_second_crawl_of_the_samples_asks_once_a_listing_page(samples: Crawled) -> None:
    listings = sorted(url for each in EXPECTATIONS for url in each["listing"])
    assert pages_of(samples.asked_again) == [Asked("GET", url, True, 304) for url in listings]


REAL = {
    "http://nyncw.tjbh.gov.cn/contents/7894/193101.html": "2020-03-10T09:00:00+08:00",
    "http://nyncw.tjbh.gov.cn/contents/7894/193245.html": "2020-03-13",
    "http://www.qzwhcy.com/jjqz/2024-08-28/48190.html": "2024-08-28",
    "http://www.qzwhcy.com/jjqz/2024-08-29/48213.html": "2024-08-29T00:00:00+08:00",
    "http://www.tibet.cn/cn/aid_tibet/news/202307/t20230727_7458231.html": "2023-07-27T09:34:00+08:00",
    "http://www.tibet.cn/cn/aid_tibet/news/202507/t20250702_7812345.html": "2025-07-02",
    "http://www.xzsnw.com/yz/yzxw/153167.html": "2020-04-08",
    "http://www.xzsnw.com/yz/yzxw/153201.html": "2020-04-09",
    "http://www.xzsnw.com/yz/yzxw/153388.html": "2020-04-11",
}
REAL_LISTINGS = [
    "http://nyncw.tjbh.gov.cn/contents/7894/",
    "http://www.qzwhcy.com/jjqz/",
    "http://www.tibet.cn/cn/aid_tibet/news/",
    "http://www.tibet.cn/cn/aid_tibet/news/index_1.html",
    "http://www.xzsnw.com/yz/yzxw/",
    "http://www.xzsnw.com/yz/yzxw/index_2.html",
]


@pytest.mark.shared
def test_real_pages_are_stored_whole(real: Crawled) -> None:
    assert sorted(real.kept) == sorted(REAL)
    for url, said in REAL.items():
        report = real.kept[url].report
        assert report.published.moment is not None
        assert report.published.moment.isoformat().startswith(said)
        assert report.title
        assert len(report.body) > 20


@pytest.mark.shared
def test_the_missing_page_is_gone_and_no_error(real: Crawled) -> None:
    run = next(run for run in real.runs if run.subject == "xzsnw_com")
    assert (run.outcome, run.counts.new, run.counts.gone, run.counts.unreadable) == ("ok", 3, 1, 0)
    assert [each.url for each in real.requests if each.status == 404] == ["http://www.xzsnw.com/yz/yzxw/152999.html"]


@pytest.mark.shared
def test_each_request_is_made_once_and_robots_first(real: Crawled) -> None:
    urls = [each.url for each in real.requests]
    assert len(set(urls)) == len(urls) == len(REAL) + 1 + len(REAL_LISTINGS) + len(SOURCES)
    assert not any(each.conditional for each in real.requests)
    hosts = {url.split("/")[2] for url in urls}
    assert all(next(url for url in urls if host in url).endswith("/robots.txt") for host in hosts)


@pytest.mark.shared
def test_the_second_crawl_asks_once_a_listing_page_and_for_no_article(real: Crawled) -> None:
    assert pages_of(real.asked_again) == [Asked("GET", url, True, 304) for url in REAL_LISTINGS]
