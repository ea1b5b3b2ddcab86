"""What was found: its pages, and narrowing and ordering it."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.search import (
    ChooseFound,
    DropFound,
    KeepFound,
    MeantFound,
    NarrowFound,
    PriceFound,
    SortFound,
)
from bot.callbacks.shopping import MoreFound
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.narrowing import narrow_screen, prices_screen, shelves_screen
from bot.screens.search import forgotten, found_screen, nothing_screen
from bot.screens.search_words import Told
from domain.customers import Customer
from domain.errors import NotFound
from domain.ports.search import Asked
from domain.search.wishes import Part, Wish
from domain.services.catalog import Catalog
from domain.services.search import Choices, Found, Search
from handlers.routing import Subject


async def turn(
    _: CallbackQuery,
    callback_data: MoreFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Reply:
    """Show another page of a search, or come back to it."""
    try:
        found = await search.turn(customer, callback_data.search, callback_data.page)
    except NotFound:
        return Toast(forgotten(t), alert=True)
    return await found_view(found, customer, catalog, search, t)


async def narrow(
    _: CallbackQuery,
    callback_data: NarrowFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Reply:
    """Show by what the search can be narrowed."""
    try:
        choices = await search.choices(customer, callback_data.search)
    except NotFound:
        return Toast(forgotten(t), alert=True)
    told = await _told(choices.asked, customer, catalog, search)
    return narrow_screen(choices.asked.text, told, t)


async def choose(
    _: CallbackQuery,
    callback_data: ChooseFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Reply:
    """Show the shelves or the prices to choose from."""
    try:
        choices = await search.choices(customer, callback_data.search)
    except NotFound:
        return Toast(forgotten(t), alert=True)
    return await _choices_view(choices, callback_data.part, customer, catalog, search, t)


async def _choices_view(
    choices: Choices,
    part: Part,
    customer: Customer,
    catalog: Catalog,
    search: Search,
    t: Translator,
) -> Screen:
    told = await _told(choices.asked, customer, catalog, search)
    if part is Part.PRICE:
        return prices_screen(choices.prices, told, t)
    return shelves_screen(choices.shelves, told, t)


async def change(
    _: CallbackQuery,
    callback_data: KeepFound | DropFound | PriceFound | SortFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Reply:
    """Narrow or order a search, or take that back, and show what it finds now."""
    try:
        wish = await search.wish(customer, callback_data.search)
        found = await search.narrow(customer, callback_data.search, _changed(wish, callback_data))
    except NotFound:
        return Toast(forgotten(t), alert=True)
    return await found_view(found, customer, catalog, search, t)


async def meant(
    _: CallbackQuery,
    callback_data: MeantFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Reply:
    """Look for what may have been meant instead."""
    try:
        found = await search.instead(customer, callback_data.search)
    except NotFound:
        return Toast(forgotten(t), alert=True)
    return await found_view(found, customer, catalog, search, t)


def _changed(wish: Wish, press: KeepFound | DropFound | PriceFound | SortFound) -> Wish:
    match press:
        case DropFound():
            return wish.without(press.part)
        case SortFound():
            return replace(wish, order=press.order)
        case PriceFound():
            low, high = (None if end < 0 else end for end in (press.low, press.high))
            return replace(wish, low=low, high=high)
        case KeepFound():
            return wish.having(press.part, press.value)


async def found_view(
    found: Found, customer: Customer, catalog: Catalog, search: Search, t: Translator
) -> Screen:
    """Return the screen of a page, or the ways on where nothing was found."""
    told = await _told(found.asked, customer, catalog, search)
    asked, page = found.asked, found.page
    if not page.rows:
        shelves = await catalog.categories(customer)
        return nothing_screen(asked.text, shelves.subcategories, t, told)
    told = replace(told, many=not found.counted, follows=len(asked.ends) > page.page)
    return found_screen(page, asked.text, customer.cart_pieces, t, told)


async def _told(asked: Asked, customer: Customer, catalog: Catalog, search: Search) -> Told:
    chosen = asked.wish.category
    return Told(
        search=asked.id,
        wish=asked.wish,
        currency=search.currency,
        mended=asked.mended,
        missing=asked.missing,
        instead=asked.instead,
        shelf=await catalog.title(customer, chosen) if chosen is not None else "",
    )


def build() -> Router:
    """Return the router of what was found."""
    router = Subject(name="found")
    router.callback_query.register(turn, MoreFound.filter())
    router.callback_query.register(narrow, NarrowFound.filter())
    router.callback_query.register(choose, ChooseFound.filter())
    for press in (KeepFound, DropFound, PriceFound, SortFound):
        router.callback_query.register(change, press.filter())
    router.callback_query.register(meant, MeantFound.filter())
    return router
