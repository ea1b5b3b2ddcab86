"""Favourites, shared lists, sold-out goods that are waited for, and recommendations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TABLES = (
    "rec_popular",
    "rec_items",
    "rec_builds",
    "product_views",
    "stock_waits",
    "wishlists",
    "favourites",
)
_CHOICES = ("personal", "price_news")


def upgrade() -> None:
    for name in _CHOICES:
        choice: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), server_default=sa.true(), nullable=False
        )
        op.add_column("customers", choice)
    op.create_index("ix_order_lines_product", "order_lines", ["product_id", "order_id"])
    _favourites()
    _wishlists()
    _stock_waits()
    _product_views()
    _builds()
    _items()
    _popular()


def _choice(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.true(), nullable=False)


def _favourites() -> None:
    op.create_table(
        "favourites",
        _whose(),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger()),
        _to("customers", "favourites", "customer_id"),
        _to("products", "favourites", "product_id"),
        sa.PrimaryKeyConstraint("customer_id", "product_id", name=op.f("pk_favourites")),
    )
    op.create_index("ix_favourites_product", "favourites", ["product_id"])
    op.create_index("ix_favourites_told", "favourites", ["customer_id", "told_at"])


def _wishlists() -> None:
    op.create_table(
        "wishlists",
        _whose(),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("shared_at", sa.BigInteger(), nullable=False),
        _to("customers", "wishlists", "customer_id"),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_wishlists")),
        sa.UniqueConstraint("token", name=op.f("uq_wishlists_token")),
    )


def _stock_waits() -> None:
    op.create_table(
        "stock_waits",
        _whose(),
        sa.Column("variant_id", _BIG, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger()),
        _to("customers", "stock_waits", "customer_id"),
        _to("variants", "stock_waits", "variant_id"),
        sa.PrimaryKeyConstraint("customer_id", "variant_id", name=op.f("pk_stock_waits")),
    )
    op.create_index("ix_stock_waits_turn", "stock_waits", ["variant_id", "asked_at"])


def _product_views() -> None:
    op.create_table(
        "product_views",
        _whose(),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        _to("customers", "product_views", "customer_id"),
        _to("products", "product_views", "product_id"),
        sa.PrimaryKeyConstraint("customer_id", "product_id", name=op.f("pk_product_views")),
    )
    op.create_index(op.f("ix_product_views_seen_at"), "product_views", ["seen_at"])


def _builds() -> None:
    op.create_table(
        "rec_builds",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rec_builds")),
    )


def _items() -> None:
    key = ("build", "product_id", "kind", "other_id")
    op.create_table(
        "rec_items",
        sa.Column("build", sa.Integer(), nullable=False),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_id", _BIG, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("support", sa.Integer(), nullable=False),
        _to("rec_builds", "rec_items", "build", ondelete=None),
        _to("products", "rec_items", "product_id"),
        _to("products", "rec_items", "other_id"),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_rec_items")),
    )


def _popular() -> None:
    key = ("build", "category_id", "product_id")
    op.create_table(
        "rec_popular",
        sa.Column("build", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        _to("rec_builds", "rec_popular", "build", ondelete=None),
        _to("products", "rec_popular", "product_id"),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_rec_popular")),
    )


def _whose() -> sa.Column[int]:
    return sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False)


def _to(
    target: str, table: str, column: str, ondelete: str | None = "CASCADE"
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    """Favourites and what was learnt are forgotten; what can be learnt again will be."""
    for name in _TABLES:
        op.drop_table(name)
    op.drop_index("ix_order_lines_product", "order_lines")
    for name in _CHOICES:
        op.drop_column("customers", name)
