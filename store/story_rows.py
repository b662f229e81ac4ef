"""Stories for whoever reads all of them: each with its origin and the reports that it is made of."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.report import Report
from cleaning.serial import report_from_json
from store import tables
from store.reports import Kept, kept

R, S = tables.reports.c, tables.stories.c
AT_A_TIME = 200


@dataclass(frozen=True, kw_only=True)
class Reprint:
    """A report of a story, as much as a list of them needs."""

    url: str
    publisher: str
    relation: str
    published: datetime | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """`origin`: the report that the others copy, or the best of a story of mirrors; `reports` in the order in which
    they came, the origin among them; `earlier`: the story that this one is next to in a series, an item of or a roundup
    of, as `kinship` says."""

    id: int
    origin: Kept
    reports: tuple[Reprint, ...]
    earlier: int | None
    kinship: str | None


def stories(conn: Connection, *, since: datetime | None = None) -> Iterator[Story]:
    """By id, a few in memory at a time. `since`: those of which a report was stored then or later."""
    last = 0
    while rows := conn.execute(_page(last, since)).all():
        last = rows[-1].story
        reprints = _reprints(conn, [row.story for row in rows])
        for row in rows:
            rest = {"earlier": row.earlier, "kinship": row.kinship}
            yield Story(id=row.story, origin=kept(row), reports=tuple(reprints[row.story]), **rest)


def origin_of(conn: Connection, story: int) -> Report | None:
    """The text that the others copy; None where only mirrors are known."""
    query = sa.select(R.document).join(tables.stories, S.origin == R.id).where(S.id == story, R.relation == "origin")
    document = conn.execute(query).scalar()
    return report_from_json(document) if document else None


def _page(after: int, since: datetime | None) -> "sa.Select[tuple[object, ...]]":
    query = sa.select(tables.reports, S.earlier, S.kinship).join(tables.stories, S.origin == R.id)
    query = query.where(S.id > after, R.document.is_not(None)).order_by(S.id).limit(AT_A_TIME)
    if since is None:
        return query
    fresh = tables.reports.alias()
    return query.where(sa.exists().where(fresh.c.story == S.id, fresh.c.stored_at >= since))


def _reprints(conn: Connection, wanted: list[int]) -> dict[int, list[Reprint]]:
    found: dict[int, list[Reprint]] = defaultdict(list)
    query = sa.select(R.story, R.url, R.publisher, R.relation, R.published_at).where(R.story.in_(wanted)).order_by(R.id)
    for row in conn.execute(query):
        reprint = Reprint(url=row.url, publisher=row.publisher, relation=row.relation, published=row.published_at)
        found[row.story].append(reprint)
    return found
