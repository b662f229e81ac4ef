"""Crawls of a small web that behaves as real sites do, well and badly. All sources are crawled in one process, so
that the scenarios cost one start."""

import gzip
from collections.abc import Iterator

import pytest

from cleaning.report import Damage
from tests.crawler.world import World, first, says, start_of

PLAIN = (
    "plain",
    "parts",
    "lost_part",
    "forbidden",
    "stumbling",
    "moved",
    "endless",
    "looping",
    "too_large",
    "pictures",
)
BAD = ("down", "empty", "robots_down", "robots_closed", "robots_partly", "robots_gone", "over_tls", "vanished", "away")
SLOW = ("patient", "absurd", "unhurried")


def url(name: str, page: str = "") -> str:
    return start_of(name) + page


def robots(name: str) -> str:
    return start_of(name).replace("/list/", "/robots.txt")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world")) as world:
        build(world)
        world.crawl(*PLAIN, *BAD, *SLOW)
        yield world


def build(world: World) -> None:
    for name in (*PLAIN, *BAD, *SLOW):
        world.source(name, *([url(name).replace("http:", "https:")] if name == "over_tls" else []))
        world.listing(url(name), ["100001.html", "100002.html"])
        for page in ("100001.html", "100002.html"):
            world.article(url(name, page), f"{name}的报道{page[:6]}")
    _behave(world)
    _misbehave(world)


def _behave(world: World) -> None:
    world.listing(url("plain"), ["100001.html"], "<a href='index_2.html'>下一页</a>")
    world.listing(url("plain", "index_2.html"), ["100002.html"])
    parts = [url("parts", page) for page in ("100001.html", "100001_2.html", "100001_3.html")]
    pager = "<p><a href='100001.html'>1</a> <a href='{}'>下一页</a></p>"
    world.article(parts[0], "分页的报道第一页", pager.format("100001_2.html"))
    world.article(parts[1], "分页的报道第二页", pager.format("100001_3.html"))
    world.article(parts[2], "分页的报道第三页")
    world.article(url("lost_part", "100001.html"), "少了一页的报道", pager.format("100001_2.html"))
    world.listing(url("stumbling"), ["100001.html", "100003_stumble.html"])
    world.article(url("stumbling", "100003_stumble.html"), "谁也没有想到的网页")
    world.when[url("moved", "100001.html")] = says(301, Location="/new/100001.html")
    world.article("http://moved.test/new/100001.html", "搬了家的报道")
    world.when[url("moved", "100002.html")] = says(302, Location="/")
    world.page("http://moved.test/", "<h1>首页</h1>")
    for number in range(2, 40):  # a server that answers any page beyond the end with the last one
        pager = f"<a href='index_{number + 1}.html'>下一页</a>"
        world.listing(url("endless", f"index_{number}.html"), ["100002.html"], pager)
    world.listing(url("endless"), ["100001.html"], "<a href='index_2.html'>下一页</a>")
    world.listing(url("looping"), ["100001.html"], "<a href='b.html'>下一页</a>")
    world.listing(url("looping", "b.html"), ["100002.html"], "<a href='../list/'>下一页</a>")


def _misbehave(world: World) -> None:
    world.when[url("forbidden", "100002.html")] = says(403)
    bomb = gzip.compress(bytes(20 * 2**20))
    world.when[url("too_large", "100002.html")] = says(200, bomb, Content_Encoding="gzip")
    world.when[url("pictures", "100002.html")] = says(200, b"%PDF-1.7", Content_Type="application/pdf")
    world.when[url("down")] = says(503)
    world.listing(url("empty"), [])
    world.when[robots("robots_down")] = says(503)
    world.when[robots("robots_closed")] = says(200, b"User-agent: *\nDisallow: /list/\n")
    world.when[robots("robots_partly")] = says(200, b"User-agent: duikou\nDisallow: /list/100002\n")
    world.when[robots("robots_gone")] = says(403)
    world.when[url("vanished")] = says(404)
    world.when[url("away")] = says(302, Location="http://127.0.0.1:1/")
    world.when[url("patient", "100001.html")] = first(1, says(429, Retry_After="2"))
    world.when[url("absurd", "100001.html")] = says(503, Retry_After="86400")
    world.when[robots("unhurried")] = says(200, b"User-agent: *\nCrawl-delay: 1.5\n")


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("plain", "ok", "finished"),
        ("parts", "ok", "finished"),
        ("lost_part", "ok", "finished"),
        ("forbidden", "ok", "http_403: 1 pages"),
        ("stumbling", "ok", "unreadable: 1 pages"),
        ("moved", "ok", "finished"),
        ("endless", "ok", "finished"),
        ("looping", "ok", "finished"),
        ("too_large", "ok", "too_large: 1 pages"),
        ("pictures", "ok", "not_a_page: 1 pages"),
        ("patient", "ok", "finished"),
        ("unhurried", "ok", "finished"),
        ("robots_gone", "ok", "finished"),
        ("robots_partly", "ok", "robots_disallowed: 1 pages"),
        ("absurd", "incomplete", "retry_after_86400_s, http_503: 1 pages"),
        ("down", "failed", "http_503"),
        ("empty", "failed", "no_links"),
        ("robots_down", "failed", "robots_http_503"),
        ("robots_closed", "failed", "robots_disallowed"),
        ("over_tls", "failed", "robots_tunnel"),
        ("vanished", "failed", "http_404"),
    ],
)
def test_how_a_run_ends_is_told(world: World, name: str, outcome: str, reason: str) -> None:
    run = world.runs(name)[-1]
    assert (run.outcome, run.reason) == (outcome, reason)


