"""The buttons of carts that are shared by a link."""

from aiogram.filters.callback_data import CallbackData

SHARED_CART = -8  # in place of a category: the shared cart a product was opened from


class ShareCart(CallbackData, prefix="jc"):
    """Give a link to what is in the cart."""


class WithdrawCarts(CallbackData, prefix="jw"):
    """Have all one's links lead nowhere."""


class OpenSharedCart(CallbackData, prefix="jo"):
    """The cart by whose link this chat came last, at a page."""

    page: int = 0


class AddSharedCart(CallbackData, prefix="ja"):
    """Put all of that cart into one's own, which held *had* pieces when it was offered."""

    cart: int
    had: int
