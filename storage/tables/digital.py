"""Keys that are sold one by one, and what every buyer of a variant gets."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.tables.base import Moment, key, metadata

stock_units = Table(
    "stock_units",
    metadata,
    key(),
    # A key that was sold outlives its variant.
    Column("variant_id", ForeignKey("variants.id", ondelete="SET NULL")),
    Column("secret", String, nullable=False, unique=True),
    Column("line_id", ForeignKey("order_lines.id"), index=True),  # whom it was handed over to
    Column("added_at", Moment, nullable=False),
    Column("added_by", BigInteger),
    Column("handed_at", Moment),
    CheckConstraint("(line_id IS NULL) = (handed_at IS NULL)", name="handed"),
)
Index("ix_stock_units_free", stock_units.c.variant_id, stock_units.c.line_id, stock_units.c.id)

digital_contents = Table(
    "digital_contents",
    metadata,
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True),
    Column("text", String, nullable=False, server_default=""),
    Column("file_name", String, nullable=False, server_default=""),
    Column("file_size", Integer, nullable=False, server_default="0"),
    Column("file", LargeBinary),
    Column("bot_id", BigInteger),  # a file_id is good for one bot only
    Column("file_id", String, nullable=False, server_default=""),
    CheckConstraint("(text != '') != (file IS NOT NULL)", name="one"),
)
