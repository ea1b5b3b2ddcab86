"""Suggestions: with a product, with the cart, for this customer."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.recommendations import OpenAgain, OpenForYou, OpenWith, OpenWithCart
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.recommendations import (
    again_screen,
    for_you_screen,
    with_cart_screen,
    with_product_screen,
)
from domain.customers import Customer
from domain.services.recommendations import Recommendations
from handlers.routing import Subject


async def with_product(
    _: CallbackQuery,
    callback_data: OpenWith,
    customer: Customer,
    recommendations: Recommendations,
    t: Translator,
) -> Screen:
    """Show what goes with a product."""
    wanted = callback_data
    title, found = await recommendations.with_product(customer, wanted.product, wanted.at)
    return with_product_screen(title, found, wanted, customer.cart_pieces, t)


async def with_cart(
    _: CallbackQuery,
    callback_data: OpenWithCart,
    customer: Customer,
    recommendations: Recommendations,
    t: Translator,
) -> Screen:
    """Show what goes with the goods in the cart."""
    return with_cart_screen(await recommendations.with_cart(customer, callback_data.page), t)


async def for_you(
    _: CallbackQuery,
    callback_data: OpenForYou,
    customer: Customer,
    recommendations: Recommendations,
    t: Translator,
) -> Screen:
    """Show what they may like."""
    found = await recommendations.for_customer(customer, callback_data.page)
    return for_you_screen(found, customer, t)


async def again(
    _: CallbackQuery,
    callback_data: OpenAgain,
    customer: Customer,
    recommendations: Recommendations,
    t: Translator,
) -> Screen:
    """Show what they may need again."""
    found = await recommendations.again(customer, callback_data.page)
    return again_screen(found, customer, t)


def build() -> Router:
    """Return the router of suggestions."""
    router = Subject(name="recommendations")
    router.callback_query.register(with_product, OpenWith.filter())
    router.callback_query.register(with_cart, OpenWithCart.filter())
    router.callback_query.register(for_you, OpenForYou.filter())
    router.callback_query.register(again, OpenAgain.filter())
    return router
