"""Suggestions in a row for each product: a tap reads one, a day's work writes ten times fewer."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What was learnt is thrown away; the shop learns it again at once from its orders."""
    _forget()
    op.create_table(
        "rec_items",
        _build(),
        _number("product_id"),
        _to_product("rec_items", "product_id"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        _of_a_build("rec_items"),
        sa.PrimaryKeyConstraint("build", "product_id", "kind", name=op.f("pk_rec_items")),
    )
    op.create_table(
        "rec_popular",
        _build(),
        sa.Column("category_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("goods", sa.JSON(), nullable=False),
        _of_a_build("rec_popular"),
        sa.PrimaryKeyConstraint("build", "category_id", name=op.f("pk_rec_popular")),
    )


def downgrade() -> None:
    """The same the other way: the older shop learns in its own way."""
    _forget()
    op.create_table(
        "rec_items",
        _build(),
        _number("product_id"),
        _to_product("rec_items", "product_id"),
        sa.Column("kind", sa.String(), nullable=False),
        _number("other_id"),
        _to_product("rec_items", "other_id"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("support", sa.Integer(), nullable=False),
        _of_a_build("rec_items"),
        sa.PrimaryKeyConstraint(
            "build", "product_id", "kind", "other_id", name=op.f("pk_rec_items")
        ),
    )
    op.create_table(
        "rec_popular",
        _build(),
        sa.Column("category_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _number("product_id"),
        _to_product("rec_popular", "product_id"),
        sa.Column("score", sa.Float(), nullable=False),
        _of_a_build("rec_popular"),
        sa.PrimaryKeyConstraint("build", "category_id", "product_id", name=op.f("pk_rec_popular")),
    )


def _forget() -> None:
    op.drop_table("rec_items")
    op.drop_table("rec_popular")
    op.execute("DELETE FROM rec_builds")


def _build() -> sa.Column[int]:
    return sa.Column("build", sa.Integer(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, _BIG, nullable=False)


def _to_product(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["products.id"], name=name, ondelete="CASCADE")


def _of_a_build(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["build"], ["rec_builds.id"], name=op.f(f"fk_{table}_build"))
