"""In-chat payments: Telegram asks before it charges, and tells after."""

import asyncio

from aiogram import Router
from aiogram.types import Message, PreCheckoutQuery, ShippingQuery

from bot.reply import Approve, Nothing, Reply
from domain.errors import PaymentRefused, Refusal
from domain.money import STARS, Money
from domain.orders import Method
from domain.payments import Charge
from domain.services.payments import Payments
from handlers.filters import paid
from handlers.routing import Subject

_PATIENCE = 8  # seconds; Telegram waits ten for the answer


async def approve(query: PreCheckoutQuery, payments: Payments) -> Reply:
    """Answer whether the charge may be made, in time even when the database is slow."""
    money = Money(query.total_amount, query.currency)
    try:
        async with asyncio.timeout(_PATIENCE):
            await payments.approve(query.invoice_payload, query.from_user.id, money)
    except TimeoutError:
        raise PaymentRefused(Refusal.BUSY) from None
    return Approve()


async def refuse_shipping(query: ShippingQuery) -> Reply:  # noqa: ARG001
    """No invoice of ours asks for a shipping price: the address was asked in the chat."""
    raise PaymentRefused(Refusal.SHIPPING)


async def settle(message: Message, payments: Payments) -> Reply:
    """Take note of money that came. What follows is told through the outbox, once."""
    charged = message.successful_payment
    if charged:
        payer = message.from_user or message.chat  # nobody else is in a private chat
        await payments.settle(
            Charge(
                provider=Method.STARS if charged.currency == STARS else Method.TELEGRAM,
                charge_id=charged.telegram_payment_charge_id,
                key=charged.invoice_payload,
                money=Money(charged.total_amount, charged.currency),
                payer_id=payer.id,
                provider_charge_id=charged.provider_payment_charge_id,
            )
        )
    return Nothing()


def build() -> Router:
    """Return the router of everything that money says."""
    router = Subject(name="payments")
    router.pre_checkout_query.register(approve)
    router.shipping_query.register(refuse_shipping)
    router.message.register(settle, paid)
    return router
