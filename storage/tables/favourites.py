"""What a customer keeps an eye on: favourites, shared lists, sold-out goods, what they saw."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from storage.tables.base import Moment, metadata
from storage.tables.goods import products, variants
from storage.tables.people import customers


def _customer(*, primary_key: bool = True) -> Column[int]:
    """Whose it is. It goes when they go."""
    whose = ForeignKey(customers.c.id, ondelete="CASCADE")
    return Column("customer_id", BigInteger, whose, primary_key=primary_key, autoincrement=False)


def _goods(name: str, of: Table) -> Column[int]:
    return Column(name, ForeignKey(of.c.id, ondelete="CASCADE"), primary_key=True)


favourites = Table(
    "favourites",
    metadata,
    _customer(),
    _goods("product_id", products),
    Column("price", BigInteger, nullable=False),  # the one they know of, minor units
    Column("added_at", Moment, nullable=False),
    Column("told_at", Moment),  # when they last heard of a lower price
)
Index("ix_favourites_product", favourites.c.product_id)
Index("ix_favourites_told", favourites.c.customer_id, favourites.c.told_at)

# A list of favourites that others may see; without a row nobody may.
wishlists = Table(
    "wishlists",
    metadata,
    _customer(),
    Column("token", String, nullable=False, unique=True),
    Column("shared_at", Moment, nullable=False),
)

# Who wants to be told when something is there again, first come first told.
stock_waits = Table(
    "stock_waits",
    metadata,
    _customer(),
    _goods("variant_id", variants),
    Column("asked_at", Moment, nullable=False),
    Column("told_at", Moment),  # since when they have their head start
)
Index("ix_stock_waits_turn", stock_waits.c.variant_id, stock_waits.c.asked_at)

product_views = Table(
    "product_views",
    metadata,
    _customer(),
    _goods("product_id", products),
    Column("seen_at", Moment, nullable=False, index=True),  # the last time
)
