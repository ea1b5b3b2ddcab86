"""Owners read what customers tell the shop, and answer."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.feedback import AnswerLetter, OpenLetter, OpenLetters
from bot.dialogs import AnsweringLetters
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.errors import explain
from bot.screens.feedback import answering_screen, letter_card, letters_screen
from domain.customers import Customer
from domain.errors import AlreadyDone
from domain.services.feedback import FeedbackBox
from handlers.filters import answer, private, wordless
from handlers.forms import FORM
from handlers.routing import Subject


async def show_letters(
    _: TelegramObject,
    customer: Customer,
    feedback: FeedbackBox,
    t: Translator,
    callback_data: OpenLetters | None = None,
) -> Screen:
    """Show what waits for an answer."""
    page = callback_data.page if callback_data else 0
    return letters_screen(await feedback.waiting(customer, page), t)


async def open_letter(
    _: CallbackQuery,
    callback_data: OpenLetter,
    customer: Customer,
    feedback: FeedbackBox,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Show a letter."""
    letter = await feedback.get(customer, callback_data.feedback)
    await state.set_state(None)
    return letter_card(letter, t, photos=callback_data.photos)


async def ask_answer(
    _: CallbackQuery,
    callback_data: AnswerLetter,
    customer: Customer,
    feedback: FeedbackBox,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for the answer; an answered letter is only shown."""
    letter = await feedback.get(customer, callback_data.feedback)
    if letter.feedback.answered_at:
        return letter_card(letter, t)
    await state.set_state(AnsweringLetters.words)
    await state.update_data(feedback=letter.feedback.id)
    return answering_screen(letter, t)


async def take_answer(
    message: Message,
    customer: Customer,
    feedback: FeedbackBox,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Send the typed answer; a bad one is said, and the question stays open."""
    feedback_id = (await state.get_data()).get("feedback", 0)
    try:
        letter = await feedback.answer(customer, feedback_id, message.text or "")
    except AlreadyDone as error:
        await state.set_state(None)
        letter = await feedback.get(customer, feedback_id)
        return letter_card(letter, t, toast=explain(error, t))
    await state.set_state(None)
    return letter_card(letter, t)


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Say what is awaited instead of a sticker or a photo."""
    return Toast(t("Please type a sentence for the customer."))


def build() -> Router:
    """Return the router of the owners' letters; nobody reads along."""
    router = Subject(name="letters")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(show_letters, Command("letters"))
    router.callback_query.register(show_letters, OpenLetters.filter())
    router.callback_query.register(open_letter, OpenLetter.filter())
    router.callback_query.register(ask_answer, AnswerLetter.filter())
    asked, mine = AnsweringLetters.words, {FORM: True}
    router.message.register(take_answer, asked, answer, flags=mine)
    router.message.register(ask_to_type, asked, wordless, flags=mine)
    return router
