"""Narrowing and ordering what a search found, or what is on a shelf."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.search import (
    ChooseFound,
    ChooseTrait,
    DropFound,
    FilterGoods,
    HaveTrait,
    KeepFound,
    ListTraits,
    NarrowFound,
    PriceFound,
    ResetFound,
    SortFound,
)
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.narrowing import narrow_screen, prices_screen, shelves_screen
from bot.screens.traits import groups_screen, values_screen
from domain.catalog import Sort
from domain.customers import Customer
from domain.ports.search import Asked
from domain.search.wishes import Order, Part, Wish
from domain.services.catalog import Catalog
from domain.services.search import Search
from handlers.found import found_view, told_of
from handlers.routing import Subject

Change = KeepFound | DropFound | PriceFound | SortFound | ResetFound
_ORDERS = {
    Sort.POPULAR: Order.BEST,
    Sort.CHEAP: Order.CHEAP,
    Sort.DEAR: Order.DEAR,
    Sort.NEW: Order.NEW,
}


async def narrow(
    _: CallbackQuery,
    callback_data: NarrowFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Show by what the search can be narrowed."""
    return await _overview(callback_data.search, customer, search, catalog, t)


async def filter_goods(
    _: CallbackQuery,
    callback_data: FilterGoods,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Show by what the goods of a shelf can be narrowed."""
    order = _ORDERS[callback_data.sort]
    found = await search.browse(customer, callback_data.category or None, order)
    return await _overview(found.asked.id, customer, search, catalog, t)


async def choose(
    _: CallbackQuery,
    callback_data: ChooseFound,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Show the shelves or the prices to choose from."""
    if callback_data.part is Part.PRICE:
        asked, prices = await search.narrowing.prices(customer, callback_data.search)
        return prices_screen(prices, await told_of(asked, customer, catalog, search), t)
    asked, shelves = await search.narrowing.shelves(customer, callback_data.search)
    return shelves_screen(shelves, await told_of(asked, customer, catalog, search), t)


async def change(
    _: CallbackQuery,
    callback_data: Change,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Narrow or order a search, or take that back; a tap under a list shows the list again."""
    press = callback_data
    asked = await search.asked(customer, press.search)
    found = await search.narrow(customer, press.search, _changed(asked, press))
    if isinstance(press, DropFound) and not press.stay:
        return await found_view(found, customer, catalog, search, t)
    return await _overview(press.search, customer, search, catalog, t)


async def list_traits(
    _: CallbackQuery,
    callback_data: ListTraits,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Show all that the found goods differ in."""
    seen = await search.narrowing.overview(customer, callback_data.search)
    told = await told_of(seen.asked, customer, catalog, search)
    return groups_screen(seen.groups, callback_data.page, told, t)


async def choose_trait(
    _: CallbackQuery,
    callback_data: ChooseTrait | HaveTrait,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Show what may be chosen of a group; all filters again if there is no such thing."""
    press = callback_data
    asked, group = await search.narrowing.group(customer, press.search, press.group)
    if not group:
        return await _overview(press.search, customer, search, catalog, t)
    told = await told_of(asked, customer, catalog, search)
    return values_screen(group, press.page, told, t)


async def have_trait(
    query: CallbackQuery,
    callback_data: HaveTrait,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    """Have a trait, or give it up, and go on choosing."""
    press = callback_data
    asked = await search.asked(customer, press.search)
    changed = asked.wish.without(Part.TRAIT, press.trait)
    if press.wanted:
        asked, group = await search.narrowing.group(customer, press.search, press.group)
        found = (value.trait for value in group.values) if group else ()
        changed = next(
            (asked.wish.with_trait(one) for one in found if one.number == press.trait), asked.wish
        )
    await search.narrow(customer, press.search, changed)
    return await choose_trait(query, press, customer, search, catalog, t)


async def _overview(
    search_id: int,
    customer: Customer,
    search: Search,
    catalog: Catalog,
    t: Translator,
) -> Screen:
    seen = await search.narrowing.overview(customer, search_id)
    told = await told_of(seen.asked, customer, catalog, search)
    return narrow_screen(seen.asked.text, told, seen.groups, t, rated=seen.rated)


def _changed(asked: Asked, press: Change) -> Wish:
    wish = asked.wish
    match press:
        case DropFound():
            return wish.without(press.part, press.value)
        case SortFound():
            return replace(wish, order=press.order)
        case PriceFound():
            low, high = (None if end < 0 else end for end in (press.low, press.high))
            return wish.between(low, high)
        case ResetFound():
            return asked.bare
        case KeepFound():
            return wish.having(press.part, press.value)


def build() -> Router:
    """Return the router of narrowing and ordering."""
    router = Subject(name="narrowing")
    router.callback_query.register(narrow, NarrowFound.filter())
    router.callback_query.register(filter_goods, FilterGoods.filter())
    router.callback_query.register(choose, ChooseFound.filter())
    for press in (KeepFound, DropFound, PriceFound, SortFound, ResetFound):
        router.callback_query.register(change, press.filter())
    router.callback_query.register(list_traits, ListTraits.filter())
    router.callback_query.register(choose_trait, ChooseTrait.filter())
    router.callback_query.register(have_trait, HaveTrait.filter())
    return router
