"""What is kept of a person, and the way to be forgotten."""

from collections.abc import Iterator

from bot.callbacks.favourites import OpenSettings
from bot.callbacks.privacy import DeleteAccount, OpenPrivacy, SendOwnData
from bot.callbacks.shopping import OpenHome, OpenOrder
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.help import person
from bot.screens.parts import LINES, home, paragraphs
from bot.shop import ShopFacts
from domain.orders import FIRST_NUMBER
from domain.privacy import Business, Standing, Why

_MOST = 5  # orders that are named
_HOLDS = {
    Why.OPEN: noop("Order #{number} is not finished yet."),
    Why.MONEY: noop("The money of order #{number} is not settled yet."),
    Why.RETURN: noop("A return of order #{number} is not decided yet."),
}


def privacy_screen(t: Translator, shop: ShopFacts) -> Screen:
    """What is kept, why, and who sees it."""
    text = paragraphs(
        t("<b>Privacy</b>"),
        t(
            "{shop} keeps your Telegram name, your cart, your orders, and the name, phone and"
            " address you give for delivery.",
            shop=shop.name,
        ),
        t("Only the people who pack and bring your order see them."),
        t(
            "It remembers for 90 days what you look at, to suggest what fits. Your favourites "
            "are seen by nobody unless you share them. Settings turns suggestions off."
        ),
        t("Card details go to the payment provider and never reach this shop."),
        t("Reviews are shown with your first name and initial until you take them back."),
        person(t, shop),
    )
    rows = [
        [Button(t("Download my data"), SendOwnData())],
        [Button(t("Delete my account"), DeleteAccount())],
        [Button(t("Settings"), OpenSettings()), home(t)],
    ]
    return Screen(text, rows)


def sure_screen(standing: Standing, t: Translator) -> Screen:
    """Ask before somebody is forgotten, saying what goes and what stays."""
    keys = t("Keys, files and texts you bought cannot be fetched any more. Save them first.")
    text = paragraphs(
        t("<b>Delete your account?</b>"),
        t(
            "Your name, phone, address, cart, favourites, searches, reviews and letters are "
            "deleted at once. Nobody can bring them back."
        ),
        t(
            "Orders and payments stay in the shop's books, without your name and address. You "
            "cannot open them any more, nor give goods back in this chat."
        ),
        keys if standing.digital else "",
    )
    yes = DeleteAccount(asked=int(standing.at.timestamp()))
    rows = [
        [Button(t("Delete for good"), yes, style="danger")],
        [Button(t("Download my data"), SendOwnData())],
        [Button(t("Keep my account"), OpenPrivacy())],
    ]
    return Screen(text, rows)


def needed_screen(standing: Standing, t: Translator, shop: ShopFacts) -> Screen:
    """Say what stands in the way, with the way to each of it."""
    named = standing.holds[:_MOST]
    text = paragraphs(
        t("<b>Your account is still needed</b>"),
        LINES.join(_reasons(standing, named, t)),
        t("You can delete it as soon as that is over.") if standing.holds else "",
        person(t, shop),
    )
    orders = [
        Button(t("Order #{number}", number=_number(one)), OpenOrder(order=one.order_id))
        for one in named
    ]
    rows = [
        *([one] for one in orders),
        [Button(t("Download my data"), SendOwnData())],
        [Button(t("‹ Back"), OpenPrivacy()), home(t)],
    ]
    return Screen(text, rows)


def farewell_screen(t: Translator) -> Screen:
    """The last words to somebody who is forgotten."""
    text = paragraphs(
        t("<b>Your account is deleted.</b>"),
        t("If you write again, the shop meets you as somebody new."),
    )
    return Screen(text, [[Button(t("Open the shop"), OpenHome())]])


def _reasons(standing: Standing, named: tuple[Business, ...], t: Translator) -> Iterator[Markup]:
    if standing.works:
        yield t("You work for this shop. An owner has to dismiss you first; the last owner stays.")
    for one in named:
        if one.why:
            yield t(_HOLDS[one.why], number=_number(one))
    if more := len(standing.holds) - len(named):
        yield t.plural("and {n} more order", "and {n} more orders", more)


def _number(one: Business) -> str:
    return str(FIRST_NUMBER + one.order_id)
