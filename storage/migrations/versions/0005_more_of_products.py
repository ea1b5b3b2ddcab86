"""More of products: further pictures, brand, unit, weight, attributes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LISTS = (("products", "gallery"), ("products", "attributes"), ("product_texts", "attributes"))
_WORDS = ("brand", "unit")


def upgrade() -> None:
    for table, name in _LISTS:
        op.add_column(table, sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
    for name in _WORDS:
        op.add_column("products", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.add_column("variants", sa.Column("weight", sa.Integer()))


def downgrade() -> None:
    op.drop_column("variants", "weight")
    for name in reversed(_WORDS):
        op.drop_column("products", name)
    for table, name in reversed(_LISTS):
        op.drop_column(table, name)
