"""Everybody reads what customers say of a product."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.reviews import MarkReview, NarrowReviews, OpenReview, OpenReviews
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.parts import Listing
from bot.screens.reviews import Reading, narrow_screen, review_screen, reviews_screen
from domain.customers import Customer
from domain.services.reviews import Reviews
from handlers.routing import Subject


async def open_reviews(
    _: CallbackQuery,
    callback_data: OpenReviews,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Show a page of a product's reviews."""
    asked, reading = callback_data, _reading(callback_data)
    page = await reviews.page(customer, asked.product, asked.sorting, reading.only, asked.at)
    return reviews_screen(page, reading, t)


async def narrow(
    _: CallbackQuery,
    callback_data: NarrowReviews,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Ask which stars to show."""
    asked, reading = callback_data, _reading(callback_data)
    page = await reviews.page(customer, asked.product, asked.sorting, reading.only, asked.at)
    return narrow_screen(page, reading, t)


async def open_review(
    _: CallbackQuery,
    callback_data: OpenReview,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Show one review, its photos above it."""
    shown = await reviews.get(customer, callback_data.review)
    return review_screen(shown, _reading(callback_data), t, photos=True)


async def mark(
    _: CallbackQuery,
    callback_data: MarkReview,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Note that it was useful to this person, or no more."""
    asked = callback_data
    shown = await reviews.mark(customer, asked.review, useful=asked.useful)
    return review_screen(shown, _reading(asked), t)


def _reading(asked: OpenReviews | NarrowReviews | OpenReview | MarkReview) -> Reading:
    listing = Listing(asked.shelf, asked.page, asked.sort)
    return Reading(asked.variant, listing, int(asked.only), asked.sorting, max(0, asked.at))


def build() -> Router:
    """Return the router of reading reviews."""
    router = Subject(name="reviews")
    router.callback_query.register(open_reviews, OpenReviews.filter())
    router.callback_query.register(narrow, NarrowReviews.filter())
    router.callback_query.register(open_review, OpenReview.filter())
    router.callback_query.register(mark, MarkReview.filter())
    return router
