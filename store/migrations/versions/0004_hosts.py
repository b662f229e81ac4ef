"""Hosts: what a site told us that outlives a run."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "hosts",
        sa.Column("origin", WORDS, nullable=False),
        sa.Column("robots", WORDS, nullable=True),
        sa.Column("robots_at", MOMENT, nullable=True),
        sa.Column("wait_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_hosts")),
    )


def downgrade() -> None:
    op.drop_table("hosts")
