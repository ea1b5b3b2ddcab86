"""Working off a merchant's part of an order: the first tap wins, the second is told who."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.work import MoveFulfilment, OpenFulfilment, OpenFulfilmentLines
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.fulfilment_lines import lines_screen
from bot.screens.merchant import cancel_screen, fulfilment_screen
from domain.clock import Clock
from domain.customers import Customer
from domain.fulfilment import Step
from domain.services.fulfilment import Fulfilments
from handlers.merchant.chats import in_group
from handlers.merchant.desk import Desk
from handlers.routing import Subject


async def open_card(
    query: CallbackQuery,
    callback_data: OpenFulfilment,
    customer: Customer,
    fulfilments: Fulfilments,
    t: Translator,
) -> Screen:
    """Show the card, or ask whether to cancel it."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    if callback_data.cancelling:
        return cancel_screen(part, t)
    return fulfilment_screen(part, t, group=in_group(query))


async def open_lines(
    _: TelegramObject,
    callback_data: OpenFulfilmentLines,
    customer: Customer,
    fulfilments: Fulfilments,
    t: Translator,
) -> Screen:
    """Show the goods that have no room on the card."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    return lines_screen(part, callback_data.page, t)


async def move(
    query: CallbackQuery,
    callback_data: MoveFulfilment,
    customer: Customer,
    fulfilments: Fulfilments,
    clock: Clock,
    t: Translator,
) -> Screen:
    """Take a step, and show how the order stands then."""
    desk = Desk(customer, fulfilments, clock, t, in_group(query))
    return await desk.take(callback_data.fulfilment, callback_data.to)


def build() -> Router:
    """Return the router of fulfilment cards."""
    router = Subject(name="fulfilment")
    # A new part is made by an order, never by a button.
    router.callback_query.register(move, MoveFulfilment.filter(F.to != Step.NEW))
    router.callback_query.register(open_card, OpenFulfilment.filter())
    router.callback_query.register(open_lines, OpenFulfilmentLines.filter())
    return router
