"""Prices: promo codes, ways of delivery, tax."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NEW = (
    ("carts", "promo"),
    ("customers", "delivery_method"),
    ("orders", "delivery_title"),
    ("orders", "promo"),
    ("orders", "tax_rate"),
    ("orders", "included_tax"),
)


def upgrade() -> None:
    _promo_codes()
    _promo_targets()
    _promo_uses()
    _delivery_methods()
    for table, name in _NEW:
        op.add_column(table, _new(name))
    _paid_for_a_line("price * quantity - discount + tax")


def _new(name: str) -> sa.Column[str] | sa.Column[int]:
    if name == "delivery_method":
        return sa.Column(name, sa.BigInteger())
    if name in ("promo", "delivery_title"):
        return sa.Column(name, sa.String(), server_default="", nullable=False)
    kind = sa.Integer() if name == "tax_rate" else sa.BigInteger()
    return sa.Column(name, kind, server_default="0", nullable=False)


def _paid_for_a_line(paid: str) -> None:
    """Say anew what a line's total must be; SQLite has to copy the table for that."""
    must = f"quantity > 0 AND total = {paid}"
    name = op.f("ck_order_lines_total")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(name, "order_lines", type_="check")
        op.create_check_constraint(name, "order_lines", must)
        return
    # Batch mode leaves check constraints behind, so the old one needs no dropping.
    with op.batch_alter_table("order_lines", recreate="always") as lines:
        lines.create_check_constraint(name, must)


def _promo_codes() -> None:
    op.create_table(
        "promo_codes",
        _id(),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("minimum", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("starts_at", sa.BigInteger()),
        sa.Column("ends_at", sa.BigInteger()),
        sa.Column("most", sa.Integer()),
        sa.Column("each", sa.Integer()),
        sa.Column("targeted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "used >= 0 AND (most IS NULL OR used <= most)", name=op.f("ck_promo_codes_used")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promo_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_promo_codes_code")),
    )


def _promo_targets() -> None:
    op.create_table(
        "promo_targets",
        _id(),
        sa.Column("promo_id", _BIG, nullable=False),
        sa.Column("category_id", _BIG),
        sa.Column("product_id", _BIG),
        sa.CheckConstraint(
            "(category_id IS NULL) <> (product_id IS NULL)", name=op.f("ck_promo_targets_one")
        ),
        _of("promo_targets", "promo_id", "promo_codes.id"),
        _of("promo_targets", "category_id", "categories.id", ondelete="CASCADE"),
        _of("promo_targets", "product_id", "products.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promo_targets")),
    )
    op.create_index(op.f("ix_promo_targets_promo_id"), "promo_targets", ["promo_id"])


def _promo_uses() -> None:
    op.create_table(
        "promo_uses",
        sa.Column("order_id", _BIG, nullable=False),
        sa.Column("promo_id", _BIG, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("given_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _of("promo_uses", "order_id", "orders.id"),
        _of("promo_uses", "promo_id", "promo_codes.id"),
        _of("promo_uses", "customer_id", "customers.id"),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_promo_uses")),
    )
    op.create_index(op.f("ix_promo_uses_promo"), "promo_uses", ["promo_id", "customer_id"])


def _delivery_methods() -> None:
    op.create_table(
        "delivery_methods",
        _id(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("fee", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("free_from", sa.BigInteger()),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("address", sa.String(), server_default="", nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("fee >= 0 AND free_from > 0", name=op.f("ck_delivery_methods_sums")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_methods")),
        sa.UniqueConstraint(
            "kind", "title", "address", name=op.f("uq_delivery_methods_kind_title_address")
        ),
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", _BIG, autoincrement=True, nullable=False)


def _of(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)


def downgrade() -> None:
    op.execute("UPDATE order_lines SET tax = 0, total = total - tax")
    _paid_for_a_line("price * quantity - discount")
    for table, name in reversed(_NEW):
        op.drop_column(table, name)
    for name in ("delivery_methods", "promo_uses", "promo_targets", "promo_codes"):
        op.drop_table(name)
