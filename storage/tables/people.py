"""Customers, staff, merchants and carts."""

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

customers = Table(
    "customers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's user id
    Column("first_name", String, nullable=False),
    Column("last_name", String, nullable=False, server_default=""),
    Column("username", String),
    Column("telegram_language", String, nullable=False, server_default=""),
    Column("language", String, nullable=False),
    Column("language_chosen", Boolean, nullable=False, server_default=false()),
    Column("name", String, nullable=False, server_default=""),
    Column("phone", String, nullable=False, server_default=""),
    Column("delivery", String),
    Column("address", String, nullable=False, server_default=""),
    Column("delivery_method", BigInteger),  # which of the ways of that kind, if it was said
    Column("card_message_id", BigInteger),
    Column("blocked", Boolean, nullable=False, server_default=false()),
    # What they agree to: suggestions made for them alone, and news of lower prices.
    Column("personal", Boolean, nullable=False, server_default=true()),
    Column("price_news", Boolean, nullable=False, server_default=true()),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

merchants = Table(
    "merchants",
    metadata,
    key(),
    Column("name", String, nullable=False, unique=True),
    Column("chat_id", BigInteger),
    Column("created_at", Moment, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    key(),
    Column("customer_id", BigInteger, nullable=False),
    Column("role", String, nullable=False),
    Column("merchant_id", ForeignKey("merchants.id")),
    Column("added_by", BigInteger),
    Column("added_at", Moment, nullable=False),
    CheckConstraint("(role = 'merchant') = (merchant_id IS NOT NULL)", name="merchant"),
)
Index("uq_staff_post", staff.c.customer_id, staff.c.role, staff.c.merchant_id, unique=True)
# A NULL never equals a NULL in a unique index, so posts without a merchant need their own.
Index(
    "uq_staff_role",
    staff.c.customer_id,
    staff.c.role,
    unique=True,
    sqlite_where=staff.c.merchant_id.is_(None),
    postgresql_where=staff.c.merchant_id.is_(None),
)

invites = Table(
    "invites",
    metadata,
    key(),
    Column("token_hash", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("merchant_id", ForeignKey("merchants.id")),
    Column("created_by", BigInteger),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", Moment),
)

carts = Table(
    "carts",
    metadata,
    Column(
        "customer_id",
        BigInteger,
        ForeignKey("customers.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("comment", String, nullable=False, server_default=""),
    Column("promo", String, nullable=False, server_default=""),  # the code, in capitals
)

cart_lines = Table(
    "cart_lines",
    metadata,
    key(),
    Column("customer_id", ForeignKey("carts.customer_id", ondelete="CASCADE"), nullable=False),
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("seen_price", BigInteger, nullable=False),  # minor units the customer agreed to
    UniqueConstraint("customer_id", "variant_id"),
    CheckConstraint("quantity > 0", name="quantity"),
)
