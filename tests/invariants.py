"""What must hold after every step, each as a query that finds what breaks it."""

from sqlalchemy import Select, and_, func, or_, select

from domain.fulfilment import Step
from domain.orders import PaymentStatus, Status
from domain.payments import LIVE
from storage.tables.goods import stock, stock_movements
from storage.tables.trade import charges, fulfilments, order_lines, orders, payments, reservations

_active = (
    select(reservations.c.variant_id, func.sum(reservations.c.quantity).label("held"))
    .where(reservations.c.state == "active")
    .group_by(reservations.c.variant_id)
    .subquery()
)
_moved = (
    select(
        stock_movements.c.variant_id,
        func.sum(stock_movements.c.delta_on_hand).label("on_hand"),
        func.sum(stock_movements.c.delta_reserved).label("reserved"),
    )
    .group_by(stock_movements.c.variant_id)
    .subquery()
)
_lines = (
    select(order_lines.c.order_id, func.sum(order_lines.c.total).label("sum"))
    .group_by(order_lines.c.order_id)
    .subquery()
)
_paid = (
    select(charges.c.order_id, func.sum(charges.c.amount).label("sum"))
    .where(charges.c.settled)
    .group_by(charges.c.order_id)
    .subquery()
)
_ended = orders.c.status.in_([Status.EXPIRED, Status.CANCELLED])

INVARIANTS: dict[str, Select[tuple[int]]] = {
    "I1 stock is never negative, nor more reserved than there is": select(
        stock.c.variant_id
    ).where(or_(stock.c.reserved < 0, stock.c.on_hand < stock.c.reserved)),
    "I2 reserved is what active reservations hold": select(stock.c.variant_id)
    .outerjoin(_active, _active.c.variant_id == stock.c.variant_id)
    .where(stock.c.reserved != func.coalesce(_active.c.held, 0)),
    "I3 every piece has its movement": select(stock.c.variant_id)
    .outerjoin(_moved, _moved.c.variant_id == stock.c.variant_id)
    .where(
        or_(
            stock.c.on_hand != func.coalesce(_moved.c.on_hand, 0),
            stock.c.reserved != func.coalesce(_moved.c.reserved, 0),
        )
    ),
    "I4 an order that awaits or is to be shipped holds its goods": select(order_lines.c.id)
    .join(orders, orders.c.id == order_lines.c.order_id)
    .join(
        fulfilments,
        and_(
            fulfilments.c.order_id == orders.c.id,
            fulfilments.c.merchant_id == order_lines.c.merchant_id,
        ),
    )
    .outerjoin(
        reservations,
        and_(
            reservations.c.order_id == orders.c.id,
            reservations.c.variant_id == order_lines.c.variant_id,
            reservations.c.state == "active",
            reservations.c.quantity == order_lines.c.quantity,
        ),
    )
    .where(
        orders.c.status.in_([Status.AWAITING_PAYMENT, Status.CONFIRMED]),
        fulfilments.c.step.in_([Step.NEW, Step.ACCEPTED, Step.PACKED]),
        reservations.c.order_id.is_(None),
    ),
    "I6 totals add up": select(orders.c.id)
    .join(_lines, _lines.c.order_id == orders.c.id)
    .where(or_(orders.c.subtotal != _lines.c.sum, orders.c.total < 0)),
    "I7 paid means that exactly the total came": select(orders.c.id)
    .outerjoin(_paid, _paid.c.order_id == orders.c.id)
    .where(
        orders.c.payment_status == PaymentStatus.PAID,
        func.coalesce(_paid.c.sum, 0) != orders.c.total,
    ),
    "I10 money that came is with a confirmed order or on record to go back": select(charges.c.id)
    .join(orders, orders.c.id == charges.c.order_id)
    .where(charges.c.settled, orders.c.status.in_([Status.AWAITING_PAYMENT, Status.EXPIRED])),
    "I16 an ended order holds nothing": select(reservations.c.order_id)
    .join(orders, orders.c.id == reservations.c.order_id)
    .where(_ended, reservations.c.state == "active"),
    "I16 an ended order asks for no money": select(payments.c.id)
    .join(orders, orders.c.id == payments.c.order_id)
    .where(_ended, payments.c.status.in_(sorted(LIVE))),
}
