"""Goods in front and all others have an index each: no bag stands in two, or is read twice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_FRONT = 4088 << 32  # as migration 0015 has it


def _index(name: str, of: str | None) -> None:
    op.create_index(
        name,
        "search_docs",
        ["bag"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        postgresql_where=of and sa.text(of),
    )


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _index("search_fts_back", f"id >= {_FRONT}")
        op.drop_index("search_fts_bag", "search_docs")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _index("search_fts_bag", None)
        op.drop_index("search_fts_back", "search_docs")
