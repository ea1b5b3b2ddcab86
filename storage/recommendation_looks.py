"""The statements behind suggestions, each built and compiled once."""

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
    literal,
    select,
    union_all,
)

from domain.likeness import Alike
from domain.recommendations import Why
from storage.looks import Look, among
from storage.tables.goods import products, stock, variants
from storage.tables.people import cart_lines
from storage.tables.recommendations import rec_builds, rec_items, rec_popular
from storage.tables.trade import order_lines, orders
from storage.trace_looks import CUSTOMER, HISTORY, KEPT, PAID

_LATELY = 500  # orders in which is looked for what goes with something new
_MOST = 30

_product: ColumnElement[int] = bindparam("product_id", type_=products.c.id.type)
_current = (
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


def _fits(personal: bool) -> ColumnElement[bool]:
    """Whether a product can be suggested at all, and to this customer."""
    rules = [
        products.c.hidden.is_(False),
        exists()
        .where(
            variants.c.product_id == products.c.id,
            variants.c.active,
            stock.c.variant_id == variants.c.id,
            stock.c.on_hand > stock.c.reserved,
        )
        .correlate(products),
        products.c.id.not_in(_in_cart),
    ]
    return and_(*rules, *([products.c.id.not_in(_bought)] if personal else []))


@cache
def together(personal: bool) -> Look:
    """What goes with a product, out of the build in use."""
    return Look(
        select(
            products.c.id,
            products.c.category_id,
            rec_items.c.score,
            rec_items.c.support,
        )
        .join(rec_items, rec_items.c.other_id == products.c.id)
        .where(
            rec_items.c.build == _current,
            rec_items.c.product_id == _product,
            rec_items.c.kind == Alike.BASKET.value,
            _fits(personal),
        )
        .order_by(rec_items.c.score.desc(), products.c.id)
    )


@cache
def with_cart(personal: bool) -> Look:
    """What goes with all goods of a cart together."""
    score = func.sum(rec_items.c.score).label("score")
    return Look(
        select(
            products.c.id,
            products.c.category_id,
            score,
            func.max(rec_items.c.support).label("support"),
        )
        .join(rec_items, rec_items.c.other_id == products.c.id)
        .where(
            rec_items.c.build == _current,
            rec_items.c.product_id.in_(_in_cart),
            rec_items.c.kind == Alike.BASKET.value,
            _fits(personal),
        )
        .group_by(products.c.id, products.c.category_id)
        .order_by(score.desc(), products.c.id)
        .limit(_MOST)
    )


def _tier(
    n: int, why: Why, found: Select[Any], *order: ColumnElement[Any], most: Any = _MOST
) -> Select[Any]:
    """The best of *found* (id, category_id, score, support), marked as the *n*-th choice."""
    few = found.order_by(*order).limit(most).subquery()
    return select(literal(n).label("tier"), literal(why.value).label("why"), few)


def _row(score: ColumnElement[Any], support: ColumnElement[Any] | None = None) -> Select[Any]:
    of = literal(0) if support is None else support
    return select(products.c.id, products.c.category_id, score.label("score"), of.label("support"))


def _lately(personal: bool) -> Select[Any]:
    """What was bought with a product in the latest orders that have it, by damped cosine.

    How often the other was bought is not counted for this; what it ever sold stands for it.
    """
    recent = (
        select(order_lines.c.order_id)
        .join(orders, orders.c.id == order_lines.c.order_id)
        .where(order_lines.c.product_id == _product, PAID, KEPT)
        .order_by(order_lines.c.order_id.desc())
        .limit(_LATELY)
        .subquery()
    )
    times = func.count(order_lines.c.order_id.distinct())
    return (
        _row(times * times * 1.0 / (products.c.sold + 20), times)
        .join(order_lines, order_lines.c.product_id == products.c.id)
        .join(recent, recent.c.order_id == order_lines.c.order_id)
        .where(products.c.id != _product, KEPT, _fits(personal))
        .group_by(products.c.id, products.c.category_id, products.c.sold)
        .having(times >= 2)
    )


def _similar(personal: bool) -> Select[Any]:
    """The same shelf and kind, and a price that is at most 30 % off.

    What is sent and what is handed over in the chat have prices in different money.
    """
    this = products.alias("this")
    near = products.c.price_from * 10
    return (
        _row(products.c.sold * 1.0)
        .join(this, this.c.category_id == products.c.category_id)
        .where(
            this.c.id == _product,
            products.c.id != _product,
            products.c.kind == this.c.kind,
            near.between(this.c.price_from * 7, this.c.price_from * 13),
            _fits(personal),
        )
    )


def _popular(personal: bool, category_id: Any) -> Select[Any]:
    return (
        _row(rec_popular.c.score)
        .join(rec_popular, rec_popular.c.product_id == products.c.id)
        .where(
            rec_popular.c.build == _current,
            rec_popular.c.category_id == category_id,
            products.c.id != _product,
            _fits(personal),
        )
    )


def _best(*tiers: Select[Any]) -> Look:
    """All tiers, one after the other, each from its best on."""
    all_ = union_all(*tiers).subquery()
    return Look(select(all_).order_by(all_.c.tier, all_.c.score.desc(), all_.c.id))


def _best_sellers(n: int, personal: bool, *categories: Any) -> list[Select[Any]]:
    """What is popular in each of the categories; in a shop that has learnt nothing yet what
    sold best so far. Nothing is sorted for a limit of 0.
    """
    score = rec_popular.c.score.desc()
    tiers = [
        _tier(n + at, Why.POPULAR, _popular(personal, category), score, products.c.id)
        for at, category in enumerate(categories)
    ]
    sold = _row(products.c.sold * 1.0).where(products.c.id != _product, _fits(personal))
    order = (products.c.sold.desc(), products.c.created_at.desc(), products.c.id)
    most = case((_current.is_(None), _MOST), else_=0)
    last = _tier(n + len(categories), Why.POPULAR, sold, *order, most=most)
    return [*tiers, last]


@cache
def near(personal: bool) -> Look:
    """What stands in for things bought together."""
    shelf = select(products.c.category_id).where(products.c.id == _product).scalar_subquery()
    lately, similar = _lately(personal), _similar(personal)
    by_score = lately.selected_columns.score.desc()
    return _best(
        _tier(1, Why.TOGETHER, lately, by_score, products.c.id),
        _tier(2, Why.SIMILAR, similar, products.c.sold.desc(), products.c.id),
        *_best_sellers(3, personal, shelf, 0),
    )


@cache
def popular(personal: bool) -> Look:
    """What sells well anywhere; *product_id* 0 leaves none out."""
    return _best(*_best_sellers(1, personal, 0))


@cache
def liked(personal: bool) -> Look:
    """What people like who bought any of some products (*because*), and what sells well."""
    category: ColumnElement[int] = bindparam("category_id", type_=rec_popular.c.category_id.type)
    others = (
        select(
            literal(0).label("tier"),
            literal(Why.BOUGHT.value).label("why"),
            products.c.id,
            products.c.category_id,
            rec_items.c.score,
            rec_items.c.support,
            rec_items.c.product_id.label("because"),
        )
        .join(products, products.c.id == rec_items.c.other_id)
        .where(
            rec_items.c.build == _current,
            among(rec_items.c.product_id, HISTORY),
            rec_items.c.kind == Alike.USER.value,
            _fits(personal),
        )
    )
    best = [
        tier.add_columns(literal(0).label("because"))
        for tier in _best_sellers(1, personal, category, 0)
    ]
    return _best(others, *best)
