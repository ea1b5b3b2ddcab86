"""What belongs to the chat: messages to send, cards, open forms; and the journal."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
)

from storage.tables.base import Moment, key, metadata

outbox = Table(
    "outbox",
    metadata,
    key(),
    Column("kind", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("dedupe_key", String, nullable=False, unique=True),
    Column("available_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease", String),  # who holds it; only the holder may mark it done
    Column("leased_until", Moment),
    Column("done_at", Moment),
    Column("dead_at", Moment),
    Column("last_error", String),
)
Index(
    "ix_outbox_waiting",
    outbox.c.available_at,
    outbox.c.id,
    sqlite_where=outbox.c.done_at.is_(None) & outbox.c.dead_at.is_(None),
    postgresql_where=outbox.c.done_at.is_(None) & outbox.c.dead_at.is_(None),
)

cards = Table(
    "cards",
    metadata,
    Column("subject", String, primary_key=True),  # "order:5", "fulfilment:7"
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Column("caption", Boolean, nullable=False),  # whether its words stand under a picture
)

conversations = Table(
    "conversations",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("customer_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String),
    Column("data", JSON, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    key(),
    Column("actor_id", BigInteger),  # none: the shop itself
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", String, nullable=False, server_default=""),
    Column("after", String, nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
)
Index("ix_journal_subject", journal.c.subject, journal.c.id)

shop = Table(
    "shop",
    metadata,
    Column("name", String, primary_key=True),  # a setting changed in the chat
    Column("value", String, nullable=False),
)
