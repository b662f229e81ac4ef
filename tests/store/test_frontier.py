"""Walks that are killed, cut and gone on with: nothing is lost, nothing is fetched twice, on both databases."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from cleaning.page import Listed
from store.database import open_database
from store.frontier import Validators, work
from store.listings import listing_validators
from store.walks import Seen, begin_walk, end_walk, forget_resume, listing_unchanged, record_listing
from tests.store.conftest import NOW

START = "http://news.example/list/"


def page_url(number: int, start: str = START) -> str:
    return start if number == 1 else f"{start}index_{number}.html"


@dataclass
class Site:
    """A listing whose newest items stand first, `size` on a page, below `pinned` ones on every page."""

    items: list[str]
    size: int = 2
    pinned: tuple[str, ...] = ()
    start: str = START
    unchanged: set[str] = field(default_factory=set)

    def pages(self) -> dict[str, tuple[list[str], str | None]]:
        cut = [self.items[at : at + self.size] for at in range(0, len(self.items), self.size)]
        return {
            page_url(number, self.start): (
                [*self.pinned, *links],
                page_url(number + 1, self.start) if number < len(cut) else None,
            )
            for number, links in enumerate(cut, start=1)
        }


def link(name: str) -> Listed:
    return Listed(url=f"http://news.example/a/{name}.html", title=f"报道{name}", date="2026-11-20")


def walk_site(conn: Connection, site: Site, run: int, *, pages: int | None = None) -> list[str]:
    """Walks as a crawl does; killed (or cut by a limit) after so many pages. The numbers of the pages fetched."""
    walk = begin_walk(conn, "example", site.start, run=run)
    fetched: list[str] = []
    url: str | None = site.start
    while url:
        fetched.append(url)
        assert len(fetched) == len(set(fetched)), fetched
        if url not in site.pages():
            url = forget_resume(conn, walk)
            assert url, fetched
            continue
        links, next_url = site.pages()[url]
        if url in site.unchanged:
            seen = listing_unchanged(conn, walk, run=run, url=url, now=NOW)
        else:
            seen = record(conn, walk, run, url, links, next_url)
        url = None if seen.ground else seen.next_url
        if len(fetched) == pages:
            return numbers(fetched, site.start)
    end_walk(conn, walk, run=run)
    return numbers(fetched, site.start)


def record(conn: Connection, walk: object, run: int, url: str, names: Sequence[str], next_url: str | None) -> Seen:
    return record_listing(
        conn,
        walk,  # type: ignore[arg-type]
        run=run,
        url=url,
        links=[link(name) for name in names],
        next_url=next_url,
        validators=Validators(etag=f'"{run}"'),
        now=NOW + timedelta(minutes=run),
    )


def numbers(urls: Sequence[str], start: str) -> list[str]:
    return ["1" if url == start else url.removeprefix(f"{start}index_").removesuffix(".html") for url in urls]


def known(conn: Connection) -> set[str]:
    return {one.listed.title.removeprefix("报道") for one in work(conn, "example", now=NOW, limit=1000)}


CASES = [
    # what happened: (items on the site, pages until killed or None), …; then the pages that the last walk fetches
    ("first walk to the end", [("fedcba", None)], "123"),
    ("nothing new: one page", [("fedcba", None), ("fedcba", None)], "1"),
    ("new items on page one", [("fedcba", None), ("gfedcba", None)], "12"),
    ("new items on pages one and two", [("fedcba", None), ("ihgfedcba", None)], "123"),
    ("first walk killed after page one", [("fedcba", 1), ("fedcba", None)], "123"),
    ("first walk killed after page three", [("hgfedcba", 3), ("hgfedcba", None)], "134"),
    ("first walk killed on its last page", [("fedcba", 3), ("fedcba", None)], "13"),
    ("first walk killed, then news on top", [("hgfedcba", 2), ("ihgfedcba", None)], "1234" + "5"),
    ("first walk killed, then a page of news", [("hgfedcba", 2), ("jihgfedcba", None)], "12345"),
    ("first walk cut by a limit twice", [("lkjihgfedcba", 3), ("lkjihgfedcba", 3), ("lkjihgfedcba", None)], "1456"),
    ("later walk killed between two new pages", [("dcba", None), ("hgfedcba", 1), ("hgfedcba", None)], "123"),
    (
        "later walk killed, then killed above what it covered",
        [("dcba", None), ("hgfedcba", 2), ("lkjihgfedcba", 1), ("lkjihgfedcba", None)],
        "12345",
    ),
    (
        "first walk killed again above what it covered",
        [("hgfedcba", 2), ("lkjihgfedcba", 1), ("lkjihgfedcba", None)],
        "",
    ),
    ("first walk killed, then what it covered is taken back", [("hgfedcba", 2), ("fedcba", None)], "123"),
    ("all that it covered is taken back", [("jihgfedcba", 3), ("dcba", None)], ""),
    ("more is taken back than the page where it was killed", [("lkjihgfedcba", 4), ("hgfedcba", None)], "1423"),
    ("an old article moves from page one to page two", [("dcba", None), ("xdcba", 1), ("dcyxba", None)], "123"),
    ("the item of the killed walk is taken back", [("dcba", None), ("gfedcba", 1), ("dcba", None)], ""),
]


@pytest.mark.parametrize(("_why", "runs", "last"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("pinned", [(), ("p", "q")], ids=["plain", "pinned"])
def test_every_item_is_found_whatever_was_killed(
    conn: Connection, _why: str, runs: list[tuple[str, int | None]], last: str, pinned: tuple[str, ...]
) -> None:
    fetched: list[str] = []
    for run, (items, pages) in enumerate(runs, start=1):
        fetched = walk_site(conn, Site(items=list(items), pinned=pinned), run, pages=pages)
    assert known(conn) >= set(runs[-1][0]) | set(pinned)
    if last:
        assert "".join(fetched) == last
    settled = walk_site(conn, Site(items=list(runs[-1][0]), pinned=pinned), len(runs) + 1)
    assert settled == ["1"]


STEPS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2), st.none() | st.integers(1, 3)), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, pinned=st.sampled_from([(), ("p",), ("p", "q", "r")]), honest=st.booleans())
def test_no_order_of_news_kills_and_losses_hides_an_item(
    sqlite_conn: Connection, steps: list[tuple[int, int, int | None]], pinned: tuple[str, ...], honest: bool
) -> None:
    """Each step: so many new items come on top, so many of the newest are taken back, and a walk is killed after so
    many pages (or not). `honest`: the server answers 304 for pages that did not change since they were fetched."""
    with sqlite_conn.begin_nested() as savepoint:
        site = Site(items=["a1", "a2", "a3"], pinned=pinned)
        before: dict[str, object] = {}
        for run, (fresh, lost, pages) in enumerate(steps, start=1):
            site.items = [f"{run}-{number}" for number in range(fresh)] + site.items[min(lost, len(site.items) - 1) :]
            site.unchanged = {url for url, page in site.pages().items() if before.get(url) == page} if honest else set()
            fetched = walk_site(sqlite_conn, site, run, pages=pages)
            pages_now = site.pages()
            before |= {url: pages_now[url] for url in map(page_url, map(int, fetched)) if url in pages_now}
        walk_site(sqlite_conn, site, len(steps) + 1)
        assert known(sqlite_conn) >= set(site.items) | set(pinned)
        savepoint.rollback()


@pytest.fixture
def sqlite_conn(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Connection]:
    shutil.copy(migrated_sqlite, tmp_path / "duikou.db")
    database = open_database(f"sqlite:///{tmp_path / 'duikou.db'}", home=tmp_path)
    with database.write() as connection:
        yield connection
    database.close()


def test_two_start_addresses_keep_apart_what_they_know(conn: Connection) -> None:
    """The second section puts old items of the first on top of its page one: that is no ground of its own."""
    second = "http://news.example/other/"
    walk_site(conn, Site(items=list("dcba")), 1)
    walk_site(conn, Site(items=list("zyxw"), start=second), 1)
    pages = walk_site(conn, Site(items=list("dc21zyxw"), start=second), 2)
    assert pages == ["1", "2", "3"]
    assert known(conn) == set("abcdwxyz12")


def test_a_killed_walk_from_one_start_does_not_stop_the_other(conn: Connection) -> None:
    second = "http://news.example/other/"
    walk_site(conn, Site(items=list("dcba")), 1)
    walk_site(conn, Site(items=list("dcbazyxw"), start=second), 1, pages=1)
    walk_site(conn, Site(items=list("dcba")), 2)
    assert walk_site(conn, Site(items=list("dcbazyxw"), start=second), 2) == ["1", "2", "3", "4"]


def test_a_page_that_another_walk_recorded_is_no_ground(conn: Connection) -> None:
    """Both sections lead to the same second page, and the server says that it has not changed."""
    both = page_url(2)
    first, second = (begin_walk(conn, "example", start, run=1) for start in (START, "http://news.example/other/"))
    for walk in (first, second):
        record(conn, walk, 1, walk.start, ["a"], both)
    record(conn, first, 1, both, ["b"], None)
    for walk in (first, second):
        end_walk(conn, walk, run=1)
    assert listing_unchanged(conn, first, run=2, url=both, now=NOW).ground
    assert not listing_unchanged(conn, second, run=2, url=both, now=NOW).ground


def test_a_first_walk_brings_what_was_there_before_us(conn: Connection) -> None:
    walk_site(conn, Site(items=list("dcba")), 1, pages=1)
    walk_site(conn, Site(items=list("dcba")), 2)
    walk_site(conn, Site(items=list("edcba")), 3)
    walk_site(conn, Site(items=list("zy"), start="http://news.example/other/"), 3)
    found = {one.listed.title.removeprefix("报道"): one.backfill for one in work(conn, "example", now=NOW, limit=9)}
    assert {name for name, backfill in found.items() if not backfill} == {"e"}


def test_a_page_without_links_is_no_ground(conn: Connection) -> None:
    walk_site(conn, Site(items=list("dcba")), 1)
    walk = begin_walk(conn, "example", START, run=2)
    assert record(conn, walk, 2, START, [], page_url(2)) == Seen(next_url=page_url(2))


def test_what_a_page_of_links_brought(conn: Connection) -> None:
    walk = begin_walk(conn, "example", START, run=1)
    record(conn, walk, 1, START, ["a", "b"], None)
    seen = record(conn, walk, 2, START, ["c", "b", "c"], None)
    assert [one.listed for one in seen.new] == [link("c")]
    assert seen.known == 1
    assert (seen.new[0].state, seen.new[0].run, seen.new[0].source) == ("pending", 2, "example")


def test_a_resume_page_that_is_no_more(conn: Connection) -> None:
    walk_site(conn, Site(items=list("hgfedcba")), 1, pages=3)
    assert begin_walk(conn, "example", START, run=2).resume == page_url(3)
    assert walk_site(conn, Site(items=list("dcba")), 2) == ["1", "3", "2"]
    assert known(conn) == set("hgfedcba")


def test_a_next_page_that_is_not_there(conn: Connection) -> None:
    walk = begin_walk(conn, "example", START, run=1)
    record(conn, walk, 1, START, ["a"], page_url(2))
    assert forget_resume(conn, walk) is None
    assert begin_walk(conn, "example", START, run=2).resume is None


def test_validators_are_left_out_every_tenth_time(conn: Connection) -> None:
    walk = begin_walk(conn, "example", START, run=1)
    assert listing_validators(conn, "example", START) == Validators()
    record(conn, walk, 1, START, ["a"], None)
    asked = []
    for run in range(2, 22):
        asked.append(listing_validators(conn, "example", START).etag)
        listing_unchanged(conn, walk, run=run, url=START, now=NOW)
    assert [place for place, etag in enumerate(asked, start=2) if etag is None] == [10, 20]


def test_addresses_that_no_database_takes_are_passed_over(conn: Connection, caplog: pytest.LogCaptureFixture) -> None:
    walk = begin_walk(conn, "example", START, run=1)
    links = [Listed(url=f"http://news.example/{tail}") for tail in ("x" * 3000, "nul\0", "lone\ud800", "good")]
    seen = record_listing(
        conn, walk, run=1, url=START, links=links, next_url=None, validators=Validators(etag="\0\ud800"), now=NOW
    )
    assert [one.url for one in seen.new] == ["http://news.example/good"]
    assert caplog.text.count("passed over") == 3


def test_more_links_than_fit_in_a_statement(conn: Connection) -> None:
    """More than a statement of SQLite takes parameters."""
    walk = begin_walk(conn, "example", START, run=1)
    names = [str(number) for number in range(33_000)]
    assert len(record(conn, walk, 1, START, names, None).new) == 33_000
    assert record(conn, walk, 2, START, names, None) == Seen(known=33_000)
    assert begin_walk(conn, "example", START, run=3).ground is None


@pytest.mark.parametrize("name", ["援藏", "\U0002a6d6", "a\"b\\c'd", "%s?x=:y&z={}", "\u2028"])
def test_an_address_of_any_characters_is_known_again(conn: Connection, name: str) -> None:
    walk = begin_walk(conn, "example", START, run=1)
    assert [one.listed for one in record(conn, walk, 1, START, [name], None).new] == [link(name)]
    assert record(conn, walk, 2, START, [name], None) == Seen(known=1)
