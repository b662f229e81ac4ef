"""Each story once in a digest."""

from dataclasses import replace

from cleaning.article import Stated
from cleaning.report import Damage
from reports.issue import Made, make_issue
from reports.render import render
from seeds.settings import Subscription
from tests.noise.stories import article, edited
from tests.reports.conftest import Home
from tests.reports.rows import NOW
from tests.reports.test_issue import DAY

ONE = article(1)
SIGNS = (Damage(kind="pinyin", count=9, repaired=9),)


def made(home: Home, day: int = 0) -> Made:
    return make_issue(home.database, Subscription(), home.settings, now=NOW + day * DAY)


def texts(made: Made) -> str:
    return str(render(made.digest, "text"))


def dated(day: int) -> Stated:
    return Stated(moment=NOW + day * DAY, precision="day", found="byline")


def keep(home: Home, page: str, *, site: str, day: int = 0, **changes: object) -> None:
    """A copy of one text on a site of its own."""
    host = f"http://{site}.example/{page}/"
    home.keep("修渠", page=page, at=NOW + day * DAY, body=edited(ONE, 0.02, len(site)).text, host=host, **changes)


def test_reprints_stand_behind_their_origin(home: Home) -> None:
    keep(home, "one", site="first", published=dated(-3), publisher="甲报")
    keep(home, "two", site="second", published=dated(-2), publisher="乙报")
    keep(home, "three", site="third", published=dated(-1), publisher="丙报")
    issue = made(home)
    (item,) = issue.digest.items
    assert (item.publisher, item.also) == ("甲报", 2)
    assert "另见 2 个来源" in texts(issue)


def test_a_story_that_was_told_is_not_told_again(home: Home) -> None:
    keep(home, "one", site="first")
    assert made(home).items == 1
    keep(home, "two", site="second", day=1)
    assert made(home, day=1).items == 0
    keep(home, "three", site="third", day=2)
    assert made(home, day=2).items == 0


def test_a_hijacked_mirror_is_named_and_never_linked(home: Home) -> None:
    keep(home, "one", site="bad", damage=SIGNS, published=dated(-3))
    alone = made(home)
    assert (alone.items, alone.digest.quarantined) == (0, (("hijacked_mirror", 1),))
    keep(home, "two", site="good", day=1, published=dated(-1))
    told = texts(made(home, day=1))
    assert "good.example" in told
    assert "1 个被劫持的镜像（bad.example）" in told
    assert "http://bad.example" not in told


def test_a_reprint_of_old_material_names_who_published_it_first(home: Home) -> None:
    keep(home, "one", site="first", published=dated(-9), publisher="甲报", backfill=True)
    keep(home, "two", site="second", published=dated(-2), publisher="乙报")
    (item,) = made(home).digest.items
    assert (item.publisher, item.first, item.also) == ("乙报", "甲报", 1)


def test_a_correction_says_what_it_changed(home: Home) -> None:
    body = "水渠修通了。总投资300万元。村民都来看水。"
    home.keep("修渠", page="one", body=body)
    made(home)
    home.keep("修渠", page="one", body=body.replace("300", "320"), at=NOW + DAY)
    issue = made(home, day=1)
    assert "原为“总投资300万元。”，现为“总投资320万元。”" in texts(issue)
    assert texts(replace(issue, digest=replace(issue.digest, language="en"))).count("was “总投资300万元。”") == 1
