"""Walks over several runs: what is known stops them, what is cut goes on, what is due is looked at again."""

from collections.abc import Iterator

import pytest

from tests.crawler.world import World, says, start_of

NAMES = ("limited", "pinned", "changing", "outage", "grown")


def url(name: str, page: str = "") -> str:
    return start_of(name) + page


def lay_out(world: World, name: str, articles: list[str]) -> None:
    """Two articles a page, numbered pages, 下一页 to the next."""
    pages = [articles[at : at + 2] for at in range(0, len(articles), 2)]
    for number, names in enumerate(pages, 1):
        pager = f"<a href='index_{number + 1}.html'>下一页</a>" if number < len(pages) else "<b>完</b>"
        world.listing(url(name, f"index_{number}.html" if number > 1 else ""), names, pager)
    for each in articles:
        world.article(url(name, each), f"{name}的报道{each[:6]}")


def numbered(*numbers: int) -> list[str]:
    return [f"{100000 + number}.html" for number in numbers]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("walks")) as world:
        for name in NAMES:
            world.source(name, **({"max_pages": 2} if name == "limited" else {}))
            lay_out(world, name, numbered(*range(12, 0, -1)))
        world.when[url("outage", "index_3.html")] = says(500)
        world.crawl(*NAMES)
        _meanwhile(world)
        world.requests.clear()
        world.crawl(*NAMES)
        yield world


def _meanwhile(world: World) -> None:
    """What happens between the first crawl and the second."""
    del world.when[url("outage", "index_3.html")]
    # The first page is pinned, and what is new comes behind it.
    lay_out(world, "pinned", numbered(12, 11, 14, 10, 13, *range(9, 0, -1)))
    lay_out(world, "grown", numbered(*range(16, 0, -1)))
    world.article(url("changing", "100012.html"), "changing的报道更正后的标题")
    (world.sites / "changing.test/list/100011.html").unlink()
    world.when[url("changing", "100010.html")] = says(500)
    world.sql("UPDATE addresses SET next_check = '2020-01-01 00:00:00.000000' WHERE source = 'changing'")


def asked(world: World, name: str) -> list[tuple[str, bool, int]]:
    """The second crawl's requests to a source's host: page, conditional or not, status."""
    host = url(name)
    return [
        (each.url.removeprefix(host), each.conditional, each.status)
        for each in world.requests
        if each.url.startswith(host)
    ]


def test_a_limit_makes_the_run_incomplete_and_the_next_one_goes_on(world: World) -> None:
    one, two = world.runs("limited")
    assert (one.outcome, one.reason, one.counts.new) == ("incomplete", "max_pages", 4)
    assert (two.outcome, two.counts.new) == ("incomplete", 4)
    pages = [page for page, _, _ in asked(world, "limited") if "1000" not in page]
    assert pages == ["", "index_2.html", "index_3.html", "index_4.html"]  # begins a page early, for lists shift


def test_pinned_known_items_hide_nothing(world: World) -> None:
    two = world.runs("pinned")[1]
    assert (two.outcome, two.counts.new) == ("ok", 2)
    assert {"100013.html", "100014.html"} <= set(world.kept("pinned"))


def test_a_walk_stops_after_two_pages_of_known_ground(world: World) -> None:
    pages = [page for page, _, _ in asked(world, "grown") if "1000" not in page]
    assert pages == ["", "index_2.html", "index_3.html", "index_4.html"]
    assert world.runs("grown")[1].counts.new == 4


def test_nothing_behind_a_failing_page_is_lost(world: World) -> None:
    one, two = world.runs("outage")
    assert (one.outcome, one.reason, one.counts.new) == ("incomplete", "http_500", 4)
    assert (two.outcome, two.counts.new) == ("ok", 8)
    assert len(world.kept("outage")) == 12


def test_what_is_due_is_asked_for_conditionally(world: World) -> None:
    run = world.runs("changing")[1]
    counts = run.counts
    assert (counts.changed, counts.unchanged, counts.gone, counts.new) == (1, 9, 1, 0)
    assert (run.outcome, run.reason) == ("ok", "http_500: 1 pages")
    articles = {page: (conditional, status) for page, conditional, status in asked(world, "changing") if "1000" in page}
    assert articles["100012.html"] == (True, 200)
    assert articles["100011.html"] == (True, 404)
    assert articles["100001.html"] == (True, 304)


def test_a_change_is_a_version_and_what_is_gone_stays_with_a_tombstone(world: World) -> None:
    kept = world.kept("changing")
    assert (kept["100012.html"].version, kept["100012.html"].report.title) == (2, "changing的报道更正后的标题")
    assert kept["100011.html"].gone_at is not None
    assert kept["100010.html"].gone_at is None
    assert world.states("changing")["100010.html"] == ("failed", "http_500")


def test_pages_without_change_cost_one_conditional_request_each(world: World) -> None:
    pages = [each for each in asked(world, "changing") if "1000" not in each[0]]
    assert pages == [("", True, 304), ("index_2.html", True, 304)]


def test_only_a_first_walk_is_backfill(world: World) -> None:
    backfill = {page: kept.backfill for page, kept in world.kept("grown").items()}
    assert [page for page, value in sorted(backfill.items()) if not value] == numbered(13, 14, 15, 16)
    assert all(kept.backfill for kept in world.kept("limited").values())
