"""Commands in a group: what is bought there would be everybody's business."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.help import in_private_screen, work_in_private_screen
from bot.shop import ShopFacts
from handlers.filters import as_group, by_staff, grouped
from handlers.routing import Subject

_COMMANDS = (
    *("start", "shop", "search", "cart", "orders", "favourites", "settings", "language", "help"),
    *("feedback", "privacy"),
)
_HERE = ("queue", "bind")
_ELSEWHERE = (
    *("panel", "allorders", "categories", "staff", "import", "promo", "sale", "sales", "letters"),
    *("doctor", "add", "keys", "file", "text"),
)


async def invite(_: Message, t: Translator, shop: ShopFacts) -> Screen:
    """Lead to the private chat with the shop."""
    return in_private_screen(t, shop)


async def send_away(_: Message, t: Translator, shop: ShopFacts) -> Screen:
    """Lead staff to the private chat, where this command works."""
    return work_in_private_screen(t, shop)


async def ask_who(_: Message, t: Translator) -> Toast:
    """Say why somebody who writes in the group's name is not obeyed."""
    return Toast(
        t(
            "I cannot see who you are, because you write as the group. Write in your own name: "
            "switch “Remain anonymous” off for a moment."
        )
    )


def build() -> Router:
    """Return the router of what is left of commands in groups. Plain words are left alone."""
    router = Subject(name="groups")
    router.message.filter(grouped)
    router.message.register(invite, Command(*_COMMANDS))
    router.message.register(ask_who, as_group, Command(*_HERE))
    router.message.register(send_away, by_staff, Command(*_ELSEWHERE))
    return router
