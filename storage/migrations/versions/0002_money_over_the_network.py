"""Money over the network: pay pages, refunds, and what providers tell."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _pay_pages()
    _refunds()
    _inbox()


def _pay_pages() -> None:
    none, zero = sa.Column("pay_url", sa.String(), server_default="", nullable=False), "0"
    op.add_column("payments", none)
    op.add_column("payments", sa.Column("look_at", sa.BigInteger()))
    op.add_column(
        "payments", sa.Column("looks", sa.Integer(), server_default=zero, nullable=False)
    )
    op.create_index(op.f("ix_payments_look_at"), "payments", ["look_at"])


def _refunds() -> None:
    op.create_table(
        "refunds",
        _id(),
        sa.Column("order_id", _BIG, nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("charge_id", sa.String(), nullable=False),
        sa.Column("provider_charge_id", sa.String(), server_default="", nullable=False),
        sa.Column("payer_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("external_id", sa.String()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        *_tries(),
        sa.CheckConstraint("amount > 0", name=op.f("ck_refunds_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_refunds_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
        sa.UniqueConstraint("key", name=op.f("uq_refunds_key")),
        sa.UniqueConstraint("subject", name=op.f("uq_refunds_subject")),
        sa.UniqueConstraint(
            "provider", "external_id", name=op.f("uq_refunds_provider_external_id")
        ),
    )
    op.create_index(op.f("ix_refunds_order_id"), "refunds", ["order_id"])
    op.create_index(op.f("ix_refunds_try_at"), "refunds", ["try_at"])


def _inbox() -> None:
    op.create_table(
        "provider_inbox",
        _id(),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("event_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), server_default="", nullable=False),
        sa.Column("refund_id", sa.String(), server_default="", nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        *_tries(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_inbox")),
        sa.UniqueConstraint(
            "provider", "event_key", name=op.f("uq_provider_inbox_provider_event_key")
        ),
    )
    op.create_index(op.f("ix_provider_inbox_try_at"), "provider_inbox", ["try_at"])


def _id() -> sa.Column[int]:
    return sa.Column(
        "id",
        _BIG,
        autoincrement=True,
        nullable=False,
    )


def _tries() -> tuple[sa.Column[int], sa.Column[int], sa.Column[str]]:
    return (
        sa.Column("try_at", sa.BigInteger()),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("said", sa.String(), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_table("provider_inbox")
    op.drop_table("refunds")
    op.drop_index(op.f("ix_payments_look_at"), "payments")
    for name in ("looks", "look_at", "pay_url"):
        op.drop_column("payments", name)
