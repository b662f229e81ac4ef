"""kill -9 on every way in, then a crawl as usual: the same reports as without it, none twice, none of them news."""

from pathlib import Path

import pytest

from tests.crawler.test_ways import OLD, offer, seeds, titled
from tests.crawler.world import World

pytestmark = pytest.mark.faults


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("index", "after_first_listing"),  # the index, before its files
        ("index", "between_archive_and_store"),
        ("api", "after_first_listing"),
        ("jpage", "after_first_listing"),  # the page, before the rows behind it
        ("feed", "amid_an_article"),
    ],
)
def test_a_killed_crawl_loses_and_doubles_nothing(tmp_path: Path, name: str, point: str) -> None:
    with World(tmp_path) as world:
        seeds(world)
        offer(world, [*OLD][::-1])
        killed = world.python("tests.crawler.crash", point, name)
        assert killed.returncode == -9, killed.stderr
        world.crawl(name)
        kept = world.kept(name)
        assert {page: each.report.title for page, each in kept.items()} == {f"{n}.html": titled(n) for n in OLD}
        assert {each.version for each in kept.values()} == {1}
        assert all(each.backfill for each in kept.values())
        assert [run.outcome for run in world.runs(name)] == ["abandoned", "ok"]
