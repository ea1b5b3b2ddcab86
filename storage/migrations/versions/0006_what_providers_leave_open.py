"""When a refund was first sent in doubt, and what became of a payment's fiscal receipt."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("refunds", sa.Column("sent_at", sa.BigInteger()))
    # Whatever was tried before is in doubt since it was written down, or later.
    op.execute("UPDATE refunds SET sent_at = created_at WHERE tries > 0")
    op.add_column("payments", sa.Column("receipt", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("payments", "receipt")
    op.drop_column("refunds", "sent_at")
