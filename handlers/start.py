"""/start, links that open a place in the shop, and the first screen."""

import asyncio
from contextlib import suppress

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from bot.callbacks.shopping import OpenHome
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.catalog import shelf_screen
from bot.screens.errors import explain
from bot.screens.home import home_screen
from bot.screens.orders import order_screen
from bot.screens.parts import Listing
from bot.screens.staff import welcome
from bot.shop import ShopFacts
from domain.catalog import Sort
from domain.customers import Customer
from domain.errors import NotFound, ShopError
from domain.orders import Order, Status, order_id
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.favourites import Favourites
from domain.services.orders import Orders
from domain.services.shared_carts import SharedCarts
from domain.services.staff import StaffRoom
from domain.services.watch import Watch
from handlers.favourites import shared_list
from handlers.product_view import product_view
from handlers.routing import Subject
from handlers.shared_carts import shared_cart
from handlers.till import waits_for_a_page

_PATIENCE = 4  # seconds a person may wait for what the provider says


async def home(
    customer: Customer, catalog: Catalog, t: Translator, shop: ShopFacts, note: str = ""
) -> Screen:
    """Show the first screen."""
    return home_screen(await catalog.categories(customer), customer, t, shop, note=note)


async def open_home(
    _: TelegramObject, customer: Customer, catalog: Catalog, t: Translator, shop: ShopFacts
) -> Screen:
    """Show the first screen, whatever led there."""
    return await home(customer, catalog, t, shop)


async def start(
    _: Message,
    command: CommandObject,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    shared_carts: SharedCarts,
    orders: Orders,
    staff: StaffRoom,
    watch: Watch,
    state: FSMContext,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Greet, or open what the link names; a link that leads nowhere is explained."""
    kind, _separator, name = (command.args or "").partition("_")
    try:
        match kind:
            case "" | "shop":
                return await home(customer, catalog, t, shop)
            case "p":
                return await product_card(customer, catalog, carts, favourites, t, _id(name))
            case "c":
                return await _shelf(customer, catalog, t, _id(name))
            case "o":
                order = await orders.get(customer, order_id(name[:9]))
                return await _order(order, customer, orders, watch, t, shop)
            case "k":
                return await shared_cart(customer, name, 0, carts, shared_carts, state, t)
            case "w":
                return await shared_list(customer, name, favourites, state, t)
            case "i":
                return welcome(await staff.accept(customer, name), t)
        raise NotFound("link")
    except ShopError as error:
        return await home(customer, catalog, t, shop, note=explain(error, t))


async def product_card(
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
    product_id: int,
) -> Screen:
    """Show a product that a link or a card from elsewhere names."""
    product = await catalog.product(customer, product_id)
    at = Listing(product.category_id or 0)
    return await product_view(customer, product, 0, at, carts, favourites, t)


async def _shelf(customer: Customer, catalog: Catalog, t: Translator, category_id: int) -> Screen:
    shelf = await catalog.shelf(customer, category_id, Sort.POPULAR, 0)
    return shelf_screen(shelf, Listing(category_id), customer.cart_pieces, t)


async def _order(
    order: Order,
    customer: Customer,
    orders: Orders,
    watch: Watch,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Show an order; for somebody back from a provider's page, that is asked first."""
    if not waits_for_a_page(order):
        return order_screen(order, t, shop)
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            await watch.ask_now(order.id)
    order = await orders.get(customer, order.id)
    if order.status is not Status.AWAITING_PAYMENT:
        return order_screen(order, t, shop)
    note = t("No payment has reached us yet. If you have paid, it can take a minute.")
    return order_screen(order, t, shop, note=note)


def _id(text: str) -> int:
    """Read the id in a link; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def build() -> Router:
    """Return the router of the first screen."""
    router = Subject(name="start")
    router.callback_query.register(open_home, OpenHome.filter())
    router.message.register(start, CommandStart())
    router.message.register(open_home, Command("shop"))
    return router
