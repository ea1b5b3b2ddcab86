"""A customer says how they like what they got, by one tap; or takes it back."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.reviews import GiveStars, HushReviews, RateLine, RateOrder, WithdrawReview
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.rating import lines_screen, mine_screen, stars_screen, withdraw_screen
from domain.customers import Customer
from domain.errors import WrongStep
from domain.orders import FIRST_NUMBER
from domain.services.review_asks import ReviewAsks
from domain.services.reviews import Reviews
from handlers.orders import on_the_card
from handlers.routing import Subject


async def open_order(
    query: CallbackQuery,
    callback_data: RateOrder,
    customer: Customer,
    reviews: Reviews,
    review_asks: ReviewAsks,
    t: Translator,
) -> Screen:
    """Show what of an order can be rated."""
    order_id, page = callback_data.order, callback_data.page
    return await _lines(query, order_id, page, customer, reviews, review_asks, t)


async def hush(
    query: CallbackQuery,
    callback_data: HushReviews,
    customer: Customer,
    reviews: Reviews,
    review_asks: ReviewAsks,
    t: Translator,
) -> Screen:
    """Ask them no more, or again; what they got can be rated all the same."""
    silent = callback_data.silent
    await review_asks.set_silent(customer, silent=silent)
    screen = await _lines(query, callback_data.order, 0, customer, reviews, review_asks, t)
    said = (
        t("All right, you will not be asked again.")
        if silent
        else t("You will be asked after delivery.")
    )
    return replace(screen, toast=said)


async def _lines(
    query: CallbackQuery,
    order_id: int,
    page: int,
    customer: Customer,
    reviews: Reviews,
    review_asks: ReviewAsks,
    t: Translator,
) -> Screen:
    lines = await reviews.of_order(customer, order_id)
    if not lines:
        raise WrongStep("not_delivered", "review")
    silent = await review_asks.is_silent(customer)
    card = on_the_card(query, customer)
    number = str(FIRST_NUMBER + order_id)
    return lines_screen(order_id, number, lines, page, t, silent=silent, card=card)


async def open_line(
    query: CallbackQuery,
    callback_data: RateLine,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Show what they said of a line, or ask for stars."""
    each = await reviews.mine(customer, callback_data.order, callback_data.line)
    card = on_the_card(query, customer)
    return (stars_screen if callback_data.anew else mine_screen)(each, t, card=card)


async def give_stars(
    query: CallbackQuery,
    callback_data: GiveStars,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Take the stars, and offer to say more."""
    given = callback_data
    each = await reviews.rate(customer, given.order, given.line, given.stars)
    thanks = t("Thank you!").plain
    return mine_screen(each, t, card=on_the_card(query, customer), toast=thanks)


async def withdraw(
    query: CallbackQuery,
    callback_data: WithdrawReview,
    customer: Customer,
    reviews: Reviews,
    t: Translator,
) -> Screen:
    """Take a review back, after asking."""
    order_id, line_id = callback_data.order, callback_data.line
    card = on_the_card(query, customer)
    if not callback_data.sure:
        each = await reviews.mine(customer, order_id, line_id)
        return withdraw_screen(each, t, card=card) if each.stars else mine_screen(each, t)
    each = await reviews.withdraw(customer, order_id, line_id)
    return mine_screen(each, t, card=card, toast=t("Your review is deleted."))


def build() -> Router:
    """Return the router of giving stars."""
    router = Subject(name="rating")
    router.callback_query.register(open_order, RateOrder.filter())
    router.callback_query.register(hush, HushReviews.filter())
    router.callback_query.register(open_line, RateLine.filter())
    router.callback_query.register(give_stars, GiveStars.filter())
    router.callback_query.register(withdraw, WithdrawReview.filter())
    return router
