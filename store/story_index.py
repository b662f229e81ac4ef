"""The index of stories: which of them share words with a text. What it costs does not grow with the archive."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from cleaning.stories.pool import CANDIDATES, STORIES_OF_A_KEY, likely
from cleaning.stories.shingles import Hashes, keys
from store.tables import story_keys

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
OF_A_KEY = "SELECT story FROM story_keys WHERE key = {key} ORDER BY story DESC LIMIT {each}"
MOST = "SELECT story, count(*) FROM {found} GROUP BY story ORDER BY count(*) DESC, story DESC LIMIT {most}"


def candidates(conn: Connection, grams: Hashes) -> list[int]:
    """The stories that share most keys with a text."""
    own = keys(grams)
    if not own:
        return []
    if conn.dialect.name == "postgresql":
        rows = conn.exec_driver_sql(_for_postgresql(), (list(own),))
    else:
        rows = conn.exec_driver_sql(_for_sqlite(len(own)), own)
    return likely(len(own), [(story, count) for story, count in rows])


def add(conn: Connection, story: int, grams: Hashes) -> None:
    rows = [{"key": key, "story": story} for key in keys(grams)]
    if rows:
        conn.execute(INSERT[conn.dialect.name](story_keys).on_conflict_do_nothing(), rows)


def remove(conn: Connection, story: int, grams: Hashes) -> None:
    k = story_keys.c
    conn.execute(sa.delete(story_keys).where(k.story == story, k.key.in_(keys(grams))))


@cache
def _for_postgresql() -> str:
    each = OF_A_KEY.format(key="given", each=STORIES_OF_A_KEY)
    return MOST.format(found=f"unnest(%s::bigint[]) AS given CROSS JOIN LATERAL ({each}) AS found", most=CANDIDATES)


@cache
def _for_sqlite(count: int) -> str:
    """It knows no LATERAL: one look-up a key, and a limit of each, since boilerplate stands in thousands."""
    each = f"SELECT * FROM ({OF_A_KEY.format(key='?', each=STORIES_OF_A_KEY)})"  # noqa: S608  # numbers of ours
    return MOST.format(found=f"({' UNION ALL '.join([each] * count)})", most=CANDIDATES)
