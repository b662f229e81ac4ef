"""Several addresses that lead to one page are one report."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.report import Report
from store.checks import gone
from store.keeping import Stored
from store.redirects import family
from store.reports import select, versions
from store.takedown import forget
from tests.store.conftest import NOW, report
from tests.store.test_reports import address, put

OLD, NEW, OTHER = (
    f"http{s}://news.example/{path}" for s, path in (("", "a/1.html"), ("s", "a/1.html"), ("", "t?id=1"))
)
Visit = tuple[str, str]  # the address that was asked for, and where the page was found


def visit(conn: Connection, at: int, asked: str, found: str, **changes: object) -> Stored:
    known = conn.execute(sa.text("SELECT id FROM addresses WHERE url = :url"), {"url": asked}).scalar()
    return put(conn, known or address(conn, asked), page(found, **changes), run=at)


def page(url: str, **changes: object) -> Report:
    return report(url, **changes)


def visits(conn: Connection, *given: Visit) -> list[str]:
    """The addresses of the reports that there are after these visits."""
    for at, (asked, found) in enumerate(given, start=1):
        visit(conn, at, asked, found)
    return [kept.url for kept in select(conn)]


@pytest.mark.parametrize(
    ("given", "reports"),
    [
        ([(OLD, NEW), (NEW, NEW)], [OLD]),  # the site moved, and its list followed
        ([(NEW, NEW), (OLD, NEW)], [NEW]),
        ([(OLD, NEW), (OTHER, NEW), (NEW, NEW)], [OLD]),
        ([(OLD, NEW), (NEW, NEW), (OLD, NEW), (NEW, NEW)], [OLD]),
        ([(OLD, OLD), (NEW, NEW)], [OLD, NEW]),  # nobody said that they are one
        ([(OLD, OLD), (NEW, NEW), (OLD, NEW)], [OLD, NEW]),  # said too late: nothing is lost
        ([(OLD, NEW), (OLD, OLD), (NEW, NEW)], [OLD, NEW]),  # said no more
        ([(OLD, "http://news.example/"), (OTHER, "http://news.example/")], [OLD, OTHER]),  # to the front page
    ],
)
def test_what_was_asked_for_and_where_it_was_found(conn: Connection, given: list[Visit], reports: list[str]) -> None:
    assert visits(conn, *given) == reports


def test_a_page_at_its_new_address_is_no_news(conn: Connection) -> None:
    first = visit(conn, 1, OLD, NEW)
    again = visit(conn, 2, NEW, NEW)
    assert (first.outcome, again.outcome, again.id) == ("new", "unchanged", first.id)
    changed = visit(conn, 3, NEW, NEW, title="两地再次携手修渠")
    assert (changed.outcome, len(versions(conn, first.id))) == ("changed", 2)


@pytest.mark.parametrize("quarantine", ["login_wall", "soft_404", "list_page"])
def test_addresses_that_all_lead_to_a_wall_are_not_one_report(conn: Connection, quarantine: str) -> None:
    wall = "http://news.example/login.html"
    for at, asked in enumerate((OLD, OTHER), start=1):
        visit(conn, at, asked, wall, quarantine=quarantine)
    assert [kept.url for kept in select(conn)] == [OLD, OTHER]


def test_a_report_is_gone_when_no_address_leads_to_it(conn: Connection) -> None:
    visits(conn, (OLD, NEW), (NEW, NEW))
    ids = {url: id_ for id_, url in conn.execute(sa.text("SELECT id, url FROM addresses"))}
    gone(conn, ids[OLD], run=3, now=NOW, status=404)
    assert [kept.gone_at for kept in select(conn)] == [None]
    gone(conn, ids[NEW], run=4, now=NOW, status=404)
    assert [kept.gone_at for kept in select(conn)] == [NOW]


@pytest.mark.parametrize("taken", [OLD, NEW])
def test_what_was_taken_down_comes_back_under_no_address(conn: Connection, tmp_path: Path, taken: str) -> None:
    visits(conn, (OLD, NEW), (NEW, NEW))
    assert family(conn, taken) == (OLD, NEW)
    forget(conn, taken, archive=tmp_path, reason="asked for", now=NOW)
    assert visit(conn, 3, OTHER, NEW).outcome == "gone"
    assert list(select(conn)) == []
    assert set(conn.execute(sa.text("SELECT state FROM addresses")).scalars()) == {"gone"}
