"""What goes with what, and what is popular: made anew once a day.

A build is written beside the one in use and becomes the one in use by one small change.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, String, Table

from storage.tables.base import Moment, metadata

rec_builds = Table(
    "rec_builds",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # its day, counted from 1970
    Column("began_at", Moment, nullable=False),
    Column("done_at", Moment),  # none: it is being written, or was given up
)


def _build() -> Column[int]:
    return Column("build", ForeignKey("rec_builds.id"), primary_key=True)


def _product(name: str) -> Column[int]:
    return Column(name, ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)


rec_items = Table(
    "rec_items",
    metadata,
    _build(),
    _product("product_id"),
    Column("kind", String, primary_key=True),  # together in a basket, or liked by the same people
    _product("other_id"),
    Column("score", Float, nullable=False),
    Column("support", Integer, nullable=False),  # how many orders, or people
)

rec_popular = Table(
    "rec_popular",
    metadata,
    _build(),
    Column("category_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everywhere
    _product("product_id"),
    Column("score", Float, nullable=False),
)
