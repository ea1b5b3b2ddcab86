"""Looking around: shelves, lists and product cards."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.finding import OpenSome
from bot.callbacks.shopping import (
    FOUND,
    AddFromList,
    OpenGoods,
    OpenProduct,
    OpenShelf,
    SetQuantity,
    TurnPicture,
)
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens import toasts
from bot.screens.catalog import goods_screen, shelf_screen
from bot.screens.parts import Listing
from domain.customers import Customer
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.favourites import Favourites
from handlers.cart import line_of
from handlers.product_view import product_view
from handlers.routing import Subject


async def open_shelf(
    _: CallbackQuery, callback_data: OpenShelf, customer: Customer, catalog: Catalog, t: Translator
) -> Screen:
    """Show a category: its sub-shelves, or its goods."""
    wanted = callback_data
    shelf = await catalog.shelf(customer, wanted.category or None, wanted.sort, wanted.page)
    at = Listing(wanted.category, wanted.page, wanted.sort)
    return shelf_screen(shelf, at, customer.cart_pieces, t)


async def open_goods(
    _: CallbackQuery, callback_data: OpenGoods, customer: Customer, catalog: Catalog, t: Translator
) -> Screen:
    """Show a page of the products on and below a category."""
    wanted = callback_data
    shelf = await catalog.shelf(customer, wanted.category or None, wanted.sort, wanted.page)
    at = Listing(wanted.category, wanted.page, wanted.sort)
    return goods_screen(shelf, at, customer.cart_pieces, t)


async def open_product(
    _: CallbackQuery,
    callback_data: OpenProduct | TurnPicture,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    """Show a product, with the pieces of it that are in the cart."""
    wanted = callback_data
    product = await catalog.product(customer, wanted.product)
    picture = wanted.picture if isinstance(wanted, TurnPicture) else 0
    return await product_view(
        customer, product, wanted.variant, _at(wanted), carts, favourites, t, picture=picture
    )


async def open_some(
    _: CallbackQuery,
    callback_data: OpenSome,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    """Show a product that was asked for in a number of pieces: that many go in at once."""
    wanted = callback_data
    product = await catalog.product(customer, wanted.product)
    at = Listing(FOUND, wanted.page, pieces=max(1, wanted.quantity))
    return await product_view(customer, product, wanted.variant, at, carts, favourites, t)


async def set_quantity(
    _: CallbackQuery,
    callback_data: SetQuantity,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    """Have that many pieces in the cart, and show the product again."""
    wanted = callback_data
    cart = await carts.set_quantity(customer, wanted.variant, wanted.quantity)
    product = await catalog.product(customer, wanted.product)
    return await product_view(
        customer, product, wanted.variant, _at(wanted), carts, favourites, t, cart=cart
    )


async def add_from_list(
    _: CallbackQuery, callback_data: AddFromList, customer: Customer, carts: Carts, t: Translator
) -> Toast:
    """Put a piece into the cart unless some are there; the list stays as it is."""
    wanted = callback_data
    if customer.cart_pieces:
        cart = await carts.get(customer)
        if line := line_of(cart, wanted.variant):
            return Toast(toasts.already(line, t))
    cart = await carts.set_quantity(customer, wanted.variant, wanted.quantity)
    return Toast(toasts.added(line_of(cart, wanted.variant), cart.pieces, t))


def _at(callback_data: OpenProduct | SetQuantity | TurnPicture) -> Listing:
    return Listing(callback_data.shelf, callback_data.page, callback_data.sort)


def build() -> Router:
    """Return the router of everything one looks at."""
    router = Subject(name="catalog")
    router.callback_query.register(open_product, OpenProduct.filter())
    router.callback_query.register(open_product, TurnPicture.filter())
    router.callback_query.register(open_some, OpenSome.filter())
    router.callback_query.register(open_goods, OpenGoods.filter())
    router.callback_query.register(open_shelf, OpenShelf.filter())
    router.callback_query.register(set_quantity, SetQuantity.filter())
    router.callback_query.register(add_from_list, AddFromList.filter())
    return router
