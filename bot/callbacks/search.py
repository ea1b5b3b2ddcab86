"""The buttons that narrow and order what a search found."""

from aiogram.filters.callback_data import CallbackData

from domain.search.wishes import Order, Part


class NarrowFound(CallbackData, prefix="sn"):
    """Show by what a search can be narrowed and ordered."""

    search: int


class ChooseFound(CallbackData, prefix="sc"):
    """Show the shelves or the prices that a search can be narrowed to."""

    search: int
    part: Part


class KeepFound(CallbackData, prefix="sk"):
    """Have that part of a search: in stock, on sale, or that shelf or merchant."""

    search: int
    part: Part
    value: int = 0


class PriceFound(CallbackData, prefix="sp"):
    """Have only what costs *low* to *high* minor units; -1 is open."""

    search: int
    low: int = -1
    high: int = -1


class SortFound(CallbackData, prefix="so"):
    """Have a search in that order."""

    search: int
    order: Order


class DropFound(CallbackData, prefix="sd"):
    """Have a search without that part."""

    search: int
    part: Part


class MeantFound(CallbackData, prefix="si"):
    """Look for what may have been meant instead."""

    search: int
