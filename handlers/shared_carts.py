"""Sharing a cart by a link, and what whoever opens it can do."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.callbacks.shared_carts import AddSharedCart, OpenSharedCart, ShareCart, WithdrawCarts
from bot.i18n import Translator
from bot.reply import Reply, Screen, Toast
from bot.screens.shared_carts import (
    added_words,
    forgotten_cart,
    share_screen,
    shared_cart_screen,
    withdrawn_words,
)
from bot.shop import ShopFacts
from domain.carts import Cart
from domain.customers import Customer
from domain.errors import CartChanged
from domain.services.carts import Carts
from domain.services.checkout import Checkout
from domain.services.shared_carts import SharedCarts
from domain.shared_carts import SharedCart
from handlers.cart_view import cart_view
from handlers.routing import Subject

TOKEN = "shared_cart"  # noqa: S105  under which a chat keeps whose cart it looks at


async def share(
    _: CallbackQuery,
    customer: Customer,
    shared_carts: SharedCarts,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Give a link to what is in the cart."""
    return share_screen(await shared_carts.share(customer), shop, t)


async def withdraw(
    _: CallbackQuery,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    shared_carts: SharedCarts,
    t: Translator,
) -> Screen:
    """Have every link lead nowhere, and show the own cart."""
    await shared_carts.withdraw(customer)
    cart = await carts.get(customer)
    return await cart_view(customer, cart, checkout, t, toast=withdrawn_words(t))


async def shared_cart(
    customer: Customer,
    token: str,
    page: int,
    carts: Carts,
    shared_carts: SharedCarts,
    state: FSMContext,
    t: Translator,
) -> Screen:
    """Show a shared cart; the chat keeps which, for its other pages and buttons."""
    shared = await shared_carts.get(customer, token)
    await state.update_data({TOKEN: token})
    return shared_cart_screen(shared, page, (await carts.get(customer)).pieces, t)


async def turn(
    _: CallbackQuery,
    callback_data: OpenSharedCart,
    customer: Customer,
    carts: Carts,
    shared_carts: SharedCarts,
    state: FSMContext,
    t: Translator,
) -> Reply:
    """Show another page of the cart this chat came to last."""
    token = (await state.get_data()).get(TOKEN)
    if not token:
        return Toast(forgotten_cart(t), alert=True)
    return await shared_cart(customer, token, callback_data.page, carts, shared_carts, state, t)


async def add_all(
    _: CallbackQuery,
    callback_data: AddSharedCart,
    customer: Customer,
    carts: Carts,
    checkout: Checkout,
    shared_carts: SharedCarts,
    state: FSMContext,
    t: Translator,
) -> Reply:
    """Put all of it into the own cart, and show that."""
    asked = callback_data
    token = (await state.get_data()).get(TOKEN)
    if not token:
        return Toast(forgotten_cart(t), alert=True)
    try:
        added = await shared_carts.add_all(customer, token, asked.cart, asked.had)
    except CartChanged:
        return await _changed(customer, token, carts, checkout, shared_carts, t)
    return await cart_view(customer, added.cart, checkout, t, note=added_words(added, t))


async def _changed(
    customer: Customer,
    token: str,
    carts: Carts,
    checkout: Checkout,
    shared_carts: SharedCarts,
    t: Translator,
) -> Screen:
    """Show the own cart to whoever tapped twice, and the shared one to whoever lacks it."""
    shared, cart = await shared_carts.get(customer, token), await carts.get(customer)
    if _has_all(cart, shared):
        return await cart_view(customer, cart, checkout, t, toast=t("It is in your cart already."))
    said = t("Your cart has changed meanwhile. Tap once more to add all.")
    return shared_cart_screen(shared, 0, cart.pieces, t, toast=said)


def _has_all(cart: Cart, shared: SharedCart) -> bool:
    had = {line.variant_id: line.quantity for line in cart.lines}
    return all(
        had.get(line.variant_id, 0) >= min(line.quantity, line.free)
        for line in shared.cart.buyable
    )


def build() -> Router:
    """Return the router of shared carts."""
    router = Subject(name="shared_carts")
    router.callback_query.register(share, ShareCart.filter())
    router.callback_query.register(withdraw, WithdrawCarts.filter())
    router.callback_query.register(turn, OpenSharedCart.filter())
    router.callback_query.register(add_all, AddSharedCart.filter())
    return router
