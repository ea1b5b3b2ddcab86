"""Leaving a form: whatever else a person does, the question on the table goes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.flags import get_flag
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from bot.callbacks.shopping import LeaveForm
from bot.dialogs import Counting, Ordering
from bot.i18n import Translator
from bot.reply import KeysGone, Reply, Screen, Toast
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.checkout import Checkout
from handlers.cart_view import cart_view
from handlers.routing import Subject
from handlers.start import home

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
FORM = "form"  # flag of the handlers that take a form's answer


class LeavesForms(BaseMiddleware):
    """Ends the form a person is in when a button or a command leads elsewhere.

    Handlers with the flag `FORM` are the form itself. The keys of a question for the phone
    number would stay in the chat, so the next screen takes them away.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Leave, then go on."""
        left = data.get("raw_state")
        if left is None or get_flag(data, FORM):
            return await handler(event, data)
        await data["state"].set_state(None)
        return _without_keys(await handler(event, data), left, data["t"])


def _without_keys(reply: Reply, left: str, t: Translator) -> Reply:
    asked_phone = left == Ordering.phone.state
    if asked_phone and isinstance(reply, Screen) and reply.keyboard is None:
        return replace(reply, keyboard=KeysGone(t("The question is closed.")))
    return reply


async def leave(
    _: TelegramObject,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    catalog: Catalog,
    t: Translator,
    shop: ShopFacts,
    raw_state: str | None = None,
) -> Screen:
    """Go back to where the form was opened from; nothing said so far is lost."""
    note = t("All right. Nothing you told is lost.") if raw_state else t("No question is open.")
    if _of_the_cart(raw_state) and customer.cart_pieces:
        return await cart_view(customer, await carts.get(customer), checkout, t, note=note)
    return await home(customer, catalog, t, shop, note=note)


def _of_the_cart(state: str | None) -> bool:
    return state is not None and state.partition(":")[0] in (
        Ordering.__name__,
        Counting.__name__,
    )


async def ask_to_type(_: Message, raw_state: str | None, t: Translator) -> Toast:
    """Answer a sticker, a voice message and the like where words are wanted."""
    if raw_state == Ordering.phone.state:
        return Toast(t("Please press the key that sends your number, or type it."))
    return Toast(t("Please type it as a message. /cancel leaves; what you told is kept."))


def build() -> Router:
    """Return the router of the ways out of a form."""
    router = Subject(name="forms")
    router.callback_query.register(leave, LeaveForm.filter())
    router.message.register(leave, Command("cancel"))
    return router
