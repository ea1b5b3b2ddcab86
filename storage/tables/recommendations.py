"""What goes with what, and what is popular: made anew once a day.

A build is written beside the one in use and becomes the one in use by one small change. What
belongs to one product is one row: a tap reads it by its key, and a day's work writes ten
times fewer.
"""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table

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


rec_items = Table(
    "rec_items",
    metadata,
    _build(),
    Column("product_id", ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),  # together in a basket, or liked by the same people
    # [[product, how many orders or people, score]], best first; a product may be gone by now
    Column("others", JSON, nullable=False),
)

rec_popular = Table(
    "rec_popular",
    metadata,
    _build(),
    Column("category_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everywhere
    Column("goods", JSON, nullable=False),  # [product], best first
)
