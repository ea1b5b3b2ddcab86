"""The words and photos of a review: typed and sent, shown, then said by one tap."""

from dataclasses import asdict, replace
from typing import Any

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.reviews import DropPhotos, SendReview, WriteReview
from bot.dialogs import Reviewing
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.rating import Draft, mine_screen, stars_screen, words_screen
from domain.customers import Customer, ensure_text
from domain.errors import Field, NotFound
from domain.reviews import PHOTOS, Rateable
from domain.services.reviews import Reviews
from handlers.filters import answer, with_photo, wordless
from handlers.forms import FORM
from handlers.orders import on_the_card
from handlers.routing import Subject
from handlers.sent import photo_of

_KEPT = "reviewing"


async def begin(
    _: CallbackQuery,
    callback_data: WriteReview,
    customer: Customer,
    reviews: Reviews,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for words and photos; go on where this was left, or with what was said before."""
    each = await reviews.mine(customer, callback_data.order, callback_data.line)
    if not each.stars:
        return stars_screen(each, t)
    draft = _draft(await state.get_data())
    if draft is None or draft.line != each.line.id:
        draft = _said(each)
    await _keep(state, draft)
    await state.set_state(Reviewing.words)
    return words_screen(each, draft, t)


async def hear(
    message: Message, customer: Customer, reviews: Reviews, state: FSMContext, t: Translator
) -> Screen:
    """Take the words."""
    words = ensure_text(Field.REVIEW, message.text or "")
    draft = replace(await _told(state), text=words)
    return await _again(draft, customer, reviews, state, t)


async def take_photo(
    message: Message, customer: Customer, reviews: Reviews, state: FSMContext, t: Translator
) -> Screen:
    """Take a photo in its largest size, and its caption as the words; too many are left out."""
    draft = await _told(state)
    words = ensure_text(Field.REVIEW, message.caption) if message.caption else draft.text
    photo = photo_of(message)
    draft = replace(draft, text=words, photos=(*draft.photos, photo)[:PHOTOS])
    return await _again(draft, customer, reviews, state, t)


async def drop_photos(
    _: CallbackQuery, customer: Customer, reviews: Reviews, state: FSMContext, t: Translator
) -> Screen:
    """Forget the photos."""
    return await _again(replace(await _told(state), photos=()), customer, reviews, state, t)


async def send(
    query: CallbackQuery, customer: Customer, reviews: Reviews, state: FSMContext, t: Translator
) -> Reply:
    """Say it."""
    draft = await _told(state)
    if not draft.text and not draft.photos:
        return Toast(t("Please type what you want to say, or send a photo."))
    each = await reviews.write(customer, draft.order, draft.line, draft.text, draft.photos)
    await state.update_data({_KEPT: {}})
    await state.set_state(None)
    return mine_screen(each, t, card=on_the_card(query, customer), toast=t("Thank you!"))


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Answer a sticker and the like where words or photos are wanted."""
    return Toast(t("Please type what you want to say, or send a photo."))


async def closed(_: CallbackQuery, t: Translator) -> Toast:
    """Answer a button of a form that is no longer open."""
    return Toast(t("This question is closed. Please begin again at the order."), alert=True)


async def _again(
    draft: Draft, customer: Customer, reviews: Reviews, state: FSMContext, t: Translator
) -> Screen:
    """Keep what was told, and show it."""
    each = await reviews.mine(customer, draft.order, draft.line)
    await _keep(state, draft)
    return words_screen(each, draft, t)


def _said(each: Rateable) -> Draft:
    text, photos = (each.review.text, each.review.photos) if each.review else ("", ())
    return Draft(each.order_id, each.line.id, text, photos)


async def _keep(state: FSMContext, draft: Draft) -> None:
    await state.update_data({_KEPT: asdict(draft)})


async def _told(state: FSMContext) -> Draft:
    draft = _draft(await state.get_data())
    if draft is None:
        raise NotFound("review")
    return draft


def _draft(kept: dict[str, Any]) -> Draft | None:
    told = kept.get(_KEPT)
    return Draft(**{**told, "photos": tuple(told["photos"])}) if told else None


def build() -> Router:
    """Return the router of a review's words and photos."""
    router = Subject(name="review_form")
    tapped, heard, mine = router.callback_query.register, router.message.register, {FORM: True}
    tapped(begin, WriteReview.filter(), flags=mine)
    tapped(drop_photos, DropPhotos.filter(), Reviewing.words, flags=mine)
    tapped(send, SendReview.filter(), Reviewing.words, flags=mine)
    for late in (DropPhotos, SendReview):
        tapped(closed, late.filter(), flags=mine)
    heard(hear, Reviewing.words, answer, flags=mine)
    heard(take_photo, Reviewing.words, with_photo, flags=mine)
    heard(ask_to_type, Reviewing.words, wordless, flags=mine)
    return router
