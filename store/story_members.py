"""Reports as their stories see them, and the texts that stories are compared by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.report import Report
from cleaning.serial import report_from_json
from cleaning.stories.compare import Text, text_of
from cleaning.stories.member import Member, member_of
from store.tables import reports, stories, versions

R, S, V = reports.c, stories.c, versions.c
# Built once: building a statement takes longer than running it.
MEMBERS = sa.select(R.id, R.document).where(R.story == sa.bindparam("story"), R.document.is_not(None)).order_by(R.id)
ONE = sa.select(R.document).where(R.id == sa.bindparam("id"))
WHOLES = (
    sa.select(S.id, S.whole, R.document)
    .join(reports, R.id == S.whole)
    .where(S.id.in_(sa.bindparam("stories", expanding=True)), R.document.is_not(None))
)
EVER = sa.select(V.document).where(V.report == sa.bindparam("report"), V.document.is_not(None))
SET = sa.update(reports).where(R.id == sa.bindparam("report_id"))


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A report as its story sees it."""

    id: int
    text: Text
    member: Member


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The text that a story is compared by, and the stored report that it stands in."""

    story: int
    report: int
    text: Text
    document: Mapping[str, Any]


def placed(report_id: int, report: Report) -> Placed:
    text = text_of(report.title, report.body, report.published.moment)
    return Placed(id=report_id, text=text, member=member_of(report))


def wholes(conn: Connection, found: Sequence[int]) -> list[Whole]:
    if not found:
        return []
    rows = conn.execute(WHOLES, {"stories": list(found)})
    return [Whole(story=row.id, report=row.whole, text=text_in(row.document), document=row.document) for row in rows]


def placed_whole(whole: Whole) -> Placed:
    return Placed(id=whole.report, text=whole.text, member=member_of(_without_facts(whole.document)))


def members(conn: Connection, story: int) -> list[Placed]:
    """All reports of a story whose text is still there."""
    return [placed(row.id, _without_facts(row.document)) for row in conn.execute(MEMBERS, {"story": story})]


def load(conn: Connection, report_id: int) -> Placed:
    return placed(report_id, _without_facts(conn.execute(ONE, {"id": report_id}).scalar_one()))


def texts(conn: Connection, report_id: int) -> list[Text]:
    """Every text that a report ever had."""
    return [text_in(document) for document in conn.scalars(EVER, {"report": report_id}).all()]


def text_in(document: Mapping[str, Any]) -> Text:
    """As that of the report in it, of which only this much is made."""
    moment = document["published_at"]
    return text_of(document["title"], document["body"], datetime.fromisoformat(moment) if moment else None)


def _without_facts(document: Mapping[str, Any]) -> Report:
    """The report without its figures: most of a document, and nothing to a story."""
    return report_from_json({key: value for key, value in document.items() if key != "relevance"})
