"""Goods that sell well have an index of their own, where the one over all bags has no order."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_FRONT = 4088 << 32  # places before it: in stock, and eight steps of popularity at least


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "search_fts_front",
            "search_docs",
            ["bag"],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
            postgresql_where=sa.text(f"id < {_FRONT}"),
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("search_fts_front", "search_docs")
