"""Checkout: the way to the review, and placing the order."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.callbacks.digital import OpenPart
from bot.callbacks.finding import BuySome
from bot.callbacks.shopping import BuyNow, OpenCheckout, PlaceOrder
from bot.i18n import Translator
from bot.reply import Reply, Screen
from bot.screens.errors import explain
from bot.screens.orders import order_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.errors import CartChanged, EmptyCart, MissingFact, OutOfStock
from domain.orders import Status
from domain.ports.store import CardMessage
from domain.price_errors import PromoRefused
from domain.services.carts import Carts
from domain.services.checkout import Checkout
from domain.services.till import Till
from handlers.cart import line_of
from handlers.desk import AtTheDesk, Desk
from handlers.routing import Subject
from handlers.till import ask_for_money


async def open_checkout(_: CallbackQuery, customer: Customer, desk: Desk) -> Screen:
    """Ask what is missing, then show the review."""
    return await desk.next_step(customer)


async def open_part(
    _: CallbackQuery, callback_data: OpenPart, customer: Customer, desk: Desk
) -> Screen:
    """Do the same with another part of the cart first."""
    return await desk.next_step(customer, part=callback_data.part)


async def buy_now(
    _: CallbackQuery, callback_data: BuyNow | BuySome, customer: Customer, carts: Carts, desk: Desk
) -> Screen:
    """Have at least as many pieces in the cart as the button says, and go to checkout."""
    wanted = callback_data.quantity if isinstance(callback_data, BuySome) else 1
    cart = await carts.get(customer)
    line = line_of(cart, callback_data.variant)
    if line is None or line.quantity < wanted:
        cart = await carts.set_quantity(customer, callback_data.variant, wanted)
        line = line_of(cart, callback_data.variant)
    parts = [part.lines[0].part for part in cart.parts]
    at = parts.index(line.part) if line and line.part in parts else 0
    return await desk.next_step(customer, cart=cart, part=at)


async def place(
    query: CallbackQuery,
    callback_data: PlaceOrder,
    customer: Customer,
    checkout: Checkout,
    till: Till,
    t: Translator,
    shop: ShopFacts,
    desk: Desk,
) -> Reply:
    """Order what the review showed, and ask for the money; a review that is no longer true
    is shown anew, with what happened.
    """
    wanted = callback_data
    shown_in = _review_of(query)
    try:
        placed = await checkout.place(
            customer, wanted.revision, wanted.fingerprint, wanted.method, shown_in
        )
    except (CartChanged, EmptyCart, MissingFact, OutOfStock, PromoRefused) as refusal:
        fresh = await desk.next_step(customer)
        return replace(fresh, toast=explain(refusal, t), alert=True)
    if placed.payment and placed.order.status is Status.AWAITING_PAYMENT:
        return await ask_for_money(placed, till, t, shop)
    return order_screen(placed.order, t, shop, card=False)


def _review_of(query: CallbackQuery) -> CardMessage | None:
    """Return the message with the review, if Telegram still knows it."""
    if not isinstance(query.message, Message):
        return None
    return CardMessage(query.message.message_id, caption=bool(query.message.photo))


def build() -> Router:
    """Return the router of checkout."""
    router = Subject(name="checkout")
    router.callback_query.middleware(AtTheDesk())
    router.callback_query.register(buy_now, BuyNow.filter())
    router.callback_query.register(buy_now, BuySome.filter())
    router.callback_query.register(open_checkout, OpenCheckout.filter())
    router.callback_query.register(open_part, OpenPart.filter())
    router.callback_query.register(place, PlaceOrder.filter())
    return router
