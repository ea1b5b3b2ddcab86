"""Money that no provider returns by itself, and the owner who did."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.work import ConfirmRefund
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.alerts import returned_screen
from bot.screens.errors import explain
from domain.customers import Customer
from domain.errors import AlreadyDone
from domain.gateways import RefundState
from domain.services.refunds import Refunds
from handlers.routing import Subject


async def confirm(
    _: CallbackQuery,
    callback_data: ConfirmRefund,
    customer: Customer,
    refunds: Refunds,
    t: Translator,
) -> Screen:
    """Note that money was returned by hand, and say who noted it; once."""
    try:
        refund = await refunds.returned(customer, callback_data.refund)
    except AlreadyDone as late:
        refund = await refunds.get(customer, callback_data.refund)
        if refund.state is not RefundState.SUCCEEDED:
            raise
        return replace(returned_screen(refund, "", t), toast=explain(late, t))
    return returned_screen(refund, customer.name, t)


def build() -> Router:
    """Return the router of refunds."""
    router = Subject(name="refunds")
    router.callback_query.register(confirm, ConfirmRefund.filter())
    return router
