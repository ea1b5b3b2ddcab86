"""Pieces taken off, given back and paid back; requests to return; offers of more."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_GONE = (
    "cancelled >= 0 AND returned >= 0 AND waived >= 0"
    " AND cancelled + returned + waived <= quantity"
)


def upgrade() -> None:
    _pieces()
    _refund_lines()
    _returns()
    _return_lines()
    _return_photos()
    _offers()


def _pieces() -> None:
    """The check comes with the last column: SQLite cannot add one to a table by itself."""
    kind = "INTEGER DEFAULT '0' NOT NULL"
    op.execute(f"ALTER TABLE order_lines ADD COLUMN cancelled {kind}")
    op.execute(f"ALTER TABLE order_lines ADD COLUMN returned {kind}")
    check = f"CONSTRAINT ck_order_lines_gone CHECK ({_GONE})"
    op.execute(f"ALTER TABLE order_lines ADD COLUMN waived {kind} {check}")


def _refund_lines() -> None:
    op.create_table(
        "refund_lines",
        sa.Column("refund_id", _BIG, nullable=False),
        sa.Column("line_id", _BIG, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("pieces > 0 AND amount >= 0", name=op.f("ck_refund_lines_pieces")),
        _to("refunds", "refund_lines", "refund_id"),
        _to("order_lines", "refund_lines", "line_id"),
        sa.PrimaryKeyConstraint("refund_id", "line_id", name=op.f("pk_refund_lines")),
    )


def _returns() -> None:
    op.create_table(
        "returns",
        _id(),
        sa.Column("order_id", _BIG, nullable=False),
        sa.Column("fulfilment_id", _BIG, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("restock", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("answer", sa.String(), server_default="", nullable=False),
        sa.Column("by_id", sa.BigInteger()),
        sa.Column("by_name", sa.String(), server_default="", nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        _to("orders", "returns", "order_id"),
        _to("fulfilments", "returns", "fulfilment_id"),
        _to("customers", "returns", "customer_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
    )
    op.create_index("ix_returns_order", "returns", ["order_id", "state"])


def _return_lines() -> None:
    op.create_table(
        "return_lines",
        sa.Column("return_id", _BIG, nullable=False),
        sa.Column("line_id", _BIG, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_return_lines_pieces")),
        _to("returns", "return_lines", "return_id"),
        _to("order_lines", "return_lines", "line_id"),
        sa.PrimaryKeyConstraint("return_id", "line_id", name=op.f("pk_return_lines")),
    )
    op.create_index("ix_return_lines_line", "return_lines", ["line_id"])


def _return_photos() -> None:
    op.create_table(
        "return_photos",
        sa.Column("return_id", _BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        _to("returns", "return_photos", "return_id"),
        sa.PrimaryKeyConstraint("return_id", "position", name=op.f("pk_return_photos")),
    )


def _offers() -> None:
    op.create_table(
        "offers",
        _id(),
        sa.Column("order_id", _BIG, nullable=False),
        sa.Column("fulfilment_id", _BIG, nullable=False),
        sa.Column("line_id", _BIG, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_offers_pieces")),
        _to("orders", "offers", "order_id"),
        _to("fulfilments", "offers", "fulfilment_id"),
        _to("order_lines", "offers", "line_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_order_id"), "offers", ["order_id"])
    still_open = sa.text("state = 'open'")
    op.create_index(
        "uq_offers_open",
        "offers",
        ["line_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", _BIG, autoincrement=True, nullable=False)


def _to(target: str, table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """What was given up is forgotten: orders read again as if all of it were wanted."""
    for name in ("offers", "return_photos", "return_lines", "returns", "refund_lines"):
        op.drop_table(name)
    for name in ("waived", "returned", "cancelled"):  # the first takes the check with it
        op.drop_column("order_lines", name)
