"""Counting and pricing by typed lines: /stock and /price, and their Undo buttons."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import TelegramObject, Update

from bot.callbacks.work import UndoMovement, UndoPrice
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.stock import answers_screen, price_usage, stock_usage, undone_screen
from domain.customers import Customer
from domain.services.stock import StockRoom
from handlers.routing import Subject


async def count(
    _: TelegramObject,
    command: CommandObject,
    customer: Customer,
    stock: StockRoom,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Carry out the lines of /stock."""
    answers = await stock.edit(customer, command.args or "", event_update.update_id)
    return answers_screen(answers, t) if answers else stock_usage(t)


async def price(
    _: TelegramObject,
    command: CommandObject,
    customer: Customer,
    stock: StockRoom,
    event_update: Update,
    t: Translator,
) -> Screen:
    """Carry out the lines of /price."""
    answers = await stock.price(customer, command.args or "", event_update.update_id)
    return answers_screen(answers, t) if answers else price_usage(t)


async def undo_count(
    _: TelegramObject,
    callback_data: UndoMovement,
    customer: Customer,
    stock: StockRoom,
    t: Translator,
) -> Screen:
    """Take a change of stock back."""
    return undone_screen(await stock.undo(customer, callback_data.movement), t)


async def undo_price(
    _: TelegramObject,
    callback_data: UndoPrice,
    customer: Customer,
    stock: StockRoom,
    t: Translator,
) -> Screen:
    """Put a price back, unless somebody changed it since."""
    asked = callback_data
    return undone_screen(
        await stock.undo_price(customer, asked.variant, asked.now, asked.price), t
    )


def build() -> Router:
    """Return the router of counts and prices."""
    router = Subject(name="stock")
    router.message.register(count, Command("stock"))
    router.message.register(price, Command("price"))
    router.callback_query.register(undo_count, UndoMovement.filter())
    router.callback_query.register(undo_price, UndoPrice.filter())
    return router
