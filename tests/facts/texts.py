"""Reports made from a few words, for tests."""

from datetime import datetime, timedelta, timezone

from cleaning.article import Stated
from cleaning.facts.facts import facts_of
from cleaning.report import Damaged, Figure, Report

CHINA = timezone(timedelta(hours=8))
PUBLISHED = datetime(2024, 8, 29, tzinfo=CHINA)


def report(
    body: str, *, title: str = "援藏工作纪实", captions: tuple[str, ...] = (), damaged: tuple[Damaged, ...] = ()
) -> Report:
    return Report(
        url="http://news.example/a.html", source=None, site=None, title=title, body=body, captions=captions,
        published=Stated(moment=PUBLISHED, precision="day", found="meta"), publisher="", authors=(), editors=(),
        script="hans", damaged=damaged,
    )  # fmt: skip


def figures(body: str, kind: str = "money") -> list[Figure]:
    """Those of the body."""
    return [one for one in facts_of(report(body)).figures if one.kind == kind and one.block == "body"]


def figure(body: str, kind: str = "money") -> Figure:
    """The last one of the body."""
    return figures(body, kind)[-1]
