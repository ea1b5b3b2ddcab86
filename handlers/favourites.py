"""Favourites, what was looked at, lists that are shared, and what a customer agrees to."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.favourites import (
    Choose,
    OpenFavourites,
    OpenSeen,
    OpenSettings,
    OpenShared,
    Save,
    ShareFavourites,
    StopNews,
    WaitFor,
)
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.favourites import (
    favourites_screen,
    forgotten_list,
    seen_screen,
    settings_screen,
    share_screen,
    shared_screen,
)
from bot.screens.parts import Listing
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.favourites import Choice
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.favourites import Favourites
from domain.services.goods_news import GoodsNews
from handlers.product_view import product_view
from handlers.routing import Subject

SHARED_TOKEN = "shared"  # noqa: S105  under which a chat keeps whose list it looks at


async def save(
    _: CallbackQuery,
    callback_data: Save,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    """Have a product among the favourites, or not."""
    wanted = callback_data
    product = await catalog.product(customer, wanted.product)
    await favourites.save(customer, product.id, wanted=wanted.wanted)
    said = t("Saved. You find it under Favourites.") if wanted.wanted else t("No longer saved.")
    at = Listing(wanted.shelf, wanted.page, wanted.sort)
    return await product_view(
        customer, product, wanted.variant, at, carts, favourites, t, toast=said
    )


async def wait_for(
    _: CallbackQuery,
    callback_data: WaitFor,
    customer: Customer,
    catalog: Catalog,
    carts: Carts,
    favourites: Favourites,
    goods_news: GoodsNews,
    t: Translator,
) -> Screen:
    """Be told when something is there again, or not."""
    wanted = callback_data
    product = await catalog.product(customer, wanted.product)
    await goods_news.wait_for(customer, wanted.variant, wanted=wanted.wanted)
    said = t("We write to you as soon as it is there again.")
    if not wanted.wanted:
        said = t("All right, no message about it.")
    at = Listing(wanted.shelf, wanted.page, wanted.sort)
    return await product_view(
        customer, product, wanted.variant, at, carts, favourites, t, toast=said
    )


async def list_favourites(
    _: TelegramObject,
    customer: Customer,
    favourites: Favourites,
    t: Translator,
    callback_data: OpenFavourites | None = None,
) -> Screen:
    """Show a page of the favourites."""
    page = callback_data.page if callback_data else 0
    return favourites_screen(await favourites.page(customer, page), customer, t)


async def list_seen(
    _: CallbackQuery,
    callback_data: OpenSeen,
    customer: Customer,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    """Show a page of what they looked at."""
    page = await favourites.seen(customer, callback_data.page)
    return seen_screen(page, customer, t)


async def share(
    _: CallbackQuery,
    callback_data: ShareFavourites,
    customer: Customer,
    favourites: Favourites,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Give the link to the list, or take it back."""
    if callback_data.on:
        return share_screen(await favourites.share(customer), shop, t)
    await favourites.unshare(customer)
    page = await favourites.page(customer, 0)
    said = t("Nobody sees your list any more.")
    return favourites_screen(page, customer, t, toast=said)


async def shared_list(
    customer: Customer,
    token: str,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Show somebody else's list; the chat keeps which, for its other pages."""
    shared = await favourites.shared(customer, token, 0)
    await state.update_data({SHARED_TOKEN: token})
    return shared_screen(shared, customer.cart_pieces, t)


async def turn_shared(
    _: CallbackQuery,
    callback_data: OpenShared,
    customer: Customer,
    favourites: Favourites,
    state: FSMContext,
    t: Translator,
) -> Reply:
    """Show another page of the list this chat came to last."""
    token = (await state.get_data()).get(SHARED_TOKEN)
    if not token:
        return Toast(forgotten_list(t), alert=True)
    shared = await favourites.shared(customer, token, callback_data.page)
    return shared_screen(shared, customer.cart_pieces, t)


async def show_settings(_: TelegramObject, customer: Customer, t: Translator) -> Screen:
    """Show what they agree to."""
    return settings_screen(customer, t)


async def choose(
    _: CallbackQuery,
    callback_data: Choose,
    customer: Customer,
    favourites: Favourites,
    t: Translator,
) -> Screen:
    """Agree to something, or not."""
    wanted = callback_data
    customer = await favourites.choose(customer, wanted.choice, on=wanted.on)
    return settings_screen(customer, t, toast=t("Remembered."))


async def stop_news(
    _: CallbackQuery, customer: Customer, favourites: Favourites, t: Translator
) -> Toast:
    """Send no more messages about prices; the message that was sent stays."""
    await favourites.choose(customer, Choice.PRICE_NEWS, on=False)
    return Toast(t("No more price news. /settings turns them on again."), alert=True)


def build() -> Router:
    """Return the router of favourites."""
    router = Subject(name="favourites")
    router.callback_query.register(save, Save.filter())
    router.callback_query.register(wait_for, WaitFor.filter())
    router.callback_query.register(list_favourites, OpenFavourites.filter())
    router.callback_query.register(list_seen, OpenSeen.filter())
    router.callback_query.register(share, ShareFavourites.filter())
    router.callback_query.register(turn_shared, OpenShared.filter())
    router.callback_query.register(show_settings, OpenSettings.filter())
    router.callback_query.register(choose, Choose.filter())
    router.callback_query.register(stop_news, StopNews.filter())
    router.message.register(list_favourites, Command("favourites", "favorites"))
    router.message.register(show_settings, Command("settings"))
    return router
