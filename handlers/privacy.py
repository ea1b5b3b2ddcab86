"""What is kept of a person: told, copied, and deleted."""

from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.privacy import DeleteAccount, OpenPrivacy, SendOwnData
from bot.i18n import Translator
from bot.papers.own_data import own_data_file
from bot.reply import Document, Screen
from bot.screens.privacy import farewell_screen, needed_screen, privacy_screen, sure_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.privacy import Standing
from domain.services.privacy import Privacy
from handlers.routing import Subject

_LATEST = 2**33  # seconds; later moments, and those before 1970, only a modified client names


async def show_privacy(_: TelegramObject, t: Translator, shop: ShopFacts) -> Screen:
    """Say what is kept about people."""
    return privacy_screen(t, shop)


async def send_own_data(
    _: CallbackQuery, customer: Customer, privacy: Privacy, t: Translator, shop: ShopFacts
) -> Document:
    """Send a person all that is kept of them."""
    data = await privacy.own_data(customer)
    name = f"my-data-{data.made_at:%Y-%m-%d}.json"
    return Document(
        name, own_data_file(data, shop.name), t("All that {shop} keeps of you.", shop=shop.name)
    )


async def delete_account(
    _: CallbackQuery,
    callback_data: DeleteAccount,
    customer: Customer,
    privacy: Privacy,
    t: Translator,
    shop: ShopFacts,
) -> Screen:
    """Ask whether they are sure, or forget them; say what stands in the way."""
    standing: Standing | None
    if callback_data.asked:
        asked = datetime.fromtimestamp(min(max(callback_data.asked, 0), _LATEST), UTC)
        standing = await privacy.erase(customer, asked)
    else:
        standing = await privacy.standing(customer)
    if standing is None:
        return farewell_screen(t)
    if not standing.free:
        return needed_screen(standing, t, shop)
    return sure_screen(standing, t)


def build() -> Router:
    """Return the router of privacy."""
    router = Subject(name="privacy")
    router.message.register(show_privacy, Command("privacy"))
    router.callback_query.register(show_privacy, OpenPrivacy.filter())
    router.callback_query.register(send_own_data, SendOwnData.filter())
    router.callback_query.register(delete_account, DeleteAccount.filter())
    return router
