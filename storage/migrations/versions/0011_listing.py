"""Lists ordered by rating, narrowed by what goods are like, and SKUs by their beginning."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UNMADE = "DELETE FROM shop WHERE name = 'search_analyser'"  # whoever opens it builds the index
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """The index is empty afterwards: texts are cut another way, so the shop builds it anew."""
    op.execute("DELETE FROM search_docs")
    op.execute(_UNMADE)
    op.execute("ALTER TABLE search_docs ADD COLUMN standing INTEGER DEFAULT '0' NOT NULL")
    op.create_index("ix_search_docs_standing", "search_docs", ["standing", "id"])
    op.create_table(
        "search_skus",
        sa.Column("sku", _WORD, nullable=False),
        sa.Column("product_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_search_skus_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sku", "product_id", name=op.f("pk_search_skus")),
    )
    op.create_index(op.f("ix_search_skus_product_id"), "search_skus", ["product_id"])


def downgrade() -> None:
    """The release before cuts texts its own way and builds the index anew."""
    op.drop_table("search_skus")
    op.execute("DELETE FROM search_docs")
    op.execute(_UNMADE)
    op.drop_index("ix_search_docs_standing", "search_docs")
    op.drop_column("search_docs", "standing")
