"""What a story is to an earlier one: the next of a series, an item of a roundup, a roundup."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from store.stories import leave
from store.tables import stories
from tests.noise.stories import Copy, article, half, next_year, roundup
from tests.store.test_stories import store, text

ONE, OTHER = article(1), article(2)
YEARS = [replace(next_year(ONE, 40 + at), published=ONE.published + at * timedelta(days=365)) for at in range(4)]


def place_in(conn: Connection, copies: list[Copy], order: list[int]) -> dict[int, tuple[int | None, str | None]]:
    """For each, by its place among the copies, the place of the earlier one and what it is to that."""
    for run, at in enumerate(order, start=1):
        stated = text(copies[at], f"http://site{at}.example/{at}.html").published
        store(conn, text(copies[at], f"http://site{at}.example/{at}.html", published=stated), run)
    found = conn.execute(sa.text("SELECT id, url, story FROM reports")).all()
    of = {row.story: int(row.url.split("/")[-1].removesuffix(".html")) for row in found}
    rows = conn.execute(sa.select(stories)).all()
    return {of[row.id]: (of.get(row.earlier), row.kinship) for row in rows}


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [0, 3, 1, 2]])
def test_a_series_is_chained_by_its_dates_whatever_came_first(conn: Connection, order: list[int]) -> None:
    assert place_in(conn, YEARS, order) == {
        0: (None, None), 1: (0, "series"), 2: (1, "series"), 3: (2, "series"),
    }  # fmt: skip


def test_what_has_nothing_to_do_with_another_points_to_none(conn: Connection) -> None:
    assert place_in(conn, [ONE, OTHER], [0, 1]) == {0: (None, None), 1: (None, None)}


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0]])
def test_a_roundup_and_its_items(conn: Connection, order: list[int]) -> None:
    short = replace(half(ONE, head=True), title="白河县学校通水通电")
    found = place_in(conn, [short, OTHER, roundup([short, OTHER], 50)], order)
    assert {kinship for _, kinship in found.values()} <= {None, "roundup", "item"}


def test_a_story_that_ends_is_pointed_to_by_none(conn: Connection) -> None:
    place_in(conn, YEARS, [0, 1])
    first = conn.execute(sa.text("SELECT id FROM reports WHERE url LIKE '%/0.html'")).scalar_one()
    leave(conn, first)
    assert conn.execute(sa.select(stories.c.earlier, stories.c.kinship)).all() == [(None, None)]
