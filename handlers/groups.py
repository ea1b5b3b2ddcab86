"""Customers' commands in a group: what is bought is nobody else's business."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.help import in_private_screen
from bot.shop import ShopFacts
from handlers.filters import grouped
from handlers.routing import Subject

_COMMANDS = ("start", "shop", "search", "cart", "orders", "language", "help", "privacy")


async def invite(_: Message, t: Translator, shop: ShopFacts) -> Screen:
    """Lead to the private chat with the shop."""
    return in_private_screen(t, shop)


def build() -> Router:
    """Return the router of customers' commands in groups. Plain words there are left alone."""
    router = Subject(name="groups")
    router.message.filter(grouped)
    router.message.register(invite, Command(*_COMMANDS))
    return router
