"""What an issue tells of stories: which were told, by which report a story is shown, and who else carries it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.stories.origin import houses
from store import issue_tables, tables
from store.reports import Kept, kept

R, S, I = tables.reports.c, tables.stories.c, issue_tables.issue_items.c  # noqa: E741
AT_A_TIME = 500  # numbers in one statement


@dataclass(frozen=True, kw_only=True)
class Telling:
    """`origin`: the report to show, None where it is not ours to show (quarantined, taken down); `sources`: houses
    that carry the story, each once, mirrors left out; `hijacked`: hosts of hijacked mirrors."""

    origin: Kept | None
    sources: tuple[str, ...]
    hijacked: tuple[str, ...]


def told(conn: Connection, subscription: str, rows: Iterable[Kept]) -> frozenset[int]:
    """The stories of these reports of which an issue of the subscription has held any report."""
    stories = (one.story for one in rows if one.story)
    query = sa.select(R.story).join(issue_tables.issue_items, I.report == R.id).where(I.subscription == subscription)
    return frozenset(
        story for part in _parts(stories) for story in conn.execute(query.where(R.story.in_(part)).distinct()).scalars()
    )


def tellings(conn: Connection, rows: Iterable[Kept]) -> dict[int, Telling]:
    """Of the stories of these reports, by story."""
    carried: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    origins: dict[int, Kept] = {}
    for part in _parts(one.story for one in rows if one.story):
        members = sa.select(R.story, R.url, R.relation, R.hijacked).where(R.story.in_(part)).order_by(R.id)
        for row in conn.execute(members):
            carried[row.story].append((row.url, row.relation, row.hijacked))
        shown = sa.select(tables.reports).join(tables.stories, S.origin == R.id)
        for row in conn.execute(shown.where(S.id.in_(part), R.document.is_not(None), R.quarantine.is_(None))):
            origins[row.story] = kept(row)  # type: ignore[arg-type]
    return {story: _telling(origins.get(story), rows) for story, rows in carried.items()}


def _telling(origin: Kept | None, rows: Sequence[tuple[str, str, bool]]) -> Telling:
    hijacked = (urlsplit(url).hostname or "" for url, _, bad in rows if bad)
    return Telling(
        origin=origin,
        sources=houses((url, relation) for url, relation, _ in rows),
        hijacked=tuple(sorted(dict.fromkeys(hijacked))),
    )


def _parts(stories: Iterable[int]) -> Iterable[Sequence[int]]:
    wanted = sorted(set(stories))
    return (wanted[at : at + AT_A_TIME] for at in range(0, len(wanted), AT_A_TIME))
