"""Fiscal receipts of money that came: being made at the provider, made, or not."""

from datetime import datetime, timedelta

from domain import notices
from domain.gateways import Snapshot
from domain.notices import Alert
from domain.orders import Order
from domain.payments import Attempt, Payment
from domain.ports.store import UnitOfWork

PENDING, FAILED = "pending", "canceled"
PATIENCE = timedelta(days=3)  # a cash register that is off so long is a person's business
_LONGEST = 3600  # seconds between two looks


def next_look(payment: Payment, told: Snapshot, now: datetime) -> datetime | None:
    """Return when to ask again about a payment that is over; None: there is nothing to learn."""
    if told.state is not Attempt.CAPTURED or told.receipt != PENDING or _too_long(payment, now):
        return None
    return now + timedelta(seconds=min(_LONGEST, 15 * 2**payment.looks))


async def note_receipt(
    uow: UnitOfWork, order: Order, payment: Payment, told: Snapshot, now: datetime
) -> None:
    """Have the order's card say how the receipt stands, and owners know if there is none.

    The money stands, whatever becomes of the receipt.
    """
    if not told.receipt or told.state is not Attempt.CAPTURED:
        return
    if told.receipt != payment.receipt:
        await uow.payments.set_receipt(payment.id, told.receipt)
        await notices.order_changed(uow, order, f"receipt:{payment.id}:{told.receipt}", now)
    if told.receipt == FAILED or (told.receipt == PENDING and _too_long(payment, now)):
        details: dict[str, str | int] = {"order_id": order.id, "provider": payment.provider}
        await notices.alert(uow, Alert.NO_RECEIPT, f"payment:{payment.id}", details, now)


def _too_long(payment: Payment, now: datetime) -> bool:
    return payment.made_at is not None and payment.made_at + PATIENCE <= now
