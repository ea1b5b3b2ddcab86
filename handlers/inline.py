"""The shop in other chats: `@bot query` shows goods, and what is picked here opens here."""

import re
from contextlib import suppress

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineQuery, Message

from bot.i18n import Translator
from bot.reply import Results, Screen
from bot.screens.favourites import SENT as LIST
from bot.screens.favourites import list_results
from bot.screens.inline import results
from bot.screens.shared_carts import SENT as CART
from bot.screens.shared_carts import shared_results
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.errors import NotFound
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.favourites import Favourites
from domain.services.shared_carts import SharedCarts
from domain.services.showcase import Showcase
from handlers.favourites import shared_list
from handlers.filters import private
from handlers.forms import LeavesForms
from handlers.shared_carts import shared_cart
from handlers.start import product_card

_LINK = re.compile(r"[?&]start=(?:p_(\d{1,9})|([kw])_([\w-]{22}))$", re.ASCII)
_SHARED = re.compile(rf"({CART}|{LIST})([\w-]{{22}})", re.ASCII)


async def answer(
    query: InlineQuery,
    customer: Customer,
    showcase: Showcase,
    favourites: Favourites,
    shared_carts: SharedCarts,
    t: Translator,
    shop: ShopFacts,
    bot: Bot,
) -> Results:
    """Show what the words find, from where the last part ended; or what they share."""
    if named := _SHARED.fullmatch(query.query.strip()):
        what, token = named.groups()
        with suppress(NotFound):
            if what == LIST:
                return list_results(await favourites.shared(customer, token, 0), token, t, shop)
            return shared_results(await shared_carts.get(customer, token), token, t, shop)
    part = int(query.offset) if query.offset.isdecimal() and len(query.offset) < 6 else 0
    return results(await showcase.look(customer, query.query, part, bot.id), part, t, shop)


async def picked(message: Message, bot: Bot) -> dict[str, str] | bool:
    """Whether it is a card that was picked from the results in the chat with this very bot."""
    if message.via_bot is None or message.via_bot.id != bot.id or message.reply_markup is None:
        return False
    urls = [button.url or "" for row in message.reply_markup.inline_keyboard for button in row]
    found = next((link for url in urls if (link := _LINK.search(url))), None)
    if not found:
        return False
    product, kind, token = found.groups("")
    return {
        "product": product,
        "cart": token if kind == "k" else "",
        "wishlist": token if kind == "w" else "",
    }


async def open_picked(
    _: Message,
    product: str,
    cart: str,
    wishlist: str,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    shared_carts: SharedCarts,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Open the product, the shared cart or the list that was picked."""
    if cart:
        return await shared_cart(customer, cart, 0, carts, shared_carts, state, t)
    if wishlist:
        return await shared_list(customer, wishlist, favourites, state, t)
    return await product_card(customer, catalog, carts, favourites, t, int(product))


def build() -> Router:
    """Return the router of inline mode; a picked card answers no question, so it comes first."""
    router = Router(name="inline")
    router.message.filter(private)
    router.message.middleware(LeavesForms())
    router.inline_query.register(answer)
    router.message.register(open_picked, picked)
    return router
