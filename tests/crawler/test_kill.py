"""kill -9 at named points, then a crawl as usual: the same reports as without it, none twice."""

from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.crawler.crash import POINTS
from tests.crawler.test_walks import lay_out, numbered
from tests.crawler.world import World, start_of

pytestmark = pytest.mark.faults

REPORTS = numbered(*range(6, 0, -1))


def a_world(folder: Path) -> World:
    world = World(folder)
    world.source("steady")
    lay_out(world, "steady", REPORTS)
    start = start_of("steady")
    world.article(start + "100004.html", "分页的报道", "<p><a href='100004_2.html'>下一页</a></p>")
    world.article(start + "100004_2.html", "分页的报道第二页")
    return world


def texts(world: World) -> dict[str, tuple[int, str, bool]]:
    return {name: (kept.version, kept.report.body, kept.backfill) for name, kept in world.kept("steady").items()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, bool]]:
    with a_world(tmp_path_factory.mktemp("undisturbed")) as world:
        world.crawl("steady")
        return texts(world)


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_crawl_loses_and_doubles_nothing(
    tmp_path: Path, undisturbed: dict[str, tuple[int, str, bool]], point: str
) -> None:
    with a_world(tmp_path) as world:
        killed = world.python("tests.crawler.crash", point, "steady")
        assert killed.returncode == -9, killed.stderr
        world.crawl("steady")
        first, second = world.runs("steady")
        assert texts(world) == undisturbed
        assert sorted(texts(world)) == sorted(REPORTS)
        assert (first.outcome, second.outcome) == ("abandoned", "ok")
        assert whole_records(world.home / "archive") >= len(REPORTS)


def test_killed_at_every_point_in_a_row(tmp_path: Path, undisturbed: dict[str, tuple[int, str, bool]]) -> None:
    with a_world(tmp_path) as world:
        for point in POINTS:
            world.python("tests.crawler.crash", point, "steady")
        world.crawl("steady")
        assert texts(world) == undisturbed


def whole_records(folder: Path) -> int:
    """Records of the archive, all of which must be readable by a foreign reader."""
    count = 0
    for path in folder.rglob("*.warc.gz"):
        with path.open("rb") as file:
            count += sum(bool(record.content_stream().read()) for record in ArchiveIterator(file))
    return count
