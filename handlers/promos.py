"""Promo codes: a customer types one, or takes it away."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.callbacks.prices import AskPromo, DropPromo
from bot.dialogs import Ordering
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.errors import explain
from bot.screens.promos import ask_screen
from domain.carts import Cart
from domain.customers import Customer
from domain.price_errors import PromoRefused
from domain.services.promos import Promos
from handlers.cart_view import cart_view
from handlers.desk import AtTheDesk, Desk
from handlers.filters import answer
from handlers.forms import FORM
from handlers.routing import Subject

_REVIEW = "review"


async def ask(
    _: CallbackQuery, callback_data: AskPromo, state: FSMContext, t: Translator
) -> Screen:
    """Ask for a code, and remember from where."""
    await state.update_data({_REVIEW: callback_data.review})
    await state.set_state(Ordering.promo)
    return ask_screen(t)


async def take(
    message: Message,
    customer: Customer,
    promos: Promos,
    state: FSMContext,
    t: Translator,
    desk: Desk,
) -> Screen:
    """Take the code that was typed; one that is refused may be typed again."""
    try:
        cart = await promos.apply(customer, message.text or "")
    except PromoRefused as refusal:
        return ask_screen(t, explain(refusal, t))
    review = bool((await state.get_data()).get(_REVIEW))
    await state.set_state(None)
    return await _back(customer, cart, desk, review=review)


async def drop(
    _: CallbackQuery, callback_data: DropPromo, customer: Customer, promos: Promos, desk: Desk
) -> Screen:
    """Have the next order use no code."""
    cart = await promos.drop(customer)
    return await _back(customer, cart, desk, review=callback_data.review)


async def _back(customer: Customer, cart: Cart, desk: Desk, *, review: bool) -> Screen:
    if review:
        return await desk.next_step(customer, cart=cart)
    return await cart_view(customer, cart, desk.checkout, desk.t)


def build() -> Router:
    """Return the router of promo codes."""
    router = Subject(name="promos")
    router.callback_query.middleware(AtTheDesk())
    router.message.middleware(AtTheDesk())
    router.callback_query.register(ask, AskPromo.filter())
    router.callback_query.register(drop, DropPromo.filter())
    router.message.register(take, Ordering.promo, answer, flags={FORM: True})
    return router
