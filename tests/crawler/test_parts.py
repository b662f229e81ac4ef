"""The small parts of the crawler: what answers mean, why pages could not be had, how a run ended."""

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.settings import Settings as ScrapySettings
from twisted.internet.error import ConnectionLost

from cleaning.page import Listed
from crawler.answers import led_home, readable
from crawler.loader import SeedLoader
from crawler.middlewares.patience import retry_after
from crawler.middlewares.robots import RobotsForbidError
from crawler.outcome import ending
from crawler.reasons import reason_of
from crawler.spiders.listing import ListingSpider
from crawler.walking import Walking
from seeds.settings import Settings
from store.frontier import Address, Validators
from store.walks import Walk

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def a_response(status: int = 200, body: bytes = b"", url: str = "http://a.cn/robots.txt", **headers: str) -> Response:
    return Response(
        url, status=status, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("99999999999999", 999999999.0),
        ("Sat, 21 Nov 2026 12:01:30 GMT", 90.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),  # a clock that is behind
        ("soon", None),
        ("-5", None),
        ("１２", None),
        ("", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    response = Response("http://a.cn/", headers={b"Retry-After": header.encode()})
    assert retry_after(response, now=NOW) == seconds


def test_no_retry_after() -> None:
    assert retry_after(a_response(503), now=NOW) is None


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (CannotResolveHostError("no such host"), "dns"),
        (DownloadTimeoutError("took longer"), "timeout"),
        (DownloadCancelledError("expected 9 MB"), "too_large"),
        (DownloadFailedError("reset"), "connection"),
        (DownloadFailedError("[('SSL routines', '', 'certificate verify failed')]"), "tls_certificate"),
        (ConnectionLost("lost"), "connection"),
        (RobotsForbidError("robots_disallowed"), "robots_disallowed"),
        (IgnoreRequest("max redirections reached"), "redirects"),
        (IgnoreRequest("exceeded DOWNLOAD_MAXSIZE (8 B)"), "too_large"),
        (IgnoreRequest("something else"), "ignored"),
        (ZeroDivisionError("x"), "ZeroDivisionError"),
    ],
)
def test_reasons_in_one_word(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


def a_walk(*, ended: bool = True, trouble: str | None = None, pages: int = 1) -> Walking:
    walk = Walk(id=1, source="a", start="http://a.cn/", ground=None, covered=None, resume=None)
    return Walking(walk=walk, max_pages=10, ended=ended, trouble=trouble, pages=pages)


CUT = a_walk(ended=False, trouble="http_500")
DOWN = a_walk(ended=False, trouble="timeout", pages=0)


@pytest.mark.parametrize(
    ("walks", "finish", "counts", "failures", "trouble", "outcome", "reason"),
    [
        ([a_walk()], "finished", {}, {}, None, "ok", "finished"),
        ([a_walk()], "finished", {"new": 3}, {"http_403": 1}, None, "ok", "http_403: 1 pages"),
        ([a_walk()], "finished", {}, {"http_403": 2, "dns": 9}, None, "incomplete", "dns: 9 pages, http_403: 2 pages"),
        ([a_walk(), CUT], "finished", {}, {}, None, "incomplete", "http_500"),
        ([a_walk(), DOWN], "finished", {}, {}, None, "incomplete", "timeout"),
        ([DOWN, DOWN], "finished", {}, {}, None, "failed", "timeout"),
        ([a_walk()], "memusage_exceeded", {}, {}, None, "incomplete", "memusage_exceeded"),
        ([a_walk(ended=False)], "shutdown", {}, {}, None, "incomplete", "shutdown"),
        ([a_walk(ended=False)], "finished", {}, {}, None, "incomplete", "a listing was not read to its end"),
        ([a_walk()], "DiskFullError", {}, {}, "DiskFullError", "incomplete", "DiskFullError"),
        ([], "finished", {}, {}, "error_KeyError in a", "failed", "error_KeyError in a"),
        ([], "finished", {}, {}, None, "failed", "no listing was read"),
    ],
)
def test_how_a_run_ends(
    walks: list[Walking],
    finish: str,
    counts: dict[str, int],
    failures: dict[str, int],
    trouble: str | None,
    outcome: str,
    reason: str,
) -> None:
    found = ending(finish=finish, walks=walks, counts=counts, failures=failures, trouble=trouble)
    assert found == (outcome, reason)


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("text/html; charset=gbk", True),
        ("", True),
        ("application/xhtml+xml", True),
        ("application/pdf", False),
        ("image/jpeg", False),
    ],
)
def test_what_is_a_page(kind: str, page: bool) -> None:
    assert readable(a_response(**({"Content_Type": kind} if kind else {}))) is page


@pytest.mark.parametrize(
    ("came", "home"),
    [
        ("http://a.cn/", True),
        ("http://b.cn/index.html", True),
        ("http://a.cn/404.html", True),
        ("http://a.cn/x/9.html", False),
    ],
)
def test_an_answer_from_the_front_page_is_no_article(came: str, home: bool) -> None:
    address = Address(
        id=1, source="a", url="http://a.cn/x/1.html", state="pending", listed=Listed(url=""), backfill=False,
        first_seen=NOW, run=1, attempts=0, checks=0, validators=Validators(), next_check=None, last_checked=None,
        report=None,
    )  # fmt: skip
    assert led_home(a_response(url=came), address) is home


def a_loader(**settings: object) -> SeedLoader:
    return SeedLoader.from_settings(ScrapySettings({"DUIKOU": Settings(**settings)}))  # type: ignore[arg-type]


def test_spiders_come_from_seeds() -> None:
    loader = a_loader()
    assert {"tibet_cn", "xzsnw_com", "qzwhcy_com", "tjbh_gov_cn"} <= set(loader.list())
    spider = loader.load("tibet_cn")
    assert issubclass(spider, ListingSpider)
    assert (spider.name, spider.source.name) == ("tibet_cn", "tibet_cn")
    assert spider.custom_settings == {"DOWNLOAD_DELAY": spider.source.delay}
    assert a_loader(delay=7.5).load("tibet_cn").custom_settings == {"DOWNLOAD_DELAY": 7.5}


def test_switched_off_sources_are_not_listed_but_load() -> None:
    loader = a_loader()
    assert "xzxw_com" not in loader.list()
    assert loader.load("xzxw_com").name == "xzxw_com"
    with pytest.raises(KeyError, match="no_such"):
        loader.load("no_such")


def test_a_spider_is_found_by_an_address_of_its_site() -> None:
    assert a_loader().find_by_request(Request("http://www.qzwhcy.com/jjqz/2024-08-29/48213.html")) == ["qzwhcy_com"]
