"""The index of stories: which of them share words with a text. What it costs does not grow with the archive."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, count

from sqlalchemy import Connection

from cleaning.stories.compare import HOPELESS, Text
from cleaning.stories.pool import CANDIDATES, STORIES_OF_A_KEY, likely
from cleaning.stories.sketch import Sketch, estimate, unpacked

# One statement for any number of keys, so that it is prepared once. SQLite knows no LATERAL: there the oldest story
# that a key may bring is looked up first.
NEWEST_OF_A_KEY = {
    "postgresql": """SELECT given, story FROM unnest(%s::bigint[]) AS given CROSS JOIN LATERAL
        (SELECT story FROM story_keys WHERE key = given ORDER BY story DESC LIMIT {each}) AS found""",
    "sqlite": """SELECT found.key, found.story FROM json_each(?) AS given CROSS JOIN story_keys AS found
        WHERE found.key = given.value AND found.story >= ifnull((SELECT story FROM story_keys
        WHERE key = given.value ORDER BY story DESC LIMIT 1 OFFSET {each} - 1), 0)""",
}
FIND = {name: newest.format(each=STORIES_OF_A_KEY) for name, newest in NEWEST_OF_A_KEY.items()}
ADD = {
    "postgresql": "INSERT INTO story_keys (story, key) SELECT %s, unnest(%s::bigint[]) ON CONFLICT DO NOTHING",
    "sqlite": "INSERT OR IGNORE INTO story_keys (story, key) SELECT ?, value FROM json_each(?)",
}
REMOVE = {
    "postgresql": "DELETE FROM story_keys WHERE story = %s AND key = ANY(%s::bigint[])",
    "sqlite": "DELETE FROM story_keys WHERE story = ? AND key IN (SELECT value FROM json_each(?))",
}
SKETCHES = {
    "postgresql": "SELECT id, sketch FROM stories WHERE id = ANY(%s::bigint[])",
    "sqlite": "SELECT id, sketch FROM stories WHERE id IN (SELECT value FROM json_each(?))",
}
NEWER = 1 << 31  # than any story of the database


class Around:
    """The stories around a few texts, looked up for all of them at once, and what is put beside them meanwhile."""

    def __init__(self, conn: Connection, texts: Sequence[Text]) -> None:
        self._conn = conn
        self._stories = _newest(conn, {key for text in texts for key in text.keys})
        self._numbers = count(NEWER)
        self._sketches = _sketches(conn, {story for text in texts for story in self._likely(text)})

    def candidates(self, text: Text) -> list[int]:
        """The stories that may be that text's, those that share most keys with it first. A story whose sketch is not
        kept yet is one of them."""
        found = self._likely(text)
        self._sketches |= _sketches(self._conn, [story for story in found if story not in self._sketches])
        there = [story for story in found if story in self._sketches]  # keys may outlive their story
        return [story for story in there if _resembles(text, self._sketches[story])]

    def add(self, text: Text, *, begun: bool) -> None:
        """A text that came in between, under a number that no story has yet. `begun`: it has a story of its own, or
        will have; else its words may be another's, and it is a candidate like one whose sketch is not kept."""
        story = next(self._numbers)
        self._sketches[story] = text.sketch if begun else None
        for key in text.keys:
            some = self._stories[key]
            if len(some) == STORIES_OF_A_KEY:
                some.remove(min(some))
            some.append(story)

    def _likely(self, text: Text) -> list[int]:
        hits = Counter(chain.from_iterable(self._stories[key] for key in text.keys))
        most = sorted(zip(hits.values(), hits, strict=True), reverse=True)[:CANDIDATES]
        return likely(len(text.keys), [(story, shared) for shared, story in most])


def candidates(conn: Connection, text: Text) -> list[int]:
    return Around(conn, [text]).candidates(text)


def add(conn: Connection, texts: Sequence[tuple[int, Text]]) -> None:
    """Each text with the story that it is found by."""
    rows = [(story, _array(conn, text.keys)) for story, text in texts]
    conn.exec_driver_sql(ADD[conn.dialect.name], rows)


def remove(conn: Connection, story: int, text: Text) -> None:
    conn.exec_driver_sql(REMOVE[conn.dialect.name], (story, _array(conn, text.keys)))


def _newest(conn: Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """By their keys the newest stories that have them."""
    found: dict[int, list[int]] = defaultdict(list)
    for key, story in conn.exec_driver_sql(FIND[conn.dialect.name], (_array(conn, keys),)).all() if keys else ():
        found[key].append(story)
    return found


def _sketches(conn: Connection, wanted: Collection[int]) -> dict[int, Sketch | None]:
    rows = conn.exec_driver_sql(SKETCHES[conn.dialect.name], (_array(conn, wanted),)) if wanted else ()
    return {story: sketch and unpacked(sketch) for story, sketch in rows}


def _resembles(text: Text, sketch: Sketch | None) -> bool:
    return sketch is None or estimate(text.sketch, sketch) >= HOPELESS


def _array(conn: Connection, numbers: Iterable[int]) -> list[int] | str:
    return list(numbers) if conn.dialect.name == "postgresql" else json.dumps(list(numbers))
