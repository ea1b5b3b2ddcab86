"""All that is kept of one person, as they are given it: a statement for each subject.

Of others only what they told this person is in it. Orders have the number people know.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Label,
    Select,
    bindparam,
    func,
    literal,
    or_,
    select,
)

from domain.orders import FIRST_NUMBER
from storage.tables.chat import conversations, journal
from storage.tables.digital import stock_units
from storage.tables.favourites import favourites, product_views, stock_waits, wishlists
from storage.tables.goods import products, variants
from storage.tables.money import refunds
from storage.tables.people import cart_lines, carts, customers, merchants, staff
from storage.tables.prices import promo_codes, promo_uses
from storage.tables.returns import return_lines, return_photos, returns
from storage.tables.reviews import (
    feedback,
    feedback_photos,
    review_photos,
    review_silences,
    review_votes,
    reviews,
)
from storage.tables.search import searches
from storage.tables.shared_carts import shared_cart_lines, shared_carts
from storage.tables.trade import charges, fulfilments, order_lines, orders, payments

_me: BindParameter[int] = bindparam("me", type_=BigInteger)
_NOT_ABOUT_THEM = ("card_message_id", "blocked", "delivery_method")


def told(row: Any) -> dict[str, Any]:
    """Return a row by its columns' names, without what is empty."""
    return {name: value for name, value in row._mapping.items() if value not in (None, "")}


def _number(id_: ColumnElement[int]) -> Label[int]:
    return (id_ + FIRST_NUMBER).label("order")


def _columns(table: Any, *names: str) -> list[Any]:
    return [table.c[name] for name in names]


def _count(table: Any, is_its: ColumnElement[bool], name: str) -> Label[int]:
    return select(func.count()).select_from(table).where(is_its).scalar_subquery().label(name)


def _of_goods(table: Any, *names: str) -> Select[Any]:
    """Rows about products, which are named."""
    about = select(products.c.title, *_columns(table, *names)).join(
        table, table.c.product_id == products.c.id
    )
    return about.where(table.c.customer_id == _me)


def _of_variants(table: Any, *names: str) -> Select[Any]:
    about = select(products.c.title, variants.c.sku, *_columns(table, *names))
    return about.join(variants, variants.c.product_id == products.c.id).join(
        table, table.c.variant_id == variants.c.id
    )


def _of_orders(table: Any, *columns: Any) -> Select[Any]:
    """Rows about their orders, in order."""
    about = select(_number(orders.c.id), *columns).join(table, table.c.order_id == orders.c.id)
    return about.where(orders.c.customer_id == _me).order_by(table.c.id)


def _own(table: Any, *columns: Any) -> Select[Any]:
    return select(*columns).where(table.c.customer_id == _me)


def _merchant(id_: ColumnElement[int]) -> Label[str]:
    named = select(merchants.c.name).where(merchants.c.id == id_)
    return named.scalar_subquery().label("merchant")


_lines = _columns(
    order_lines,
    *("sku", "title", "label", "quantity", "price", "discount", "tax", "total"),
    *("cancelled", "returned", "waived", "kind"),
)
_review = _columns(reviews, "stars", "text", "author", "state", "useful", "at", "answer")
_money = ("provider", "amount", "currency")

