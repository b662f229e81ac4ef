"""Which report the others copy."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cleaning.article import Stated
from cleaning.report import Damage, Report
from cleaning.stories.compare import Text, text_of
from cleaning.stories.member import member_of
from cleaning.stories.origin import houses, origin_of, relation
from tests.noise.stories import article, edited, half
from tests.store.conftest import report

ONE = article(1)
DAY = timedelta(days=1)
DAMAGE = (Damage(kind="byte_slip", count=9, repaired=3),)
PATH = "/cn/aid_tibet/news/202311/t20231109_7512345.html"


def page(url: str, **changes: Any) -> Report:
    """A copy of one text; `days`: after its first day."""
    moment = ONE.published + changes.pop("days", 0) * DAY
    stated = Stated(moment=moment, precision=changes.pop("precision", "day"), found="byline")
    return replace(
        report(url=url, title=ONE.title, body=ONE.text, published=stated, publisher="", site=None), **changes
    )


def text(given: Report) -> Text:
    return text_of(given.title, given.body, given.published.moment)


# Each pair: the origin first.
PAIRS = [
    ("the earlier", page("http://a.example/1.html"), page("http://b.example/1.html", days=2)),
    ("with a date", page("http://b.example/1.html", days=2), page("http://a.example/1.html", published=Stated())),
    ("not the hijacked", page("http://b.example/1.html", days=2), page("http://a.example/1.html", damage=DAMAGE)),
    (
        "at home",
        page("http://www.xzxw.com/1.html", days=1, publisher="西藏日报"),
        page("http://a.example/1.html", publisher="西藏日报"),
    ),
    ("whose path it is", page(f"http://www.tibet.cn{PATH}", days=1), page(f"http://a.example{PATH}")),
    (
        "the whole",
        page("http://a.example/1.html"),
        page("http://b.example/1.html", body=half(ONE, head=True).text),
    ),
    ("for desks", page("http://www.a.example/1.html"), page("http://m.a.example/1.html")),
    ("in the script of its publisher", page("http://a.example/1.html"), page("http://b.example/1.html", script="hant")),
]


@pytest.mark.parametrize(("what", "first", "second"), PAIRS)
def test_the_origin_of_two(what: str, first: Report, second: Report) -> None:
    for pair in ((first, second), (second, first)):
        assert pair[origin_of([member_of(each) for each in pair], [text(each) for each in pair])] is first, what


def test_where_nothing_tells_them_apart_the_one_that_all_resemble() -> None:
    copies = [page(f"http://site{at}.example/1.html", body=edited(ONE, 0.06, at).text) for at in range(5)]
    pages = [*copies, page("http://origin.example/1.html")]
    assert origin_of([member_of(each) for each in pages], [text(each) for each in pages]) == 5


RELATIONS = [
    (page("http://b.example/1.html"), "same"),
    (page("http://b.example/1.html", body=edited(ONE, 0.05, 3).text), "edited"),
    (page("http://b.example/1.html", body=half(ONE, head=False).text), "shortened"),
    (page("http://b.example/1.html", script="hant"), "translated_script"),
    (page("http://b.example/1.html", damage=DAMAGE), "mirror"),
    (page(f"http://b.example{PATH}"), "mirror"),
]


@pytest.mark.parametrize(("copy", "expected"), RELATIONS)
def test_what_a_report_is_to_its_origin(copy: Report, expected: str) -> None:
    origin = page("http://a.example/1.html")
    assert relation(member_of(copy), text(copy), member_of(origin), text(origin)) == expected


def test_mirrors_and_forms_of_one_house_are_no_sources() -> None:
    members = [
        ("http://www.tibet.cn/1.html", "origin"), ("http://m.tibet.cn/1.html", "same"),
        ("http://www.xinhuanet.com/1.html", "same"), ("http://www.news.cn/1.html", "same"),
        ("http://bad.example/1.html", "mirror"),
    ]  # fmt: skip
    assert houses(members) == ("中国西藏网", "新华社")
