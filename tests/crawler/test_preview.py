"""A look at addresses that nobody knows, in layouts that the code was not written against."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

import tests.crawler.layouts_mixed
import tests.crawler.layouts_more  # noqa: F401
from crawler.allowance import REQUESTS
from crawler.preview import Preview, PreviewError, preview_from
from crawler.scout import ITEMS
from tests.crawler.layouts import DAYS, LAYOUTS, TITLES
from tests.crawler.world import World, says

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


@pytest.fixture
def site(tmp_path: Path) -> Iterator[World]:
    """A site of one layout, for a look that no other one shares."""
    with World(tmp_path) as world:
        LAYOUTS["trs"][0](world)
        yield world


HOST = "http://www.gaoyuan-trs.test/"
LIST = LAYOUTS["trs"][1].start


def look(world: World, url: str) -> Preview:
    done = world.python("crawler.scout", url, "--until", str(monotonic() + 300))
    return preview_from(url, done.stdout.encode())


def test_of_a_long_list_five_articles_are_read(site: World) -> None:
    names = [f"10000{number}.html" for number in range(1, 10)]
    site.listing(f"{HOST}long/", names, "<a href='index_2.html'>下一页</a>")
    for name in names:
        site.article(f"{HOST}long/{name}", f"第{name[5]}批援藏工作队的消息")
    seen = look(site, f"{HOST}long/")
    assert (seen.links, len(seen.items), seen.next_read) == (9, ITEMS, False)
    assert seen.requests == len(site.requests) == ITEMS + 3  # the rules, the list and its next page
    assert seen.requests <= REQUESTS
    assert f"{HOST}long/index_2.html: http_404" in seen.notes


def test_what_a_site_forbids_is_not_looked_at(site: World) -> None:
    site.when[f"{HOST}robots.txt"] = says(200, b"User-agent: *\nDisallow: /yz/")
    with pytest.raises(PreviewError, match=f"^{LIST}: robots_disallowed$"):
        look(site, LIST)
    assert len(site.requests) == 1


def test_a_page_without_a_list_is_said_to_be_one(site: World) -> None:
    site.page(HOST, "<h1>欢迎</h1><p><a href='/about.html'>关于我们</a></p>")
    with pytest.raises(PreviewError, match=f"^{HOST}: no list of articles found there$"):
        look(site, HOST)


def test_other_sites_are_not_asked(site: World) -> None:
    there = "http://feeds.elsewhere.test/rss.xml"
    link = f"<link rel='alternate' type='application/rss+xml' href='{there}'>"
    site.page(HOST, f"{link}<a href='/a/100001.html'>只有一条消息的页面</a>")
    site.article(f"{HOST}a/100001.html", "只有一条消息的页面")
    seen = look(site, HOST)
    assert (seen.feeds, seen.notes) == ((there,), (f"{there}: on another site, not asked",))
    assert all(each.url.startswith(HOST) for each in site.requests)
