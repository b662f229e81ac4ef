"""Reports: kept once, versioned when the text changes, marked when the page is gone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from cleaning.article import Stated
from cleaning.border import bounded
from cleaning.page import Listed
from cleaning.report import Report
from store.archive import Record
from store.checks import failed, gone, unchanged
from store.frontier import Validators, work
from store.keeping import Stored, keep
from store.reports import select, versions
from store.walks import begin_walk, record_listing
from store.whereabouts import Brought
from tests.store.conftest import NOW, report

DAY = timedelta(days=1)
RECORD = Record(file="example/2026-11.warc.gz", offset=0, length=500)


def address(conn: Connection, url: str = "http://news.example/a/1.html", source: str = "example") -> int:
    walk = begin_walk(conn, source, "http://news.example/list/", run=1)
    seen = record_listing(
        conn, walk, run=1, url=walk.start, links=[Listed(url=url)], next_url=None, validators=Validators(), now=NOW
    )
    return seen.new[0].id


def put(conn: Connection, id_: int, given: Report, *, run: int = 1, **changes: object) -> Stored:
    return keep(conn, [brought(id_, given, run=run, **changes)])[0]


def brought(id_: int, given: Report, *, run: int = 1, **changes: object) -> Brought:
    """A day after what the run before it brought."""
    record = replace(RECORD, offset=run * 1000)
    one = Brought(
        address=id_,
        report=given,
        records=(record,),
        run=run,
        now=NOW + (run - 1) * DAY,
        validators=Validators(etag=f'"{run}"'),
        backfill=False,
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def test_a_report_comes_back_as_it_was_kept(conn: Connection) -> None:
    stored = put(conn, address(conn), report())
    (kept,) = select(conn)
    assert (stored.version, stored.outcome, kept.id) == (1, "new", stored.id)
    assert kept.report == report()
    assert (kept.first_seen, kept.last_checked, kept.gone_at) == (NOW, NOW, None)


CHANGES = [
    ({}, "unchanged"),
    ({"title": "两地再次携手"}, "changed"),
    ({"body": "县里的水渠修通了。"}, "changed"),
    ({"captions": ()}, "changed"),
    ({"publisher": "示例晚报"}, "changed"),
    ({"published": Stated(moment=NOW, precision="second", found="meta")}, "changed"),
    ({"editors": ("丙",), "hijacked": True}, "unchanged"),
]


@pytest.mark.parametrize(("changes", "outcome"), CHANGES)
def test_a_version_is_made_when_the_text_changes(conn: Connection, changes: dict[str, object], outcome: str) -> None:
    id_ = address(conn)
    first = put(conn, id_, report())
    second = put(conn, id_, report(**changes), run=2)
    (kept,) = select(conn)
    assert (second.outcome, second.id) == (outcome, first.id)
    assert kept.report == report(**changes)
    assert [one.version for one in versions(conn, first.id)] == ([1, 2] if outcome == "changed" else [1])


def test_a_page_that_is_gone_keeps_its_report(conn: Connection) -> None:
    id_ = address(conn)
    put(conn, id_, report())
    gone(conn, id_, run=2, now=NOW + DAY, status=404)
    gone(conn, id_, run=3, now=NOW + 3 * DAY, status=404)
    (kept,) = select(conn)
    assert (kept.report, kept.gone_at) == (report(), NOW + DAY)
    assert put(conn, id_, report(), run=9).outcome == "unchanged"
    assert next(select(conn)).gone_at is None


def test_two_sources_share_the_report_of_one_address(conn: Connection) -> None:
    first, second = (address(conn, source=source) for source in ("example", "other"))
    one, two = put(conn, first, report()), put(conn, second, report(), run=2)
    assert (one.id, two.outcome) == (two.id, "unchanged")
    assert [kept.source for kept in select(conn)] == ["example"]


def test_what_to_fetch_next(conn: Connection) -> None:
    stored, broken, missing = (address(conn, f"http://news.example/a/{name}.html") for name in "123")
    put(conn, stored, report())
    failed(conn, broken, run=1, now=NOW, reason="timeout")
    gone(conn, missing, run=1, now=NOW, status=404)
    later = address(conn, "http://news.example/a/4.html")

    def ids(after: timedelta) -> list[int]:
        return [one.id for one in work(conn, "example", now=NOW + after, limit=10)]

    assert ids(timedelta(0)) == [later]
    assert ids(timedelta(hours=1)) == [later, broken]
    assert ids(DAY) == [later, broken, stored, missing]


def test_a_check_that_finds_nothing_new_moves_the_next(conn: Connection) -> None:
    id_ = address(conn)
    put(conn, id_, report())
    unchanged(conn, id_, run=2, now=NOW + DAY)
    (due,) = work(conn, "example", now=NOW + 3 * DAY, limit=1)
    assert (due.checks, due.next_check, due.validators.etag) == (1, NOW + 3 * DAY, '"1"')
    assert next(select(conn)).last_checked == NOW + DAY


HOSTILE = {
    "nul": "nul\x00",
    "surrogate": "lone\ud800",
    "private": "\ue000private",
    "bidi": "\u202eturned",
    "nfd": "cafe\u0301",
    "quotes": "a'b\"c\\%_",
    "plane 2": "\U0002a6d6",
    "long": "长" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_page_says_both_databases_keep_the_same(conn: Connection, text: str) -> None:
    given = report(title=text, body=f"{text}\n{text}", captions=(text,), publisher=text, authors=(text,))
    put(conn, address(conn), given)
    (kept,) = select(conn)
    assert kept.report == bounded(given)
    assert put(conn, address(conn, source="other"), given, run=2).outcome == "unchanged"


def test_reports_are_selected(conn: Connection) -> None:
    for day in range(4):
        url = f"http://news.example/a/{day}.html"
        stated = Stated(moment=NOW + day * DAY, precision="day", found="meta")
        put(conn, address(conn, url, "other" if day == 3 else "example"), report(url, published=stated), run=day + 1)
    ids = [kept.id for kept in select(conn)]

    def places(**chosen: object) -> list[int]:
        return [ids.index(kept.id) for kept in select(conn, **chosen)]  # type: ignore[arg-type]

    assert places(source="other") == [3]
    assert places(published=(NOW + DAY, NOW + 3 * DAY)) == [1, 2]
    assert places(since=NOW + 2 * DAY) == [2, 3]
    assert places(after_id=ids[1], limit=1) == [2]
    assert places(ids=ids[2:0:-1]) == [1, 2]
    assert places(ids=[]) == []


def test_versions_say_where_their_bytes_lie(conn: Connection) -> None:
    id_ = address(conn)
    stored = put(conn, id_, report(), records=(RECORD, replace(RECORD, offset=500)))
    put(conn, id_, report(title="再版"), run=2)
    old, new = versions(conn, stored.id)
    assert old.records == (RECORD, replace(RECORD, offset=500))
    assert (old.report.title, new.report.title, new.run) == (report().title, "再版", 2)
