"""Messages that were given up: an owner sees them and has them sent again."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.dead_letters import OpenDeadLetters, SendDeadLetter, SendDeadLetters
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.dead_letters import letters_screen, moment
from domain.customers import Customer
from domain.services.dead_letters import DeadLetters
from handlers.filters import private
from handlers.routing import Subject


async def open_page(
    _: CallbackQuery,
    callback_data: OpenDeadLetters,
    customer: Customer,
    dead_letters: DeadLetters,
    t: Translator,
) -> Screen:
    """Show a page of them."""
    return letters_screen(await dead_letters.given_up(customer, callback_data.page), t)


async def send_again(
    _: CallbackQuery,
    callback_data: SendDeadLetter,
    customer: Customer,
    dead_letters: DeadLetters,
    t: Translator,
) -> Screen:
    """Send one anew; a second tap only shows what is left."""
    died = moment(callback_data.died)
    sent = await dead_letters.send_again(customer, callback_data.letter, died)
    words = t("It is on its way again.") if sent else t("It was sent again before.")
    return replace(letters_screen(await dead_letters.given_up(customer), t), toast=words)


async def send_all_again(
    _: CallbackQuery,
    callback_data: SendDeadLetters,
    customer: Customer,
    dead_letters: DeadLetters,
    t: Translator,
) -> Screen:
    """Send all anew that the owner has seen."""
    sent = await dead_letters.send_all_again(customer, moment(callback_data.until))
    words = t("On their way again: {n}", n=t.number(sent))
    return replace(letters_screen(await dead_letters.given_up(customer), t), toast=words)


def build() -> Router:
    """Return the router of messages that were given up."""
    router = Subject(name="dead_letters")
    router.callback_query.filter(private)
    router.callback_query.register(open_page, OpenDeadLetters.filter())
    router.callback_query.register(send_again, SendDeadLetter.filter())
    router.callback_query.register(send_all_again, SendDeadLetters.filter())
    return router
