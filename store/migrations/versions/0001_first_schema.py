"""The first schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import text
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("built_at", MOMENT, nullable=False),
        sa.Column("period_start", MOMENT, nullable=False),
        sa.Column("period_end", MOMENT, nullable=False),
        sa.Column("path", WORDS, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
        sa.UniqueConstraint("subscription", "number", name=op.f("uq_issues_subscription_number")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.Column("last_checked", MOMENT, nullable=False),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("publisher", WORDS, nullable=False),
        sa.Column("quarantine", WORDS, nullable=True),
        sa.Column("is_aid_report", sa.Boolean(), nullable=True),
        sa.Column("text_hash", WORDS, nullable=False),
        sa.Column("document", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("url", name=op.f("uq_reports_url")),
    )
    op.create_index("ix_reports_published_at", "reports", ["published_at"], unique=False)
    op.create_index("ix_reports_source", "reports", ["source"], unique=False)
    op.create_index("ix_reports_stored_at", "reports", ["stored_at"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("due", MOMENT, nullable=True),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("ended", MOMENT, nullable=True),
        sa.Column("outcome", WORDS, nullable=True),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("host", WORDS, nullable=False),
        sa.Column("requests", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("listed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("new", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("changed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("gone", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("unreadable", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_runs_kind_subject_id", "runs", ["kind", "subject", "id"], unique=False)
    op.create_index(
        "uq_runs_kind_subject_due",
        "runs",
        ["kind", "subject", "due"],
        unique=True,
        sqlite_where=text("outcome IS NULL OR outcome NOT IN ('abandoned', 'failed')"),
        postgresql_where=text("outcome IS NULL OR outcome NOT IN ('abandoned', 'failed')"),
    )
    op.create_table(
        "takedowns",
        sa.Column("url", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_takedowns")),
    )
    op.create_table(
        "walks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("start", WORDS, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Integer(), nullable=True),
        sa.Column("covered", sa.Integer(), nullable=True),
        sa.Column("resume", WORDS, nullable=True),
        sa.Column("back", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walks")),
        sa.UniqueConstraint("source", "start", name=op.f("uq_walks_source_start")),
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("date", WORDS, nullable=False),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("checks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("last_modified", WORDS, nullable=True),
        sa.Column("next_check", MOMENT, nullable=True),
        sa.Column("last_checked", MOMENT, nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("report", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_addresses_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addresses")),
        sa.UniqueConstraint("source", "url", name=op.f("uq_addresses_source_url")),
    )
    op.create_index("ix_addresses_report", "addresses", ["report"], unique=False)
    op.create_index(
        "ix_addresses_source_state_next_check", "addresses", ["source", "state", "next_check"], unique=False
    )
    op.create_table(
        "issue_items",
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subscription", WORDS, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["issues.id"], name=op.f("fk_issue_items_issue")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_issue_items_report")),
        sa.PrimaryKeyConstraint("issue", "position", name=op.f("pk_issue_items")),
        sa.UniqueConstraint(
            "subscription", "report", "version", "kind", name=op.f("uq_issue_items_subscription_report_version_kind")
        ),
    )
    op.create_table(
        "listings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("walk", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=True),
        sa.Column("links", sa.Integer(), nullable=False),
        sa.Column("next_url", WORDS, nullable=True),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("last_modified", WORDS, nullable=True),
        sa.Column("fetches", sa.Integer(), nullable=False),
        sa.Column("last_checked", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["walk"], ["walks.id"], name=op.f("fk_listings_walk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listings")),
        sa.UniqueConstraint("source", "url", name=op.f("uq_listings_source_url")),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("file", WORDS, nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_records_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
        sa.UniqueConstraint("file", "offset", name=op.f("uq_records_file_offset")),
    )
    op.create_index("ix_records_report", "records", ["report"], unique=False)
    op.create_table(
        "versions",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.Column("text_hash", WORDS, nullable=False),
        sa.Column("document", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_versions_report")),
        sa.PrimaryKeyConstraint("report", "version", name=op.f("pk_versions")),
    )
    op.create_table(
        "sightings",
        sa.Column("walk", sa.Integer(), nullable=False),
        sa.Column("address", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["address"], ["addresses.id"], name=op.f("fk_sightings_address")),
        sa.ForeignKeyConstraint(["walk"], ["walks.id"], name=op.f("fk_sightings_walk")),
        sa.PrimaryKeyConstraint("walk", "address", name=op.f("pk_sightings")),
    )


def downgrade() -> None:
    op.drop_table("sightings")
    op.drop_table("versions")
    op.drop_index("ix_records_report", table_name="records")
    op.drop_table("records")
    op.drop_table("listings")
    op.drop_table("issue_items")
    op.drop_index("ix_addresses_source_state_next_check", table_name="addresses")
    op.drop_index("ix_addresses_report", table_name="addresses")
    op.drop_table("addresses")
    op.drop_table("walks")
    op.drop_table("takedowns")
    op.drop_index(
        "uq_runs_kind_subject_due",
        table_name="runs",
        sqlite_where=sa.text("outcome IS NULL OR outcome NOT IN ('abandoned', 'failed')"),
        postgresql_where=sa.text("outcome IS NULL OR outcome NOT IN ('abandoned', 'failed')"),
    )
    op.drop_index("ix_runs_kind_subject_id", table_name="runs")
    op.drop_table("runs")
    op.drop_index("ix_reports_stored_at", table_name="reports")
    op.drop_index("ix_reports_source", table_name="reports")
    op.drop_index("ix_reports_published_at", table_name="reports")
    op.drop_table("reports")
    op.drop_table("issues")
