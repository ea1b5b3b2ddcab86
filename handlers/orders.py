"""A customer's own orders."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.shopping import CancelOrder, KeepOrder, OpenOrder, OpenOrders, RepeatOrder
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.orders import cancel_screen, order_screen, orders_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.errors import WrongStep
from domain.orders import Status
from domain.services.carts import Carts
from domain.services.checkout import Checkout
from domain.services.orders import Orders
from handlers.cart_view import cart_view
from handlers.routing import Subject


async def list_orders(
    _: TelegramObject,
    customer: Customer,
    orders: Orders,
    t: Translator,
    callback_data: OpenOrders | None = None,
) -> Screen:
    """Show a page of their orders."""
    page = callback_data.page if callback_data else 0
    return orders_screen(await orders.mine(customer, page), t)


async def open_order(
    _: CallbackQuery,
    callback_data: OpenOrder,
    customer: Customer,
    orders: Orders,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Show one order."""
    return order_screen(await orders.get(customer, callback_data.order), t, shop)


async def cancel(
    query: CallbackQuery,
    callback_data: CancelOrder,
    customer: Customer,
    orders: Orders,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Cancel an order that nobody has begun on, after asking."""
    card = on_the_card(query, customer)
    if callback_data.sure:
        order = await orders.cancel(customer, callback_data.order)
        done = t("Order #{number} is cancelled.", number=order.number)
        return order_screen(order, t, shop, card=card, toast=done)
    order = await orders.own(customer, callback_data.order)
    if not order.may_be_cancelled_by_customer:
        raise WrongStep(order.status, Status.CANCELLED)
    return cancel_screen(order, t, card=card)


async def keep(
    query: CallbackQuery,
    callback_data: KeepOrder,
    customer: Customer,
    orders: Orders,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Leave the order as it is, and show it where the question stood."""
    order = await orders.get(customer, callback_data.order)
    return order_screen(order, t, shop, card=on_the_card(query, customer))


def on_the_card(query: CallbackQuery, customer: Customer) -> bool:
    """Whether the tap was on the live card, not on an order's own message."""
    return query.message is not None and query.message.message_id == customer.card_message_id


async def repeat(
    _: CallbackQuery,
    callback_data: RepeatOrder,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    t: Translator,
) -> Screen:
    """Put an order's goods into the cart again, at today's prices."""
    cart = await carts.refill(customer, callback_data.order)
    toast = t("What is in stock of it is in your cart.")
    return await cart_view(customer, cart, checkout, t, toast=toast)


def build() -> Router:
    """Return the router of a customer's own orders."""
    router = Subject(name="orders")
    router.callback_query.register(list_orders, OpenOrders.filter())
    router.callback_query.register(open_order, OpenOrder.filter())
    router.callback_query.register(cancel, CancelOrder.filter())
    router.callback_query.register(keep, KeepOrder.filter())
    router.callback_query.register(repeat, RepeatOrder.filter())
    router.message.register(list_orders, Command("orders"))
    return router
