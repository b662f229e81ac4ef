"""Decisions of people: they hold while their words stand, are shown everywhere, and nobody decides unseen."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.article import Article, Stated
from cleaning.clean import clean
from cleaning.report import Figure, Report
from cleaning.totals import totals
from seeds.errors import WrongUsageError
from store import tables
from store.database import Database
from store.doubts import Listed, doubts, identity
from store.finding import find, find_report
from store.ledger import Selection, entries
from store.recleaning import replace_reading
from store.reports import Kept, select
from store.review import (
    By,
    DecidedError,
    decide,
    decide_aid,
    decide_story,
    history,
    take_back,
)
from store.takedown import forget
from tests.noise.stories import article as story_article
from tests.store.conftest import NOW, report
from tests.store.test_reports import address, put

URL = "http://news.example/a/1.html"
LOST = "安徽省援藏工作队今年投入援藏资金?.6亿元，援建山南市人民医院。"
SURE = "安徽省援藏工作队还落实资金800万元，为山南市培训教师60名。"
FILLER = "工作队干部走村入户，同当地群众一起商量来年的安排，大家都说路好走了，水也通了。"


def page(*sentences: str, url: str = URL) -> Report:
    """Of sentences that make one paragraph, and another."""
    return clean(article("".join(sentences), FILLER, url=url))


def article(*paragraphs: str, url: str) -> Article:
    stated = Stated(moment=NOW, precision="day", found="byline")
    return Article(
        url=url, source="example", site="示例网", title="安徽省对口支援山南市工作纪实", paragraphs=paragraphs,
        published=stated, publisher="示例日报",
    )  # fmt: skip


def by(name: str = "甲", why: str = "与原件核对", over: int | None = None) -> By:
    return By(name=name, why=why, now=NOW, over=over)


def stored(conn: Connection, *sentences: str) -> int:
    where = address(conn, URL)
    put(conn, where, page(*sentences))
    return where


def figure(conn: Connection, text: str) -> Figure:
    return next(one.figure for one in entries(conn, Selection()) if text in one.figure.text)


def listed(conn: Connection, kind: Listed | None = None) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.id, one.reasons) for one in doubts(conn, kind=kind)]


def kept_in(conn: Connection) -> Kept:
    return next(iter(select(conn)))


def test_a_lost_number_waits_until_a_person_gives_it(conn: Connection) -> None:
    stored(conn, LOST, SURE)
    lost = figure(conn, "6亿元")
    assert listed(conn) == [(lost.id, ("digit_lost",))]
    before = totals(entries(conn, Selection(kind="money"))).singles[0].value
    decide(conn, lost.id, "correct", by(), fields={"value": 160_000_000, "value_low": None, "value_high": None})
    now = figure(conn, "6亿元")
    assert (now.value, now.review, now.counted, listed(conn)) == (160_000_000, "corrected", True, [])
    assert totals(entries(conn, Selection(kind="money"))).singles[0].value == before + 160_000_000
    assert now.correction is not None
    assert (now.correction.by, now.correction.why) == ("甲", "与原件核对")
    assert {one.field: one.value for one in now.correction.was} == {
        "review": "needs_review", "value": None, "value_low": None, "value_high": None,
    }  # fmt: skip
    assert kept_in(conn).report.facts.figures == tuple(one.figure for one in entries(conn, Selection()))


DECISIONS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("6亿元", "accept", {}, {"review": "confirmed", "value": None, "counted": False}),
    ("800万元", "accept", {}, {"review": "confirmed", "value": 8_000_000, "counted": True}),
    ("800万元", "reject", {}, {"review": "rejected", "value": 8_000_000, "counted": False}),
    ("800万元", "correct", {"role": "donation"}, {"review": "corrected", "role": "donation", "counted": False}),
    ("800万元", "correct", {"stage": "planned"}, {"review": "corrected", "stage": "planned", "counted": False}),
    ("800万元", "correct", {"donors": ["340100"]}, {"review": "corrected", "donors": ("340100",), "counted": True}),
]


def test_a_decision_survives_recleaning_and_another_look(conn: Connection) -> None:
    where = stored(conn, SURE)
    decide(conn, figure(conn, "800").id, "correct", by(), fields={"role": "donation"})
    after = figure(conn, "800")
    replace_reading(conn, kept_in(conn), page(SURE))
    assert figure(conn, "800") == after
    put(conn, where, page(SURE), run=2)
    assert figure(conn, "800") == after
    assert kept_in(conn).version == 1


@pytest.mark.parametrize(("text", "verdict", "fields", "wanted"), DECISIONS)
def test_decisions_on_figures(
    conn: Connection, text: str, verdict: Any, fields: dict[str, Any], wanted: dict[str, Any]
) -> None:
    stored(conn, LOST, SURE)
    item = figure(conn, text).id
    decide(conn, item, verdict, by(), fields=fields)
    now = figure(conn, text)
    assert {name: getattr(now, name) for name in wanted} == wanted
    assert item not in dict(listed(conn))


def test_a_decision_survives_a_new_version_with_its_sentence(conn: Connection) -> None:
    where = stored(conn, SURE)
    decide(conn, figure(conn, "800").id, "reject", by())
    put(conn, where, page("今年以来天气晴好。", SURE), run=2)
    assert (kept_in(conn).version, figure(conn, "800").review) == (2, "rejected")


def test_a_changed_sentence_is_put_up_for_review_again(conn: Connection) -> None:
    where = stored(conn, SURE)
    old = figure(conn, "800").id
    decide(conn, old, "correct", by(), fields={"role": "donation"})
    put(conn, where, page(SURE.replace("800", "900")), run=2)
    new = figure(conn, "900")
    assert (new.role, new.review, new.correction) == ("aid_fund", "needs_review", None)
    assert listed(conn) == [(new.id, ("changed",))]
    assert [told.state for told in history(conn, old)] == ["open"]
    put(conn, where, page(SURE), run=3)  # and back
    assert (figure(conn, "800").role, listed(conn)) == ("donation", [])
    put(conn, where, page(SURE.replace("800", "900")), run=4)
    decide(conn, new.id, "accept", by("乙"))
    assert (figure(conn, "900").review, listed(conn)) == ("confirmed", [])
    assert [(told.state, told.ended_by) for told in history(conn, old)] == [("over", "乙")]


def test_a_sentence_that_is_gone_is_said_to_be(conn: Connection) -> None:
    where = stored(conn, LOST, SURE)
    item = figure(conn, "800").id
    decide(conn, item, "reject", by())
    put(conn, where, page("两地干部座谈。"), run=2)
    assert listed(conn) == [(item, ("gone",))]
    with pytest.raises(WrongUsageError, match="not there any more"):
        decide(conn, item, "accept", by())
    number = history(conn, item)[0].decision.number
    take_back(conn, item, by(over=number))
    assert listed(conn) == []


def test_what_the_program_reads_no_more_still_stands(conn: Connection) -> None:
    """A later cleaner takes other words of the unchanged sentence, or none."""
    stored(conn, SURE)
    item = figure(conn, "800").id
    decide(conn, item, "accept", by())
    reading = page(SURE)
    without = tuple(one for one in reading.facts.figures if one.id != item)
    replace_reading(conn, kept_in(conn), replace(reading, facts=replace(reading.facts, figures=without)))
    again = figure(conn, "800")
    assert (again.id, again.review, again.value) == (item, "confirmed", 8_000_000)
    cut = tuple(
        replace(one, id="other", text="800万", end=one.end - 1) if one.id == item else one
        for one in reading.facts.figures
    )
    replace_reading(conn, kept_in(conn), replace(reading, facts=replace(reading.facts, figures=cut)))
    assert [one.figure.review for one in entries(conn, Selection(kind="money"))] == ["confirmed"]


def test_a_decision_taken_back_leaves_the_reading_as_it_was(conn: Connection) -> None:
    stored(conn, LOST, SURE)
    before = kept_in(conn).report
    item = figure(conn, "800").id
    made = decide(conn, item, "correct", by(), fields={"value": 1, "value_low": None, "value_high": None})
    assert kept_in(conn).report != before
    take_back(conn, item, by("乙", over=made.number))
    assert kept_in(conn).report == before
    assert [(told.state, told.ended_by) for told in history(conn, item)] == [("over", "乙")]


def test_who_comes_later_is_told(conn: Connection) -> None:
    stored(conn, SURE)
    item = figure(conn, "800").id
    first = decide(conn, item, "accept", by("甲"))
    before = kept_in(conn).report
    with pytest.raises(DecidedError, match=rf"甲 decided before \(accept.*--over {first.number} replaces"):
        decide(conn, item, "reject", by("乙"))
    assert kept_in(conn).report == before
    second = decide(conn, item, "reject", by("乙", over=first.number))
    assert figure(conn, "800").review == "rejected"
    with pytest.raises(DecidedError, match="乙 decided before"):
        decide(conn, item, "accept", by("丙", over=first.number))
    take_back(conn, item, by("甲", over=second.number))
    assert figure(conn, "800").review == "auto"
    with pytest.raises(DecidedError, match="is over already"):
        decide(conn, item, "accept", by("丙", over=second.number))
    assert [told.decision.by for told in history(conn, item)] == ["乙", "甲"]


def test_two_at_once(database: Database) -> None:
    with database.write() as conn:
        stored(conn, SURE)
        item = figure(conn, "800").id
    said: list[str] = []

    def decide_as(name: str) -> None:
        try:
            with database.write() as conn:
                decide(conn, item, "accept", by(name))
            said.append("done")
        except DecidedError as error:
            said.append(f"told: {error}")

    threads = [threading.Thread(target=decide_as, args=(name,)) for name in ("甲", "乙", "丙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.split(":")[0] for one in sorted(said)] == ["done", "told", "told"]
    with database.read() as conn:
        assert len(history(conn, item)) == 1


def test_a_report_that_is_none_of_aid_counts_for_nothing(conn: Connection) -> None:
    where = stored(conn, SURE)
    made = decide_aid(conn, URL, is_aid=False, by=by())
    put(conn, where, page(SURE, "又记。"), run=2)
    kept = kept_in(conn).report
    assert kept.facts.relevance is not None
    assert (kept.facts.relevance.is_aid_report, kept.facts.relevance.why[0]) == (
        False, "decided in review by 甲: 与原件核对",
    )  # fmt: skip
    assert totals(entries(conn, Selection(kind="money"))).singles[0].figures == 0
    take_back(conn, made.item, by(over=made.number))
    assert totals(entries(conn, Selection(kind="money"))).singles[0].figures == 1


def contested(conn: Connection) -> str:
    reading = page(SURE)
    pairs = tuple(replace(pair, known="contradicts") for pair in reading.facts.pairs[:1])
    put(conn, address(conn, URL), replace(reading, facts=replace(reading.facts, pairs=pairs)))
    return listed(conn, "pair")[0][0]


@pytest.mark.parametrize(("verdict", "left"), [("accept", 1), ("reject", 0)])
def test_a_contradicting_pair(conn: Connection, verdict: Any, left: int) -> None:
    item = contested(conn)
    doubt = find(conn, item)
    assert (doubt.reasons, doubt.sentence) == (("contradicts",), "安徽省对口支援山南市工作纪实")
    made = decide(conn, item, verdict, by())
    assert (len(kept_in(conn).report.facts.pairs), listed(conn, "pair")) == (left, [])
    take_back(conn, item, by(over=made.number))
    assert (len(kept_in(conn).report.facts.pairs), len(listed(conn, "pair"))) == (1, 1)


def test_a_page_that_was_held_back_wrongly_is_let_out_and_read(conn: Connection) -> None:
    reading = replace(page(SURE), quarantine="list_page")
    where = address(conn, URL)
    put(conn, where, replace(reading, facts=report().facts))
    ((item, reasons),) = listed(conn)
    assert (reasons, find(conn, item).says["quarantine"]) == (("quarantine",), "list_page")
    made = decide(conn, item, "reject", by())
    kept = kept_in(conn)
    assert (kept.quarantine, kept.story is not None, figure(conn, "800").value) == (None, True, 8_000_000)
    put(conn, where, replace(reading, facts=report().facts), run=2)  # read and held back again
    assert kept_in(conn).quarantine is None
    take_back(conn, item, by(over=made.number))
    assert (kept_in(conn).quarantine, list(entries(conn, Selection()))) == ("list_page", [])


def test_a_rejected_run_can_be_let_out_page_by_page(conn: Connection) -> None:
    stored(conn, SURE)
    conn.execute(sa.update(tables.reports).values(quarantine="run_rejected"))
    ((item, _),) = listed(conn)
    decide(conn, item, "reject", by())
    assert (kept_in(conn).quarantine, figure(conn, "800").review) == (None, "auto")


def test_a_hijacked_mirror_is_not_let_out(conn: Connection) -> None:
    stored(conn, SURE)
    conn.execute(sa.update(tables.reports).values(quarantine="hijacked_mirror"))
    ((item, _),) = listed(conn)
    with pytest.raises(WrongUsageError, match="its origin is known"):
        decide(conn, item, "reject", by())
    decide(conn, item, "accept", by())
    assert listed(conn) == []


def copies(conn: Connection) -> list[str]:
    urls = [f"http://{site}.example/1.html" for site in ("one", "two")]
    for run, url in enumerate(urls, 1):
        put(conn, address(conn, url), report(url, body=story_article(1).text), run=run)
    return urls


def stories_of(conn: Connection) -> set[int | None]:
    return {kept.story for kept in select(conn)}


def test_a_reprint_that_was_only_just_taken_for_one(conn: Connection) -> None:
    one, two = copies(conn)
    assert listed(conn) == []
    conn.execute(sa.update(tables.reports).where(tables.reports.c.url == two).values(score=0.5))
    ((item, reasons),) = listed(conn)
    assert (reasons, find(conn, item).says["origin"], len(stories_of(conn))) == (("near_threshold",), one, 1)
    made = decide(conn, item, "reject", by())
    assert (listed(conn), len(stories_of(conn))) == ([], 2)
    take_back(conn, item, by(over=made.number))
    assert len(stories_of(conn)) == 1


def test_a_decision_holds_for_every_copy_of_its_story(conn: Connection) -> None:
    """Whichever of them turns out to be the origin: else the correction of one would be lost with the other."""
    text = story_article(1).text
    one, two, three = (f"http://{site}.example/1.html" for site in ("one", "two", "three"))

    def reading(url: str) -> Report:
        return clean(article(SURE, *text.split("\n"), url=url))

    def reviews() -> list[tuple[str, str]]:
        found = [(one.url, one.figure) for one in entries(conn, Selection(kind="money"))]
        return sorted((url, figure.review) for url, figure in found if "800" in figure.text)

    for run, url in enumerate((one, two), 1):
        put(conn, address(conn, url), reading(url), run=run)
    assert len(stories_of(conn)) == 1
    item = next(each.figure.id for each in entries(conn, Selection()) if each.url == two and "800" in each.figure.text)
    made = decide(conn, item, "reject", by())
    assert reviews() == [(one, "rejected"), (two, "rejected")]
    put(conn, address(conn, three), reading(three), run=3)
    assert reviews() == [(one, "rejected"), (three, "rejected"), (two, "rejected")]
    moved = decide_story(conn, three, with_url=None, by=by())
    assert reviews() == [(one, "rejected"), (three, "auto"), (two, "rejected")]
    take_back(conn, moved.item, by(over=moved.number))
    take_back(conn, item, by(over=made.number))
    assert {review for _, review in reviews()} == {"auto"}


def test_stories_joined_and_split_by_hand(conn: Connection) -> None:
    one, two = copies(conn)
    made = decide_story(conn, two, with_url=None, by=by())
    assert len(stories_of(conn)) == 2
    decide_story(conn, two, with_url=one, by=by("乙", over=made.number))
    assert len(stories_of(conn)) == 1
    assert next(kept for kept in select(conn) if kept.url == two).relation == "same"
    with pytest.raises(WrongUsageError, match="is in no story"):
        decide_story(conn, two, with_url=two, by=by())


UNKNOWN: list[tuple[Callable[[Connection], object], str]] = [
    (lambda conn: find(conn, "0123456789abcdef"), "nothing of that id"),
    (lambda conn: decide(conn, "q0123456789abcdef", "accept", by()), "nothing of that id"),
    (lambda conn: decide_aid(conn, "http://news.example/none.html", is_aid=True, by=by()), "no report of that address"),
    (lambda conn: find_report(conn, "http://news.example/none.html", "story"), "no report of that address"),
    (lambda conn: take_back(conn, "0123456789abcdef", by(over=1)), "nobody has decided"),
]


@pytest.mark.parametrize(("ask", "said"), UNKNOWN)
def test_what_is_not_there(conn: Connection, ask: Callable[[Connection], object], said: str) -> None:
    stored(conn, SURE)
    with pytest.raises(WrongUsageError, match=said):
        ask(conn)
    assert conn.scalar(sa.select(sa.func.count()).select_from(tables.decisions)) == 0


def test_a_takedown_takes_the_words_of_decisions_too(conn: Connection, tmp_path: Path) -> None:
    stored(conn, SURE)
    item = figure(conn, "800").id
    decide(conn, item, "accept", by())
    forget(conn, URL, archive=tmp_path, reason="asked", now=NOW)
    row = conn.execute(sa.select(tables.decisions)).one()
    assert (row.by, row.verdict, row.sentence, row.found, row.state) == ("甲", "accept", "", {}, "over")


def test_ids_stay(conn: Connection) -> None:
    assert identity("pair", URL, "340000>540500") == identity("pair", URL, "340000>540500")
    assert identity("pair", URL, "340000>540500") != identity("story", URL, "340000>540500")
