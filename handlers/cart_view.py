"""The cart as it is shown everywhere: with today's prices of all that makes its total."""

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.cart import cart_screen
from domain.carts import Cart, CartLine
from domain.customers import Customer
from domain.orders import Order
from domain.services.checkout import Checkout


async def cart_view(
    customer: Customer,
    cart: Cart,
    checkout: Checkout,
    t: Translator,
    *,
    page: int = 0,
    removed: CartLine | None = None,
    last: Order | None = None,
    note: str = "",
    toast: str | None = None,
) -> Screen:
    """Return the cart's screen; `bot.screens.cart.cart_screen` says what else may be told."""
    prices = None if cart.changed else await checkout.prices(customer, cart)
    return cart_screen(
        cart, t, page=page, removed=removed, last=last, note=note, toast=toast, prices=prices
    )
