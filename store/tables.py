"""The tables of reports and of what is known of them.

A change here needs a new file in store/migrations/versions; a test compares the two."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    text,
)

from store.naming import metadata
from store.types import Document, Utc, Words

# Reports that a story has still to be found for: stored before there were stories, or given back to readers. Coalesced,
# else SQLite looks by story among all that are in none, most of which are no articles and never will be.
UNPLACED = text(
    "coalesce(story, 0) = 0 AND document IS NOT NULL AND (quarantine IS NULL OR quarantine = 'hijacked_mirror')"
)
reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Words, nullable=False),
    Column("source", Words, nullable=False),  # the first that listed it
    Column("version", Integer, nullable=False),
    Column("first_seen", Utc, nullable=False),
    Column("stored_at", Utc, nullable=False),  # the version that is current
    Column("last_checked", Utc, nullable=False),
    Column("gone_at", Utc),
    Column("backfill", Boolean(create_constraint=False), nullable=False),
    Column("run", Integer, nullable=False),  # that stored the current version
    Column("published_at", Utc),
    Column("title", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("quarantine", Words),
    Column("is_aid_report", Boolean(create_constraint=False)),
    Column("text_hash", Words, nullable=False),
    Column("document", Document),  # null once it was taken down
    Column("page", Words),  # the same for every form of one page: telephone, printer, traditional gate
    Column("hijacked", Boolean(create_constraint=False)),  # as the story sees it; null until it was placed
    Column("story", Integer),  # null while it is in none: pages that are no articles
    Column("relation", Words),
    Column("score", Float),
    Column("why", Words),
    UniqueConstraint("url"),
    Index("ix_reports_story", "story"),
    Index("ix_reports_unplaced", "id", sqlite_where=UNPLACED, postgresql_where=UNPLACED),
    Index("ix_reports_page", "page"),
    Index("ix_reports_published_at", "published_at"),
    Index("ix_reports_stored_at", "stored_at"),
    Index("ix_reports_source", "source"),
)

# One text and its reprints. `origin`: the report that the others copy; `whole`: the one that others are compared with,
# and `sketch` what most comparisons need of its text (cleaning/stories/sketch.py); `earlier`: the story that this one
# is next to in a series, a roundup of, or an item of, as `kinship` says.
KIN = text("earlier IS NOT NULL")
UNSKETCHED = text("sketch IS NULL")
stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", Integer, ForeignKey("reports.id"), nullable=False),
    Column("whole", Integer, ForeignKey("reports.id"), nullable=False),
    Column("sketch", LargeBinary),  # null until it is caught up with: then the text itself is compared
    Column("earlier", Integer),
    Column("kinship", Words),
    Index("ix_stories_earlier", "earlier", sqlite_where=KIN, postgresql_where=KIN),
    Index("ix_stories_unsketched", "id", sqlite_where=UNSKETCHED, postgresql_where=UNSKETCHED),
    sqlite_autoincrement=True,  # newest means highest
)

# Which stories have which words. Of stories and not of reports, so that a thousand reprints take no more room than one.
story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("story", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,  # the key is all there is
)

# What a person decided about a report's story: that of another address, or (null) one of its own.
overrules = Table(
    "overrules",
    metadata,
    Column("url", Words, primary_key=True),
    Column("with_url", Words),
    Column("reason", Words, nullable=False),
    Column("at", Utc, nullable=False),
)

# Addresses that led to another one when they were last asked for.
redirects = Table(
    "redirects",
    metadata,
    Column("url", Words, primary_key=True),
    Column("target", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Index("ix_redirects_target", "target"),
)

versions = Table(
    "versions",
    metadata,
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("run", Integer, nullable=False),
    Column("stored_at", Utc, nullable=False),
    Column("text_hash", Words, nullable=False),
    Column("document", Document),
)

WAITING = text("review = 'needs_review'")
# The ledger: every figure of every version of a report, with columns for what is asked. store/ledger.py fills it.
figures = Table(
    "figures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("figure", Words, nullable=False),  # its id within the report, stable while its words stay
    Column("report", Integer, ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean(create_constraint=False), nullable=False),  # of the version that the report has now
    *(Column(name, Words, nullable=False) for name in ("kind", "stage", "aggregation", "unit", "qualifier", "review")),
    *(Column(name, Words) for name in ("role", "programme", "sector", "period_start", "period_end", "as_of")),
    *(Column(name, Float) for name in ("value", "value_low", "value_high")),
    Column("first_year", Integer),  # of its period, else of as_of: both null where nothing is known
    Column("last_year", Integer),
    Column("counted", Boolean(create_constraint=False), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("document", Document),  # null once it was taken down: what has no evidence is not shown
    Index("ix_figures_report_version", "report", "version"),
    Index("ix_figures_current_kind_role", "current", "kind", "role"),
    Index("ix_figures_waiting", "figure", sqlite_where=WAITING, postgresql_where=WAITING),
)

# Who gives and who receives a figure: code, or name where there is no code.
figure_parties = Table(
    "figure_parties",
    metadata,
    Column("figure", Integer, ForeignKey("figures.id"), primary_key=True),
    Column("side", Words, primary_key=True),  # donor or recipient
    Column("party", Words, primary_key=True),
    Index("ix_figure_parties_side_party", "side", "party"),
)

# Where the bytes of a version lie in the archive: one row per page of the article, first page first.
records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("fetched_at", Utc, nullable=False),
    Column("file", Words, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    UniqueConstraint("file", "offset"),
    Index("ix_records_report", "report"),
)

takedowns = Table(
    "takedowns",
    metadata,
    Column("url", Words, primary_key=True),
    Column("reason", Words, nullable=False),
    Column("at", Utc, nullable=False),
)

# What people decided on what is doubtful. Rows are never deleted: a decision that was taken back or replaced is `over`.
STANDING = text("state <> 'over'")
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item", Words, nullable=False),  # what was decided on: store/review.py says what has an id
    Column("kind", Words, nullable=False),
    Column("url", Words, nullable=False),  # of the report, not its row: recleaning and new versions come and go
    Column("verdict", Words, nullable=False),
    Column("block", Words, nullable=False),
    Column("sentence", Words, nullable=False),  # the words it was made on; empty once they were taken down
    Column("by", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("fields", Document, nullable=False),  # what a correction sets
    Column("found", Document, nullable=False),  # the item as the program had read it
    Column("state", Words, nullable=False),  # holds, open (its words were changed: to be looked at again), over
    Column("successor", Words),  # of an open one: the figure that its sentence was changed into
    Column("ended_at", Utc),
    Column("ended_by", Words),
    Index("uq_decisions_item", "item", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
    Index("ix_decisions_url", "url"),
    sqlite_autoincrement=True,  # a number that was told names one decision for good
)
