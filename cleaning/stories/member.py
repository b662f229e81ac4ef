"""A report of a story, as much of it as the election of the origin needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cleaning.article import Precision
from cleaning.report import Report, Script
from cleaning.stories.shingles import essence
from cleaning.stories.variants import copied_from, is_at_home

Relation = Literal["origin", "same", "edited", "shortened", "extended", "mirror", "translated_script"]
# What newspapers do to nobody's text: found on a page, they say that somebody else owns it now.
SIGNS = frozenset({"pinyin", "byte_slip", "spam", "brand_swap"})
SIGNS_ENOUGH = 3  # places; one may be an accident


@dataclass(frozen=True, kw_only=True)
class Member:
    """`own`: the publisher that the page names is the one whose site it stands on; `length`: characters without marks
    and digits; `copy_of`: the address that the page's own address gives away;
    `damage`: places that could not be restored."""

    url: str
    publisher: str
    own: bool
    moment: datetime | None
    precision: Precision
    script: Script
    hijacked: bool
    length: int
    damage: int
    copy_of: str | None


def member_of(report: Report) -> Member:
    return Member(
        url=report.url,
        publisher=report.publisher,
        own=bool(report.publisher) and (report.publisher == report.site or is_at_home(report.publisher, report.url)),
        moment=report.published.moment,
        precision=report.published.precision,
        script=report.script,
        hijacked=is_hijacked(report),
        length=len(essence(report.body)),
        damage=sum(one.count - one.repaired for one in report.damage),
        copy_of=report.mirror_of or copied_from(report.url),
    )


def is_hijacked(report: Report) -> bool:
    """Another's page, and spam, pinyin, slipped bytes or a casino's name in it."""
    signs = sum(one.count for one in report.damage if one.kind in SIGNS)
    swapped = any(one.kind == "brand_swap" for one in report.damage)
    return report.hijacked or swapped or signs >= SIGNS_ENOUGH
