"""What is still to do: /queue, in private and in the staff's group."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from bot.callbacks.work import OpenQueue
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.queue import queue_screen
from domain.customers import Customer
from domain.services.fulfilment import Fulfilments
from handlers.routing import Subject


async def show(
    _: TelegramObject, customer: Customer, fulfilments: Fulfilments, t: Translator
) -> Screen:
    """Show what the person's merchants have to do."""
    return queue_screen(await fulfilments.queue(customer), t)


def build() -> Router:
    """Return the router of the queue."""
    router = Subject(name="queue")
    router.message.register(show, Command("queue"))
    router.callback_query.register(show, OpenQueue.filter())
    return router
