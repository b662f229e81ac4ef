"""The ledger: the figures of every version in rows of their own, filled from the documents that are there."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NEEDED = ("kind", "stage", "aggregation", "unit", "qualifier", "review")
SAME = (*NEEDED, "role", "programme", "sector", "as_of", "value", "value_low", "value_high", "counted", "confidence")


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure", WORDS, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in NEEDED),
        *(sa.Column(name, WORDS) for name in ("role", "programme", "sector", "period_start", "period_end", "as_of")),
        *(sa.Column(name, sa.Float()) for name in ("value", "value_low", "value_high")),
        sa.Column("first_year", sa.Integer()),
        sa.Column("last_year", sa.Integer()),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("document", WORDS),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_figures_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
    )
    op.create_index("ix_figures_report_version", "figures", ["report", "version"], unique=False)
    op.create_index("ix_figures_current_kind_role", "figures", ["current", "kind", "role"], unique=False)
    op.create_table(
        "figure_parties",
        sa.Column("figure", sa.Integer(), nullable=False),
        sa.Column("side", WORDS, nullable=False),
        sa.Column("party", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_figure_parties_figure")),
        sa.PrimaryKeyConstraint("figure", "side", "party", name=op.f("pk_figure_parties")),
    )
    op.create_index("ix_figure_parties_side_party", "figure_parties", ["side", "party"], unique=False)
    _fill()


def downgrade() -> None:
    op.drop_index("ix_figure_parties_side_party", table_name="figure_parties")
    op.drop_table("figure_parties")
    op.drop_index("ix_figures_report_version", table_name="figures")
    op.drop_index("ix_figures_current_kind_role", table_name="figures")
    op.drop_table("figures")


def _fill() -> None:
    """What was read before there was a ledger. Written against the documents of that time, so with no code of ours."""
    conn = op.get_bind()
    figures, parties = (sa.Table(name, sa.MetaData(), autoload_with=conn) for name in ("figures", "figure_parties"))
    versions = sa.text(
        "SELECT v.report, v.version, v.version = r.version AS current, v.document FROM versions v"
        " JOIN reports r ON r.id = v.report WHERE v.document IS NOT NULL ORDER BY v.report, v.version"
    )
    for row in conn.execute(versions).all():
        for figure in json.loads(row.document).get("figures", ()):
            values = _columns(figure) | {"report": row.report, "version": row.version, "current": bool(row.current)}
            id_ = conn.execute(sa.insert(figures).values(values).returning(figures.c.id)).scalar_one()
            links = [{"figure": id_, "side": side, "party": party} for side, party in _parties(figure)]
            if links:
                conn.execute(sa.insert(parties), links)


def _columns(figure: dict[str, Any]) -> dict[str, Any]:
    period = figure["period"] or {"start": None, "end": None}
    start, end = period["start"] or period["end"], period["end"] or period["start"]
    return {name: figure[name] for name in SAME} | {
        "figure": figure["id"],
        "period_start": period["start"],
        "period_end": period["end"],
        "first_year": _year(start or figure["as_of"]),
        "last_year": _year(end or figure["as_of"]),
        "document": json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
    }


def _parties(figure: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for side in ("donor", "recipient"):
        for party in dict.fromkeys(figure[f"{side}s"]):
            yield side, party


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None
