"""What goes where in an issue."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cleaning.article import Stated
from cleaning.report import Facts, Relevance
from reports.digest import Digest, build
from reports.material import Material, SourceState
from seeds.settings import Subscription
from tests.reports.rows import DAMAGE, NOW, SHANGHAI, TITLES, facts, kept

DAYS = (date(2026, 11, 20), date(2026, 11, 21))
ELSE = Facts(relevance=Relevance(is_aid_report=False, score=0.1, why=("招聘",)))


def made(*news: object, number: int | None = 12, **material: object) -> Digest:
    gathered = replace(Material(news=news, titles=TITLES), **material)  # type: ignore[arg-type]
    return build(gathered, Subscription(), number=number, moment=NOW, days=DAYS, zone=SHANGHAI)


def ids(digest: Digest) -> dict[str, list[int]]:
    return {group.name: [item.id for item in group.items] for group in digest.groups}


def test_without_facts_reports_stand_by_source() -> None:
    assert ids(made(kept(1), kept(2, source="beta_com"), kept(3))) == {"海风日报": [2], "雪岭新闻网": [1, 3]}


def test_with_facts_they_stand_by_programme_each_once() -> None:
    rows = [
        kept(1, facts=facts(programmes=("援疆", "援藏"))),
        kept(2, facts=facts(programmes=("其他",))),
        kept(3, facts=facts(programmes=("援疆",))),
        kept(4),
    ]
    assert ids(made(*rows)) == {"援藏": [1], "援疆": [3], "": [2, 4]}


def test_newest_first_and_undated_last() -> None:
    def at(id: int, hours: int) -> object:
        return kept(id, published=Stated(moment=NOW - timedelta(hours=hours), precision="minute", found="meta"))

    assert ids(made(kept(9, published=Stated()), at(1, 5), at(2, 1), at(3, 5))) == {"雪岭新闻网": [2, 1, 3, 9]}


def test_quarantined_and_irrelevant_reports_are_counted_and_not_shown() -> None:
    digest = made(
        kept(1), kept(2, quarantine="list_page"), kept(3, facts=ELSE), quarantined={"list_page": 1, "captcha": 1}
    )
    assert ids(digest) == {"雪岭新闻网": [1]}
    assert digest.quarantined == (("list_page", 2), ("captcha", 1))
    assert digest.aside == 1


def test_corrections_and_withdrawals_are_no_news() -> None:
    digest = made(corrected=(kept(5, version=2),), gone=(kept(6, gone_at=NOW),))
    assert not digest.items
    assert not digest.empty
    assert [item.id for item in (*digest.corrected, *digest.gone)] == [5, 6]


def test_trouble_and_damage_are_summed_up() -> None:
    states = (SourceState(name="b", title="乙", state="failed"), SourceState(name="a", title="甲", state="ok"))
    digest = made(kept(1, damage=DAMAGE), kept(2, damage=DAMAGE), sources=states)
    assert [source.name for source in digest.sources] == ["a", "b"]
    assert [source.name for source in digest.troubled] == ["b"]
    assert [(one.kind, one.count, one.repaired) for one in digest.damage] == [("pinyin", 24, 24), ("byte_slip", 6, 4)]


@pytest.mark.parametrize("number", [1, None])
def test_an_empty_issue_is_empty(number: int | None) -> None:
    assert made(number=number).empty


def test_moments_are_the_readers() -> None:
    digest = made(kept(1))
    assert digest.items[0].first_seen.isoformat() == "2026-11-20T20:00:00+08:00"
