"""What was found: its pages."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.search import MeantFound
from bot.callbacks.shopping import MoreFound
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.search import found_screen, nothing_screen
from bot.screens.search_words import Told
from domain.customers import Customer
from domain.ports.search import Asked
from domain.search.plans import COUNTED
from domain.services.catalog import Catalog
from domain.services.search import Found, Search
from handlers.routing import Subject


async def turn(
    _: CallbackQuery,
    callback_data: MoreFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Show another page of a search, or come back to it."""
    found = await search.turn(customer, callback_data.search, callback_data.page)
    return await found_view(found, customer, catalog, search, t)


async def meant(
    _: CallbackQuery,
    callback_data: MeantFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Look for what may have been meant instead."""
    found = await search.instead(customer, callback_data.search)
    return await found_view(found, customer, catalog, search, t)


async def found_view(
    found: Found, customer: Customer, catalog: Catalog, search: Search, t: Translator
) -> Screen:
    """Return the screen of a page, or the ways on where nothing was found."""
    told = await told_of(found.asked, customer, catalog, search)
    asked, page = found.asked, found.page
    if not page.rows:
        shelves = await catalog.categories(customer)
        return nothing_screen(asked.text, shelves.subcategories, t, told)
    told = replace(told, follows=len(asked.ends) > page.page)
    return found_screen(page, asked.text, customer.cart_pieces, t, told)


async def told_of(asked: Asked, customer: Customer, catalog: Catalog, search: Search) -> Told:
    """Return what is told of a search besides its goods."""
    chosen = asked.wish.category
    return Told(
        search=asked.id,
        wish=asked.wish,
        currency=search.currency,
        many=asked.total >= COUNTED,
        mended=asked.mended,
        missing=asked.missing,
        instead=asked.instead,
        shelf=await catalog.title(customer, chosen) if chosen is not None else "",
        browsing=asked.browsing,
        total=asked.total,
    )


def build() -> Router:
    """Return the router of what was found."""
    router = Subject(name="found")
    router.callback_query.register(turn, MoreFound.filter())
    router.callback_query.register(meant, MeantFound.filter())
    return router
