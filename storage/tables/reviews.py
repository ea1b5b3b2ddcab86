"""What customers say: reviews of goods, and words to the shop alone."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from storage.tables.base import Moment, key, metadata

reviews = Table(
    "reviews",
    metadata,
    key(),
    Column("line_id", ForeignKey("order_lines.id"), nullable=False, unique=True),
    Column("product_id", ForeignKey("products.id", ondelete="SET NULL")),
    Column("merchant_id", ForeignKey("merchants.id"), nullable=False),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("author", String, nullable=False),  # as shown: "Anna K."
    Column("stars", Integer, nullable=False),
    Column("text", String, nullable=False, server_default=""),
    Column("state", String, nullable=False),
    Column("useful", Integer, nullable=False, server_default="0"),  # people who said so
    Column("at", Moment, nullable=False),
    Column("answer", String, nullable=False, server_default=""),
    Column("answered_at", Moment),
    Column("reason", String, nullable=False, server_default=""),
    Column("by_id", BigInteger),
    Column("by_name", String, nullable=False, server_default=""),
    Column("revision", Integer, nullable=False, server_default="1"),
    CheckConstraint("stars BETWEEN 1 AND 5 AND useful >= 0", name="stars"),
)
Index("ix_reviews_product", reviews.c.product_id, reviews.c.state, reviews.c.at)
Index("ix_reviews_state", reviews.c.state, reviews.c.at)
Index("ix_reviews_customer", reviews.c.customer_id)

review_photos = Table(
    "review_photos",
    metadata,
    Column("review_id", ForeignKey("reviews.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", String, nullable=False),  # good for the bot that got it
)

review_votes = Table(  # who found a review useful
    "review_votes",
    metadata,
    Column("review_id", ForeignKey("reviews.id"), primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
)
Index("ix_review_votes_customer", review_votes.c.customer_id)

review_asks = Table(  # delivered parts whose customer was asked, or was not to be
    "review_asks",
    metadata,
    Column("fulfilment_id", ForeignKey("fulfilments.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)

review_silences = Table(  # people who do not want to be asked
    "review_silences",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True),
)

feedback = Table(
    "feedback",
    metadata,
    key(),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("text", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("answer", String, nullable=False, server_default=""),
    Column("by_id", BigInteger),
    Column("by_name", String, nullable=False, server_default=""),
    Column("answered_at", Moment),
)
Index("ix_feedback_customer", feedback.c.customer_id, feedback.c.answered_at)

feedback_photos = Table(
    "feedback_photos",
    metadata,
    Column("feedback_id", ForeignKey("feedback.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", String, nullable=False),
)
