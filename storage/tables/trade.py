"""Orders, reservations, fulfilment, payments and charges."""

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
)

from storage.tables.base import Moment, key, metadata

orders = Table(
    "orders",
    metadata,
    key(),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("checkout_key", String, nullable=False, unique=True),
    Column("language", String, nullable=False),
    Column("status", String, nullable=False),
    Column("payment_status", String, nullable=False),
    Column("method", String, nullable=False),
    Column("name", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("delivery", String, nullable=False),
    Column("delivery_title", String, nullable=False, server_default=""),
    Column("address", String, nullable=False, server_default=""),
    Column("comment", String, nullable=False, server_default=""),
    Column("currency", String(3), nullable=False),
    Column("subtotal", BigInteger, nullable=False),
    Column("promo", String, nullable=False, server_default=""),
    Column("discount", BigInteger, nullable=False, server_default="0"),
    Column("shipping", BigInteger, nullable=False, server_default="0"),
    Column("tax", BigInteger, nullable=False, server_default="0"),  # added to the prices
    Column("tax_rate", Integer, nullable=False, server_default="0"),  # 1/1000 of a percent
    Column("included_tax", BigInteger, nullable=False, server_default="0"),
    Column("total", BigInteger, nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("paid_at", Moment),
    CheckConstraint("total = subtotal - discount + shipping + tax AND total >= 0", name="total"),
)
Index("ix_orders_customer", orders.c.customer_id, orders.c.id)
Index("ix_orders_due", orders.c.status, orders.c.expires_at)

order_lines = Table(
    "order_lines",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("variant_id", ForeignKey("variants.id", ondelete="SET NULL")),
    Column("product_id", ForeignKey("products.id", ondelete="SET NULL")),
    Column("merchant_id", ForeignKey("merchants.id"), nullable=False),
    Column("sku", String, nullable=False),
    Column("title", String, nullable=False),
    Column("label", String, nullable=False, server_default=""),
    Column("quantity", Integer, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("discount", BigInteger, nullable=False, server_default="0"),
    Column("tax", BigInteger, nullable=False, server_default="0"),
    Column("total", BigInteger, nullable=False),
    # Pieces that nobody pays for in the end; the prices stay as they were.
    Column("cancelled", Integer, nullable=False, server_default="0"),
    Column("returned", Integer, nullable=False, server_default="0"),
    Column("waived", Integer, nullable=False, server_default="0"),
    Column("kind", String, nullable=False, server_default="physical"),
    CheckConstraint("quantity > 0 AND total = price * quantity - discount + tax", name="total"),
    CheckConstraint(
        "cancelled >= 0 AND returned >= 0 AND waived >= 0"
        " AND cancelled + returned + waived <= quantity",
        name="gone",
    ),
)
Index("ix_order_lines_product", order_lines.c.product_id, order_lines.c.order_id)

reservations = Table(
    "reservations",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True),
    Column("merchant_id", ForeignKey("merchants.id"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("state", String, nullable=False),  # active, consumed, released
    CheckConstraint("quantity > 0", name="quantity"),
)
Index("ix_reservations_variant", reservations.c.variant_id, reservations.c.state)

fulfilments = Table(
    "fulfilments",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("merchant_id", ForeignKey("merchants.id"), nullable=False),
    Column("step", String, nullable=False),
    Column("tracking", String, nullable=False, server_default=""),
    Column("by_id", BigInteger),
    Column("by_name", String, nullable=False, server_default=""),
    Column("at", Moment),
    UniqueConstraint("order_id", "merchant_id"),
)
Index("ix_fulfilments_queue", fulfilments.c.merchant_id, fulfilments.c.step, fulfilments.c.id)
Index("ix_fulfilments_step", fulfilments.c.step, fulfilments.c.at)

payments = Table(
    "payments",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False, index=True),
    Column("provider", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("status", String, nullable=False),
    Column("key", String, nullable=False, unique=True),
    Column("external_id", String),
    Column("message_id", BigInteger),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("pay_url", String, nullable=False, server_default=""),
    Column("look_at", Moment),  # when to ask the provider next; none: nothing to learn
    Column("looks", Integer, nullable=False, server_default="0"),
    # What became of the fiscal receipt: "" for none, else "pending", "succeeded", "canceled".
    Column("receipt", String, nullable=False, server_default=""),
    UniqueConstraint("provider", "external_id"),
)
Index("ix_payments_look_at", payments.c.look_at)

payment_events = Table(
    "payment_events",
    metadata,
    key(),
    Column("payment_id", ForeignKey("payments.id"), nullable=False),
    Column("type", String, nullable=False),
    Column("external_ref", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("payment_id", "type", "external_ref"),
)

charges = Table(
    "charges",
    metadata,
    key(),
    Column("provider", String, nullable=False),
    Column("charge_id", String, nullable=False),
    Column("provider_charge_id", String, nullable=False, server_default=""),
    Column("key", String, nullable=False),  # the attempt it names, known to us or not
    Column("order_id", ForeignKey("orders.id"), index=True),
    Column("payer_id", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("outcome", String, nullable=False),
    Column("settled", Boolean, nullable=False, server_default=false()),
    Column("at", Moment, nullable=False),
    UniqueConstraint("provider", "charge_id"),
)
# However many charges come in, one at most pays an order.
Index(
    "uq_charges_order_paid",
    charges.c.order_id,
    unique=True,
    sqlite_where=charges.c.settled,
    postgresql_where=charges.c.settled,
)
