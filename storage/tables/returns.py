"""Goods that customers want to give back, and more of them that merchants offer."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    false,
)

from storage.tables.base import Moment, key, metadata

returns = Table(
    "returns",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("fulfilment_id", ForeignKey("fulfilments.id"), nullable=False),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("restock", Boolean, nullable=False, server_default=false()),
    Column("answer", String, nullable=False, server_default=""),
    Column("by_id", BigInteger),
    Column("by_name", String, nullable=False, server_default=""),
    Column("decided_at", Moment),
)
Index("ix_returns_order", returns.c.order_id, returns.c.state)

return_lines = Table(
    "return_lines",
    metadata,
    Column("return_id", ForeignKey("returns.id"), primary_key=True),
    Column("line_id", ForeignKey("order_lines.id"), primary_key=True),
    Column("pieces", Integer, nullable=False),
    CheckConstraint("pieces > 0", name="pieces"),
)
Index("ix_return_lines_line", return_lines.c.line_id)

return_photos = Table(
    "return_photos",
    metadata,
    Column("return_id", ForeignKey("returns.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", String, nullable=False),  # good for the bot that got it
)

offers = Table(
    "offers",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("fulfilment_id", ForeignKey("fulfilments.id"), nullable=False),
    Column("line_id", ForeignKey("order_lines.id"), nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("by_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("pieces > 0", name="pieces"),
)
# One question about a line at a time: a second tap asks nothing again.
Index(
    "uq_offers_open",
    offers.c.line_id,
    unique=True,
    sqlite_where=offers.c.state == "open",
    postgresql_where=offers.c.state == "open",
)
