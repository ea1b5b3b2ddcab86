"""The first screen: where everything begins and /start leads back to."""

from bot.callbacks.favourites import OpenFavourites
from bot.callbacks.recommendations import OpenForYou
from bot.callbacks.shopping import (
    OpenCart,
    OpenGoods,
    OpenHelp,
    OpenLanguages,
    OpenOrders,
    OpenSearch,
    OpenShelf,
)
from bot.callbacks.work import OpenPanel, OpenQueue
from bot.i18n import Translator
from bot.limits import OUR_LABEL
from bot.reply import Button, Screen, columns
from bot.screens.parts import LINES, clip, paragraphs
from bot.shop import ShopFacts
from domain.catalog import Category, Shelf
from domain.customers import Customer

_MOST = 8  # categories that fit; more are one tap further
_MOST_AT_WORK = 6  # those who work here have a row more below


def home_screen(
    shelf: Shelf,
    customer: Customer,
    t: Translator,
    shop: ShopFacts,
    *,
    note: str = "",
    toast: str | None = None,
) -> Screen:
    """Greet *customer* over the top categories. *note* is what had to be told first."""
    hello = t("Hello, {name}!", name=clip(customer.first_name, 40))
    how = t("Open a shelf below, or just type what you are looking for.")
    title = t("<b>{shop}</b>", shop=shop.name)
    text = paragraphs(note, LINES.join((title, hello)), how)
    most = _MOST_AT_WORK if customer.is_staff else _MOST
    return Screen(text, [*_shelves(shelf, most, t), *_rest(customer, t)], toast=toast)


def _shelves(shelf: Shelf, most: int, t: Translator) -> list[list[Button]]:
    all_ = shelf.subcategories
    if len(all_) <= most:
        return columns(map(category_button, all_), 2)
    more = Button(t("More shelves"), OpenShelf())
    return columns([*map(category_button, all_[: most - 1]), more], 2)


def category_button(category: Category) -> Button:
    """Open a category."""
    return Button(clip(category.title, OUR_LABEL), OpenShelf(category=category.id))


def _work(customer: Customer, t: Translator) -> list[list[Button]]:
    """The way to work for those who work here."""
    queue = Button(t("Orders to do"), OpenQueue())
    if customer.is_admin:
        return [[queue, Button(t("Run the shop"), OpenPanel())]]
    return [[queue]] if customer.is_staff else []


def _rest(customer: Customer, t: Translator) -> list[list[Button]]:
    orders = Button(t("My orders"), OpenOrders())
    mine = [orders]
    if customer.cart_pieces:
        cart = t("Cart · {n}", n=t.number(customer.cart_pieces))
        mine = [Button(cart, OpenCart(), style="primary"), orders]
    chosen = t("For you") if customer.personal else t("Popular")
    return [
        *_work(customer, t),
        [Button(t("All goods"), OpenGoods()), Button(t("Search"), OpenSearch())],
        [Button(chosen, OpenForYou()), Button(t("Favourites"), OpenFavourites())],
        mine,
        [Button(t("Language"), OpenLanguages()), Button(t("Help"), OpenHelp())],
    ]
