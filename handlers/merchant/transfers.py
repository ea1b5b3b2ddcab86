"""Bank transfers: staff looks and decides; the first tap wins."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.transfers import DecideTransfer, OpenTransfer
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.errors import explain
from bot.screens.transfers import sure_screen, transfer_screen
from domain.customers import Customer
from domain.errors import AlreadyDone
from domain.services.transfers import Transfers
from handlers.routing import Subject


async def open_card(
    _: CallbackQuery,
    callback_data: OpenTransfer,
    customer: Customer,
    transfers: Transfers,
    t: Translator,
) -> Screen:
    """Show a transfer as it stands."""
    return transfer_screen(await transfers.get(customer, callback_data.payment), t)


async def decide(
    _: CallbackQuery,
    callback_data: DecideTransfer,
    customer: Customer,
    transfers: Transfers,
    t: Translator,
) -> Screen:
    """Ask whether they are sure, then decide; who comes second sees what was decided."""
    wanted = callback_data
    if not wanted.sure:
        return sure_screen(await transfers.get(customer, wanted.payment), t, came=wanted.came)
    said = None
    try:
        way = transfers.confirm if wanted.came else transfers.reject
        await way(customer, wanted.payment)
    except AlreadyDone as late:
        said = explain(late, t)
    claim = await transfers.get(customer, wanted.payment)
    return transfer_screen(claim, t, toast=said)


def build() -> Router:
    """Return the router of staff's transfers."""
    router = Subject(name="transfer decisions")
    router.callback_query.register(open_card, OpenTransfer.filter())
    router.callback_query.register(decide, DecideTransfer.filter())
    return router
