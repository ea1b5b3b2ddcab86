"""Shelves in the admin's hands, and carts that are shared by a link."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Whatever was hidden so far, its keepers hid."""
    op.execute("ALTER TABLE products ADD COLUMN withheld BOOLEAN DEFAULT false NOT NULL")
    op.execute("UPDATE products SET withheld = true WHERE hidden")
    # In place: a table made anew would have its references cascade on SQLite.
    op.execute(
        f"ALTER TABLE categories ADD COLUMN picture_id {_BIG.compile(op.get_bind().dialect)}"
        " CONSTRAINT fk_categories_picture_id REFERENCES pictures (id)"
    )
    op.create_table(
        "search_backlog",
        sa.Column("product_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_search_backlog_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_search_backlog")),
    )
    _follow()
    _shared()


def _follow() -> None:
    """Goods below a category that is hidden already are so from now on, and not found."""
    op.execute(
        "INSERT INTO search_backlog (product_id) SELECT id FROM products"
        " WHERE NOT hidden AND category_id IN (SELECT category_tree.category_id"
        " FROM category_tree JOIN categories ON categories.id = category_tree.ancestor_id"
        " WHERE categories.hidden)"
    )
    op.execute(
        "UPDATE products SET hidden = true WHERE id IN (SELECT product_id FROM search_backlog)"
    )


def _shared() -> None:
    op.create_table(
        "shared_carts",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("shared_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_shared_carts_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_carts")),
        sa.UniqueConstraint("token", name=op.f("uq_shared_carts_token")),
    )
    op.create_index(op.f("ix_shared_carts_customer_id"), "shared_carts", ["customer_id"])
    op.create_index(op.f("ix_shared_carts_ends_at"), "shared_carts", ["ends_at"])
    op.create_table(
        "shared_cart_lines",
        sa.Column("cart_id", _BIG, nullable=False),
        sa.Column("variant_id", _BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_shared_cart_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["cart_id"],
            ["shared_carts.id"],
            name=op.f("fk_shared_cart_lines_cart_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
            name=op.f("fk_shared_cart_lines_variant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cart_id", "variant_id", name=op.f("pk_shared_cart_lines")),
    )


def downgrade() -> None:
    """Goods below a hidden category are seen again only where they were not withheld."""
    for name in ("shared_cart_lines", "shared_carts", "search_backlog"):
        op.drop_table(name)
    op.execute("ALTER TABLE categories DROP COLUMN picture_id")
    op.execute("UPDATE products SET hidden = withheld")
    op.execute("ALTER TABLE products DROP COLUMN withheld")
