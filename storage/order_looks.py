"""The hot statements about orders, their lines and what they hold."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, Integer, bindparam, exists, literal, not_, select, update

from domain.naming import full_name, label_of
from domain.orders import CAN_BECOME, Status
from domain.payments import WAITED_FOR, Attempt
from storage.looks import Deed, Look, among
from storage.tables.goods import products, variants
from storage.tables.trade import fulfilments, order_lines, orders, payments, reservations


def _written(states: Iterable[StrEnum]) -> list[BindParameter[str]]:
    return [literal(state.value) for state in sorted(states)]


_pay_page = (
    select(payments.c.pay_url)
    .where(
        payments.c.order_id == orders.c.id,
        payments.c.provider == orders.c.method,
        payments.c.status == Attempt.PENDING.value,
    )
    .order_by(payments.c.id.desc())
    .limit(1)
    .scalar_subquery()
    .label("pay_url")
)
_receipt = (
    select(payments.c.receipt)
    .where(
        payments.c.order_id == orders.c.id,
        payments.c.provider == orders.c.method,
        payments.c.status == Attempt.CAPTURED.value,
    )
    .order_by(payments.c.id.desc())
    .limit(1)
    .scalar_subquery()
    .label("receipt")
)
ORDERS = select(orders, _pay_page, _receipt)
ONE = Look(ORDERS.where(orders.c.id == bindparam("order_id")))
LOCKED = Look(ORDERS.where(orders.c.id == bindparam("order_id")).with_for_update(of=orders))
BY_KEY = Look(ORDERS.where(orders.c.checkout_key == bindparam("checkout_key")))
# What waits for a person may wait for days, and must not stand before all others.
DUE = (
    select(orders.c.id)
    .where(
        orders.c.status == Status.AWAITING_PAYMENT,
        orders.c.expires_at <= bindparam("now", type_=orders.c.expires_at.type),
        not_(
            exists().where(
                payments.c.order_id == orders.c.id, payments.c.status.in_(_written(WAITED_FOR))
            )
        ),
    )
    .order_by(orders.c.expires_at, orders.c.id)
    .limit(bindparam("most", type_=Integer))
)
LINES = Look(
    select(
        order_lines,
        products.c.title.label("shelf_title"),
        variants.c.options.label("shelf_options"),
    )
    .outerjoin(products, products.c.id == order_lines.c.product_id)
    .outerjoin(variants, variants.c.id == order_lines.c.variant_id)
    .where(order_lines.c.order_id == bindparam("order_id"))
    .order_by(order_lines.c.id)
)


def shelf_name(row: Any) -> str:
    """What the shop calls the goods of one of `LINES`; "" if it has them no more."""
    if row.shelf_title is None or row.shelf_options is None:
        return ""
    label = label_of(value for _, value in row.shelf_options)
    return full_name(row.shelf_title, label)


ADD = Deed(
    lambda insert: insert(orders),
    [column for column in orders.c if column.name != "id"],
    returns=[orders.c.id],
)
_LATER = ("id", "cancelled", "returned", "waived")  # 0 at first
ADD_LINE = Deed(
    lambda insert: insert(order_lines),
    [column for column in order_lines.c if column.name not in _LATER],
)
ADD_PART = Deed(
    lambda insert: insert(fulfilments),
    [fulfilments.c.order_id, fulfilments.c.merchant_id, fulfilments.c.step],
)
_of_order = orders.c.id == bindparam("of_order")
MOVE = Deed(
    lambda _: update(orders).where(_of_order, among(orders.c.status, len(Status))),
    [orders.c.status],
)
SET_PAYMENT = Deed(lambda _: update(orders).where(_of_order), [orders.c.payment_status])
SET_PAID = Deed(
    lambda _: update(orders).where(_of_order), [orders.c.payment_status, orders.c.paid_at]
)
SET_METHOD = Deed(
    lambda _: update(orders).where(
        _of_order, orders.c.status.in_(_written(CAN_BECOME[Status.CONFIRMED]))
    ),
    [orders.c.method],
)
SET_EXPIRY = Deed(lambda _: update(orders).where(_of_order), [orders.c.expires_at])
COUNT_SOLD = Deed(
    lambda _: (
        update(products)
        .where(products.c.id == bindparam("of_product"))
        .values(sold=products.c.sold + bindparam("pieces"))
    )
)
HELD = Look(
    select(reservations)
    .where(reservations.c.order_id == bindparam("order_id"), reservations.c.state == "active")
    .order_by(reservations.c.variant_id)
)
END = Deed(
    lambda _: update(reservations).where(
        reservations.c.order_id == bindparam("of_order"),
        reservations.c.variant_id == bindparam("of_variant"),
        reservations.c.state == "active",
    ),
    [reservations.c.state],
)
RESERVE = Deed(
    lambda insert: (
        insert(reservations)
        .values(
            order_id=bindparam("the_order"),
            variant_id=bindparam("the_variant"),
            merchant_id=bindparam("the_merchant"),
            quantity=bindparam("pieces"),
            state="active",
        )
        .on_conflict_do_update(
            index_elements=[reservations.c.order_id, reservations.c.variant_id],
            set_={"quantity": bindparam("pieces"), "state": "active"},
        )
    )
)
