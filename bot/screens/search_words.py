"""How a search tells what it understood: filters, orders and prices in a few letters."""

from dataclasses import dataclass, field

from bot.i18n import Translator, noop
from bot.limits import OUR_LABEL
from bot.markup import Markup, escape
from bot.screens.parts import clip
from domain.money import Money
from domain.search.wishes import Order, Part, Wish

_OFF = " ✕"
_ORDERS = {
    Order.BEST: noop("best match first"),
    Order.POPULAR: noop("popular first"),
    Order.CHEAP: noop("low prices first"),
    Order.DEAR: noop("high prices first"),
    Order.NEW: noop("new first"),
}
SORT = {
    Order.BEST: noop("Best match"),
    Order.POPULAR: noop("Popular"),
    Order.CHEAP: noop("Low price"),
    Order.DEAR: noop("High price"),
    Order.NEW: noop("Newest"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a page of a search tells besides its goods.

    *search* is its id, *many* that more was found than was counted, *follows* that another
    page does. *mended*, *missing* and *instead* are words, see
    `domain.services.understanding.Understood`. *shelf* is the title of the category chosen.
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


def order_words(order: Order, t: Translator) -> Markup:
    """Say in which order goods are shown."""
    return t(_ORDERS[order])


def chip(part: Part, told: Told, t: Translator) -> str:
    """Label what a tap takes off: "≤ $20 ✕"."""
    return clip(str(_name(part, told, t).plain), OUR_LABEL - len(_OFF)) + _OFF


def price_words(low: int | None, high: int | None, currency: str, t: Translator) -> Markup:
    """Say a range of prices in minor units; None is open."""
    if high is None:
        return t("from {price}", price=t.money(Money(low or 0, currency)))
    if low is None:
        return t("up to {price}", price=t.money(Money(high, currency)))
    return Markup(f"{t.money(Money(low, currency))} – {t.money(Money(high, currency))}")


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
        case Part.ORDER:
            return t(SORT[wish.order])
