"""Help, and questions about a payment."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from bot.callbacks.shopping import OpenHelp
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.help import help_screen, payment_help_screen
from bot.shop import ShopFacts
from handlers.routing import Subject


async def show_help(_: TelegramObject, t: Translator, shop: ShopFacts) -> Screen:
    """Say how the shop works."""
    return help_screen(t, shop)


async def show_payment_help(_: Message, t: Translator, shop: ShopFacts) -> Screen:
    """Say what to do about a payment that went wrong."""
    return payment_help_screen(t, shop)


def build() -> Router:
    """Return the router of help."""
    router = Subject(name="help")
    router.callback_query.register(show_help, OpenHelp.filter())
    router.message.register(show_help, Command("help"))
    router.message.register(show_payment_help, Command("paysupport"))
    return router
