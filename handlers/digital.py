"""A buyer's digital goods, shown and sent again."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.callbacks.digital import SendFile, ShowGoods
from bot.i18n import Translator
from bot.reply import Document, Screen
from bot.screens.digital import file_document, goods_reply
from domain.customers import Customer
from domain.services.handover import Handover
from handlers.routing import Subject


async def show_goods(
    _: CallbackQuery,
    callback_data: ShowGoods,
    customer: Customer,
    handover: Handover,
    t: Translator,
) -> Screen | Document:
    """Show what an order of theirs brought; nobody else sees it."""
    return goods_reply(await handover.goods(customer, callback_data.order), t)


async def send_file(
    _: CallbackQuery,
    callback_data: SendFile,
    customer: Customer,
    handover: Handover,
    bot: Bot,
    t: Translator,
) -> Document:
    """Send a file they bought once more."""
    asked = callback_data
    line, data, file_id = await handover.file(customer, asked.order, asked.line, bot.id)
    return file_document(line, data, file_id, t)


def build() -> Router:
    """Return the router of buyers' digital goods."""
    router = Subject(name="digital")
    router.callback_query.register(show_goods, ShowGoods.filter())
    router.callback_query.register(send_file, SendFile.filter())
    return router
