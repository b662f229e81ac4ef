"""A watched site that becomes another one between two crawls."""

import re
from collections.abc import Iterator

import pytest

from tests.crawler.world import World, start_of
from tests.noise.sites import Site, taken_over

NAMES = ("sold", "redressed")


def inside(html: str) -> str:
    """What the body holds; the world writes the frame."""
    return re.sub(r"^.*<body>|</body>.*$", "", html, flags=re.DOTALL)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, list[str]]]:
    """The world after three crawls, with what each of the last two logged."""
    with World(tmp_path_factory.mktemp("turned")) as world:
        for name in NAMES:
            world.source(name, links="a[href^='/a/']")
            world.page(start_of(name), inside(Site(seed=3).listing(0)))
            for at in range(20):
                world.article(start_of(name).removesuffix("list/") + f"a/0/{at}.html", f"第{at}批工作队来到高原县")
        world.crawl(*NAMES)
        world.page(start_of("sold"), inside(taken_over(0)).replace("href='/", "href='/a/9/"))
        world.page(start_of("redressed"), inside(Site(seed=3).listing(0, dress=4)))
        world.requests.clear()
        yield world, [world.crawl(*NAMES), world.crawl(*NAMES)]


def test_the_crawl_of_a_turned_site_is_stopped_and_rejected(told: tuple[World, list[str]]) -> None:
    world, _ = told
    assert [run.outcome for run in world.runs("sold")] == ["ok", "rejected", "rejected"]
    assert str(world.runs("sold")[1].reason).startswith("turned: ")
    assert {path for path in world.fetched("sold") if path.startswith("a/9/")} == set()
    assert len(world.kept("sold")) == 20


def test_the_operator_is_told_once(told: tuple[World, list[str]]) -> None:
    _, (second, third) = told
    assert (second.count("the site has turned"), third.count("the site has turned")) == (1, 0)


def test_an_honest_redesign_goes_on(told: tuple[World, list[str]]) -> None:
    world, _ = told
    assert [run.outcome for run in world.runs("redressed")] == ["ok", "ok", "ok"]
