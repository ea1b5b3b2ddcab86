"""How the shop works, said in a few lines."""

from bot.callbacks.favourites import OpenFavourites, OpenSettings
from bot.callbacks.feedback import GiveFeedback
from bot.callbacks.shopping import OpenLanguages, OpenOrders, OpenSearch, OpenShelf
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import home, paragraphs
from bot.shop import ShopFacts
from domain.orders import ONLINE, Method


def help_screen(t: Translator, shop: ShopFacts) -> Screen:
    """What can be done here, how to pay, and how to reach a person."""
    text = paragraphs(
        t("<b>How it works</b>"),
        t("Open a shelf or type what you need. Put it into the cart, then check out."),
        _paying(t, shop),
        t(
            "My orders shows where each order stands. One can be cancelled there until the"
            " shop starts on it."
        ),
        person(t, shop),
        t("/privacy tells what is kept about you."),
    )
    rows = [
        [Button(t("Catalogue"), OpenShelf()), Button(t("Search"), OpenSearch())],
        [Button(t("My orders"), OpenOrders()), Button(t("Favourites"), OpenFavourites())],
        [Button(t("Language"), OpenLanguages()), Button(t("Settings"), OpenSettings())],
        [Button(t("Tell the shop"), GiveFeedback()), home(t)],
    ]
    return Screen(text, rows)


def payment_help_screen(t: Translator, shop: ShopFacts) -> Screen:
    """What to do when something about a payment is wrong."""
    text = paragraphs(
        t("<b>About a payment</b>"),
        t("My orders shows which orders are paid. A payment that failed took no money."),
        t("If money was taken and the order still waits, tell us the order number."),
        person(t, shop),
    )
    return Screen(text, [[Button(t("My orders"), OpenOrders())], [home(t)]])


def person(t: Translator, shop: ShopFacts) -> Markup:
    """How to reach somebody; nothing when the shop names nobody."""
    return (
        t("A person answers here: {support}", support=shop.support) if shop.support else Markup()
    )


def _paying(t: Translator, shop: ShopFacts) -> Markup:
    if ONLINE & set(shop.methods):
        return _paying_online(t, shop)
    if Method.STARS in shop.methods:
        return t("You pay here in Telegram.")
    if set(shop.methods) >= {Method.TELEGRAM, Method.CASH}:
        return t("You pay here in Telegram, or in cash when you get your order.")
    if Method.TELEGRAM in shop.methods:
        return t("You pay here in Telegram.")
    if Method.CASH in shop.methods:
        return t("You pay in cash when you get your order.")
    return Markup()


def _paying_online(t: Translator, shop: ShopFacts) -> Markup:
    if Method.CASH in shop.methods:
        return t("You pay online when you order, or in cash when you get your order.")
    return t("You pay online when you order.")


def in_private_screen(t: Translator, shop: ShopFacts) -> Screen:
    """Lead from a group to the private chat."""
    text = t("{shop} sells in a private chat, so that your orders stay yours.", shop=shop.name)
    return _door(text, t, shop)


def work_in_private_screen(t: Translator, shop: ShopFacts) -> Screen:
    """Lead staff from a group to the private chat."""
    return _door(t("This command works in our private chat only."), t, shop)


def _door(text: Markup, t: Translator, shop: ShopFacts) -> Screen:
    return Screen(text, [[Button(t("Open the shop"), url=shop.link("shop"))]], card=False)
