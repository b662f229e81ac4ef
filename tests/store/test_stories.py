"""Placing: each report into its story, in the transaction that stores it."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.article import Stated
from cleaning.report import Damage, Report
from cleaning.stories.origin import houses
from store.overruling import no_overrule, overrule
from store.recleaning import replace_reading
from store.reports import Kept, select
from store.stories import leave, place
from store.tables import stories, story_keys
from store.takedown import forget
from tests.noise.stories import Copy, article, edited, half, longer, next_year, roundup
from tests.store.conftest import NOW, report
from tests.store.test_reports import address, put

DAY = timedelta(days=1)
SIGNS = (Damage(kind="pinyin", count=9, repaired=9),)


def text(copy: Copy, url: str, **changes: object) -> Report:
    published = Stated(moment=copy.published, precision="day", found="byline")
    plain = report(url=url, title=copy.title, body=copy.text, publisher=copy.publisher, published=published)
    return replace(plain, **changes)  # type: ignore[arg-type]


def store(conn: Connection, given: Report, run: int) -> None:
    put(conn, address(conn, given.url), given, run=run)


def put_in(conn: Connection, *copies: Copy, **changes: object) -> dict[str, Kept]:
    """Each on a site of its own, a day after the one before: as kept, by the names of the sites."""
    for at, copy in enumerate(copies):
        later = Stated(moment=NOW + at * DAY, precision="day", found="byline")
        store(conn, text(copy, f"http://site{at}.example/{at}.html", published=later, **changes), at + 1)
    return by_site(conn)


def by_site(conn: Connection) -> dict[str, Kept]:
    return {kept.url.split("/")[2].removesuffix(".example"): kept for kept in select(conn)}


ONE, OTHER = article(1), article(2)
TOGETHER = [
    (edited(ONE, 0.05, 7), "edited"),
    (edited(ONE, 0.1, 8), "edited"),
    (half(ONE, head=True), "shortened"),
    (half(ONE, head=False), "shortened"),
    (longer(ONE, 30), "extended"),
    (ONE, "same"),
]
APART = [OTHER, next_year(ONE, 40), roundup([ONE, OTHER], 50)]


@pytest.mark.parametrize(("copy", "relation"), TOGETHER)
def test_a_copy_joins_the_story_of_its_origin(conn: Connection, copy: Copy, relation: str) -> None:
    kept = put_in(conn, ONE, copy)
    assert kept["site0"].story == kept["site1"].story
    assert (kept["site0"].relation, kept["site1"].relation) == ("origin", relation)


@pytest.mark.parametrize("copy", APART)
def test_what_is_no_copy_begins_a_story(conn: Connection, copy: Copy) -> None:
    kept = put_in(conn, ONE, copy)
    assert kept["site0"].story != kept["site1"].story
    assert kept["site1"].relation == "origin"


def test_a_roundup_chains_nothing(conn: Connection) -> None:
    kept = put_in(conn, ONE, roundup([ONE, OTHER], 50), OTHER, edited(ONE, 0.03, 9), edited(OTHER, 0.03, 9))
    found = [kept[f"site{at}"].story for at in range(5)]
    assert (found[3], found[4]) == (found[0], found[2])
    assert len(set(found)) == 3


def test_an_origin_that_comes_late_is_crowned(conn: Connection) -> None:
    store(conn, text(edited(ONE, 0.02, 3), "http://copy.example/1.html", published=stated(5)), 1)
    store(conn, text(ONE, "http://first.example/1.html", published=stated(0)), 2)
    kept = by_site(conn)
    assert (kept["copy"].relation, kept["first"].relation) == ("edited", "origin")


def stated(day: int) -> Stated:
    return Stated(moment=NOW + day * DAY, precision="day", found="byline")


def test_a_hijacked_page_waits_for_its_origin(conn: Connection) -> None:
    store(conn, text(ONE, "http://bad.example/1.html", damage=SIGNS, published=stated(0)), 1)
    assert (by_site(conn)["bad"].quarantine, by_site(conn)["bad"].relation) == ("hijacked_mirror", "mirror")
    store(conn, text(ONE, "http://good.example/2.html", published=stated(3)), 2)
    kept = by_site(conn)
    assert (kept["bad"].quarantine, kept["bad"].relation) == (None, "mirror")
    assert (kept["good"].quarantine, kept["good"].relation) == (None, "origin")


def test_a_decision_survives_whatever_is_fetched_again(conn: Connection) -> None:
    put_in(conn, ONE, edited(ONE, 0.03, 5), OTHER)
    one, copy, other = (f"http://site{at}.example/{at}.html" for at in range(3))
    overrule(conn, copy, with_url=None, reason="another event", now=NOW)
    overrule(conn, other, with_url=one, reason="the same speech", now=NOW)
    store_again(conn, copy, edited(ONE, 0.04, 6))
    kept = by_site(conn)
    assert kept["site1"].story not in (kept["site0"].story, kept["site2"].story)
    assert kept["site2"].story == kept["site0"].story
    assert no_overrule(conn, copy)
    assert by_site(conn)["site1"].story == kept["site0"].story


def store_again(conn: Connection, url: str, copy: Copy) -> None:
    id_ = conn.execute(sa.text("SELECT id FROM addresses WHERE url = :url"), {"url": url}).scalar_one()
    put(conn, id_, text(copy, url, published=stated(0)), run=99)


def test_an_edited_article_stays_in_its_story(conn: Connection) -> None:
    before = put_in(conn, ONE, edited(ONE, 0.03, 5))
    store_again(conn, "http://site0.example/0.html", edited(ONE, 0.02, 6))
    after = by_site(conn)
    assert {kept.story for kept in after.values()} == {kept.story for kept in before.values()}
    assert sorted(str(kept.relation) for kept in after.values()) == ["edited", "origin"]


def test_a_story_goes_on_without_what_was_taken_down(conn: Connection, tmp_path: object) -> None:
    put_in(conn, ONE, edited(ONE, 0.03, 5), edited(ONE, 0.03, 6))
    forget(conn, "http://site0.example/0.html", archive=tmp_path, reason="asked for", now=NOW)  # type: ignore[arg-type]
    left = list(select(conn))
    assert sorted(str(kept.relation) for kept in left) == ["edited", "origin"]
    for at in (1, 2):
        forget(conn, f"http://site{at}.example/{at}.html", archive=tmp_path, reason="", now=NOW)  # type: ignore[arg-type]
    for table in (stories, story_keys):
        assert conn.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0


def test_a_hundred_reprints_take_no_more_room_than_one(conn: Connection) -> None:
    put_in(conn, ONE)
    one = conn.execute(sa.select(sa.func.count()).select_from(story_keys)).scalar_one()
    for at in range(20):
        store(conn, text(ONE, f"http://again{at}.example/1.html", published=stated(at)), 100 + at)
    assert conn.execute(sa.select(sa.func.count()).select_from(story_keys)).scalar_one() == one


@pytest.mark.parametrize("reason", ["soft_404", "login_wall", "list_page"])
def test_pages_that_are_no_articles_are_of_no_story(conn: Connection, reason: str) -> None:
    kept = put_in(conn, ONE, ONE, quarantine=reason)
    assert [one.story for one in kept.values()] == [None, None]


def again(conn: Connection, url: str, copy: Copy, run: int = 99, **changes: object) -> None:
    """The page of a stored report, as it is now."""
    id_ = conn.execute(sa.text("SELECT id FROM addresses WHERE url = :url"), {"url": url}).scalar_one()
    put(conn, id_, text(copy, url, published=stated(0), **changes), run=run)


def reclean(conn: Connection, kept: Kept) -> None:
    replace_reading(conn, kept, replace(kept.report, editors=("丁",)))


def url_of(at: int) -> str:
    return f"http://site{at}.example/{at}.html"


@pytest.mark.parametrize("reason", ["login_wall", "soft_404", "captcha"])
def test_an_origin_that_turns_into_a_wall_leaves_its_story(conn: Connection, reason: str) -> None:
    put_in(conn, ONE, edited(ONE, 0.03, 5), edited(ONE, 0.03, 6))
    again(conn, url_of(0), OTHER, quarantine=reason)
    kept = by_site(conn)
    assert (kept["site0"].story, kept["site0"].relation) == (None, None)
    assert sorted(str(kept[f"site{at}"].relation) for at in (1, 2)) == ["edited", "origin"]
    again(conn, url_of(0), ONE, run=100)  # and back
    kept = by_site(conn)
    assert kept["site0"].relation == "origin"
    assert len({one.story for one in kept.values()}) == 1


@pytest.mark.parametrize(
    ("now", "stays"), [(edited(ONE, 0.05, 7), True), (longer(ONE, 31), True), (OTHER, False), (article(77), False)]
)
def test_an_address_that_holds_another_text_leaves_its_story(conn: Connection, now: Copy, stays: bool) -> None:
    before = put_in(conn, ONE, edited(ONE, 0.03, 5), edited(ONE, 0.03, 6))
    again(conn, url_of(0), now)
    after = by_site(conn)
    assert (after["site0"].story == before["site1"].story) is stays
    assert after["site1"].story == after["site2"].story == before["site1"].story


def test_one_text_under_two_addresses_of_a_host_is_one_source(conn: Connection) -> None:
    urls = ["http://www.paper.example/a/1001.html", "http://www.paper.example/zt/2001.html"]
    for at, url in enumerate(urls):
        store(conn, text(ONE, url, published=stated(at)), at + 1)
    kept = list(select(conn))
    assert [one.relation for one in kept] == ["origin", "same"]
    assert houses((one.url, str(one.relation)) for one in kept) == ("paper.example",)


def test_whoever_was_parted_stays_parted_after_cleaning(conn: Connection) -> None:
    put_in(conn, ONE, edited(ONE, 0.03, 5), edited(ONE, 0.03, 6))
    overrule(conn, url_of(0), with_url=None, reason="another event", now=NOW)
    before = {kept.url: (kept.story, kept.relation) for kept in select(conn)}
    for kept in [*select(conn), *reversed(list(select(conn)))]:
        reclean(conn, kept)
    assert {kept.url: (kept.story, kept.relation) for kept in select(conn)} == before
    no_overrule(conn, url_of(0))
    assert len({kept.story for kept in select(conn)}) == 1


def test_whoever_was_joined_stays_joined_and_is_free_again_afterwards(conn: Connection) -> None:
    put_in(conn, ONE, longer(OTHER, 3))
    overrule(conn, url_of(1), with_url=url_of(0), reason="the same speech", now=NOW)
    for kept in [*select(conn), *reversed(list(select(conn)))]:
        reclean(conn, kept)
    assert len({kept.story for kept in select(conn)}) == 1
    no_overrule(conn, url_of(1))
    assert len({kept.story for kept in select(conn)}) == 2


def test_cleaning_all_of_a_story_again_takes_no_more_room(conn: Connection) -> None:
    put_in(conn, *(edited(ONE, 0.02, at) for at in range(6)))
    room = sa.select(sa.func.count()).select_from(story_keys)
    before = conn.execute(room).scalar_one()
    for kept in list(select(conn)):
        reclean(conn, kept)
    assert conn.execute(room).scalar_one() == before


def test_a_placing_takes_few_statements(conn: Connection) -> None:
    put_in(conn, *(article(at) for at in range(20)))
    seen: list[str] = []
    given = text(edited(article(3), 0.02, 1), "http://copy.example/1.html", published=stated(30))
    store(conn, given, 50)
    id_ = conn.execute(sa.text("SELECT max(id) FROM reports")).scalar_one()
    leave(conn, id_)
    sa.event.listen(conn, "before_cursor_execute", lambda *said: seen.append(said[2]))
    assert place(conn, id_, given)
    assert len(seen) <= 7, seen


def test_keys_that_outlived_their_story_bring_nothing(conn: Connection) -> None:
    """As those of a text whose keys were once made in another way."""
    put_in(conn, ONE)
    conn.execute(sa.update(story_keys).values(story=1000))
    store(conn, text(edited(ONE, 0.05, 7), "http://site1.example/1.html"), 2)
    assert by_site(conn)["site1"].relation == "origin"
