"""Staff read reviews and answer those of their goods."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.reviews import AnswerReview, OpenReviewCard, OpenReviewQueue
from bot.dialogs import ReadingReviews
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.review_desk import answering_screen, queue_screen, review_card
from domain.customers import Customer
from domain.errors import WrongStep
from domain.reviews import State
from domain.services.review_desk import ReviewDesk
from handlers.filters import answer, wordless
from handlers.forms import FORM
from handlers.merchant.chats import answers_the_bot, in_group
from handlers.routing import Subject


async def command(
    message: Message, customer: Customer, review_desk: ReviewDesk, t: Translator
) -> Screen:
    """Show admins what waits to be read, all others what is published."""
    admin = customer.is_admin and not in_group(message)
    return queue_screen(await review_desk.queue(customer, waiting=admin), t, admin=admin)


async def open_queue(
    query: CallbackQuery,
    callback_data: OpenReviewQueue,
    customer: Customer,
    review_desk: ReviewDesk,
    t: Translator,
) -> Screen:
    """Show a page of what waits, or of what is published."""
    admin = customer.is_admin and not in_group(query)
    asked = callback_data
    queue = await review_desk.queue(customer, waiting=asked.waiting and admin, page=asked.page)
    return queue_screen(queue, t, admin=admin)


async def open_card(
    query: CallbackQuery,
    callback_data: OpenReviewCard,
    customer: Customer,
    review_desk: ReviewDesk,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Show a review as the staff have it."""
    await state.set_state(None)
    review = await review_desk.get(customer, callback_data.review)
    admin = customer.is_admin and not in_group(query)
    return review_card(review, t, admin=admin, photos=callback_data.photos)


async def ask_answer(
    query: CallbackQuery,
    callback_data: AnswerReview,
    customer: Customer,
    review_desk: ReviewDesk,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for the answer; a review that changed since is only shown."""
    review = await review_desk.get(customer, callback_data.review)
    if review.revision != callback_data.revision or review.state is not State.PUBLISHED:
        return review_card(review, t, admin=customer.is_admin and not in_group(query))
    await state.set_state(ReadingReviews.answer)
    await state.update_data(review=review.id, revision=review.revision)
    return answering_screen(review, t, group=in_group(query))


async def take_answer(
    message: Message,
    customer: Customer,
    review_desk: ReviewDesk,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Publish the typed answer; a bad one is said, and the question stays open."""
    kept = await state.get_data()
    admin = customer.is_admin and not in_group(message)
    try:
        review = await review_desk.answer(
            customer, kept.get("review", 0), kept.get("revision", 0), message.text or ""
        )
    except WrongStep:
        await state.set_state(None)
        review = await review_desk.get(customer, kept.get("review", 0))
        said = t("The review has changed since. Please read it again.")
        return review_card(review, t, admin=admin, toast=said)
    await state.set_state(None)
    return review_card(review, t, admin=admin)


async def ask_to_type(_: TelegramObject, t: Translator) -> Toast:
    """Say what is awaited instead of a sticker or a photo."""
    return Toast(t("Please type a sentence for the customer."))


def build() -> Router:
    """Return the router of reviews as staff have them; the typed answer is one's own."""
    router = Subject(name="staff_reviews")
    router.message.register(command, Command("reviews"))
    router.callback_query.register(open_queue, OpenReviewQueue.filter())
    router.callback_query.register(open_card, OpenReviewCard.filter())
    router.callback_query.register(ask_answer, AnswerReview.filter())
    asked, mine = (ReadingReviews.answer, answers_the_bot), {FORM: True}
    router.message.register(take_answer, *asked, answer, flags=mine)
    router.message.register(ask_to_type, *asked, wordless, flags=mine)
    return router
