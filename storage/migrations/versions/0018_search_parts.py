"""The best sellers have an index of their own, and those that sell well one without them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BEST = 4080 << 32  # places before it: in stock, and sixteen steps of popularity at least
_FRONT = 4088 << 32  # as migration 0015 has it
_INDEX, _BEST_INDEX = "search_fts_front", "search_fts_best"


def _index(name: str, of: str) -> None:
    op.create_index(
        name,
        "search_docs",
        ["bag"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        postgresql_where=sa.text(of),
    )


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index(_INDEX, "search_docs")
        _index(_BEST_INDEX, f"id < {_BEST}")
        _index(_INDEX, f"id >= {_BEST} AND id < {_FRONT}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index(_INDEX, "search_docs")
        op.drop_index(_BEST_INDEX, "search_docs")
        _index(_INDEX, f"id < {_FRONT}")
