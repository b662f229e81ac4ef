"""The four sources over recorded pages: what a crawl stores, what it asks for, and what it asks for the second time."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from crawler.process import run_crawl
from crawler.replay import Asked, Replay
from seeds.settings import Settings
from store.database import open_database
from store.reports import Kept, select
from store.runs import Run
from tests.crawler.world import ROOT, World

SOURCES = ("qzwhcy_com", "tibet_cn", "tjbh_gov_cn", "xzsnw_com")
LISTINGS = [
    "http://nyncw.tjbh.gov.cn/contents/7894/",
    "http://www.qzwhcy.com/jjqz/",
    "http://www.tibet.cn/cn/aid_tibet/news/",
    "http://www.tibet.cn/cn/aid_tibet/news/index_1.html",
    "http://www.xzsnw.com/yz/yzxw/",
    "http://www.xzsnw.com/yz/yzxw/index_2.html",
]


class Crawled:
    """Two crawls of the four sources over a folder of recorded sites."""

    def __init__(self, sites: Path, home: Path) -> None:
        self.home = home
        with Replay(sites) as via:
            settings = Settings(home=home, via=via.address, delay=0)
            self.runs = {name: run_crawl(name, settings) for name in SOURCES}
            self.requests = list(via.requests)
            via.requests.clear()
            again = World(home.parent / "again")  # only for its way to start Python
            again.home, again.seeds = home, ROOT / "seeds" / "sources"
            again._ready = via._ready
            self.second: dict[str, Run] = {}
            for name in SOURCES:
                done = again.python("-m", "scrapy", "crawl", name)
                assert done.returncode == 0, done.stderr
            self.asked_again = list(via.requests)

    def kept(self) -> dict[str, Kept]:
        database = open_database(f"sqlite:///{self.home}/duikou.db", home=self.home)
        with database.read() as conn:
            found = {kept.url: kept for kept in select(conn)}
        database.close()
        return found


@pytest.fixture(scope="module")
def crawled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    yield Crawled(shared / "sites", tmp_path_factory.mktemp("real") / "var")


@pytest.mark.shared
def test_each_page_is_stored_with_its_date_and_publisher(crawled: Crawled) -> None:
    kept = {url.rpartition("/")[2]: kept.report for url, kept in crawled.kept().items()}
    assert sorted(kept) == [
        "153167.html", "153201.html", "153388.html", "193101.html", "193245.html", "48190.html", "48213.html",
        "t20230727_7458231.html", "t20250702_7812345.html",
    ]  # fmt: skip
    assert {name: report.published.moment for name, report in kept.items() if name.startswith("t")} == {
        "t20230727_7458231.html": datetime.fromisoformat("2023-07-27T09:34:00+08:00"),
        "t20250702_7812345.html": kept["t20250702_7812345.html"].published.moment,
    }
    assert all(report.title and report.publisher and report.published.moment for report in kept.values())
    assert all(len(report.body) > 20 for report in kept.values())


@pytest.mark.shared
def test_the_missing_page_is_gone_and_no_error(crawled: Crawled) -> None:
    run = crawled.runs["xzsnw_com"]
    assert (run.outcome, run.counts.new, run.counts.gone, run.counts.unreadable) == ("ok", 3, 1, 0)
    assert [each.url for each in crawled.requests if each.status == 404] == ["http://www.xzsnw.com/yz/yzxw/152999.html"]


@pytest.mark.shared
def test_every_request_is_made_once_and_robots_first(crawled: Crawled) -> None:
    urls = [each.url for each in crawled.requests]
    assert len(set(urls)) == len(urls) == 20
    assert all(each.conditional is False for each in crawled.requests)
    assert urls[0] == "http://www.qzwhcy.com/robots.txt"


@pytest.mark.shared
def test_the_second_crawl_asks_once_a_listing_page_and_for_no_article(crawled: Crawled) -> None:
    asked = sorted(each for each in crawled.asked_again if not each.url.endswith("/robots.txt"))
    assert asked == [Asked("GET", url, True, 304) for url in LISTINGS]