SUBJECTS: dict[str, Select[Any]] = {
    "person": select(*(c for c in customers.c if c.name not in _NOT_ABOUT_THEM)).where(
        customers.c.id == _me
    ),
    "posts_in_the_shop": (
        select(staff.c.role, merchants.c.name.label("merchant"), staff.c.added_at)
        .outerjoin(merchants, merchants.c.id == staff.c.merchant_id)
        .where(staff.c.customer_id == _me)
    ),
    "cart": _own(carts, carts.c.comment, carts.c.promo),
    "cart_lines": _of_variants(cart_lines, "quantity", "seen_price").where(
        cart_lines.c.customer_id == _me
    ),
    "shared_carts": _own(shared_carts, *_columns(shared_carts, "token", "shared_at", "ends_at")),
    "shared_cart_lines": (
        _of_variants(shared_cart_lines, "quantity")
        .join(shared_carts, shared_carts.c.id == shared_cart_lines.c.cart_id)
        .where(shared_carts.c.customer_id == _me)
    ),
    "favourites": _of_goods(favourites, "price", "added_at", "told_at"),
    "shared_favourites": _own(wishlists, wishlists.c.token, wishlists.c.shared_at),
    "waiting_for": _of_variants(stock_waits, "asked_at", "told_at").where(
        stock_waits.c.customer_id == _me
    ),
    "looked_at": _of_goods(product_views, "seen_at"),
    "searches": _own(searches, searches.c.text, searches.c.at).order_by(searches.c.id),
    "orders": (
        select(
            _number(orders.c.id),
            *(c for c in orders.c if c.name not in ("id", "customer_id", "checkout_key")),
        )
        .where(orders.c.customer_id == _me)
        .order_by(orders.c.id)
    ),
    "order_lines": _of_orders(order_lines, *_lines),
    "parcels": _of_orders(
        fulfilments,
        _merchant(fulfilments.c.merchant_id),
        *_columns(fulfilments, "step", "tracking", "at"),
    ),
    "payments_asked_for": _of_orders(
        payments, *_columns(payments, *_money, "status", "created_at")
    ),
    "money_that_came": (
        select(_number(charges.c.order_id), *_columns(charges, *_money, "charge_id", "at"))
        .outerjoin(orders, orders.c.id == charges.c.order_id)
        .where(or_(orders.c.customer_id == _me, charges.c.payer_id == _me))
        .order_by(charges.c.id)
    ),
    "money_that_went_back": (
        select(_number(refunds.c.order_id), *_columns(refunds, *_money, "state", "created_at"))
        .join(orders, orders.c.id == refunds.c.order_id)
        .where(or_(orders.c.customer_id == _me, refunds.c.payer_id == _me))
        .order_by(refunds.c.id)
    ),
    "promo_codes_used": (
        select(_number(promo_uses.c.order_id), promo_codes.c.code, promo_uses.c.at)
        .join(promo_codes, promo_codes.c.id == promo_uses.c.promo_id)
        .where(promo_uses.c.customer_id == _me)
        .order_by(promo_uses.c.order_id)
    ),
    "keys_bought": (
        _of_orders(order_lines, order_lines.c.title, stock_units.c.secret)
        .add_columns(stock_units.c.handed_at)
        .join(stock_units, stock_units.c.line_id == order_lines.c.id)
        .order_by(stock_units.c.id)
    ),
    "returns": _of_orders(
        returns,
        *_columns(returns, "state", "reason", "asked_at", "answer", "decided_at"),
        _count(return_lines, return_lines.c.return_id == returns.c.id, "lines"),
        _count(return_photos, return_photos.c.return_id == returns.c.id, "photos"),
    ),
    "reviews": (
        select(
            order_lines.c.title,
            *_review,
            _count(review_photos, review_photos.c.review_id == reviews.c.id, "photos"),
        )
        .join(order_lines, order_lines.c.id == reviews.c.line_id)
        .where(reviews.c.customer_id == _me)
        .order_by(reviews.c.id)
    ),
    "reviews_found_useful": _own(review_votes, review_votes.c.review_id),
    "wants_no_question_about_reviews": _own(
        review_silences,
        literal(True).label("yes"),
    ),
    "letters": _own(
        feedback,
        *_columns(feedback, "text", "at", "answer", "answered_at"),
        _count(feedback_photos, feedback_photos.c.feedback_id == feedback.c.id, "photos"),
    ).order_by(feedback.c.id),
    "open_question": _own(
        conversations, *_columns(conversations, "chat_id", "state", "data", "updated_at")
    ),
    "work_in_the_shop": (
        select(*_columns(journal, "action", "subject", "before", "after", "at"))
        .where(journal.c.actor_id == _me)
        .order_by(journal.c.id)
    ),
}
