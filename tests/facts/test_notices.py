"""Short notices written for the purpose (notices.jsonl), in the registers of agencies, counties, hospitals and offices:
who gives, who receives, who gives to whom, and what each sum is.

A field of the table may name several readings that a careful reader would accept (`spent|completed`), or any (`*`).
Divisions above a party may stand beside it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cleaning.clean import clean
from cleaning.read import read_text
from cleaning.report import Facts, Figure, Party
from seeds.register.places import within
from tests.facts.texts import PUBLISHED

NOTICES = [json.loads(line) for line in (Path(__file__).parent / "notices.jsonl").read_text("utf-8").splitlines()]
AID = [notice for notice in NOTICES if notice["programme"]]
each_notice = pytest.mark.parametrize("notice", AID, ids=[notice["title"] for notice in AID])


def facts(notice: dict[str, Any]) -> Facts:
    article = read_text(
        notice["body"], url="http://news.example/n.html", title=notice["title"], published=notice["day"],
        publisher=None, now=PUBLISHED,
    )  # fmt: skip
    return clean(article).facts


def keys(parties: Iterable[Party]) -> set[str]:
    return {party.code or party.name for party in parties}


def without_above(found: set[str], wanted: Iterable[str]) -> set[str]:
    return {code for code in found if code in wanted or not any(within(each, code) for each in wanted)}


@each_notice
def test_who_gives_and_who_receives(notice: dict[str, Any]) -> None:
    read = facts(notice)
    assert without_above(keys(read.donors), notice["donors"]) == set(notice["donors"])
    assert without_above(keys(read.recipients), notice["recipients"]) == set(notice["recipients"])


@each_notice
def test_who_gives_to_whom(notice: dict[str, Any]) -> None:
    wanted = {(donor, recipient) for donor, recipient in notice["pairs"]}
    found = {(pair.donor, pair.recipient) for pair in facts(notice).pairs}
    beside = {
        (donor, recipient)
        for donor, recipient in found
        if any(within(one, donor) and within(other, recipient) for one, other in wanted)
    }
    assert found - (beside - wanted) == wanted


@each_notice
def test_under_which_programme(notice: dict[str, Any]) -> None:
    read = facts(notice)
    assert read.relevance.is_aid_report
    assert not {notice["programme"], *notice.get("or", ())}.isdisjoint(read.programmes)


@each_notice
def test_sums(notice: dict[str, Any]) -> None:
    found = [figure for figure in facts(notice).figures if figure.kind == "money"]
    for row in notice["money"]:
        same = [figure for figure in found if figure.value == row["value"]]
        assert any(agrees(row, figure) for figure in same), (row, [reading(figure) for figure in found])
    assert {figure.value for figure in found} <= {row["value"] for row in notice["money"]}


def agrees(row: dict[str, Any], figure: Figure) -> bool:
    return all(
        row[field] == "*" or getattr(figure, field) in row[field].split("|")
        for field in ("qualifier", "role", "stage", "aggregation")
    )


def reading(figure: Figure) -> tuple[object, ...]:
    return figure.text, figure.value, figure.qualifier, figure.role, figure.stage, figure.aggregation


@each_notice
def test_counts(notice: dict[str, Any]) -> None:
    found = [figure.text for figure in facts(notice).figures if figure.kind != "money"]
    assert [text for text in notice["counts"] if not any(text in other or other in text for other in found)] == []


@pytest.mark.parametrize(
    "notice", [notice for notice in NOTICES if not notice["programme"]], ids=lambda one: one["title"]
)
def test_others_are_no_aid(notice: dict[str, Any]) -> None:
    assert not facts(notice).relevance.is_aid_report
