"""A customer answers whether they want more of what they ordered."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.returns import AnswerOffer
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.pieces_notes import answered_screen
from domain.customers import Customer
from domain.services.offers import Offers
from handlers.routing import Subject


async def answer_offer(
    _: CallbackQuery,
    callback_data: AnswerOffer,
    customer: Customer,
    offers: Offers,
    t: Translator,
) -> Screen:
    """Take the shop's offer of more, or not."""
    if callback_data.yes:
        order = await offers.agree(customer, callback_data.offer)
    else:
        order = await offers.decline(customer, callback_data.offer)
    return answered_screen(order, callback_data.yes, t)


def build() -> Router:
    """Return the router of offers."""
    router = Subject(name="offers")
    router.callback_query.register(answer_offer, AnswerOffer.filter())
    return router
