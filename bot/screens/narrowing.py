"""Narrowing and ordering what a search found."""

from collections.abc import Iterator
from itertools import pairwise

from bot.callbacks.search import (
    ChooseFound,
    DropFound,
    KeepFound,
    NarrowFound,
    PriceFound,
    SortFound,
)
from bot.callbacks.shopping import MoreFound
from bot.i18n import Translator
from bot.reply import Button, Screen, columns
from bot.screens.parts import LINES, back, clip, marked, paragraphs
from bot.screens.search_words import SORT, Told, price_words
from domain.catalog import Category
from domain.money import Money
from domain.search.wishes import Part

_QUOTED = 40
_SHELVES = 6


def narrow_screen(text: str, told: Told, t: Translator) -> Screen:
    """By what a search can be narrowed, and in which order its goods can stand."""
    wish, search = told.wish, told.search
    shelf = told.shelf or t("All shelves").plain
    priced = wish.low is not None or wish.high is not None
    price = price_words(wish.low, wish.high, told.currency, t) if priced else t("Any price")
    rows = [
        [
            Button(marked(shelf, wish.category is not None), _choose(told, Part.CATEGORY)),
            Button(marked(price.plain, priced), _choose(told, Part.PRICE)),
        ],
        [
            _switch(told, Part.IN_STOCK, t("In stock").plain),
            _switch(told, Part.ON_SALE, t("On sale").plain),
        ],
        *_sorts(told, t),
        [back(MoreFound(page=0, search=search), t)],
    ]
    title = t("<b>Filter and sort</b>")
    quoted = t("What was found for “{text}”", text=clip(text, _QUOTED))
    return Screen(paragraphs(LINES.join([title, quoted]), t("The dot marks what holds.")), rows)


def shelves_screen(shelves: tuple[Category, ...], told: Told, t: Translator) -> Screen:
    """The shelves on which a search found most."""
    chosen = told.wish.category
    buttons = [
        Button(marked(shelf.title, shelf.id == chosen), _keep(told, shelf.id))
        for shelf in shelves[:_SHELVES]
    ]
    rows = columns(buttons, 2)
    if chosen is not None:
        rows.append([Button(t("All shelves"), DropFound(search=told.search, part=Part.CATEGORY))])
    text = t("Choose a shelf.") if buttons else t("What was found stands on no shelf.")
    return Screen(text, [*rows, [back(NarrowFound(search=told.search), t)]])


def prices_screen(prices: tuple[Money, ...], told: Told, t: Translator) -> Screen:
    """Ranges of prices that part what a search found."""
    now = (told.wish.low, told.wish.high)
    rows = [
        [
            Button(
                marked(price_words(*ends, told.currency, t).plain, ends == now), _cost(told, *ends)
            )
        ]
        for ends in _ranges(prices)
    ]
    if told.wish.low is not None or told.wish.high is not None:
        rows.append([Button(t("Any price"), DropFound(search=told.search, part=Part.PRICE))])
    how = t("Choose a price, or type it with the words: <i>mug under 20</i>.")
    alone = t("All of it costs about the same.")
    return Screen(how if prices else alone, [*rows, [back(NarrowFound(search=told.search), t)]])


def _ranges(prices: tuple[Money, ...]) -> Iterator[tuple[int | None, int | None]]:
    ends = [None, *(price.amount for price in prices), None]
    if prices:
        yield from pairwise(ends)


def _choose(told: Told, part: Part) -> ChooseFound:
    return ChooseFound(search=told.search, part=part)


def _keep(told: Told, category: int) -> KeepFound:
    return KeepFound(search=told.search, part=Part.CATEGORY, value=category)


def _cost(told: Told, low: int | None, high: int | None) -> PriceFound:
    ends = (-1 if end is None else end for end in (low, high))
    return PriceFound(search=told.search, **dict(zip(("low", "high"), ends, strict=True)))


def _switch(told: Told, part: Part, name: str) -> Button:
    holds = part in told.wish.parts
    press = DropFound if holds else KeepFound
    return Button(marked(name, holds), press(search=told.search, part=part))


def _sorts(told: Told, t: Translator) -> list[list[Button]]:
    return columns(
        (
            Button(
                marked(t(name).plain, order is told.wish.order),
                SortFound(search=told.search, order=order),
            )
            for order, name in SORT.items()
        ),
        3,
    )
