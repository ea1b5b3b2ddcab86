"""Promo codes and who used them, and ways of delivery."""

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
    UniqueConstraint,
    false,
    true,
)

from storage.tables.base import Moment, key, metadata

promo_codes = Table(
    "promo_codes",
    metadata,
    key(),
    Column("code", String, nullable=False, unique=True),  # in capitals
    Column("kind", String, nullable=False),
    Column("amount", BigInteger, nullable=False, server_default="0"),
    Column("currency", String(3), nullable=False),
    Column("minimum", BigInteger, nullable=False, server_default="0"),
    Column("starts_at", Moment),
    Column("ends_at", Moment),
    Column("most", Integer),  # uses by all; none: no limit
    Column("each", Integer),  # uses by one person
    Column("targeted", Boolean, nullable=False, server_default=false()),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("used", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("used >= 0 AND (most IS NULL OR used <= most)", name="used"),
)

# What a code is for; a code that is targeted and has lost all of these is for nothing.
promo_targets = Table(
    "promo_targets",
    metadata,
    key(),
    Column("promo_id", ForeignKey("promo_codes.id"), nullable=False, index=True),
    Column("category_id", ForeignKey("categories.id", ondelete="CASCADE")),
    Column("product_id", ForeignKey("products.id", ondelete="CASCADE")),
    CheckConstraint("(category_id IS NULL) <> (product_id IS NULL)", name="one"),
)

promo_uses = Table(
    "promo_uses",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),  # one code an order
    Column("promo_id", ForeignKey("promo_codes.id"), nullable=False),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("given_back", Boolean, nullable=False, server_default=false()),
    Column("at", Moment, nullable=False),
)
Index("ix_promo_uses_promo", promo_uses.c.promo_id, promo_uses.c.customer_id)

delivery_methods = Table(
    "delivery_methods",
    metadata,
    key(),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False, server_default=""),
    Column("fee", BigInteger, nullable=False, server_default="0"),
    Column("free_from", BigInteger),
    Column("currency", String(3), nullable=False),
    Column("address", String, nullable=False, server_default=""),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("kind", "title", "address"),
    CheckConstraint("fee >= 0 AND free_from > 0", name="sums"),
)
