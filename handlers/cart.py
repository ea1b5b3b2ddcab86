"""The cart: looking, changing, emptying."""

import re

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.callbacks.shopping import (
    AcceptChanges,
    ClearCart,
    OpenCart,
    OpenLine,
    PutBack,
    SetLine,
    TypeQuantity,
)
from bot.dialogs import Counting
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens import toasts
from bot.screens.cart import (
    clear_screen,
    line_screen,
    quantity_screen,
)
from domain.carts import Cart, CartLine
from domain.customers import Customer
from domain.errors import BadQuantity, NotFound, OutOfStock
from domain.services.carts import Carts
from domain.services.checkout import Checkout
from domain.services.orders import Orders
from handlers.cart_view import cart_view
from handlers.filters import answer
from handlers.forms import FORM
from handlers.routing import Subject

_QUANTITY = re.compile(r"\s*(\d{1,6})\s*[^\W\d]{0,10}\.?\s*")  # "2", "2 pcs"


def line_of(cart: Cart, variant_id: int) -> CartLine | None:
    """Return the line of a variant, if the cart has one."""
    return next((line for line in cart.lines if line.variant_id == variant_id), None)


async def show_cart(
    _: TelegramObject,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    orders: Orders,
    t: Translator,
    callback_data: OpenCart | None = None,
) -> Screen:
    """Show the cart; an empty one offers to repeat the last order."""
    cart = await carts.get(customer)
    last = None if cart.lines else next(iter((await orders.mine(customer, 0)).orders), None)
    return await cart_view(
        customer, cart, checkout, t, page=callback_data.page if callback_data else 0, last=last
    )


async def open_line(
    _: CallbackQuery,
    callback_data: OpenLine,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    t: Translator,
) -> Screen:
    """Show one line with its stepper; one that went meanwhile leads to the cart."""
    cart = await carts.get(customer)
    line = line_of(cart, callback_data.variant)
    if line is None:
        return await cart_view(customer, cart, checkout, t, page=callback_data.page)
    return line_screen(line, callback_data.page, t)


async def set_line(
    _: CallbackQuery,
    callback_data: SetLine,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    t: Translator,
) -> Screen:
    """Have that many pieces of a line; without any it leaves the cart, and may come back."""
    wanted = callback_data
    if not wanted.quantity:
        return await _remove(wanted, customer, carts, checkout, t)
    cart = await carts.set_quantity(customer, wanted.variant, wanted.quantity)
    line = line_of(cart, wanted.variant)
    if line is None:
        raise NotFound("product")
    return line_screen(line, wanted.page, t)


async def _remove(
    wanted: SetLine, customer: Customer, carts: Carts, checkout: Checkout, t: Translator
) -> Screen:
    removed = line_of(await carts.get(customer), wanted.variant)
    cart = await carts.set_quantity(customer, wanted.variant, 0)
    toast = toasts.removed(removed, t)
    return await cart_view(
        customer, cart, checkout, t, page=wanted.page, removed=removed, toast=toast
    )


async def put_back(
    _: CallbackQuery,
    callback_data: PutBack,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    t: Translator,
) -> Screen:
    """Undo a removal."""
    wanted = callback_data
    cart = await carts.set_quantity(customer, wanted.variant, wanted.quantity)
    return await cart_view(
        customer, cart, checkout, t, page=wanted.page, toast=t("It is in your cart again.")
    )


async def clear(
    _: CallbackQuery,
    callback_data: ClearCart,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    t: Translator,
) -> Screen:
    """Empty the cart, after asking."""
    if callback_data.sure:
        cart = await carts.clear(customer)
        return await cart_view(customer, cart, checkout, t, toast=t("Your cart is empty now."))
    cart = await carts.get(customer)
    if cart.lines:
        return clear_screen(cart, t)
    return await cart_view(customer, cart, checkout, t)


async def accept_changes(
    _: CallbackQuery, customer: Customer, carts: Carts, checkout: Checkout, t: Translator
) -> Screen:
    """Take today's prices and stock."""
    return await cart_view(customer, await carts.accept_changes(customer), checkout, t)


async def ask_quantity(
    _: CallbackQuery,
    callback_data: TypeQuantity,
    customer: Customer,
    carts: Carts,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Ask for a quantity in words."""
    line = line_of(await carts.get(customer), callback_data.variant)
    if line is None:
        raise NotFound("product")
    await state.update_data(variant=line.variant_id)
    await state.set_state(Counting.quantity)
    return quantity_screen(line.name, t)


async def take_quantity(
    message: Message,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Have as many pieces as were typed; too many are answered with what is left."""
    variant_id = int((await state.get_data()).get("variant", 0))
    try:
        cart = await carts.set_quantity(customer, variant_id, read_quantity(message.text or ""))
    except OutOfStock as short:
        line = line_of(await carts.get(customer), variant_id)
        if line is None or short.left <= 0:
            raise
        return quantity_screen(line.name, t, line)
    await state.set_state(None)
    return await cart_view(customer, cart, checkout, t)


def read_quantity(text: str) -> int:
    """Read a quantity a person typed: "2", "2 pcs".

    Raises:
        BadQuantity: It is no whole number.
    """
    found = _QUANTITY.fullmatch(text)
    if not found:
        raise BadQuantity(text)
    return int(found[1])


def build() -> Router:
    """Return the router of the cart."""
    router = Subject(name="cart")
    router.callback_query.register(show_cart, OpenCart.filter())
    router.callback_query.register(set_line, SetLine.filter())
    router.callback_query.register(open_line, OpenLine.filter())
    router.callback_query.register(put_back, PutBack.filter())
    router.callback_query.register(clear, ClearCart.filter())
    router.callback_query.register(accept_changes, AcceptChanges.filter())
    router.callback_query.register(ask_quantity, TypeQuantity.filter())
    router.message.register(show_cart, Command("cart"))
    router.message.register(take_quantity, Counting.quantity, answer, flags={FORM: True})
    return router
