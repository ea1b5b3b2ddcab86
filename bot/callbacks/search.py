"""The buttons that narrow and order what a search found."""

from aiogram.filters.callback_data import CallbackData

from domain.catalog import Sort
from domain.search.wishes import Order, Part


class NarrowFound(CallbackData, prefix="sn"):
    """Show by what a search can be narrowed and ordered."""

    search: int


class ChooseFound(CallbackData, prefix="sc"):
    """Show the shelves or the prices that a search can be narrowed to."""

    search: int
    part: Part


class KeepFound(CallbackData, prefix="sk"):
    """Have that part of a search: in stock, on sale, so many stars, that shelf or merchant."""

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
    """Have a search without that part; *value* is the number of a trait.

    *stay*: among the filters. Otherwise what is found is shown.
    """

    search: int
    part: Part
    value: int = 0
    stay: bool = False


class ResetFound(CallbackData, prefix="sr"):
    """Have a search with nothing but its words, or the shelf that is looked through."""

    search: int


class ListTraits(CallbackData, prefix="sl"):
    """Show all in which the found goods differ: brands, colours, tags."""

    search: int
    page: int = 0


class ChooseTrait(CallbackData, prefix="st"):
    """Show what may be chosen of a group of traits, see `domain.search.traits`."""

    search: int
    group: int
    page: int = 0


class HaveTrait(CallbackData, prefix="sh"):
    """Have a search with that trait, or without it unless *wanted*; go on choosing."""

    search: int
    group: int
    trait: int
    wanted: bool
    page: int = 0


class FilterGoods(CallbackData, prefix="sf"):
    """Narrow and order what is on and below a category (0: all goods)."""

    category: int = 0
    sort: Sort = Sort.POPULAR


class MeantFound(CallbackData, prefix="si"):
    """Look for what may have been meant instead."""

    search: int
