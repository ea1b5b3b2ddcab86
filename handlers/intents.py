"""Typed sentences that are no search: each opens its screen, and acts on nothing by itself."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.catalog import shelf_screen
from bot.screens.home import home_screen
from bot.screens.intents import (
    address_screen,
    delivery_screen,
    hours_screen,
    no_promo,
    payment_screen,
    person_screen,
    understood,
    with_search,
)
from bot.screens.parts import Listing
from bot.screens.recommendations import for_you_screen
from bot.shop import ShopFacts
from domain.catalog import Sort
from domain.customers import Customer
from domain.intents.kinds import Intent, Kind
from domain.orders import Status
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.checkout import Checkout
from domain.services.deliveries import Deliveries
from domain.services.intents import Intents
from domain.services.orders import Orders
from domain.services.recommendations import Recommendations
from handlers import order_intents, search
from handlers.cart import show_cart
from handlers.cart_view import cart_view
from handlers.help import show_help, show_payment_help
from handlers.language import list_languages
from handlers.orders import list_orders
from handlers.privacy import show_privacy
from handlers.routing import Subject
from handlers.start import open_home

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Understands(BaseMiddleware):
    """Puts what a typed sentence asks for into the data, as `intent`; None for a search."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Understand, then go on."""
        text = event.text if isinstance(event, Message) else None
        if text and not text.startswith("/"):
            intents: Intents = data["intents"]
            data["intent"] = await intents.meant(data["customer"], text)
        return await handler(event, data)


class SaysHow(BaseMiddleware):
    """Says over the screen how a sentence was understood, and offers the search for it."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Answer, then say how."""
        screen = await handler(event, data)
        if not isinstance(screen, Screen) or not isinstance(event, Message):
            return screen
        await search.keep_said(data["state"], event.text or "")
        t: Translator = data["t"]
        return with_search(screen, understood(data["intent"].kind, t), t)


class Meant(Filter):
    """Whether the sentence asks for that *kind* of thing."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    async def __call__(self, _: Message, intent: Intent | None = None) -> bool:
        """Whether it does."""
        return intent is not None and intent.kind is self._kind


async def show_delivery(
    _: Message, customer: Customer, deliveries: Deliveries, t: Translator, shop: ShopFacts
) -> Screen:
    """Show what delivery costs."""
    return delivery_screen(await deliveries.offered(shop.currency), customer, t, shop)


async def show_hours(
    _: Message, customer: Customer, deliveries: Deliveries, t: Translator, shop: ShopFacts
) -> Screen:
    """Say when one can order, and where to pick things up."""
    return hours_screen(await deliveries.offered(shop.currency), customer, t, shop)


async def show_payment(_: Message, customer: Customer, t: Translator, shop: ShopFacts) -> Screen:
    """Show the ways to pay."""
    return payment_screen(customer, t, shop)


async def show_person(_: Message, t: Translator, shop: ShopFacts) -> Screen:
    """Say how to reach a person."""
    return person_screen(t, shop)


async def show_address(
    _: Message, customer: Customer, orders: Orders, t: Translator, shop: ShopFacts
) -> Screen:
    """Show the address for the next order, and the way to change it."""
    mine = (await orders.mine(customer, 0)).orders
    placed = next((order.number for order in mine if order.status is Status.CONFIRMED), "")
    return address_screen(customer, placed, t, shop)


async def show_promo(
    _: Message,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    catalog: Catalog,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Lead to the cart, where promo codes are typed."""
    cart = await carts.get(customer)
    if not cart.lines:
        note = no_promo(cart=False, t=t)
        return home_screen(await catalog.categories(customer), customer, t, shop, note=note)
    prices = await checkout.prices(customer, cart)
    note = t("“Promo code” is below.")
    if prices is None or not prices.promos:
        note = no_promo(cart=True, t=t)
    return await cart_view(customer, cart, checkout, t, note=note)


async def show_catalogue(
    _: Message, customer: Customer, catalog: Catalog, t: Translator
) -> Screen:
    """Show the top shelves."""
    shelf = await catalog.shelf(customer, None, Sort.POPULAR, 0)
    return shelf_screen(shelf, Listing(0), customer.cart_pieces, t)


async def show_recommended(
    _: Message, customer: Customer, recommendations: Recommendations, t: Translator
) -> Screen:
    """Show what they may like, or what others buy."""
    return for_you_screen(await recommendations.for_customer(customer, 0), customer, t)


def build() -> Router:
    """Return the router of sentences. It comes just before search, which takes the rest."""
    answers: dict[Kind, Callable[..., Awaitable[Screen]]] = {
        Kind.CART: show_cart,
        Kind.ADDRESS: show_address,
        Kind.PERSON: show_person,
        Kind.DELIVERY: show_delivery,
        Kind.PAYMENT: show_payment,
        Kind.LANGUAGE: list_languages,
        Kind.HELP: show_help,
        Kind.REFUND: show_payment_help,
        Kind.PROMO: show_promo,
        Kind.HOURS: show_hours,
        Kind.CATALOGUE: show_catalogue,
        Kind.RECOMMEND: show_recommended,
        Kind.FORGET: show_privacy,
        Kind.HELLO: open_home,
        Kind.ORDERS: list_orders,
        Kind.WHERE: order_intents.where,
        Kind.REPEAT: order_intents.repeat,
        Kind.CANCEL: order_intents.cancel,
        Kind.RETURN: order_intents.give_back,
        Kind.SEARCH: search.some,
    }
    router = Subject(name="intents")
    router.message.outer_middleware(Understands())
    router.message.middleware(SaysHow())
    for kind, answer in answers.items():
        router.message.register(answer, Meant(kind))
    return router
