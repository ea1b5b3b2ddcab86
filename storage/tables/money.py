"""Money that goes back, and what providers called to tell."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import Moment, key, metadata

refunds = Table(
    "refunds",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("provider", String, nullable=False),
    Column("charge_id", String, nullable=False),  # of the money that goes back
    Column("provider_charge_id", String, nullable=False, server_default=""),
    Column("payer_id", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String, nullable=False),
    Column("key", String, nullable=False, unique=True),
    Column("subject", String, nullable=False, unique=True),  # why: one cause, one refund
    Column("external_id", String),
    Column("created_at", Moment, nullable=False),
    Column("try_at", Moment),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("said", String, nullable=False, server_default=""),
    Column("sent_at", Moment),  # the first call whose outcome is unknown; none: there is none
    UniqueConstraint("provider", "external_id"),
    CheckConstraint("amount > 0", name="amount"),
)
Index("ix_refunds_try_at", refunds.c.try_at)

# Which pieces a refund is for; none for money that is not about goods.
refund_lines = Table(
    "refund_lines",
    metadata,
    Column("refund_id", ForeignKey("refunds.id"), primary_key=True),
    Column("line_id", ForeignKey("order_lines.id"), primary_key=True),
    Column("pieces", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint("pieces > 0 AND amount >= 0", name="pieces"),
)

provider_inbox = Table(
    "provider_inbox",
    metadata,
    key(),
    Column("provider", String, nullable=False),
    Column("event_key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("external_id", String, nullable=False, server_default=""),
    Column("refund_id", String, nullable=False, server_default=""),
    Column("received_at", Moment, nullable=False),
    Column("try_at", Moment),  # none: it is worked off
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("said", String, nullable=False, server_default=""),
    UniqueConstraint("provider", "event_key"),
)
Index("ix_provider_inbox_try_at", provider_inbox.c.try_at)
