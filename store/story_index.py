"""The index of stories: which of them share words with a text. What it costs does not grow with the archive."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from cleaning.stories.compare import HOPELESS, Text
from cleaning.stories.pool import CANDIDATES, STORIES_OF_A_KEY, likely
from cleaning.stories.sketch import Sketch, estimate, unpacked

# One statement for any number of keys, so that it is prepared once. SQLite knows no LATERAL: there the oldest story
# that a key may bring is looked up first, but not for the many keys of a new text that nobody has.
NEWEST_OF_A_KEY = {
    "postgresql": """unnest(%s::bigint[]) AS given CROSS JOIN LATERAL
        (SELECT story FROM story_keys WHERE key = given ORDER BY story DESC LIMIT {each}) AS found""",
    "sqlite": """json_each(?) AS given CROSS JOIN story_keys AS found
        WHERE EXISTS (SELECT 1 FROM story_keys WHERE key = given.value)
        AND found.key = given.value AND found.story >= ifnull((SELECT story FROM story_keys
        WHERE key = given.value ORDER BY story DESC LIMIT 1 OFFSET {each} - 1), 0)""",
}
BEST = """SELECT story, hits, sketch FROM (SELECT found.story AS story, count(*) AS hits FROM {newest}
    GROUP BY found.story ORDER BY hits DESC, found.story DESC LIMIT {most}) AS best
    JOIN stories ON stories.id = story ORDER BY hits DESC, story DESC"""
FIND = {
    name: BEST.format(newest=newest.format(each=STORIES_OF_A_KEY), most=CANDIDATES)
    for name, newest in NEWEST_OF_A_KEY.items()
}
ADD = {
    "postgresql": "INSERT INTO story_keys (story, key) SELECT %s, unnest(%s::bigint[]) ON CONFLICT DO NOTHING",
    "sqlite": "INSERT OR IGNORE INTO story_keys (story, key) SELECT ?, value FROM json_each(?)",
}
REMOVE = {
    "postgresql": "DELETE FROM story_keys WHERE story = %s AND key = ANY(%s::bigint[])",
    "sqlite": "DELETE FROM story_keys WHERE story = ? AND key IN (SELECT value FROM json_each(?))",
}


def candidates(conn: Connection, text: Text) -> list[int]:
    """The stories that may be that text's, those that share most keys with it first. A story whose sketch is not kept
    yet is one of them."""
    own = text.keys
    rows = conn.exec_driver_sql(FIND[conn.dialect.name], (_array(conn, own),)).all() if own else []
    sketches = {story: sketch for story, _, sketch in rows}
    found = likely(len(own), [(story, hits) for story, hits, _ in rows])
    return [story for story in found if sketches[story] is None or _resembles(text, unpacked(sketches[story]))]


def brings(text: Text, whole: Text) -> bool:
    """Whether a story of that whole would be among the candidates of a text if there were no other."""
    shared = len(text.key_set & whole.key_set)
    return bool(shared and likely(len(text.keys), [(0, shared)])) and _resembles(text, whole.sketch)


def add(conn: Connection, texts: Sequence[tuple[int, Text]]) -> None:
    """Each text with the story that it is found by."""
    rows = [(story, _array(conn, text.keys)) for story, text in texts]
    conn.exec_driver_sql(ADD[conn.dialect.name], rows)


def remove(conn: Connection, story: int, text: Text) -> None:
    conn.exec_driver_sql(REMOVE[conn.dialect.name], (story, _array(conn, text.keys)))


def _resembles(text: Text, sketch: Sketch) -> bool:
    return estimate(text.sketch, sketch) >= HOPELESS


def _array(conn: Connection, numbers: Iterable[int]) -> list[int] | str:
    return list(numbers) if conn.dialect.name == "postgresql" else json.dumps(list(numbers))
