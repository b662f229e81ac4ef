"""The tables that crawls keep: runs, what they walked over and found, what sites asked of them.

A change here needs a new file in store/migrations/versions; a test compares the two."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text

from store.naming import metadata
from store.types import Document, Utc, Words

# One try to do something that was due (or asked for). A try that did not end well leaves its moment free for another.
UNDONE = text("outcome IS NULL OR outcome NOT IN ('abandoned', 'failed')")
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("due", Utc),
    Column("started", Utc, nullable=False),
    Column("ended", Utc),
    Column("outcome", Words),
    Column("reason", Words),
    Column("pid", Integer, nullable=False),
    Column("host", Words, nullable=False),
    *(
        Column(name, BigInteger, nullable=False, server_default="0")
        for name in ("requests", "bytes", "listed", "new", "changed", "unchanged", "gone", "unreadable")
    ),
    Index(
        "uq_runs_kind_subject_due", "kind", "subject", "due", unique=True, sqlite_where=UNDONE, postgresql_where=UNDONE
    ),
    Index("ix_runs_kind_subject_id", "kind", "subject", "id"),
    sqlite_autoincrement=True,  # run ids say what came before what, so none is ever used again
)

# How far the walk from one start address has come; store/walks.py says what the words mean.
walks = Table(
    "walks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Words, nullable=False),
    Column("start", Words, nullable=False),
    Column("run", Integer, nullable=False),  # the last that walked
    Column("ground", Integer),
    Column("covered", Integer),
    Column("resume", Words),
    Column("back", Words),
    UniqueConstraint("source", "start"),
)

listings = Table(
    "listings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("walk", Integer, ForeignKey("walks.id"), nullable=False),
    Column("run", Integer, nullable=False),  # the last that fetched it
    Column("newest", Integer),  # the latest run among those that first saw one of its links
    Column("links", Integer, nullable=False),
    Column("next_url", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("fetches", Integer, nullable=False),
    Column("last_checked", Utc, nullable=False),
    UniqueConstraint("source", "url"),
)

# What the listing of a source looked like when it was last believed.
looks = Table(
    "looks",
    metadata,
    Column("source", Words, primary_key=True),
    Column("look", Document, nullable=False),
    Column("at", Utc, nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("title", Words, nullable=False),  # title and date: as the listing printed them
    Column("date", Words, nullable=False),
    Column("backfill", Boolean(create_constraint=False), nullable=False),
    Column("first_seen", Utc, nullable=False),
    Column("run", Integer, nullable=False),  # that saw it first
    Column("attempts", Integer, nullable=False, server_default="0"),  # failed in a row
    Column("checks", Integer, nullable=False, server_default="0"),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("next_check", Utc),
    Column("last_checked", Utc),
    Column("checked_by", Integer),  # the run that looked last
    Column("status", Integer),  # of the answer that made it gone
    Column("reason", Words),  # of the last failure
    Column("report", Integer, ForeignKey("reports.id")),
    UniqueConstraint("source", "url"),
    Index("ix_addresses_source_state_next_check", "source", "state", "next_check"),
    Index("ix_addresses_report", "report"),
)

# Which walk saw which address first in which run: what one walk knows says nothing about another's ground.
sightings = Table(
    "sightings",
    metadata,
    Column("walk", Integer, ForeignKey("walks.id"), primary_key=True),
    Column("address", Integer, ForeignKey("addresses.id"), primary_key=True),
    Column("run", Integer, nullable=False),
)

# What a site told us that outlives a run: its rules as last read, and until when it wants to be left alone.
hosts = Table(
    "hosts",
    metadata,
    Column("origin", Words, primary_key=True),  # scheme://host:port
    Column("robots", Words),
    Column("robots_at", Utc),
    Column("wait_until", Utc),
)
