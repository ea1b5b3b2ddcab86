"""Answers to sentences: what was understood, and the way to a search for the same words."""

from collections.abc import Sequence
from dataclasses import replace

from bot.callbacks.finding import SearchSaid
from bot.callbacks.shopping import EditFact, OpenHelp, OpenOrders, OpenShelf
from bot.i18n import Translator, noop
from bot.limits import OUR_CAPTION, OUR_COLUMNS, OUR_ROWS, length
from bot.markup import Markup
from bot.reply import Button, Rows, Screen
from bot.screens.deliveries import offers
from bot.screens.help import person
from bot.screens.parts import LINES, cart_button, clip, home, paragraphs
from bot.screens.till import way_label
from bot.shop import ShopFacts
from domain.customers import Customer, Delivery
from domain.deliveries import DeliveryMethod
from domain.errors import Fact
from domain.intents.kinds import Kind

_UNDERSTOOD = {
    Kind.CART: noop("Here is your cart."),
    Kind.ORDERS: noop("Here are your orders."),
    Kind.LANGUAGE: noop("Here are the languages."),
    Kind.HELP: noop("Here is how the shop works."),
    Kind.REFUND: noop("Here is what to do about a payment."),
    Kind.CATALOGUE: noop("Here is what the shop has."),
    Kind.RECOMMEND: noop("Here is what you may like."),
    Kind.FORGET: noop("Here is what the shop knows about you, and how to delete it."),
}


def understood(kind: Kind, t: Translator) -> Markup:
    """Say in a sentence how the person was understood, where the screen does not tell."""
    words = _UNDERSTOOD.get(kind)
    return t(words) if words else Markup()


def with_search(screen: Screen, note: Markup, t: Translator) -> Screen:
    """Put *note* over a screen, and under it the way to a search for the words themselves."""
    return replace(over(screen, note), rows=_with_button(screen.rows, t))


def over(screen: Screen, note: Markup) -> Screen:
    """Say *note* first; a screen without room for it stays as it is."""
    text = paragraphs(note, screen.text)
    return replace(screen, text=text) if length(text) <= OUR_CAPTION else screen


def _with_button(rows: Rows, t: Translator) -> Rows:
    """A row of its own over the last one; in a full keyboard, a place in the last row."""
    if len(rows) < OUR_ROWS:
        search = [Button(t("Search these words"), SearchSaid())]
        return [*rows[:-1], search, *rows[-1:]]
    *above, last = rows
    if len(last) >= OUR_COLUMNS:
        return rows
    return [*above, [*last, Button(t("Search"), SearchSaid())]]


def searching(text: str, pieces: int, t: Translator) -> Markup:
    """Say what is looked for, and how many pieces of it."""
    return t.plural(
        "Searching for “{text}”, {n} piece",
        "Searching for “{text}”, {n} pieces",
        pieces,
        text=clip(text, 40),
    )


def delivery_screen(
    ways: Sequence[DeliveryMethod], customer: Customer, t: Translator, shop: ShopFacts
) -> Screen:
    """What delivery costs, way by way."""
    text = paragraphs(
        t("<b>Delivery</b>"),
        LINES.join(offers(ways, t)),
        t("You choose at checkout, and see the price before you order."),
        person(t, shop),
    )
    return Screen(text, [_onward(customer, t)])


def hours_screen(
    ways: Sequence[DeliveryMethod], customer: Customer, t: Translator, shop: ShopFacts
) -> Screen:
    """When one can order (always), and where to pick things up."""
    points = [way.address for way in ways if way.kind is Delivery.PICKUP and way.address]
    said = [t("Pick-up: {address}", address=clip(point, 120)) for point in points]
    text = paragraphs(
        t("<b>You can order here at any time, day and night.</b>"),
        LINES.join(said),
        person(t, shop),
    )
    return Screen(text, [_onward(customer, t)])


def payment_screen(customer: Customer, t: Translator, shop: ShopFacts) -> Screen:
    """The ways to pay."""
    said = [Markup(f"· {way_label(method, t)}") for method in shop.methods]
    text = paragraphs(
        t("<b>Ways to pay</b>"),
        LINES.join(said),
        t("You choose at checkout. Nothing is taken before you confirm."),
    )
    return Screen(text, [_onward(customer, t)])


def person_screen(t: Translator, shop: ShopFacts) -> Screen:
    """How to reach somebody."""
    who = person(t, shop) or t("This shop has not said how to reach a person.")
    about = t("If it is about an order, have its number at hand: My orders shows it.")
    rows = [
        [Button(t("My orders"), OpenOrders()), Button(t("Help"), OpenHelp())],
        [home(t)],
    ]
    return Screen(paragraphs(t("<b>Talk to a person</b>"), who, about), rows)


def address_screen(customer: Customer, placed: str, t: Translator, shop: ShopFacts) -> Screen:
    """The address for the next order. *placed*: the number of an order that is under way."""
    known = customer.contact.address
    address = clip(known, 200) if known else t("none yet")
    text = paragraphs(
        t("<b>Your address for the next order</b>\n{address}", address=address),
        _goes_on(placed, t),
        person(t, shop) if placed else "",
    )
    change = Button(t("Change the address"), EditFact(fact=Fact.ADDRESS))
    return Screen(text, [[change], _onward(customer, t)])


def _goes_on(placed: str, t: Translator) -> Markup:
    if not placed:
        return Markup()
    return t(
        "Order #{number} goes to the address it was placed with. Only the shop can change that.",
        number=placed,
    )


def no_promo(*, cart: bool, t: Translator) -> Markup:
    """Why there is nowhere to type a promo code at the moment."""
    if cart:
        return t("There are no promo codes at the moment.")
    return t("A promo code is typed in the cart. Put something into it first.")


def _onward(customer: Customer, t: Translator) -> list[Button]:
    cart = cart_button(customer.cart_pieces, t)
    return [Button(t("Catalogue"), OpenShelf()), *cart, home(t)]
