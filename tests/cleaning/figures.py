"""Figures and entries of the ledger for tests, in our own words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cleaning.ledger import Entry
from cleaning.report import Figure

DAY = datetime(2024, 8, 29, tzinfo=UTC)


def figure(text: str, value: float | None, **changes: Any) -> Figure:
    """A single sum of aid that was spent in 2024."""
    plain = Figure(
        id=f"id-{text}", kind="money", text=text, sentence=f"投入{text}。", block="body", start=2, end=2 + len(text),
        value=value, value_low=None, value_high=None, unit="CNY", noun="援藏资金", qualifier="eq", qualifier_word="",
        role="aid_fund", stage="spent", in_plan=None, aggregation="single", part_of=None, repeats=None, period=None,
        as_of="2024-08-29", programme="援藏", batch=None, donors=(), recipients=(), purpose=text, sector=None,
        readability="clean", confidence=0.9,
    )  # fmt: skip
    return replace(plain, **changes)


def entry(one: Figure, *, report: int = 1, **changes: Any) -> Entry:
    plain = Entry(
        report=report, story=None, url=f"http://news.example/{report}.html", title="援藏工作纪实", publisher="示例日报",
        published=DAY, stored=DAY, aid=True, figure=one,
    )  # fmt: skip
    return replace(plain, **changes)
