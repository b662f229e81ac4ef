"""Stories as exported rows."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from cleaning.report import Damage, Facts, Relevance
from reports.columns import COLUMNS
from reports.export import export
from tests.noise.stories import article, edited, next_year
from tests.reports.conftest import Home
from tests.reports.rows import figure
from tests.reports.test_once import dated
from tests.store.test_stories import text

ONE = article(1)
SIGNS = (Damage(kind="pinyin", count=9, repaired=9),)
PATH = "cn/aid_tibet/news/202307/t20230727_"


def rows(home: Home, what: Any = "stories") -> list[dict[str, Any]]:
    out = BytesIO()
    export(home.database, what, "jsonl", since=None, to=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def keep(home: Home, host: str, page: str, body: str, **changes: object) -> None:
    home.keep(ONE.title, page=page, host=host, body=body, **changes)


def test_a_story_with_its_mirror_and_its_reprint(home: Home) -> None:
    keep(home, "http://www.tibet.cn/", f"{PATH}7458231", ONE.text, published=dated(-2), publisher="甲报")
    keep(home, "http://paper.example/", "n/1", edited(ONE, 0.03, 5).text, published=dated(-1), publisher="乙报")
    spoofed = {"published": dated(-90), "publisher": "赌场网", "damage": SIGNS}
    folder, page = f"{PATH}7458231".rsplit("/", 1)
    keep(home, f"http://bad.example/{folder}/", page, ONE.text, **spoofed)
    (row,) = rows(home)
    assert list(row) == list(COLUMNS["stories"])
    assert (row["origin"], row["reports"], row["independent_sources"]) == (
        f"http://www.tibet.cn/{PATH}7458231.html",
        3,
        2,
    )
    assert (row["publishers"], row["mirrors"]) == (["甲报", "乙报"], ["bad.example"])
    assert datetime.fromisoformat(row["first_published"]) == dated(-2).moment
    by_host = {each["url"].split("/")[2]: each for each in rows(home, "reports")}
    assert by_host["bad.example"]["mirror_of"] == row["origin"]
    assert [by_host[host]["mirror_of"] for host in ("www.tibet.cn", "paper.example")] == [None, None]


def test_a_story_of_mirrors_alone_has_no_origin(home: Home) -> None:
    keep(home, "http://bad.example/", "1", ONE.text, damage=SIGNS)
    (row,) = rows(home)
    assert (row["origin"], row["independent_sources"], row["figures"]) == (None, 0, [])


def test_the_next_of_a_series_points_to_the_one_before(home: Home) -> None:
    first = text(ONE, "")
    home.keep(ONE.title, page="1", body=ONE.text, published=first.published)
    later = replace(first.published, moment=ONE.published + timedelta(days=365))
    home.keep(ONE.title, page="2", body=next_year(ONE, 40).text, published=later)
    one, two = rows(home)
    assert (one["relation"], one["earlier"]) == (None, None)
    assert (two["relation"], two["earlier"]) == ("series", one["id"])


def test_a_figure_that_two_papers_print_is_counted_once(home: Home) -> None:
    money = figure("300万元", "总投资300万元。", counted=True)
    facts = Facts(relevance=Relevance(is_aid_report=True, score=1.0, why=()), figures=(money,))
    for at, host in enumerate(("http://one.example/", "http://two.example/")):
        keep(home, host, f"n/{at}", ONE.text, published=dated(at - 2), facts=facts)
    found = {row["url"].split("/")[2]: row for row in rows(home, "figures")}
    assert [found[f"{name}.example"]["counted"] for name in ("one", "two")] == [True, False]
    assert found["two.example"]["not_counted_because"] == "same story as another report"
