"""Sales, and the articles each of them makes cheaper for some days."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    text,
)

from storage.tables.base import Moment, key, metadata

sales = Table(
    "sales",
    metadata,
    key(),
    Column("title", String, nullable=False, server_default=""),
    Column("rate", Integer, nullable=False, server_default="0"),  # 15 percent is 15000
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("made_by", BigInteger),
    Column("made_at", Moment, nullable=False),
    Column("key", String, nullable=False, unique=True),
    CheckConstraint("starts_at < ends_at", name="days"),
)

sale_lines = Table(
    "sale_lines",
    metadata,
    key(),
    Column("sale_id", ForeignKey("sales.id", ondelete="CASCADE"), nullable=False),
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), nullable=False),
    Column("price", BigInteger, nullable=False),  # minor units
    Column("currency", String(3), nullable=False),
    Column("state", String, nullable=False, server_default="planned"),
    Column("why", String),  # it is over
    # What the article's tag said when the sale began, which comes back.
    Column("price_before", BigInteger),
    Column("compare_before", BigInteger),
    CheckConstraint("price > 0", name="price"),
    CheckConstraint(
        "state <> 'running' OR (price_before IS NOT NULL AND price < price_before)", name="less"
    ),
)
Index("ix_sale_lines_sale", sale_lines.c.sale_id, sale_lines.c.state)
Index("ix_sale_lines_variant", sale_lines.c.variant_id, sale_lines.c.state)
Index("ix_sale_lines_state", sale_lines.c.state)
_running = text("state = 'running'")
Index(
    "uq_sale_lines_running",
    sale_lines.c.variant_id,
    unique=True,
    sqlite_where=_running,
    postgresql_where=_running,
)
