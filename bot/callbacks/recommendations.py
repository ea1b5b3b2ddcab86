"""The buttons of suggestions."""

from aiogram.filters.callback_data import CallbackData

from bot.callbacks.shopping import SEARCHED
from domain.catalog import Sort

# In place of a category: the lists that a product may have been opened from.
FOR_YOU, AGAIN, WITH_CART = -5, -6, -7
_WITH = -1000  # and below: what goes with the product whose id is that much further down


def list_with(product_id: int) -> int:
    """Return what stands in place of a category for what goes with a product."""
    return _WITH - product_id


def product_of(shelf: int) -> int | None:
    """Return the product of such a list; None if it is another."""
    return _WITH - shelf if SEARCHED < shelf < _WITH else None


class OpenWith(CallbackData, prefix="uw"):
    """What goes with a product, at a page of it; and how the product itself was shown."""

    product: int
    at: int = 0
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0


class OpenWithCart(CallbackData, prefix="uk"):
    """What goes with the goods in the cart."""

    page: int = 0


class OpenForYou(CallbackData, prefix="uf"):
    """What this customer may like."""

    page: int = 0


class OpenAgain(CallbackData, prefix="um"):
    """What this customer buys from time to time."""

    page: int = 0
