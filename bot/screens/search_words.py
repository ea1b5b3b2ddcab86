"""How a search tells what it understood: filters, orders and prices in a few letters."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.callbacks.search import DropFound
from bot.callbacks.shopping import MoreFound
from bot.i18n import Translator, noop
from bot.limits import OUR_LABEL
from bot.markup import Markup, escape
from bot.reply import Button
from bot.screens.parts import clip
from domain.money import Money
from domain.search.wishes import Order, Part, Wish

_OFF = " ✕"
_LONGEST = 32  # characters of a filter's name in a line of text
_ORDERS = {
    Order.BEST: noop("best match first"),
    Order.POPULAR: noop("popular first"),
    Order.CHEAP: noop("low prices first"),
    Order.DEAR: noop("high prices first"),
    Order.NEW: noop("new first"),
    Order.RATED: noop("best rated first"),
}
SORT = {
    Order.BEST: noop("Best match"),
    Order.POPULAR: noop("Popular"),
    Order.CHEAP: noop("Low price"),
    Order.DEAR: noop("High price"),
    Order.NEW: noop("Newest"),
    Order.RATED: noop("Best rated"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a page of a search tells besides its goods.

    *search* is its id, *many* that more was found than was counted, *follows* that another
    page does. *mended*, *missing* and *instead* are words, see
    `domain.services.understanding.Understood`. *shelf* is the title of the category chosen.
    *browsing*: nothing was typed, a shelf or all goods are looked through. *total* is told
    where it is not the page that tells it.
    """

    search: int = 0
    wish: Wish = field(default_factory=Wish)
    currency: str = ""
    many: bool = False
    follows: bool = True
    mended: str = ""
    missing: str = ""
    instead: str = ""
    shelf: str = ""
    browsing: bool = False
    total: int = 0


def order_words(order: Order, t: Translator) -> Markup:
    """Say in which order goods are shown."""
    return t(_ORDERS[order])


def chips(told: Told, t: Translator) -> list[Button]:
    """What was understood or chosen, each to be taken off by a tap: "≤ $20 ✕"."""
    return [
        Button(
            clip(name.plain, OUR_LABEL - len(_OFF)) + _OFF,
            DropFound(search=told.search, part=part, value=value),
        )
        for part, value, name in _names(told, t)
    ]


def chosen(told: Told, t: Translator) -> Markup:
    """Name all filters that hold, in a line."""
    names = (clip(name.plain, _LONGEST) for part, _, name in _names(told, t))
    return Markup(" · ").join(names)


def _names(told: Told, t: Translator) -> Iterator[tuple[Part, int, Markup]]:
    """What holds, with the number of a trait; a shelf that is looked through is no filter."""
    for part in told.wish.parts:
        if part is Part.TRAIT:
            for trait in told.wish.traits:
                yield part, trait.number, escape(trait.value)
        elif part is not Part.CATEGORY or not told.browsing:
            yield part, 0, _name(part, told, t)


def price_words(low: int | None, high: int | None, currency: str, t: Translator) -> Markup:
    """Say a range of prices in minor units; None is open."""
    if high is None:
        return t("from {price}", price=t.money(Money(low or 0, currency)))
    if low is None:
        return t("up to {price}", price=t.money(Money(high, currency)))
    return Markup(f"{t.money(Money(low, currency))} – {t.money(Money(high, currency))}")


def shows(told: Told, t: Translator) -> Button:
    """The way to what is found now, saying how much that is."""
    back_to = MoreFound(page=0, search=told.search)
    if not told.total:
        return Button(t("Nothing fits"), back_to)
    if told.many:
        return Button(t("Show {n}+", n=t.number(told.total - 1)), back_to, style="primary")
    return Button(t("Show {n}", n=t.number(told.total)), back_to, style="primary")


def stars_words(least: int, t: Translator) -> Markup:
    """Say how many stars goods have at least."""
    # Translators: a filter, "★ 4 and up": goods with an average of four stars or more.
    return t("★ {n} and up", n=t.number(least))


def _name(part: Part, told: Told, t: Translator) -> Markup:
    wish = told.wish
    match part:
        case Part.CATEGORY:
            return escape(told.shelf) if told.shelf else t("One shelf")
        case Part.PRICE:
            return price_words(wish.low, wish.high, told.currency, t)
        case Part.IN_STOCK:
            return t("In stock")
        case Part.ON_SALE:
            return t("On sale")
        case Part.MERCHANT:
            return t("One seller")
        case Part.RATING:
            return stars_words(wish.rating or 0, t)
        case Part.ORDER | Part.TRAIT:
            return t(SORT[wish.order])
