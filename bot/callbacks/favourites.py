"""The buttons of favourites, of what was looked at, and of what a customer agrees to."""

from aiogram.filters.callback_data import CallbackData

from domain.catalog import Sort
from domain.favourites import Choice

# In place of a category: the lists that a product may have been opened from.
SAVED, SEEN, SHARED = -2, -3, -4


class Save(CallbackData, prefix="w"):
    """Have a product among the favourites, or not, and show it again."""

    product: int
    variant: int
    wanted: bool
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0


class WaitFor(CallbackData, prefix="wn"):
    """Be told when a variant is there again, or not, and show its product again."""

    product: int
    variant: int
    wanted: bool
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0


class OpenFavourites(CallbackData, prefix="wl"):
    """The favourites at a page."""

    page: int = 0


class OpenSeen(CallbackData, prefix="wv"):
    """What was looked at lately, at a page."""

    page: int = 0


class ShareFavourites(CallbackData, prefix="ws"):
    """Let others see the favourites by a link, or no more."""

    on: bool


class OpenShared(CallbackData, prefix="ww"):
    """Another page of the list by whose link this chat came last."""

    page: int = 0


class OpenSettings(CallbackData, prefix="wc"):
    """What the customer agrees to."""


class Choose(CallbackData, prefix="wx"):
    """Agree to something or not, and show the settings."""

    choice: Choice
    on: bool


class StopNews(CallbackData, prefix="wz"):
    """No more messages about lower prices."""
