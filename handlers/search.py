"""Search: whatever is typed outside a form is looked for. The last router of all."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.callbacks.finding import SearchSaid
from bot.callbacks.shopping import FOUND, OpenSearch
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.intents import over, searching
from bot.screens.parts import Listing
from bot.screens.search import forgotten, how_screen, unreadable
from domain.customers import LIMITS, Customer
from domain.errors import Field, NotAllowed
from domain.intents.kinds import Intent
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.favourites import Favourites
from domain.services.search import Found, Search
from handlers.filters import slash, worded, wordless
from handlers.forms import FORM, ask_to_type
from handlers.found import found_view
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
    search: Search,
    t: Translator,
) -> Screen:
    """Look for what follows /search, or say how to search."""
    if not command.args:
        return how_screen(t)
    return await _look_for(command.args, customer, catalog, carts, favourites, search, t)


async def typed(
    message: Message,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    search: Search,
    t: Translator,
) -> Screen:
    """Look for what was typed."""
    return await _look_for(message.text or "", customer, catalog, carts, favourites, search, t)


async def some(
    _: Message,
    intent: Intent,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    search: Search,
    t: Translator,
) -> Screen:
    """Look for so many pieces of something; they are put into the cart by a tap."""
    text, pieces = intent.text, intent.quantity
    screen = await _look_for(text, customer, catalog, carts, favourites, search, t, pieces)
    return over(screen, searching(text, pieces, t))


async def said(
    _: CallbackQuery,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    search: Search,
    state: FSMContext,
    t: Translator,
) -> Reply:
    """Look for the words themselves that were taken for a wish."""
    text = (await state.get_data()).get(_SAID)
    if not text:
        return Toast(forgotten(t), alert=True)
    return await _look_for(text, customer, catalog, carts, favourites, search, t)


async def keep_said(state: FSMContext, text: str) -> None:
    """Remember words that were taken for a wish, so that they can be looked for all the same."""
    await state.update_data({_SAID: text[:_MOST]})


async def _look_for(
    text: str,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    search: Search,
    t: Translator,
    pieces: int = 1,
) -> Screen:
    """Show what was found; a single product at once, if it is what was typed.

    *pieces*: how many of a product are wanted.
    """
    found = await search.look_for(customer, text[:_MOST], pieces)
    if found.asked.total == 1 and not found.asked.doubtful:
        return await _only(found, customer, catalog, carts, favourites, t)
    return await found_view(found, customer, catalog, search, t)


async def _only(
    found: Found,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    product = await catalog.product(customer, found.page.rows[0].id)
    pieces = found.asked.wish.pieces
    at = Listing(FOUND, pieces=pieces) if pieces > 1 else Listing(product.category_id or 0)
    return await product_view(customer, product, 0, at, carts, favourites, t)


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
    router.callback_query.register(said, SearchSaid.filter())
    router.message.register(command, Command("search"))
    router.message.register(unknown_command, slash)
    router.message.register(typed, worded)
    router.callback_query.register(outdated)
    router.message.register(unread, StateFilter(None), wordless)
    router.message.register(ask_to_type, wordless, flags={FORM: True})
    return router
