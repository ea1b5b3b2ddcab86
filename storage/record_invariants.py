"""What must hold between orders and what was written down, promised and told about them."""

from collections.abc import Mapping

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)

from domain.fulfilment import AT_ONCE, Step
from domain.fulfilment import CAN_BECOME as STEP_FROM
from domain.orders import CAN_BECOME as STATUS_FROM
from domain.orders import Status
from domain.payments import LIVE
from storage.tables.chat import journal, outbox
from storage.tables.people import carts
from storage.tables.trade import fulfilments, order_lines, orders, payments, reservations


def _named(kind: str, id_: ColumnElement[int], ending: str = "") -> ColumnElement[str]:
    """How the journal and the outbox name a thing: "order:5"."""
    return literal(f"{kind}:") + id_.cast(String) + literal(ending)


_Lives = Mapping[Status, frozenset[Status]] | Mapping[Step, frozenset[Step]]


def _illegal(kind: str, lives: _Lives) -> ColumnElement[bool]:
    """Whether a line of the journal tells of a change that the table of lives has not."""
    ways = [f"{before}>{after}" for after, frm in lives.items() for before in sorted(frm)]
    way = journal.c.before + literal(">") + journal.c.after
    return and_(journal.c.action.startswith(f"{kind} "), way.not_in(ways))


def _written(subject: ColumnElement[str], said: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many lines of the journal about *subject* say so."""
    lines = select(func.count()).select_from(journal)
    return lines.where(journal.c.subject == subject, said).scalar_subquery()


_the_end = case((orders.c.status == Status.COMPLETED, Step.DELIVERED), else_=orders.c.status)
_ends = _written(_named("order", orders.c.id), journal.c.after == _the_end)
_steps = _written(
    _named("order", fulfilments.c.order_id),
    journal.c.action == literal("part ") + fulfilments.c.step,
)

_STEPS = {**STEP_FROM, Step.DELIVERED: STEP_FROM[Step.DELIVERED] | AT_ONCE}
_ILLEGAL_CHANGE = select(journal.c.id).where(
    or_(_illegal("order", STATUS_FROM), _illegal("part", _STEPS))
)
_END_NOT_WRITTEN = select(orders.c.id).where(
    or_(
        and_(orders.c.status == Status.EXPIRED, _ends != 1),
        and_(orders.c.status.in_([Status.CANCELLED, Status.COMPLETED]), _ends == 0),
    )
)
_STEP_NOT_WRITTEN = select(fulfilments.c.id).where(
    fulfilments.c.step.in_([Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED]),
    _steps == 0,
)
_ENDED_TWICE = select(outbox.c.id).where(
    outbox.c.done_at.is_not(None), outbox.c.dead_at.is_not(None)
)
_NO_PART = (
    select(order_lines.c.id)
    .outerjoin(
        fulfilments,
        and_(
            fulfilments.c.order_id == order_lines.c.order_id,
            fulfilments.c.merchant_id == order_lines.c.merchant_id,
        ),
    )
    .where(fulfilments.c.id.is_(None))
)
_NOT_TOLD = (
    select(fulfilments.c.id)
    .join(orders, orders.c.id == fulfilments.c.order_id)
    .where(
        orders.c.status == Status.CONFIRMED,
        fulfilments.c.step == Step.NEW,
        not_(
            exists().where(
                outbox.c.dedupe_key == _named("fulfilment", fulfilments.c.id, f":{Step.NEW}")
            )
        ),
    )
)
_HELD_OTHERWISE = (
    select(reservations.c.order_id)
    .outerjoin(
        order_lines,
        and_(
            order_lines.c.order_id == reservations.c.order_id,
            order_lines.c.variant_id == reservations.c.variant_id,
            order_lines.c.merchant_id == reservations.c.merchant_id,
            or_(
                order_lines.c.quantity - order_lines.c.cancelled == reservations.c.quantity,
                and_(  # the last of its pieces were taken off
                    order_lines.c.quantity == order_lines.c.cancelled,
                    reservations.c.state == "released",
                ),
            ),
        ),
    )
    .where(order_lines.c.id.is_(None))
)
_ASKED_OTHERWISE = (
    select(payments.c.id)
    .join(orders, orders.c.id == payments.c.order_id)
    .where(
        payments.c.status.in_(sorted(LIVE)),
        or_(payments.c.amount != orders.c.total, payments.c.currency != orders.c.currency),
    )
)
_CART_ORDERED = (
    select(orders.c.id)
    .join(carts, carts.c.customer_id == orders.c.customer_id)
    .where(
        orders.c.checkout_key
        == carts.c.customer_id.cast(String) + literal(":") + carts.c.revision.cast(String)
    )
)

RECORDS: dict[str, Select[tuple[int]]] = {
    "I12 every change that is written down is one that may happen": _ILLEGAL_CHANGE,
    "I12 how an order ended is written down": _END_NOT_WRITTEN,
    "I12 how far a merchant's part came is written down": _STEP_NOT_WRITTEN,
    "I13 a message is delivered or given up, not both": _ENDED_TWICE,
    "I13 every merchant of an order has a part of it": _NO_PART,
    "I13 whoever must begin on a part was told": _NOT_TOLD,
    "I14 what an order held is what it ordered": _HELD_OTHERWISE,
    "I14 what is asked is what the order costs": _ASKED_OTHERWISE,
    "I15 a cart that was ordered is not open any more": _CART_ORDERED,
}
