"""The tables of what went out to readers. As for all tables, a change needs a migration."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text

from store.naming import metadata
from store.types import Utc, Words

issues = Table(
    "issues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("built_at", Utc, nullable=False),
    Column("period_start", Utc, nullable=False),
    Column("period_end", Utc, nullable=False),
    Column("path", Words, nullable=False),
    Column("sent_at", Utc),
    UniqueConstraint("subscription", "number"),
)

issue_items = Table(
    "issue_items",
    metadata,
    Column("issue", Integer, ForeignKey("issues.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("subscription", Words, nullable=False),
    Column("report", Integer, ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    UniqueConstraint("subscription", "report", "version", "kind"),
)

# The letters of issues; store/deliveries.py says what the states mean. `letter` is kept until its fate is known.
OPEN = text("state IN ('waiting', 'failed', 'dotted')")
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issue", Integer, ForeignKey("issues.id"), nullable=False),
    Column("recipient", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("since", Utc, nullable=False),
    Column("next_try", Utc),
    Column("detail", Words, nullable=False),
    Column("letter", Words),
    UniqueConstraint("issue", "recipient"),
    Index("ix_deliveries_open", "next_try", sqlite_where=OPEN, postgresql_where=OPEN),
)
