"""The contract's JSON of a report: keys, order, and an exact way back."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.article import Stated
from cleaning.report import Batch, Correction, Damage, Damaged, Facts, Figure, Pair, Party, Relevance, Report, Was
from cleaning.serial import figure_from_json, figure_json, figure_text, report_from_json, report_json, report_text
from tests.cleaning.figures import figure

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
NOTHING_READ = st.just(Facts())
CORRECTIONS = st.builds(Correction, was=st.lists(st.builds(Was), max_size=3).map(tuple))
FIGURES = st.builds(Figure, correction=st.none() | CORRECTIONS)
READ = st.builds(Facts, relevance=st.builds(Relevance), figures=st.lists(FIGURES, max_size=2).map(tuple))
REPORTS = st.builds(Report, facts=NOTHING_READ | READ)

REPORT = Report(
    url="http://news.example/a/1.html",
    source="example",
    site="示例网",
    title="两地携手修渠引水",
    body="县里的水渠修通了，投入30万元。\n村民说：“水来了。”",
    captions=("图为新修的水渠。",),
    published=Stated(
        moment=datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=8))), precision="second", found="byline"
    ),
    publisher="示例日报",
    authors=("甲",),
    editors=("乙",),
    script="hans",
)
ORDER = [
    "url", "source", "site", "title", "body", "captions", "published_at", "date_precision",
    "date_from", "publisher", "authors", "editors", "script", "hijacked", "mirror_of",
    "damage", "damaged", "relevance", "programmes", "donors", "recipients", "pairs", "batches", "sectors",
    "official_fields", "figures", "quarantine",
]  # fmt: skip
FACTS = ORDER[ORDER.index("relevance") : ORDER.index("quarantine")]


def in_pairs(text: str) -> Any:
    """With the keys in their order."""
    return json.loads(text, object_pairs_hook=list)


@given(REPORTS)
def test_a_report_comes_back_as_it_went_through_json(report: Report) -> None:
    row = report_json(report)
    assert report_from_json(json.loads(json.dumps(row, ensure_ascii=False))) == report


@given(REPORTS)
def test_keys_stand_in_the_order_of_the_contract(report: Report) -> None:
    known = [key for key in ORDER if report.facts.relevance or key not in FACTS]
    assert list(report_json(report)) == known


def test_facts_that_nothing_has_read_are_left_out() -> None:
    assert not set(FACTS) & set(report_json(REPORT))


def test_a_date_keeps_its_offset() -> None:
    assert report_json(REPORT)["published_at"] == "2024-05-06T07:08:09+08:00"


def test_no_date_is_null() -> None:
    row = report_json(replace(REPORT, published=Stated()))
    assert (row["published_at"], row["date_precision"], row["date_from"]) == (None, "none", "none")


def test_an_exported_row_with_more_keys_is_still_a_report() -> None:
    assert report_from_json({**report_json(REPORT), "id": 7, "version": 2}) == REPORT


@given(FIGURES)
def test_the_text_of_a_figure_is_its_json(one: Figure) -> None:
    assert in_pairs(figure_text(one)) == in_pairs(json.dumps(figure_json(one), ensure_ascii=False))


@given(FIGURES)
def test_a_figure_has_the_keys_of_its_type_in_their_order(figure: Figure) -> None:
    assert list(figure_json(figure)) == [field.name for field in fields(Figure)]


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        (Damage(kind="pinyin", count=2, repaired=1), "kind count repaired"),
        (Damaged(block="body", start=1, end=2, kind="lost_digit"), "block start end kind"),
    ],
)
def test_damage_is_printed_with_its_own_words(part: Damage | Damaged, keys: str) -> None:
    name = "damage" if isinstance(part, Damage) else "damaged"
    report = replace(REPORT, **{name: (part,)})
    assert list(report_json(report)[name][0]) == keys.split()


def test_parties_are_printed_as_the_contract_shows_them() -> None:
    facts = Facts(
        relevance=Relevance(is_aid_report=True, score=0.9, why=("题名",)),
        donors=(Party(code="130000", name="河北省", level="province"),),
        pairs=(Pair(donor="130000", recipient="542500", known="yes"),),
        batches=(Batch(donor="130000", number=10, scope="province", national_number=10),),
    )
    row = report_json(replace(REPORT, facts=facts))
    assert row["donors"] == [{"code": "130000", "name": "河北省", "level": "province"}]
    assert row["pairs"] == [{"donor": "130000", "recipient": "542500", "known": "yes"}]
    assert row["batches"] == [{"donor": "130000", "number": 10, "scope": "province", "national_number": 10}]
    assert row["relevance"] == {"is_aid_report": True, "score": 0.9, "why": ["题名"]}


def test_moments_of_another_zone_are_the_same_moment() -> None:
    utc = replace(REPORT, published=replace(REPORT.published, moment=datetime(2024, 5, 5, 23, 8, 9, tzinfo=UTC)))
    assert report_from_json(report_json(REPORT)) == utc


@given(REPORTS)
def test_the_text_of_a_report_is_its_json(report: Report) -> None:
    assert in_pairs(report_text(report)) == in_pairs(json.dumps(report_json(report), ensure_ascii=False))


@pytest.mark.parametrize("value", [True, False, 1, 1.0, 0, 10**29, 0.1, "一", ("甲", "乙"), None])
def test_what_stood_in_a_figure_keeps_its_type(value: Any) -> None:
    was = (Was(field="in_plan", value=value),)
    one = figure("30万元", value=10**29, correction=Correction(by="甲", at="2026-11-22", why="原文", was=was))
    back = figure_from_json(json.loads(figure_text(one)))
    assert back == one
    assert back.correction
    assert type(back.correction.was[0].value) is type(value)


def test_the_text_of_a_report_is_compact() -> None:
    assert report_text(REPORT) == json.dumps(report_json(REPORT), ensure_ascii=False, separators=(",", ":"))
