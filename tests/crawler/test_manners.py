"""What a site asked of us in one run holds in the next."""

from collections.abc import Iterator

import pytest

from tests.crawler.world import World, says, start_of

NAMES = ("troubled", "forgotten", "never_seen", "tired", "rested")
RULES = b"User-agent: *\nDisallow: /list/100002\n"


def robots(name: str) -> str:
    return start_of(name).replace("/list/", "/robots.txt")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("manners")) as world:
        for name in NAMES:
            world.source(name)
            world.listing(start_of(name), ["100001.html", "100002.html"])
            for page in ("100001.html", "100002.html"):
                world.article(start_of(name) + page, f"{name}的报道{page[:6]}")
            world.when[robots(name)] = says(503 if name == "never_seen" else 200, RULES)
        for name in ("tired", "rested"):
            world.when[start_of(name)] = says(503, Retry_After="7200")
        world.crawl(*NAMES)
        _a_day_passes(world)
        world.requests.clear()
        world.crawl(*NAMES)
        yield world


def _a_day_passes(world: World) -> None:
    for name in ("troubled", "forgotten"):
        world.when[robots(name)] = says(503)
    for name in ("tired", "rested"):
        del world.when[start_of(name)]
    world.sql("UPDATE hosts SET robots_at = '2020-01-01 00:00:00.000000' WHERE origin = 'http://forgotten.test'")
    world.sql("UPDATE hosts SET wait_until = '2020-01-01 00:00:00.000000' WHERE origin = 'http://rested.test'")


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("troubled", ["ok", "ok"]),
        ("forgotten", ["ok", "failed"]),
        ("never_seen", ["failed", "failed"]),
        ("tired", ["failed", "skipped"]),
        ("rested", ["failed", "ok"]),
    ],
)
def test_how_both_runs_end(world: World, name: str, outcomes: list[str]) -> None:
    assert [run.outcome for run in world.runs(name)] == outcomes


def test_the_rules_of_a_site_in_trouble_are_its_last_ones(world: World) -> None:
    assert "list/" in world.fetched("troubled")
    assert world.asked[start_of("troubled") + "100002.html"] == []


def test_a_copy_that_is_older_than_a_day_allows_nothing(world: World) -> None:
    assert set(world.fetched("forgotten")) == {"robots.txt"}
    assert world.runs("forgotten")[-1].reason == "robots_http_503"


def test_a_site_that_asked_for_two_hours_hears_nothing_of_us(world: World) -> None:
    assert not [asked for asked in world.requests if "tired.test" in asked.url]
    reason = world.runs("tired")[-1].reason or ""
    assert reason.startswith("waiting: left alone until 20")
