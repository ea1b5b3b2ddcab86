"""The newest and the best rated are read in order even where thousands are alike."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_COLUMNS = ("created_at", "standing")


def _index(column: str, key: sa.TextClause) -> None:
    name = f"ix_search_docs_{column}"
    op.drop_index(name, "search_docs")
    op.create_index(name, "search_docs", [key, "id"])


def upgrade() -> None:
    for column in _COLUMNS:
        _index(column, sa.text(f"{column} DESC"))


def downgrade() -> None:
    for column in _COLUMNS:
        _index(column, sa.text(column))
