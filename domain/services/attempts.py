"""Attempts to have an order paid: making one, finding those that live, ending them."""

import secrets
from datetime import datetime, timedelta

from domain import notices
from domain.gateways import KEYS_KEPT, Snapshot
from domain.orders import ONLINE, Method, Order, Status
from domain.payments import LIVE, Attempt, Payment
from domain.ports.store import UnitOfWork

# Whoever opens a provider's page has this long before others look after it.
FIRST_LOOK = timedelta(seconds=20)


def attempt(order: Order, method: Method, at: datetime) -> Payment:
    """Return a new attempt to have *order* paid by *method*, with a key of its own."""
    return Payment(
        id=0,
        order_id=order.id,
        provider=method,
        money=order.total,
        status=Attempt.CREATED,
        key=secrets.token_urlsafe(18),
        expires_at=order.expires_at,
        look_at=at + FIRST_LOOK if method in ONLINE else None,
    )


def forgotten(payment: Payment, now: datetime) -> bool:
    """Whether a provider that never answered may not know this attempt's key any more.

    Asked again it might make a second page for one key. Nobody was ever shown the first.
    """
    asked = payment.made_at
    return not payment.external_id and asked is not None and asked + KEYS_KEPT <= now


async def wanted(uow: UnitOfWork, told: Snapshot) -> bool:
    """Whether an order still waits for this money."""
    payment = await uow.payments.by_key(told.key) if told.key else None
    order = await uow.orders.get(payment.order_id) if payment else None
    waits = order is not None and order.status is Status.AWAITING_PAYMENT
    return waits and payment is not None and payment.money == told.money


async def live_payment(uow: UnitOfWork, order: Order) -> Payment | None:
    """Return the attempt that may still bring this order's money, if any."""
    return next(iter(await uow.payments.live(order.id)), None)


async def end_attempts(uow: UnitOfWork, order: Order, to: Attempt, at: datetime) -> None:
    """Close what asks for an order's money: invoices leave the chat, pages are to be shut.

    The caller holds the order's lock. Providers are asked to shut their pages later, with
    no transaction open; money that comes by one all the same is noticed then.
    """
    await uow.payments.look_now(order.id, at)
    for payment in await uow.payments.live(order.id):
        await uow.payments.move(payment.id, to, LIVE)
        if payment.message_id is not None:
            await notices.remove_message(uow, order.customer_id, payment.message_id, at)
