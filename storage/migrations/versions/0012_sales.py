"""Sales that begin and end by themselves."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    op.create_table(
        "sales",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("rate", sa.Integer(), server_default="0", nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.BigInteger()),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_sales_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales")),
        sa.UniqueConstraint("key", name=op.f("uq_sales_key")),
    )
    _lines()


def _lines() -> None:
    op.create_table(
        "sale_lines",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("sale_id", _BIG, nullable=False),
        sa.Column("variant_id", _BIG, nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(), server_default="planned", nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("price_before", sa.BigInteger()),
        sa.Column("compare_before", sa.BigInteger()),
        sa.CheckConstraint("price > 0", name=op.f("ck_sale_lines_price")),
        sa.CheckConstraint(
            "state <> 'running' OR (price_before IS NOT NULL AND price < price_before)",
            name=op.f("ck_sale_lines_less"),
        ),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["sales.id"], name=op.f("fk_sale_lines_sale_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
            name=op.f("fk_sale_lines_variant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_lines")),
    )
    op.create_index("ix_sale_lines_sale", "sale_lines", ["sale_id", "state"])
    op.create_index("ix_sale_lines_variant", "sale_lines", ["variant_id", "state"])
    op.create_index("ix_sale_lines_state", "sale_lines", ["state"])
    op.create_index(
        "uq_sale_lines_running",
        "sale_lines",
        ["variant_id"],
        unique=True,
        sqlite_where=_RUNNING,
        postgresql_where=_RUNNING,
    )


def downgrade() -> None:
    """Prices go back to what they are without the sales that run; then these are forgotten."""
    op.execute(
        "UPDATE variants SET (price, compare_at) = (SELECT price_before, compare_before"
        " FROM sale_lines WHERE variant_id = variants.id AND state = 'running')"
        " WHERE id IN (SELECT variant_id FROM sale_lines WHERE state = 'running')"
    )
    op.execute(
        "UPDATE products SET price_from = coalesce((SELECT min(price) FROM variants"
        " WHERE product_id = products.id AND active), price_from)"
        " WHERE id IN (SELECT product_id FROM variants JOIN sale_lines"
        " ON sale_lines.variant_id = variants.id WHERE sale_lines.state = 'running')"
    )
    op.drop_table("sale_lines")
    op.drop_table("sales")
