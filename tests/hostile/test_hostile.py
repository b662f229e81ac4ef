"""Crawl processes meet the hostile servers, nine at a time, and an honest one among them."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from store.runs import Run
from tests.crawler.world import World
from tests.hostile.hosts import hosts
from tests.hostile.modes import BAD, HOSTILE, TITLE, packed
from tests.hostile.server import HostileServer

HOSTS = dict(zip(HOSTILE, hosts(list(HOSTILE)), strict=True))
PAGES = 8  # of the calendar in one run
# Patience is for these to run out; where nobody tries it, a slow machine gets as much as it takes.
SLOW = ["slow_headers", "slow_body"]
OTHERS = [name for name in HOSTILE if name not in SLOW]
# In earnest a process meets one source. Some at once are worse; all at once, on a busy machine, measure the machine.
TOGETHER = [(12, SLOW), *((300, OTHERS[first : first + 8]) for first in range(0, len(OTHERS), 8))]


def resolves(name: str) -> bool:
    try:
        return bool(socket.gethostbyname(name))
    except OSError:
        return False


HERE = socket.gethostname()
NAMED = pytest.mark.skipif(not resolves(HERE), reason=f"the name of this machine, {HERE}, leads nowhere")


class Direct(World):
    """A world whose sources are crawled without a proxy: what connects is the crawler itself."""

    @property
    def environment(self) -> dict[str, str]:
        return {name: value for name, value in super().environment.items() if name != "DUIKOU_VIA"}

    @property
    def address(self) -> str:
        return ""


class Met(NamedTuple):
    world: Direct
    server: HostileServer
    memory: int

    def run(self, mode: str) -> Run:
        return self.world.runs(mode)[-1]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Met]:
    world = Direct(tmp_path_factory.mktemp("hostile"))
    with HostileServer(world.sites, {HOSTS[name]: mode for name, mode in HOSTILE.items()}) as server:
        for name, host in HOSTS.items():
            build(world, name, f"http://{host}", server.port)
        for coding in ("gzip", "deflate", "br", "zstd", "gzip, gzip"):
            packed(coding)  # before anybody waits for it
        with ThreadPoolExecutor(2) as pool:  # one of them waits
            yield Met(world, server, max(pool.map(lambda one: crawled(world, server, *one), TOGETHER)))


def crawled(world: Direct, server: HostileServer, patience: int, names: list[str]) -> int:
    """Crawls those sources in one process; the most megabytes that it ever held."""
    done = world.python("tests.hostile.crawl", str(server.port), str(patience), *names)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


def build(world: World, name: str, site: str, port: int) -> None:
    limit = {"max_pages": PAGES} if name == "calendar" else {}
    world.source(name, f"{site}:{port}/list/", **limit)
    world.listing(f"{site}/list/", ["100001.html", "100002.html"])
    world.article(f"{site}/list/100001.html", f"{name}的报道")
    if name == "honest":
        world.article(f"{site}{BAD}", "诚实的报道")


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("honest", None),
        ("bomb_gzip", "too_large"),
        ("bomb_deflate", "too_large"),
        ("bomb_br", "too_large"),
        ("bomb_zstd", "too_large"),
        ("bomb_twice", "too_large"),
        ("endless_body", "too_large"),
        ("slow_headers", "timeout"),
        ("slow_body", "timeout"),
        ("short_length", "cut_short"),
        ("many_headers", "connection"),
        ("endless_headers", "connection"),
        ("redirects", "redirects"),
        ("to_private", "private_address"),
        ("to_oddly_written", "private_address"),
        ("to_mapped", "private_address"),
        ("to_named", "private_address"),
        pytest.param("to_this_machine", "private_address", marks=NAMED),
        ("to_file", "http_302"),
        ("to_ftp", "http_302"),
    ],
)
def test_each_ends_in_its_stated_way_and_harms_no_other_page(met: Met, mode: str, reason: str | None) -> None:
    run = met.run(mode)
    assert (run.outcome, run.reason) == ("ok", f"{reason}: 1 pages" if reason else "finished")
    good = {"100001.html"} | (set() if reason else {"100002.html"})
    assert set(met.world.kept(mode)) == good


@pytest.mark.parametrize("mode", ["gbk_as_utf8", "utf8_as_gb2312", "gbk_all_lies"])
def test_lies_about_the_encoding_are_seen_through(met: Met, mode: str) -> None:
    assert met.world.kept(mode)["100002.html"].report.title == TITLE


def test_what_is_nested_too_deep_is_kept_and_said_to_be_empty_or_whole(met: Met) -> None:
    kept = met.world.kept("nested")["100002.html"]
    assert "入户走访" in kept.report.body or kept.quarantine


def test_a_calendar_without_end_is_cut_at_the_limit(met: Met) -> None:
    run = met.run("calendar")
    assert (run.outcome, run.reason, run.counts.new) == ("incomplete", "max_pages", 2 * PAGES)


def test_redirects_are_followed_five_times(met: Met) -> None:
    assert [path for path in met.server.paths(HOSTS["redirects"]) if "onward" in path] == [
        f"/onward/{number}.html" for number in range(1, 6)
    ]


def test_memory_stays_bounded(met: Met) -> None:
    assert met.memory < 300
