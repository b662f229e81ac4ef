"""A look at addresses that nobody knows, in layouts that the code was not written against."""

from collections.abc import Iterator

import pytest

import tests.crawler.layouts_mixed
import tests.crawler.layouts_more  # noqa: F401
from crawler.preview import Preview, preview_from
from tests.crawler.layouts import DAYS, LAYOUTS, TITLES
from tests.crawler.world import World

LOOKS = dict[str, Preview]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("looks")) as world:
        for build, _ in LAYOUTS.values():
            build(world)
        yield world


@pytest.fixture(scope="module")
def looks(world: World) -> LOOKS:
    done = world.python("tests.crawler.scouts", *(wanted.start for _, wanted in LAYOUTS.values()))
    assert done.returncode == 0, done.stderr
    seen = [preview_from("", line.encode()) for line in done.stdout.splitlines()]
    return {each.url: each for each in seen}


@pytest.mark.parametrize("name", LAYOUTS)
def test_list_paging_encoding_and_platform_are_found(looks: LOOKS, name: str) -> None:
    wanted = LAYOUTS[name][1]
    seen = looks[wanted.start]
    assert (seen.way, seen.platform, seen.encoding) == (wanted.way, wanted.platform, wanted.encoding)
    assert (seen.next_url or "").endswith(wanted.following or "")
    assert (seen.next_url is None) == (wanted.following is None)
    assert len(seen.feeds) == wanted.feeds


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_articles_are_the_right_ones_in_their_order(looks: LOOKS, name: str) -> None:
    items = looks[LAYOUTS[name][1].start].items
    titles = [*TITLES] if name != "big5" else [item.text.partition("，")[0] for item in items]
    assert [item.title for item in items] == titles[: len(items)]
    assert len(items) >= 3
    assert [item.text[:8] for item in items] == [title[:8] for title in titles][: len(items)]
    assert all(item.published and not item.missing for item in items)


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"app_with_feed"}))
def test_the_dates_are_those_of_the_pages(looks: LOOKS, name: str) -> None:
    wanted = LAYOUTS[name][1]
    for item, day in zip(looks[wanted.start].items, DAYS, strict=False):
        assert (item.published or "").startswith(day)
        assert (item.precision != "day") == wanted.timed
