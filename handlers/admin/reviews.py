"""Admins decide which reviews everybody reads; the first tap wins."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.reviews import PublishReview, RejectReview
from bot.dialogs import ReadingReviews
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.errors import explain
from bot.screens.review_desk import rejecting_screen, review_card
from domain.customers import Customer
from domain.errors import AlreadyDone, WrongStep
from domain.services.review_desk import ReviewDesk
from handlers.filters import answer, private, wordless
from handlers.forms import FORM
from handlers.routing import Subject


async def publish(
    _: CallbackQuery,
    callback_data: PublishReview,
    customer: Customer,
    review_desk: ReviewDesk,
    t: Translator,
) -> Screen:
    """Have everybody read it."""
    asked = callback_data
    try:
        review = await review_desk.publish(customer, asked.review, asked.revision)
    except (AlreadyDone, WrongStep) as error:
        return await _as_it_stands(review_desk, customer, asked.review, error, t)
    return review_card(review, t, admin=True)


async def ask_why(
    _: CallbackQuery,
    callback_data: RejectReview,
    customer: Customer,
    review_desk: ReviewDesk,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for the sentence that goes to the writer; what changed since is only shown."""
    customer.ensure_admin()
    review = await review_desk.get(customer, callback_data.review)
    if review.revision != callback_data.revision:
        return review_card(review, t, admin=True)
    await state.set_state(ReadingReviews.reason)
    await state.update_data(review=review.id, revision=review.revision)
    return rejecting_screen(review, t, group=False)


async def reject(
    message: Message,
    customer: Customer,
    review_desk: ReviewDesk,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Have nobody read it; a bad sentence is said, and the question stays open."""
    kept = await state.get_data()
    review_id, revision = kept.get("review", 0), kept.get("revision", 0)
    try:
        review = await review_desk.reject(customer, review_id, revision, message.text or "")
    except (AlreadyDone, WrongStep) as error:
        await state.set_state(None)
        return await _as_it_stands(review_desk, customer, review_id, error, t)
    await state.set_state(None)
    return review_card(review, t, admin=True)


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Say what is awaited instead of a sticker or a photo."""
    return Toast(t("Please type why, in a sentence for the customer."))


async def _as_it_stands(
    review_desk: ReviewDesk,
    customer: Customer,
    review_id: int,
    error: AlreadyDone | WrongStep,
    t: Translator,
) -> Screen:
    review = await review_desk.get(customer, review_id)
    return review_card(review, t, admin=True, toast=explain(error, t))


def build() -> Router:
    """Return the router of decisions about reviews; they are made in private."""
    router = Subject(name="moderation")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.callback_query.register(publish, PublishReview.filter())
    router.callback_query.register(ask_why, RejectReview.filter())
    router.message.register(reject, ReadingReviews.reason, answer, flags={FORM: True})
    router.message.register(ask_to_type, ReadingReviews.reason, wordless, flags={FORM: True})
    return router
