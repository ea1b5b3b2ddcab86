"""The money of an order: asked for on a provider's page, in the chat, or another way."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.callbacks.shopping import ChooseWay, PayBy, PayOrder
from bot.i18n import Translator
from bot.reply import Reply, Screen
from bot.screens.checkout import invoice
from bot.screens.errors import explain
from bot.screens.orders import order_screen
from bot.screens.till import other_ways, ways_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.errors import WayClosed, WrongStep
from domain.orders import IN_CHAT, ONLINE, Method, Order, Status
from domain.services.checkout import Placed
from domain.services.orders import Orders
from domain.services.till import Till
from handlers.orders import on_the_card
from handlers.routing import Subject

_PATIENCE = 8  # seconds a tap may wait for a provider; its page is shown later then


async def ask_for_money(
    placed: Placed, till: Till, t: Translator, shop: ShopFacts, *, card: bool = False
) -> Reply:
    """Show where an order's money is taken: Telegram's invoice, or a provider's page.

    The page's button stands on the order's own card, which follows the payment. When the
    provider refuses, another way can be chosen; *card* tells whether on the live card.
    """
    if not placed.payment or placed.payment.provider in IN_CHAT:
        return invoice(placed, t, shop)
    try:
        order = await _opened(placed, till)
    except WayClosed as closed:
        return _closed(placed.order, closed, t, shop, card=card)
    screen = order_screen(order, t, shop, card=False)
    if order.pay_url or not waits_for_a_page(order):
        return screen
    return replace(screen, toast=t("The pay page is on its way. It will be here in a moment."))


def waits_for_a_page(order: Order) -> bool:
    """Whether an order's money is to come by a provider's page."""
    return order.status is Status.AWAITING_PAYMENT and order.method in ONLINE


async def _opened(placed: Placed, till: Till) -> Order:
    """Return the order with its pay page, or without one if the provider takes too long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            return await till.open(placed)
    return placed.order


def _closed(
    order: Order, closed: WayClosed, t: Translator, shop: ShopFacts, *, card: bool
) -> Screen:
    """Offer the other ways; without any, the order waits for another try."""
    if other_ways(order, shop):
        said = explain(closed, t)
        return ways_screen(order, t, shop, closed=True, card=card, toast=said, alert=True)
    said = t(
        "Paying does not work at the moment. Nothing was charged. "
        "Please try again in a few minutes."
    )
    return order_screen(order, t, shop, card=False, toast=said, alert=True)


async def pay(
    query: CallbackQuery,
    callback_data: PayOrder | PayBy,
    customer: Customer,
    till: Till,
    orders: Orders,
    t: Translator,
    shop: ShopFacts,
) -> Reply:
    """Ask for the money of an unpaid order, in the way chosen before or in another."""
    method = callback_data.method if isinstance(callback_data, PayBy) else None
    card = on_the_card(query, customer)
    try:
        placed = await till.choose(customer, callback_data.order, method)
    except WrongStep:
        order = await orders.get(customer, callback_data.order)
        return _as_it_stands(order, t, shop, card=card)
    return await ask_for_money(placed, till, t, shop, card=card)


async def choose(
    query: CallbackQuery,
    callback_data: ChooseWay,
    customer: Customer,
    orders: Orders,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Show the ways to pay an order of theirs that waits for its money."""
    order = await orders.own(customer, callback_data.order)
    card = on_the_card(query, customer)
    if order.status is not Status.AWAITING_PAYMENT:
        return _as_it_stands(order, t, shop, card=card)
    return ways_screen(order, t, shop, card=card)


async def at_the_door(
    query: CallbackQuery,
    callback_data: PayBy,
    customer: Customer,
    till: Till,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Have an unpaid order paid in cash when it is handed over."""
    order = await till.at_the_door(customer, callback_data.order)
    card = on_the_card(query, customer)
    return order_screen(
        order, t, shop, card=card, toast=t("You pay in cash. The order is placed.")
    )


def _as_it_stands(order: Order, t: Translator, shop: ShopFacts, *, card: bool) -> Screen:
    said = t("This order waits for no payment any more. Here is how it stands.")
    return order_screen(order, t, shop, card=card, toast=said, alert=True)


def build() -> Router:
    """Return the router of the ways to pay."""
    router = Subject(name="till")
    router.callback_query.register(pay, PayOrder.filter())
    router.callback_query.register(at_the_door, PayBy.filter(F.method == Method.CASH))
    router.callback_query.register(pay, PayBy.filter())
    router.callback_query.register(choose, ChooseWay.filter())
    return router
