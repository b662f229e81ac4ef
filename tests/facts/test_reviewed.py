"""What reviewers decided, as a table: `duikou review case ID` adds a line to it."""

import json
from typing import Any

import pytest

from cleaning.cases import wrong
from tests import ROOT

CASES = [json.loads(line) for line in (ROOT / "tests/facts/reviewed.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['verdict']}-{case['item']}" for case in CASES])
def test_it_is_read_as_the_reviewer_says(case: dict[str, Any]) -> None:
    assert wrong(case) is None, case["why"]


CHANGES = [
    ({"expect": {"value": 1}}, "value is 8000000"),
    ({"text": "900万元"}, "900万元 is not read"),
    ({"verdict": "reject"}, "800万元 is read as 8000000 CNY"),
    ({"kind": "aid", "expect": {"is_aid_report": False}}, "is_aid_report is True"),
    ({"kind": "pair", "expect": {"donor": "340000", "recipient": "540500", "stated": False}}, "540500 is read"),
    ({"kind": "pair", "expect": {"donor": "110000", "recipient": "540500", "stated": True}}, "is not read"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_a_case_can_fail(change: dict[str, Any], said: str) -> None:
    first = next(case for case in CASES if case["text"] == "800万元")
    assert said in str(wrong(first | change))
