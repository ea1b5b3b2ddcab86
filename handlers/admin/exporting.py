"""All goods as a file: /export. In private chats only."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.callbacks.exports import WriteExport
from bot.export_desk import ExportDesk
from bot.i18n import Translator
from bot.reply import Nothing, Reply, Toast
from domain.customers import Customer
from handlers.filters import private
from handlers.routing import Subject


async def write(
    cause: Message | CallbackQuery, customer: Customer, export_desk: ExportDesk, t: Translator
) -> Reply:
    """Have the file written; it comes later, in messages of its own."""
    customer.ensure_admin()
    message = cause.message if isinstance(cause, CallbackQuery) else cause
    if message is None:
        return Nothing()
    if export_desk.busy(message.chat.id):
        return Toast(t("The file is being written already. It comes soon."))
    export_desk.write(customer, message.chat.id, t)
    return Nothing()


def build() -> Router:
    """Return the router of the catalogue's way out."""
    router = Subject(name="exporting")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(write, Command("export"))
    router.callback_query.register(write, WriteExport.filter())
    return router
