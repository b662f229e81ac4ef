"""What was stored before there were stories, or sketches of them, and what came back out of quarantine: caught up with
in small transactions. What is done is never done again, so a killed catch-up goes on where it was."""

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.serial import report_from_json
from store.election import measure
from store.stories import place
from store.story_members import text_in
from store.tables import UNPLACED, UNSKETCHED, reports, stories

R, S = reports.c, stories.c
AT_A_TIME = 20  # a tenth of a second for which nobody else writes (SQLite)
# Two that catch up at once (PostgreSQL) pass over what the other is at.
REPORTS = sa.select(R.id, R.document).where(UNPLACED).order_by(R.id).limit(AT_A_TIME).with_for_update(skip_locked=True)
UNMEASURED = sa.select(S.id).where(UNSKETCHED).order_by(S.id).limit(AT_A_TIME).with_for_update(skip_locked=True)
WAITING = (
    sa.select(sa.func.count()).select_from(reports).where(UNPLACED),
    sa.select(sa.func.count()).select_from(stories).where(UNSKETCHED),
)
TEXTS = (
    sa.select(S.id, R.document)
    .join(reports, R.id == S.whole)
    .where(S.id.in_(sa.bindparam("stories", expanding=True)), R.document.is_not(None))
)
KEEP = sa.update(stories).where(S.id == sa.bindparam("story"))


def waiting(conn: Connection) -> int:
    """How many reports have no story yet that should have one, and stories no sketch."""
    return sum(conn.execute(query).scalar_one() for query in WAITING)


def place_some(conn: Connection) -> int:
    """Finds the stories of a few reports that have none, those stored first before others; how many."""
    rows = conn.execute(REPORTS).all()
    for row in rows:
        place(conn, row.id, report_from_json(row.document))
    return len(rows)


def sketch_some(conn: Connection) -> int:
    """Sketches the texts of a few stories that were begun before there were sketches; how many."""
    found = conn.scalars(UNMEASURED).all()
    rows = conn.execute(TEXTS, {"stories": found}).all() if found else []
    if rows:
        conn.execute(KEEP, [{"story": row.id, **measure(text_in(row.document))} for row in rows])
    return len(rows)
