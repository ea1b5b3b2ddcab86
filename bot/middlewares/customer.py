"""Who wrote, and in which language the shop answers."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, Update, User

from bot.i18n import Translations
from bot.reply import Nothing
from domain.customers import Customer
from domain.services.customers import Profile

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Customers(Protocol):
    """Knows people."""

    async def seen(self, profile: Profile) -> Customer:
        """Return the person, noting what changed."""
        ...

    async def glance(self, profile: Profile) -> Customer:
        """Return the person, noting nothing."""
        ...


class WhoWrites(BaseMiddleware):
    """Puts `customer` and `t` into the data of every update that a person caused.

    In groups `t` speaks the shop's language. Who only types the bot's name in some chat is
    not noted as a customer. Updates without a person, and those in a group's own name, get
    `t` only. Another bot's private messages are not answered.
    """

    def __init__(self, customers: Customers, translations: Translations) -> None:
        self._customers = customers
        self._translations = translations

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Look the person up and go on."""
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        language = None
        if user is not None and user.is_bot and _is_alone(chat):
            return Nothing()  # two bots would thank each other for ever
        if user is not None and not user.is_bot:
            looks_only = isinstance(event, Update) and event.inline_query is not None
            find = self._customers.glance if looks_only else self._customers.seen
            customer = data["customer"] = await find(_profile(user))
            language = customer.language
        if chat is not None and not _is_alone(chat):
            language = None
        data["t"] = self._translations.for_language(language)
        return await handler(event, data)


def _is_alone(chat: Chat | None) -> bool:
    return chat is not None and chat.type == "private"


def _profile(user: User) -> Profile:
    return Profile(
        user.id, user.first_name, user.last_name or "", user.username, user.language_code or ""
    )
