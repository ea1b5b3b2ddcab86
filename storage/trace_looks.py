"""What a customer did lately, and what counts as bought."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)

from domain.orders import PaymentStatus
from domain.recommendations import Why
from storage.looks import Look
from storage.tables.favourites import favourites, product_views
from storage.tables.goods import products, variants
from storage.tables.people import cart_lines
from storage.tables.trade import order_lines, orders

HISTORY = 30  # things a person did, of each kind, that suggestions are made of
_PURCHASES = 300

# What was bought: the money came and did not go back, and so did the pieces.
PAID = or_(
    orders.c.payment_status == PaymentStatus.PAID.value,
    orders.c.payment_status == PaymentStatus.PARTLY_REFUNDED.value,
)
KEPT = order_lines.c.quantity > (
    order_lines.c.cancelled + order_lines.c.returned + order_lines.c.waived
)
CUSTOMER: ColumnElement[int] = bindparam("customer_id", type_=orders.c.customer_id.type)
_purchases = (
    select(
        order_lines.c.product_id,
        products.c.category_id,
        orders.c.placed_at.label("at"),
        literal(Why.BOUGHT.value).label("why"),
    )
    .join(orders, orders.c.id == order_lines.c.order_id)
    .join(products, products.c.id == order_lines.c.product_id)
    .where(orders.c.customer_id == CUSTOMER, PAID, KEPT)
)
PURCHASES = Look(_purchases.order_by(orders.c.id.desc(), order_lines.c.id).limit(_PURCHASES))


def _mark(why: Why, marked: Any, at: Any) -> Select[Any]:
    return (
        select(
            products.c.id.label("product_id"),
            products.c.category_id,
            at.label("at"),
            literal(why.value).label("why"),
        )
        .join(marked, marked.c.product_id == products.c.id)
        .where(marked.c.customer_id == CUSTOMER)
        .order_by(at.desc(), products.c.id)
        .limit(HISTORY)
    )


_cart = (
    select(
        products.c.id.label("product_id"),
        products.c.category_id,
        cast(null(), favourites.c.added_at.type).label("at"),
        literal(Why.CART.value).label("why"),
    )
    .join(variants, variants.c.product_id == products.c.id)
    .join(cart_lines, cart_lines.c.variant_id == variants.c.id)
    .where(cart_lines.c.customer_id == CUSTOMER)
    .limit(HISTORY)
)
_traces = union_all(
    *(
        select(found.subquery())
        for found in (
            _purchases.order_by(orders.c.id.desc(), order_lines.c.id).limit(HISTORY),
            _mark(Why.SAVED, favourites, favourites.c.added_at),
            _mark(Why.SEEN, product_views, product_views.c.seen_at),
            _cart,
        )
    )
).subquery()
TRACES = Look(select(_traces))
