"""Stories: which reports are one text, and the index by which they are found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("reports", sa.Column("page", WORDS, nullable=True))
    op.add_column("reports", sa.Column("hijacked", sa.Boolean(), nullable=True))
    op.add_column("reports", sa.Column("story", sa.Integer(), nullable=True))
    op.add_column("reports", sa.Column("relation", WORDS, nullable=True))
    op.add_column("reports", sa.Column("score", sa.Float(), nullable=True))
    op.add_column("reports", sa.Column("why", WORDS, nullable=True))
    op.create_index("ix_reports_story", "reports", ["story"], unique=False)
    op.create_index("ix_reports_page", "reports", ["page"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["origin"], ["reports.id"], name=op.f("fk_stories_origin")),
        sa.ForeignKeyConstraint(["whole"], ["reports.id"], name=op.f("fk_stories_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "story_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("story", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "story", name=op.f("pk_story_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "looks",
        sa.Column("source", WORDS, nullable=False),
        sa.Column("look", WORDS, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_looks")),
    )
    op.create_table(
        "overrules",
        sa.Column("url", WORDS, nullable=False),
        sa.Column("with_url", WORDS, nullable=True),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_overrules")),
    )


def downgrade() -> None:
    op.drop_table("overrules")
    op.drop_table("looks")
    op.drop_table("story_keys")
    op.drop_table("stories")
    op.drop_index("ix_reports_page", table_name="reports")
    op.drop_index("ix_reports_story", table_name="reports")
    for name in ("why", "score", "relation", "story", "hijacked", "page"):
        op.drop_column("reports", name)
