"""The buttons of people who type what they want."""

from aiogram.filters.callback_data import CallbackData


class SearchSaid(CallbackData, prefix="sw"):
    """Look for the very words that this chat typed last and that were taken for a wish."""


class BuySome(CallbackData, prefix="bs"):
    """Have at least that many pieces of a variant in the cart and go to checkout."""

    variant: int
    quantity: int


class OpenSome(CallbackData, prefix="pn"):
    """A product found by "2 blue mugs": to be put into the cart that many at a time.

    *page* is the page of the found list to go back to; *variant* 0: the shop chooses.
    """

    product: int
    quantity: int
    variant: int = 0
    page: int = 0
