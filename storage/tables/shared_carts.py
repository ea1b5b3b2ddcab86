"""Carts that were shared: what was in them then, for whoever has the link."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table

from storage.tables.base import Moment, key, metadata
from storage.tables.goods import variants
from storage.tables.people import customers

shared_carts = Table(
    "shared_carts",
    metadata,
    key(),
    Column(
        "customer_id",
        BigInteger,
        ForeignKey(customers.c.id, ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("token", String, nullable=False, unique=True),
    Column("shared_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False, index=True),
)

shared_cart_lines = Table(
    "shared_cart_lines",
    metadata,
    Column("cart_id", ForeignKey(shared_carts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("variant_id", ForeignKey(variants.c.id, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    CheckConstraint("quantity > 0", name="quantity"),
)
