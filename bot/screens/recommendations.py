"""Lists of suggestions, each with the reason it is there for."""

from collections.abc import Callable, Iterator

from aiogram.filters.callback_data import CallbackData

from bot.callbacks.favourites import OpenSettings
from bot.callbacks.recommendations import (
    AGAIN,
    FOR_YOU,
    WITH_CART,
    OpenAgain,
    OpenForYou,
    OpenWith,
    OpenWithCart,
    list_with,
)
from bot.callbacks.shopping import OpenCart, OpenProduct, OpenShelf
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import (
    LINES,
    NAME,
    Listing,
    back,
    cart_button,
    clip,
    home,
    pager,
    paragraphs,
    position,
    product_line,
    product_rows,
)
from domain.carts import Cart
from domain.catalog import PAGE, ProductPage
from domain.customers import Customer
from domain.recommendations import Suggestion, Suggestions, Why

_BECAUSE = {
    Why.BOUGHT: noop("because you bought {title}"),
    Why.SAVED: noop("because you saved {title}"),
    Why.SEEN: noop("because you looked at {title}"),
    Why.CART: noop("because {title} is in your cart"),
}
_PLAIN = {
    Why.TOGETHER: noop("often bought together"),
    Why.SIMILAR: noop("similar"),
    Why.POPULAR: noop("popular"),
}


def with_product_screen(
    name: str, found: Suggestions, at: OpenWith, pieces: int, t: Translator
) -> Screen:
    """What goes with a product, or may take its place.

    *at* says how the product was shown; *pieces*: in the cart.
    """
    title = t("<b>Goes with {title}</b>", title=clip(name, NAME))
    if found.instead:
        title = t("<b>Instead of {title}</b>", title=clip(name, NAME))
    to_product = OpenProduct(
        product=at.product, variant=at.variant, page=at.page, sort=at.sort, shelf=at.shelf
    )

    def turned(to: int) -> CallbackData:
        return at.model_copy(update={"at": to})

    bottom = [back(to_product, t), *cart_button(pieces, t)]
    return _screen(title, found, list_with(at.product), turned, [bottom], t)


def with_cart_screen(found: Suggestions, t: Translator) -> Screen:
    """What goes with the goods in the cart."""
    title = t("<b>Goes with your cart</b>")
    bottom = [back(OpenCart(), t)]
    return _screen(title, found, WITH_CART, lambda to: OpenWithCart(page=to), [bottom], t)


def with_cart_button(cart: Cart, t: Translator) -> list[Button]:
    """The way to what goes with the cart; no button if nothing of it can be bought."""
    return [Button(t("Goes with it"), OpenWithCart())] if cart.buyable else []


def for_you_screen(found: Suggestions, customer: Customer, t: Translator) -> Screen:
    """What this customer may like, or what is popular."""
    title = t("<b>For you</b>") if found.personal else t("<b>Popular now</b>")
    bottom = [home(t), *cart_button(customer.cart_pieces, t)]
    own = [Button(t("Buy again"), OpenAgain()), Button(t("Settings"), OpenSettings())]
    return _screen(title, found, FOR_YOU, lambda to: OpenForYou(page=to), [own, bottom], t)


def again_screen(found: Suggestions, customer: Customer, t: Translator) -> Screen:
    """What this customer buys from time to time."""
    bottom = [back(OpenForYou(), t), *cart_button(customer.cart_pieces, t)]
    title = t("<b>Time to buy again?</b>")
    if found.rows:
        return _screen(title, found, AGAIN, lambda to: OpenAgain(page=to), [bottom], t)
    if customer.personal:
        said = t("What you buy from time to time is listed here when you may need it again.")
        return Screen(paragraphs(title, said), [[Button(t("Catalogue"), OpenShelf())], bottom])
    said = t("Personal suggestions are off, so your orders are not looked at for this.")
    return Screen(paragraphs(title, said), [[Button(t("Settings"), OpenSettings())], bottom])


def _screen(
    title: Markup,
    found: Suggestions,
    shelf: int,
    turn: Callable[[int], CallbackData],
    bottom: list[list[Button]],
    t: Translator,
) -> Screen:
    if not found.rows:
        nothing = t("There is nothing to suggest at the moment.")
        return Screen(paragraphs(title, nothing), bottom)
    head = [title]
    if found.pages > 1:
        head.append(position(found.page, PAGE, found.total, t))
    told = shelf == FOR_YOU and not found.personal  # what the title says, no line repeats
    said = LINES.join(line for one in found.rows for line in _lines(one, told, t))
    page = ProductPage(tuple(one.row for one in found.rows), found.page, found.total)
    rows = [
        *product_rows(page, Listing(shelf, found.page), t),
        *pager(found.page, found.pages, turn),
        *bottom,
    ]
    return Screen(paragraphs(LINES.join(head), said), rows)


def _lines(one: Suggestion, told: bool, t: Translator) -> Iterator[Markup]:
    yield product_line(one.row, t)
    if not (told and one.why is Why.POPULAR):
        yield Markup(f"<i>{_reason(one, t)}</i>")


def _reason(one: Suggestion, t: Translator) -> Markup:
    if one.why is Why.TOGETHER and one.support:
        return t.plural(
            "bought together in {n} order", "bought together in {n} orders", one.support
        )
    if one.why is Why.AGAIN:
        return t.plural("you buy it every day", "you buy it every {n} days", max(one.days, 1))
    if one.because and one.why in _BECAUSE:
        return t(_BECAUSE[one.why], title=clip(one.because, NAME))
    return t(_PLAIN.get(one.why, _PLAIN[Why.POPULAR]))
