"""Cash at the door: what was taken, beside what was due. Part of a delivery's transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain import notices
from domain.customers import Customer
from domain.errors import BadPrice
from domain.fulfilment import OVER, Fulfilment, Step
from domain.money import LARGEST, Money
from domain.notices import Alert
from domain.orders import Method, Order, PaymentStatus
from domain.payments import Charge, Outcome
from domain.ports.store import Entry, UnitOfWork


def cash_due(order: Order, part: Fulfilment) -> Money | None:
    """Return what is to be taken when *part* is handed over; None if nothing is.

    The order is paid as a whole, with the last of its parts.
    """
    if order.method is not Method.CASH or order.payment_status is not PaymentStatus.UNPAID:
        return None
    others = (each.step for each in order.fulfilments if each.id != part.id)
    last = all(step in OVER for step in others)
    due = order.to_pay
    return due if last and part.step is Step.SHIPPED and due.amount else None


def ensure_sum(received: Money) -> None:
    """Raise `BadPrice` for a sum that nobody can have taken."""
    if not 0 <= received.amount <= LARGEST:
        raise BadPrice(str(received.decimal))


async def collect(
    uow: UnitOfWork,
    order: Order,
    parts: Collection[Fulfilment],
    received: Money | None,
    actor: Customer,
    now: datetime,
) -> None:
    """Note what came for an order that is over, with its *parts* as they stand now.

    *received* None is what was due: what was handed over and the delivery, nothing that
    fell away. Less leaves the payment unclear, more pays the order and stays on record
    beside it; owners are told of either.

    Raises:
        CurrencyMixed: It is in another currency than the order.
    """
    due = replace(order, fulfilments=tuple(parts)).to_pay
    came = due if received is None else received
    await _charge(uow, order, min(came, due), Outcome.PAID, now)
    if came > due:
        await _charge(uow, order, came - due, Outcome.NEEDS_REVIEW, now)
    standing = PaymentStatus.PAID if came >= due else PaymentStatus.NEEDS_REVIEW
    await uow.orders.set_payment(order.id, standing, now)
    if came != due:
        await _told(uow, order, came, due, actor, now)


async def _charge(
    uow: UnitOfWork, order: Order, money: Money, outcome: Outcome, now: datetime
) -> None:
    if money.amount:
        more = "" if outcome is Outcome.PAID else ":more"
        charge = Charge(Method.CASH, f"order:{order.id}{more}", "", money, order.customer_id)
        await uow.payments.add_charge(charge, order.id, outcome, now)


async def _told(
    uow: UnitOfWork, order: Order, came: Money, due: Money, actor: Customer, now: datetime
) -> None:
    sums = (str(due.amount), str(came.amount))
    await uow.journal.add(Entry(actor.id, "cash taken", f"order:{order.id}", *sums), now)
    details: dict[str, str | int] = {
        "order_id": order.id,
        "amount": came.amount,
        "due": due.amount,
        "currency": due.currency,
        "name": actor.name,
    }
    await notices.alert(uow, Alert.CASH_DIFFERS, f"order:{order.id}", details, now)
