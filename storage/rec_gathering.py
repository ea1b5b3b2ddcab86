"""What was bought together, counted in tables that only one connection has."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    Select,
    Table,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)

from storage.tables.goods import category_tree, products
from storage.tables.people import customers
from storage.tables.trade import order_lines, orders
from storage.trace_looks import KEPT, PAID

_BASKET = 100  # products; a larger one tells nothing of what belongs together
_PERSON = 200
_POPULAR = 200

_aside = MetaData()


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, autoincrement=False)


BOUGHT = Table(
    "rec_bought",
    _aside,
    _number("basket", key=True),
    _number("product_id", key=True),
    prefixes=["TEMPORARY"],
)
COUNTS = Table(
    "rec_counts",
    _aside,
    _number("product_id", key=True),
    Column("baskets", Integer),
    prefixes=["TEMPORARY"],
)
PAIRS = Table(
    "rec_pairs",
    _aside,
    _number("product_id", key=True),
    _number("other_id", key=True),
    Column("together", Integer),
    prefixes=["TEMPORARY"],
)
SALES = Table(
    "rec_sales",
    _aside,
    _number("product_id", key=True),
    _number("category_id"),
    _number("score"),
    prefixes=["TEMPORARY"],
)
ALL = (BOUGHT, COUNTS, PAIRS, SALES)


def _sold(column: Any, since: datetime) -> Select[Any]:
    """*column* of everything that was bought since then by those who agree to suggestions."""
    return (
        select(column.label("basket"), order_lines.c.product_id)
        .join(orders, orders.c.id == order_lines.c.order_id)
        .join(customers, customers.c.id == orders.c.customer_id)
        .where(
            orders.c.placed_at >= since,
            order_lines.c.product_id.is_not(None),
            customers.c.personal,
            PAID,
            KEPT,
        )
    )


def baskets(since: datetime) -> Select[Any]:
    """Return which products were in which order."""
    each = _sold(orders.c.id, since).distinct().subquery()
    counted = select(each, func.count().over(partition_by=each.c.basket).label("size")).subquery()
    return select(counted.c.basket, counted.c.product_id).where(counted.c.size <= _BASKET)


def people(since: datetime) -> Select[Any]:
    """Return which products were bought by whom, the latest of them."""
    latest = func.max(orders.c.placed_at)
    place = func.row_number().over(
        partition_by=orders.c.customer_id, order_by=(latest.desc(), order_lines.c.product_id)
    )
    each = (
        _sold(orders.c.customer_id, since)
        .add_columns(place.label("place"))
        .group_by(orders.c.customer_id, order_lines.c.product_id)
        .subquery()
    )
    return select(each.c.basket, each.c.product_id).where(each.c.place <= _PERSON)


def met() -> Select[Any]:
    """Return the pairs that met at least twice, the lower id first."""
    one, other = BOUGHT.alias("one"), BOUGHT.alias("other")
    both = and_(one.c.basket == other.c.basket, one.c.product_id < other.c.product_id)
    times = func.count()
    return (
        select(one.c.product_id, other.c.product_id.label("other_id"), times)
        .join(other, both)
        .group_by(one.c.product_id, other.c.product_id)
        .having(times >= 2)
    )


def weighed(now: datetime, weights: Sequence[int]) -> Select[Any]:
    """Return what every visible product sold lately, an order counted by its age."""
    days = [
        (orders.c.placed_at > now - timedelta(days=n + 1), weight)
        for n, weight in enumerate(weights)
    ]
    return (
        select(products.c.id, products.c.category_id, func.sum(case(*days, else_=0)))
        .join(order_lines, order_lines.c.product_id == products.c.id)
        .join(orders, orders.c.id == order_lines.c.order_id)
        .where(
            orders.c.placed_at > now - timedelta(days=len(weights)),
            products.c.hidden.is_(False),
            PAID,
            KEPT,
        )
        .group_by(products.c.id, products.c.category_id)
    )


def best() -> Select[Any]:
    """Return the best sellers of every category, those below it included, and of the shop."""
    all_ = union_all(
        select(category_tree.c.ancestor_id.label("category_id"), SALES.c.product_id, SALES.c.score)
        .join(SALES, SALES.c.category_id == category_tree.c.category_id),
        select(literal(0), SALES.c.product_id, SALES.c.score),
    ).subquery()  # fmt: skip
    order = (all_.c.score.desc(), all_.c.product_id)
    place = func.row_number().over(partition_by=all_.c.category_id, order_by=order)
    placed = select(all_, place.label("place")).subquery()
    best = select(placed.c.category_id, placed.c.product_id, placed.c.score)
    return best.where(placed.c.place <= _POPULAR).order_by(placed.c.category_id, placed.c.place)
