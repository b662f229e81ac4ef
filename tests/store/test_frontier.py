"""Walks that are killed, cut and gone on with: nothing is lost, nothing is fetched twice, on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from cleaning.page import Listed
from store.frontier import (
    Seen,
    Validators,
    begin_walk,
    end_walk,
    listing_unchanged,
    record_listing,
    work,
)
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
        links, next_url = site.pages()[url]
        fetched.append(url)
        assert len(fetched) < 50, fetched
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


OLD = ["c", "b", "a"]  # three items on two pages, known from a finished first walk
CASES = [
    # what happened: (items on the site, pages until killed or None), …; then the pages that the last walk fetches
    ("first walk to the end", [("fedcba", None)], "123"),
    ("nothing new: one page", [("fedcba", None), ("fedcba", None)], "1"),
    ("new items on page one", [("fedcba", None), ("gfedcba", None)], "12"),
    ("new items on pages one and two", [("fedcba", None), ("ihgfedcba", None)], "123"),
    ("first walk killed after page one", [("fedcba", 1), ("fedcba", None)], "123"),
    ("first walk killed after page two", [("hgfedcba", 2), ("hgfedcba", None)], "134"),
    ("first walk killed on its last page", [("fedcba", 3), ("fedcba", None)], "1"),
    ("first walk killed, then news on top", [("hgfedcba", 2), ("ihgfedcba", None)], "1234" + "5"),
    ("first walk killed, then a page of news", [("hgfedcba", 2), ("jihgfedcba", None)], "12345"),
    ("first walk cut by a limit twice", [("lkjihgfedcba", 2), ("lkjihgfedcba", 2), ("lkjihgfedcba", None)], "1456"),
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
