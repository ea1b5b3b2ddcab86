"""Digital goods: kinds, keys, files and texts; Stars become a way to pay of their own."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KIND = "VARCHAR DEFAULT 'physical' NOT NULL"
# Where the name of a way to pay stands beside the currency it was paid in.
_WAYS = (("orders", "method"), ("payments", "provider"), ("charges", "provider"))


def upgrade() -> None:
    op.execute(f"ALTER TABLE products ADD COLUMN kind {_KIND}")
    op.execute(f"ALTER TABLE order_lines ADD COLUMN kind {_KIND}")
    _units()
    _contents()
    for table, column in (*_WAYS, ("refunds", "provider")):
        _rename(table, column, "telegram", "stars")


def _units() -> None:
    op.create_table(
        "stock_units",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("variant_id", _BIG),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("line_id", _BIG),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.BigInteger()),
        sa.Column("handed_at", sa.BigInteger()),
        sa.CheckConstraint(
            "(line_id IS NULL) = (handed_at IS NULL)", name=op.f("ck_stock_units_handed")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
            name=op.f("fk_stock_units_variant_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["order_lines.id"], name=op.f("fk_stock_units_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_units")),
        sa.UniqueConstraint("secret", name=op.f("uq_stock_units_secret")),
    )
    op.create_index(op.f("ix_stock_units_line_id"), "stock_units", ["line_id"])
    op.create_index("ix_stock_units_free", "stock_units", ["variant_id", "line_id", "id"])


def _contents() -> None:
    op.create_table(
        "digital_contents",
        sa.Column("variant_id", _BIG, nullable=False),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.Column("file_name", sa.String(), server_default="", nullable=False),
        sa.Column("file_size", sa.Integer(), server_default="0", nullable=False),
        sa.Column("file", sa.LargeBinary()),
        sa.Column("bot_id", sa.BigInteger()),
        sa.Column("file_id", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(text != '') != (file IS NOT NULL)", name=op.f("ck_digital_contents_one")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
            name=op.f("fk_digital_contents_variant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_digital_contents")),
    )


def _rename(table: str, column: str, was: str, now: str) -> None:
    named = sa.table(table, sa.column(column), sa.column("currency"))
    paid_in_stars = named.c.currency == "XTR"
    way = named.c[column]
    op.execute(named.update().where(way == was, paid_in_stars).values({column: now}))


def downgrade() -> None:
    """Keys, files and texts are forgotten, also those that were sold; orders keep their sums."""
    for table, column in (*_WAYS, ("refunds", "provider")):
        _rename(table, column, "stars", "telegram")
    op.drop_table("digital_contents")
    op.drop_table("stock_units")
    op.drop_column("order_lines", "kind")
    op.drop_column("products", "kind")
