"""Sketches of stories' texts, their kin, what waits for a story, and redirects."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
PARTIAL = {
    ("ix_reports_unplaced", "reports", "id"): "coalesce(story, 0) = 0 AND document IS NOT NULL"
    " AND (quarantine IS NULL OR quarantine = 'hijacked_mirror')",
    ("ix_stories_unsketched", "stories", "id"): "sketch IS NULL",
    ("ix_stories_earlier", "stories", "earlier"): "earlier IS NOT NULL",
}


def upgrade() -> None:
    op.add_column("stories", sa.Column("sketch", sa.LargeBinary(), nullable=True))
    op.add_column("stories", sa.Column("earlier", sa.Integer(), nullable=True))
    op.add_column("stories", sa.Column("kinship", WORDS, nullable=True))
    for (name, table, column), rows in PARTIAL.items():
        where = sa.text(rows)
        op.create_index(name, table, [column], unique=False, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "redirects",
        sa.Column("url", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_redirects")),
    )
    op.create_index("ix_redirects_target", "redirects", ["target"], unique=False)


def downgrade() -> None:
    op.drop_table("redirects")
    for name, table, _ in PARTIAL:
        op.drop_index(name, table_name=table)
    for name in ("kinship", "earlier", "sketch"):
        op.drop_column("stories", name)
