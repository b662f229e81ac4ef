"""Decisions of people on what is doubtful, and an index of the figures that wait for one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
STANDING = sa.text("state <> 'over'")
WAITING = sa.text("review = 'needs_review'")


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, WORDS, nullable=False)
            for name in ("item", "kind", "url", "verdict", "block", "sentence", "by", "why")
        ),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("fields", WORDS, nullable=False),
        sa.Column("found", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("successor", WORDS, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_decisions_item", "decisions", ["item"], unique=True, sqlite_where=STANDING, postgresql_where=STANDING
    )
    op.create_index("ix_decisions_url", "decisions", ["url"], unique=False)
    op.create_index(
        "ix_figures_waiting", "figures", ["figure"], unique=False, sqlite_where=WAITING, postgresql_where=WAITING
    )


def downgrade() -> None:
    op.drop_index("ix_figures_waiting", table_name="figures")
    op.drop_table("decisions")
