"""Search: whatever is typed outside a form is looked for. The last router of all."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.callbacks.finding import SearchSaid
from bot.callbacks.shopping import FOUND, MoreFound, OpenSearch
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.intents import over, searching
from bot.screens.parts import Listing
from bot.screens.search import forgotten, found_screen, how_screen, nothing_screen, unreadable
from domain.catalog import ProductPage
from domain.customers import LIMITS, Customer
from domain.errors import Field, NotAllowed
from domain.intents.grammar import Intent
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.favourites import Favourites
from handlers.filters import slash, worded, wordless
from handlers.forms import FORM, ask_to_type
from handlers.product_view import product_view
from handlers.routing import Subject

_MOST = LIMITS[Field.SEARCH][1]
_SAID = "said"


async def say_how(_: CallbackQuery, t: Translator) -> Screen:
    """Say how to search."""
    return how_screen(t)


async def command(
    _: Message,
    command: CommandObject,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Look for what follows /search, or say how to search."""
    if not command.args:
        return how_screen(t)
    return await _look_for(command.args, customer, catalog, carts, favourites, state, t)


async def typed(
    message: Message,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Look for what was typed."""
    return await _look_for(message.text or "", customer, catalog, carts, favourites, state, t)


async def some(
    _: Message,
    intent: Intent,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Look for so many pieces of something; they are put into the cart by a tap."""
    text, pieces = intent.text, intent.quantity
    screen = await _look_for(text, customer, catalog, carts, favourites, state, t, pieces)
    return over(screen, searching(text, pieces, t))


async def said(
    _: CallbackQuery,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
) -> Reply:
    """Look for the words themselves that were taken for a wish."""
    text = (await state.get_data()).get(_SAID)
    if not text:
        return Toast(forgotten(t), alert=True)
    return await _look_for(text, customer, catalog, carts, favourites, state, t)


async def keep_said(state: FSMContext, text: str) -> None:
    """Remember words that were taken for a wish, so that they can be looked for all the same."""
    await state.update_data({_SAID: text[:_MOST]})


async def _look_for(
    text: str,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
    pieces: int = 1,
) -> Screen:
    """Show what was found; a single product at once. The words are kept for other pages.

    *pieces*: how many of a product are wanted.
    """
    text = text[:_MOST]
    page = await catalog.search(customer, text, 0)
    if not page.total:
        shelves = await catalog.categories(customer)
        return nothing_screen(text, shelves.subcategories, t)
    if page.total > 1 or pieces > 1:
        await state.update_data(found=text, found_pieces=pieces)
    if page.total == 1:
        return await _only(page, customer, catalog, carts, favourites, t, pieces)
    return found_screen(page, text, customer.cart_pieces, t, pieces)


async def _only(
    page: ProductPage,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
    pieces: int,
) -> Screen:
    product = await catalog.product(customer, page.rows[0].id)
    at = Listing(FOUND, pieces=pieces) if pieces > 1 else Listing(product.category_id or 0)
    return await product_view(customer, product, 0, at, carts, favourites, t)


async def turn(
    _: CallbackQuery,
    callback_data: MoreFound,
    customer: Customer,
    catalog: Catalog,
    state: FSMContext,
    t: Translator,
) -> Reply:
    """Show another page of the last search, or come back to it."""
    known = await state.get_data()
    if not (text := known.get("found")):
        return Toast(forgotten(t), alert=True)
    page = await catalog.search(customer, text, max(callback_data.page, 0))
    if not page.total:
        shelves = await catalog.categories(customer)
        return nothing_screen(text, shelves.subcategories, t)
    return found_screen(page, text, customer.cart_pieces, t, known.get("found_pieces", 1))


async def unknown_command(_: Message) -> Reply:
    """Answer a command that does not exist, just as one that the person may not use."""
    raise NotAllowed


async def outdated(_: CallbackQuery, t: Translator) -> Toast:
    """Answer a button that no release of the shop knows any more."""
    return Toast(t("This button does not work any more. /start opens the shop."), alert=True)


async def unread(message: Message, t: Translator) -> Toast:
    """Say that only words are understood here."""
    return Toast(unreadable(message.content_type, t))


def build() -> Router:
    """Return the router that takes what no other wanted."""
    router = Subject(name="search")
    router.callback_query.register(say_how, OpenSearch.filter())
    router.callback_query.register(turn, MoreFound.filter())
    router.callback_query.register(said, SearchSaid.filter())
    router.message.register(command, Command("search"))
    router.message.register(unknown_command, slash)
    router.message.register(typed, worded)
    router.callback_query.register(outdated)
    router.message.register(unread, StateFilter(None), wordless)
    router.message.register(ask_to_type, wordless, flags={FORM: True})
    return router
