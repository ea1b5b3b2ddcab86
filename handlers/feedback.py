"""A customer tells the owners something: words and photos, then one tap."""

from dataclasses import asdict, replace
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.feedback import GiveFeedback, SendFeedback
from bot.dialogs import TellingTheShop
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.feedback import Draft, telling_screen, told_screen
from domain.customers import Customer, ensure_text
from domain.errors import Field
from domain.feedback import PHOTOS
from domain.services.feedback import FeedbackBox
from handlers.filters import answer, with_photo, wordless
from handlers.forms import FORM
from handlers.routing import Subject
from handlers.sent import photo_of

_KEPT = "telling"


async def begin(_: TelegramObject, state: FSMContext, t: Translator) -> Screen:
    """Ask what they want to tell; go on where this was left."""
    await state.set_state(TellingTheShop.words)
    return telling_screen(_draft(await state.get_data()), t)


async def hear(message: Message, state: FSMContext, t: Translator) -> Screen:
    """Take the words; more of them take the place of what was typed before."""
    words = ensure_text(Field.FEEDBACK, message.text or "")
    return await _again(replace(_draft(await state.get_data()), text=words), state, t)


async def take_photo(message: Message, state: FSMContext, t: Translator) -> Screen:
    """Take a photo in its largest size, and its caption as the words; too many are left out."""
    draft = _draft(await state.get_data())
    words = ensure_text(Field.FEEDBACK, message.caption) if message.caption else draft.text
    photo = photo_of(message)
    draft = Draft(words, (*draft.photos, photo)[:PHOTOS])
    return await _again(draft, state, t)


async def send(
    _: CallbackQuery, customer: Customer, feedback: FeedbackBox, state: FSMContext, t: Translator
) -> Reply:
    """Send it to the owners."""
    draft = _draft(await state.get_data())
    if not draft.text:
        return Toast(t("Please type what you want to say first."))
    await feedback.send(customer, draft.text, draft.photos)
    await state.update_data({_KEPT: {}})
    await state.set_state(None)
    return told_screen(t)


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Answer a sticker and the like where words or photos are wanted."""
    return Toast(t("Please type what you want to say, or send a photo."))


async def closed(_: CallbackQuery, t: Translator) -> Toast:
    """Answer the button of a form that is no longer open."""
    return Toast(
        t("This letter is closed. /feedback opens it again; nothing is lost."), alert=True
    )


async def _again(draft: Draft, state: FSMContext, t: Translator) -> Screen:
    """Keep what was told, and show it."""
    await state.update_data({_KEPT: asdict(draft)})
    return telling_screen(draft, t)


def _draft(kept: dict[str, Any]) -> Draft:
    told = kept.get(_KEPT)
    return Draft(told["text"], tuple(told["photos"])) if told else Draft()


def build() -> Router:
    """Return the router of words to the shop alone."""
    router = Subject(name="feedback")
    tapped, heard, mine = router.callback_query.register, router.message.register, {FORM: True}
    tapped(begin, GiveFeedback.filter(), flags=mine)
    tapped(send, SendFeedback.filter(), TellingTheShop.words, flags=mine)
    tapped(closed, SendFeedback.filter(), flags=mine)
    heard(begin, Command("feedback"), flags=mine)
    heard(hear, TellingTheShop.words, answer, flags=mine)
    heard(take_photo, TellingTheShop.words, with_photo, flags=mine)
    heard(ask_to_type, TellingTheShop.words, wordless, flags=mine)
    return router
