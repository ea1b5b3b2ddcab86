"""Money that no provider returns by itself, and the owner who did."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks import ConfirmRefund
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.alerts import returned_screen
from domain.customers import Customer
from domain.services.refunds import Refunds
from handlers.routing import Subject


async def confirm(
    _: CallbackQuery,
    callback_data: ConfirmRefund,
    customer: Customer,
    refunds: Refunds,
    t: Translator,
) -> Screen:
    """Note that money was returned by hand, and say who noted it."""
    refund = await refunds.returned(customer, callback_data.refund)
    return returned_screen(refund, customer.name, t)


def build() -> Router:
    """Return the router of refunds."""
    router = Subject(name="refunds")
    router.callback_query.register(confirm, ConfirmRefund.filter())
    return router
