"""Narrowing and ordering what a search found."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.callbacks.search import (
    ChooseFound,
    DropFound,
    KeepFound,
    ListTraits,
    NarrowFound,
    PriceFound,
    ResetFound,
    SortFound,
)
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.parts import LINES, back, clip, marked, paragraphs
from bot.screens.search import place_words
from bot.screens.search_words import SORT, Told, chosen, price_words, shows, stars_words
from bot.screens.traits import group_button
from domain.catalog import Category
from domain.money import Money
from domain.search.traits import RATINGS
from domain.search.wishes import Order, Part
from domain.services.narrowing import Group

_QUOTED = 40
_SHELVES = 6
_GROUPS = 4  # of what goods differ in; more are on a page of their own


def narrow_screen(
    text: str, told: Told, groups: Sequence[Group], t: Translator, *, rated: bool = True
) -> Screen:
    """By what a search can be narrowed, and in which order its goods can stand.

    *rated*: some of the goods have reviews, so that stars can be asked for.
    """
    rows = [
        _place_and_price(told, t),
        [
            _switch(told, Part.IN_STOCK, t("In stock").plain),
            _switch(told, Part.ON_SALE, t("On sale").plain),
        ],
        *([_ratings(told, t)] if rated or told.wish.rating else []),
        *columns(_groups(told, groups, t), 2),
        *_sorts(told, t),
        [*_reset(told, t), shows(told, t)],
    ]
    title = t("<b>Filter and sort</b>")
    holds = t("Chosen: {filters}", filters=chosen(told, t)) if chosen(told, t) else Markup()
    head = LINES.join([title, _of(text, told, t)])
    return Screen(paragraphs(head, holds or t("A dot marks what is chosen.")), rows)


def shelves_screen(shelves: tuple[Category, ...], told: Told, t: Translator) -> Screen:
    """The shelves on which a search found most."""
    category = told.wish.category
    buttons = [
        Button(marked(shelf.title, shelf.id == category), _keep(told, Part.CATEGORY, shelf.id))
        for shelf in shelves[:_SHELVES]
    ]
    rows = columns(buttons, 2)
    if category is not None:
        rows.append([Button(t("All shelves"), _drop(told, Part.CATEGORY))])
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
    if told.wish.priced:
        rows.append([Button(t("Any price"), _drop(told, Part.PRICE))])
    how = t("Choose a price, or type it with the words: <i>mug under 20</i>.")
    alone = t("All of it costs about the same.")
    return Screen(how if prices else alone, [*rows, [back(NarrowFound(search=told.search), t)]])


def _of(text: str, told: Told, t: Translator) -> Markup:
    if told.browsing:
        return place_words(told, t)
    return t("What was found for “{text}”", text=clip(text, _QUOTED))


def _place_and_price(told: Told, t: Translator) -> list[Button]:
    wish = told.wish
    shelf = told.shelf or t("All shelves").plain
    price = price_words(wish.low, wish.high, told.currency, t) if wish.priced else t("Any price")
    return [
        Button(marked(shelf, wish.category is not None), _choose(told, Part.CATEGORY)),
        Button(marked(price.plain, wish.priced), _choose(told, Part.PRICE)),
    ]


def _ratings(told: Told, t: Translator) -> list[Button]:
    return [
        Button(
            marked(stars_words(least, t).plain, told.wish.rating == least),
            _drop(told, Part.RATING)
            if told.wish.rating == least
            else _keep(told, Part.RATING, least),
        )
        for least in RATINGS
    ]


def _groups(told: Told, groups: Sequence[Group], t: Translator) -> Iterator[Button]:
    """What goods differ in, what was chosen of first; the last leads to more than fit."""
    held = {trait.group for trait in told.wish.traits}
    ordered = sorted(groups, key=lambda group: group.number not in held)
    fits = len(ordered) <= _GROUPS
    for group in ordered if fits else ordered[: _GROUPS - 1]:
        yield group_button(group, told, t)
    if not fits:
        yield Button(t("More filters"), ListTraits(search=told.search))


def _reset(told: Told, t: Translator) -> Iterator[Button]:
    if chosen(told, t):
        yield Button(t("Reset"), ResetFound(search=told.search))


def _ranges(prices: tuple[Money, ...]) -> Iterator[tuple[int | None, int | None]]:
    ends = [None, *(price.amount for price in prices), None]
    if prices:
        yield from pairwise(ends)


def _choose(told: Told, part: Part) -> ChooseFound:
    return ChooseFound(search=told.search, part=part)


def _keep(told: Told, part: Part, value: int = 0) -> KeepFound:
    return KeepFound(search=told.search, part=part, value=value)


def _drop(told: Told, part: Part) -> DropFound:
    return DropFound(search=told.search, part=part, stay=True)


def _cost(told: Told, low: int | None, high: int | None) -> PriceFound:
    ends = (-1 if end is None else end for end in (low, high))
    return PriceFound(search=told.search, **dict(zip(("low", "high"), ends, strict=True)))


def _switch(told: Told, part: Part, name: str) -> Button:
    holds = part in told.wish.parts
    return Button(marked(name, holds), _drop(told, part) if holds else _keep(told, part))


def _sorts(told: Told, t: Translator) -> list[list[Button]]:
    """The ways to sort. Without words the best match is what sells best."""
    now = told.wish.order
    offered = [order for order in SORT if order is not Order.BEST or not told.browsing]
    if told.browsing and now is Order.BEST:
        now = Order.POPULAR
    return columns(
        (
            Button(
                marked(t(SORT[order]).plain, order is now),
                SortFound(search=told.search, order=order),
            )
            for order in offered
        ),
        3,
    )
