"""What must hold after every step, each as a query that finds what breaks it."""

from sqlalchemy import Select, and_, case, func, or_, select

from domain.fulfilment import Step
from domain.gateways import RefundState
from domain.orders import ONLINE, Method, PaymentStatus, Status
from domain.payments import LIVE, Attempt, Outcome
from domain.refunds import COUNTS
from storage.category_invariants import CATEGORIES
from storage.digital_invariants import DIGITAL
from storage.listing_invariants import LISTING
from storage.piece_invariants import GIVEN_UP, TAKEN_OFF
from storage.price_invariants import PRICES
from storage.privacy_invariants import PRIVACY
from storage.record_invariants import RECORDS
from storage.review_invariants import REVIEWS
from storage.sale_invariants import SALES
from storage.tables.goods import stock, stock_movements
from storage.tables.money import refunds
from storage.tables.trade import charges, fulfilments, order_lines, orders, payments, reservations
from storage.taste_invariants import TASTES

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
_cancelled = fulfilments.c.step == Step.CANCELLED
_given_up = (  # what the lines of cancelled parts cost, and the pieces taken off the others
    select(
        order_lines.c.order_id,
        func.sum(case((_cancelled, order_lines.c.total), else_=TAKEN_OFF)).label("sum"),
    )
    .join(
        fulfilments,
        and_(
            fulfilments.c.order_id == order_lines.c.order_id,
            fulfilments.c.merchant_id == order_lines.c.merchant_id,
        ),
    )
    .group_by(order_lines.c.order_id)
    .subquery()
)
_paid = (
    select(charges.c.order_id, func.sum(charges.c.amount).label("sum"))
    .where(charges.c.settled)
    .group_by(charges.c.order_id)
    .subquery()
)
_came = (  # all money that came for an order, on top of its price or not
    select(charges.c.order_id, func.sum(charges.c.amount).label("sum"))
    .group_by(charges.c.order_id)
    .subquery()
)
_went_back = (
    select(refunds.c.order_id, func.sum(refunds.c.amount).label("sum"))
    .where(refunds.c.state == RefundState.SUCCEEDED)
    .group_by(refunds.c.order_id)
    .subquery()
)
_returning = (  # what of a charge went back, is on its way, or may be
    select(refunds.c.provider, refunds.c.charge_id, func.sum(refunds.c.amount).label("sum"))
    .where(refunds.c.state.in_(sorted(COUNTS)))
    .group_by(refunds.c.provider, refunds.c.charge_id)
    .subquery()
)
_its_charge = and_(
    charges.c.provider == refunds.c.provider,
    charges.c.charge_id == refunds.c.charge_id,
    charges.c.order_id == refunds.c.order_id,
    charges.c.currency == refunds.c.currency,
)
# Cash is paid for what was handed over, so what was cancelled was never due.
_never_due = case((orders.c.method == Method.CASH, func.coalesce(_given_up.c.sum, 0)), else_=0)
_came_sum = func.coalesce(_came.c.sum, 0)
_back_sum = func.coalesce(_went_back.c.sum, 0)
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
            reservations.c.quantity == order_lines.c.quantity - order_lines.c.cancelled,
        ),
    )
    .where(
        order_lines.c.quantity > order_lines.c.cancelled,
        orders.c.status.in_([Status.AWAITING_PAYMENT, Status.CONFIRMED]),
        fulfilments.c.step.in_([Step.NEW, Step.ACCEPTED, Step.PACKED]),
        reservations.c.order_id.is_(None),
    ),
    "I7 paid means that exactly the total came": select(orders.c.id)
    .outerjoin(_paid, _paid.c.order_id == orders.c.id)
    .outerjoin(_given_up, _given_up.c.order_id == orders.c.id)
    .where(
        orders.c.payment_status == PaymentStatus.PAID,
        func.coalesce(_paid.c.sum, 0) != orders.c.total - _never_due,
    ),
    "I7 what is said of refunds is what went back": select(orders.c.id)
    .outerjoin(_came, _came.c.order_id == orders.c.id)
    .outerjoin(_paid, _paid.c.order_id == orders.c.id)
    .outerjoin(_went_back, _went_back.c.order_id == orders.c.id)
    .where(
        case(
            (
                orders.c.payment_status == PaymentStatus.PAID,
                _came_sum - _back_sum < func.coalesce(_paid.c.sum, 0),
            ),
            (
                orders.c.payment_status == PaymentStatus.PARTLY_REFUNDED,
                or_(_back_sum == 0, _back_sum >= _came_sum),
            ),
            (
                orders.c.payment_status == PaymentStatus.REFUNDED,
                or_(_came_sum == 0, _back_sum != _came_sum),
            ),
            (orders.c.payment_status == PaymentStatus.REFUND_DUE, _back_sum >= _came_sum),
            else_=and_(_back_sum != 0, orders.c.method != Method.CASH),
        )
    ),
    "I8 no more goes back of a charge than came": select(charges.c.id)
    .join(
        _returning,
        and_(
            _returning.c.provider == charges.c.provider,
            _returning.c.charge_id == charges.c.charge_id,
        ),
    )
    .where(_returning.c.sum > charges.c.amount),
    "I8 what goes back came, for this order and in this currency": select(refunds.c.id)
    .outerjoin(charges, _its_charge)
    .where(charges.c.id.is_(None)),
    "I9 a captured attempt has its money": select(payments.c.id)
    .outerjoin(charges, charges.c.key == payments.c.key)
    .where(payments.c.status == Attempt.CAPTURED, charges.c.id.is_(None)),
    "I10 money that came is with a confirmed order or on record to go back": select(charges.c.id)
    .join(orders, orders.c.id == charges.c.order_id)
    .where(
        charges.c.settled,
        or_(
            orders.c.status.in_([Status.AWAITING_PAYMENT, Status.EXPIRED]),
            and_(
                orders.c.status == Status.CANCELLED,
                orders.c.payment_status.in_([PaymentStatus.PAID, PaymentStatus.UNPAID]),
            ),
        ),
    ),
    "I10 money that pays nothing says what becomes of it": select(charges.c.id).where(
        charges.c.settled.is_(False),
        charges.c.outcome.not_in([Outcome.REFUND_DUE, Outcome.NEEDS_REVIEW]),
    ),
    "I10 all that a provider must return is written down as a refund": select(charges.c.id)
    .join(orders, orders.c.id == charges.c.order_id)
    .outerjoin(
        _returning,
        and_(
            _returning.c.provider == charges.c.provider,
            _returning.c.charge_id == charges.c.charge_id,
        ),
    )
    .where(
        charges.c.provider.in_(sorted(ONLINE)),
        or_(
            charges.c.outcome == Outcome.REFUND_DUE,
            and_(charges.c.settled, orders.c.status == Status.CANCELLED),
        ),
        func.coalesce(_returning.c.sum, 0) != charges.c.amount,
    ),
    **DIGITAL,
    **RECORDS,
    **GIVEN_UP,
    **PRICES,
    **TASTES,
    **REVIEWS,
    **SALES,
    **CATEGORIES,
    **LISTING,
    **PRIVACY,
    "I16 an ended order holds nothing": select(reservations.c.order_id)
    .join(orders, orders.c.id == reservations.c.order_id)
    .where(_ended, reservations.c.state == "active"),
    "I16 an ended order asks for no money": select(payments.c.id)
    .join(orders, orders.c.id == payments.c.order_id)
    .where(_ended, payments.c.status.in_(sorted(LIVE))),
}
