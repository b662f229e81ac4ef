"""Kept reports for the tests of this room, in our own words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cleaning.article import Stated
from cleaning.report import Damage, Facts, Figure, Report
from store.reports import Kept

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=SHANGHAI)
BODY = (
    "海风市第十批援藏工作队日前在雪岭县启动高原蔬菜基地二期工程。"
    "项目总投资2,687.5万元，建成后可带动320户农牧民增收。\n"
    "工作队负责人介绍，基地将引进耐寒品种，由农技人员手把手传授技术。"
)
TITLES = {"alpha_com": "雪岭新闻网", "beta_com": "海风日报"}


def report(**changes: Any) -> Report:
    plain = Report(
        url="http://www.alpha.example/yz/1.html",
        source="alpha_com",
        site="雪岭新闻网",
        title="海风市援藏工作队启动高原蔬菜基地二期",
        body=BODY,
        captions=(),
        published=Stated(moment=datetime(2026, 11, 20, 9, 34, tzinfo=SHANGHAI), precision="minute", found="byline"),
        publisher="雪岭日报",
        authors=(),
        editors=(),
        script="hans",
    )
    return replace(plain, **changes)


def kept(id: int = 1, **changes: Any) -> Kept:
    """A row; keywords of Kept change the row, all others the report in it."""
    row = {key: changes.pop(key) for key in list(changes) if key in Kept.__dataclass_fields__ and key != "report"}
    url = row.setdefault("url", f"http://www.alpha.example/yz/{id}.html")
    seen = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    plain = Kept(
        id=id,
        url=url,
        source="alpha_com",
        version=1,
        first_seen=seen,
        stored_at=seen,
        last_checked=seen,
        gone_at=None,
        backfill=False,
        quarantine=None,
        report=report(url=url, **changes),
    )
    return replace(plain, **row)


def figure(text: str, sentence: str, **changes: Any) -> Figure:
    plain = Figure(
        id=text,
        kind="money",
        text=text,
        sentence=sentence,
        block="body",
        start=0,
        end=len(text),
        value=26875000,
        value_low=None,
        value_high=None,
        unit="CNY",
        noun="总投资",
        qualifier="eq",
        qualifier_word="",
        role="aid_fund",
        stage="spent",
        in_plan=None,
        aggregation="single",
        part_of=None,
        repeats=None,
        period=None,
        as_of=None,
        programme="援藏",
        batch=10,
        donors=(),
        recipients=(),
        purpose="",
        sector=None,
        readability="clean",
        confidence=0.95,
    )
    return replace(plain, **changes)


def facts(*figures: Figure, programmes: tuple[str, ...] = ()) -> Facts:
    return Facts(programmes=programmes, figures=figures)


DAMAGE = (Damage(kind="pinyin", count=12, repaired=12), Damage(kind="byte_slip", count=3, repaired=2))