def test_a_run_counts_what_it_did(world: World) -> None:
    counts = world.runs("plain")[-1].counts
    assert (counts.requests, counts.listed, counts.new, counts.gone, counts.unreadable) == (5, 2, 2, 0, 0)
    assert counts.bytes > 1000
    assert world.runs("stumbling")[-1].counts.unreadable == 1
    assert world.runs("moved")[-1].counts.gone == 1


def test_articles_in_parts_are_whole(world: World) -> None:
    body = world.kept("parts")["100001.html"].report.body
    assert [part in body for part in ("第一页", "第二页", "第三页")] == [True] * 3
    assert sorted(world.kept("parts")) == ["100001.html", "100002.html"]


def test_a_missing_part_is_said_to_be_missing(world: World) -> None:
    damage = world.kept("lost_part")["100001.html"].report.damage
    assert Damage(kind="truncated", count=1, repaired=0) in damage


def test_one_bad_page_harms_no_other(world: World) -> None:
    for name, page in (("forbidden", "100002.html"), ("too_large", "100002.html"), ("pictures", "100002.html")):
        assert list(world.kept(name)) == ["100001.html"]
        assert world.states(name)[page][0] == "failed"
    assert world.states("stumbling")["100003_stumble.html"] == (
        "failed",
        "unreadable: ZeroDivisionError: a page nobody thought of",
    )


def test_what_moved_is_kept_under_its_listed_address_and_what_led_home_is_gone(world: World) -> None:
    assert "搬了家" in world.kept("moved")["100001.html"].report.title
    assert world.states("moved")["100002.html"][0] == "gone"


def test_lists_without_end_end(world: World) -> None:
    assert len(world.asked[url("endless", "index_3.html")]) == 1
    assert len(world.asked[url("endless", "index_4.html")]) == 0
    assert len(world.asked[url("looping")]) == 1


def test_robots_rules_by_rfc_9309(world: World) -> None:
    for name in ("robots_down", "robots_closed"):
        assert not world.asked[url(name)]
    assert not world.asked[url("robots_partly", "100002.html")]
    assert len(world.kept("robots_gone")) == 2
    assert len(world.asked[robots("robots_down")]) == 4  # once and three retries


def test_retry_after_is_heeded_and_an_absurd_one_ends_the_run(world: World) -> None:
    one, two = world.asked[url("patient", "100001.html")]
    assert two - one >= 2
    assert len(world.kept("patient")) == 2
    assert len(world.asked[url("absurd", "100001.html")]) == 1
    assert world.states("absurd")["100001.html"][0] == "failed"


def test_crawl_delay_is_a_lower_bound(world: World) -> None:
    moments = sorted(world.asked[url("unhurried", page)][0] for page in ("", "100001.html", "100002.html"))
    assert moments[-1] - moments[0] > 1.5  # of 3.0, for a busy machine shifts arrivals; without the delay it is 0.1


def test_every_page_is_archived_before_it_is_read(world: World) -> None:
    """The page that made the cleaning stumble is there too, though nothing came of it."""
    file = world.home / "archive" / "stumbling"
    pages = b"".join(gzip.decompress(path.read_bytes()) for path in file.glob("*.warc.gz"))
    assert "谁也没有想到的网页".encode() in pages
