"""The statements behind suggestions, each built and compiled once.

What may come is found first, by keys and in its order; then `fitting` says of a handful
whether it can be suggested, so nobody waits while hundreds are checked for a list of ten.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
    union_all,
)

from domain.likeness import Alike
from storage.looks import Look, among
from storage.tables.goods import products, stock, variants
from storage.tables.people import cart_lines, customers
from storage.tables.recommendations import rec_builds, rec_items, rec_popular
from storage.tables.trade import order_lines, orders
from storage.trace_looks import CUSTOMER, KEPT, PAID

CHECKED = 60  # products of which `fitting` tells at a time
_LATELY = 500  # orders in which is looked for what goes with something new
_NEAR = 100  # products looked at on either side of a price
_SIMILAR = 30  # of which a list shows three, as they are of one category
_NEWEST = 500
_MOST = 30


PRODUCT: ColumnElement[int] = bindparam("product_id", type_=products.c.id.type)
CATEGORY: ColumnElement[int] = bindparam("category_id", type_=rec_popular.c.category_id.type)
CURRENT = (
    select(func.max(rec_builds.c.id)).where(rec_builds.c.done_at.is_not(None)).scalar_subquery()
)
_bought = (
    select(order_lines.c.product_id)
    .join(orders, orders.c.id == order_lines.c.order_id)
    .where(orders.c.customer_id == CUSTOMER, order_lines.c.product_id.is_not(None), PAID, KEPT)
)
_in_cart = (
    select(variants.c.product_id)
    .join(cart_lines, cart_lines.c.variant_id == variants.c.id)
    .where(cart_lines.c.customer_id == CUSTOMER)
)


_buyable = (
    exists()
    .where(
        variants.c.product_id == products.c.id,
        variants.c.active,
        stock.c.variant_id == variants.c.id,
        stock.c.on_hand > stock.c.reserved,
    )
    .correlate(products)
)


def _fits(personal: bool) -> ColumnElement[bool]:
    """Whether a product can be suggested at all, and to this customer."""
    rules = [products.c.hidden.is_(False), _buyable, products.c.id.not_in(_in_cart)]
    return and_(*rules, *([products.c.id.not_in(_bought)] if personal else []))


@cache
def fitting(personal: bool) -> Look:
    """Which of up to `CHECKED` products can be suggested, and where they are."""
    return Look(
        select(products.c.id, products.c.category_id).where(
            among(products.c.id, CHECKED), _fits(personal)
        )
    )


def others(kind: Alike, *which: ColumnElement[bool]) -> Select[Any]:
    """What the build in use has learnt of one *kind*, of the products *which*."""
    return select(rec_items.c.product_id, rec_items.c.others).where(
        rec_items.c.build == CURRENT, rec_items.c.kind == kind.value, *which
    )


def with_cart() -> Select[Any]:
    """What goes with each of the goods of a cart."""
    return others(Alike.BASKET, rec_items.c.product_id.in_(_in_cart))


def itself() -> Select[Any]:
    """A product: whether it can be bought (1 or 0), and what a build has learnt to go with it."""
    learnt = select(rec_items.c.others).where(
        rec_items.c.build == CURRENT,
        rec_items.c.kind == Alike.BASKET.value,
        rec_items.c.product_id == PRODUCT,
    )
    return select(
        products.c.id,
        case((_buyable, 1), else_=0).label("buyable"),
        learnt.scalar_subquery().label("others"),
    ).where(products.c.id == PRODUCT)


def _lately() -> Select[Any]:
    """What was bought with a product in the latest orders that have it, by damped cosine.

    How often the other was bought is not counted for this; what it ever sold stands for it.
    """
    recent = (
        select(order_lines.c.order_id)
        .join(orders, orders.c.id == order_lines.c.order_id)
        .join(customers, customers.c.id == orders.c.customer_id)
        .where(order_lines.c.product_id == PRODUCT, customers.c.personal, PAID, KEPT)
        .order_by(order_lines.c.order_id.desc())
        .limit(_LATELY)
        .subquery()
    )
    times = func.count(order_lines.c.order_id.distinct())
    score = (times * times * 1.0 / (products.c.sold + 20)).label("score")
    return (
        select(products.c.id, times.label("support"), score)
        .join(order_lines, order_lines.c.product_id == products.c.id)
        .join(recent, recent.c.order_id == order_lines.c.order_id)
        .where(products.c.id != PRODUCT, KEPT)
        .group_by(products.c.id, products.c.sold)
        .having(times >= 2)
        .order_by(score.desc(), products.c.id)
        .limit(CHECKED)
    )


LATELY = Look(_lately())


def similar() -> Select[Any]:
    """The same shelf and kind, and a price that is at most 30 % off: of the nearest in price,
    what sells best.

    What is sent and what is handed over in the chat have prices in different money.
    """
    this = products.alias("this")

    def of_this(value: Any) -> Any:
        return select(value).where(this.c.id == PRODUCT).scalar_subquery()

    def side(within: Any, *order: Any) -> Any:
        found = select(products.c.id, products.c.sold).where(
            products.c.category_id == of_this(this.c.category_id),
            products.c.hidden.is_(False),
            products.c.kind == of_this(this.c.kind),
            products.c.id != PRODUCT,
            within,
        )
        return select(found.order_by(*order).limit(_NEAR).subquery())

    price, low = of_this(this.c.price_from), of_this((this.c.price_from * 7 + 9) // 10)
    high, own = of_this(this.c.price_from * 13 // 10), products.c.price_from
    dearer = side(own.between(price, high), own, products.c.id)
    cheaper = side((own >= low) & (own < price), own.desc(), products.c.id.desc())
    both = union_all(dearer, cheaper).subquery()
    return select(both.c.id, both.c.sold).order_by(both.c.sold.desc(), both.c.id).limit(_SIMILAR)


def popular(category: Any) -> Select[Any]:
    """What sells well in a category, then in the whole shop."""
    return select(rec_popular.c.category_id, rec_popular.c.goods).where(
        rec_popular.c.build == CURRENT, rec_popular.c.category_id.in_((category, 0))
    )


def new_goods(personal: bool, *which: ColumnElement[bool]) -> Select[Any]:
    """Of the newest goods that can be suggested, what sold best so far."""
    late = select(products.c.id).where(products.c.hidden.is_(False))
    late = late.order_by(products.c.id.desc()).limit(_NEWEST)
    best = (products.c.sold.desc(), products.c.created_at.desc(), products.c.id)
    return (
        select(
            products.c.id,
            products.c.category_id,
            func.row_number().over(order_by=best).label("place"),
        )
        .where(products.c.id.in_(select(late.subquery().c.id)), _fits(personal), *which)
        .order_by(*best)
        .limit(_MOST)
    )


@cache
def newest(personal: bool) -> Look:
    """What is left to suggest where nothing else fits."""
    return Look(new_goods(personal))
