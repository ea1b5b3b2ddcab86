"""A product with its options, its price and the way into the cart."""

from collections.abc import Iterator

from bot.callbacks.finding import BuySome
from bot.callbacks.shopping import BuyNow, SetQuantity
from bot.i18n import Translator
from bot.reply import Button, Screen, columns
from bot.screens.favourites import wait_button
from bot.screens.origins import origin
from bot.screens.parts import Listing, back, cart_button, marked, stepper, with_sum, with_tail
from bot.screens.product_extras import extras, with_extras
from bot.screens.product_words import product_words
from domain.carts import Cart
from domain.catalog import Product, Variant
from domain.favourites import Marks

_OPTION_ROWS = 5
_CHOICES = 6  # values of one option that are shown side by side


def product_screen(
    product: Product,
    variant_id: int,
    at: Listing,
    cart: Cart,
    t: Translator,
    *,
    marks: Marks | None = None,
    picture: int = 0,
    toast: str | None = None,
) -> Screen:
    """A product with one variant chosen. *at* is the list to go back to.

    *marks* is what the customer marked about it; without them nothing can be marked.
    *picture* says which of its pictures is shown, counted from 0; one that is gone is the first.
    """
    chosen = product.variant(variant_id)
    quantity = sum(line.quantity for line in cart.lines if line.variant_id == chosen.id)
    pictures = product.pictures or (None,)
    picture = picture if 0 <= picture < len(pictures) else 0
    rows = [
        *_options(product, chosen, at, t),
        *_buying(product, chosen, at, quantity, t),
        *(wait_button(product, chosen, at, marks, t) if marks else ()),
        [back(origin(at), t), *cart_button(cart.pieces, t)],
    ]
    rows = with_extras(rows, extras(product, chosen, at, marks, picture, t))
    return Screen(product_words(product, chosen, t), rows, picture=pictures[picture], toast=toast)


def _options(
    product: Product, chosen: Variant, at: Listing, t: Translator
) -> Iterator[list[Button]]:
    """The choices of every option: side by side, or one at a time when they are many."""
    options = [product.choices(chosen, n) for n in range(len(product.option_names))]
    options = [choices for choices in options if len(choices) > 1][:_OPTION_ROWS]
    spacious = sum(1 + (3 < len(choices) <= _CHOICES) for choices in options) <= _OPTION_ROWS
    for choices in options:
        buttons = [_choice(product, chosen, at, choice, t) for choice in choices]
        if len(choices) <= (_CHOICES if spacious else 3):
            yield from columns(buttons, 3)
        else:
            yield _around(buttons, choices, chosen)


def _choice(
    product: Product, chosen: Variant, at: Listing, choice: tuple[str, Variant], t: Translator
) -> Button:
    value, variant = choice
    label = value if variant.free > 0 else with_tail(value, t("sold out").plain)
    press = at.opening(product.id, variant.id)
    return Button(marked(label, variant.id == chosen.id), press)


def _around(
    buttons: list[Button], choices: tuple[tuple[str, Variant], ...], chosen: Variant
) -> list[Button]:
    """The chosen value between its neighbours, so that a tap goes one value on."""
    here = next((n for n, (_, variant) in enumerate(choices) if variant.id == chosen.id), 0)
    return [buttons[here - 1], buttons[here], buttons[(here + 1) % len(buttons)]]


def _buying(
    product: Product, chosen: Variant, at: Listing, quantity: int, t: Translator
) -> Iterator[list[Button]]:
    """Add, or change how many, and buy as many at once; nothing of it for what is sold out."""
    pieces = quantity or min(at.pieces, chosen.free)

    def have(wanted: int) -> SetQuantity:
        return SetQuantity(
            product=product.id,
            variant=chosen.id,
            quantity=wanted,
            page=at.page,
            sort=at.sort,
            shelf=at.shelf,
        )

    if quantity:
        yield stepper(quantity, chosen.id, have, t)
    elif chosen.free > 0:
        yield [Button(_add_label(chosen, pieces, t), have(pieces))]
    if chosen.free > 0:
        yield [_buy(chosen, pieces, t)]


def _buy(chosen: Variant, pieces: int, t: Translator) -> Button:
    """What buys as many at once as the cart has, or *Add* would put into it."""
    price = t.money(chosen.price * pieces)
    label = t("Buy now · {price}", price=price)
    press: BuyNow | BuySome = BuyNow(variant=chosen.id)
    if pieces != 1:
        label = t("Buy {n} now · {price}", n=t.number(pieces), price=price)
        press = BuySome(variant=chosen.id, quantity=pieces)
    return Button(with_sum(label, price), press, style="success")


def _add_label(chosen: Variant, pieces: int, t: Translator) -> str:
    """What the button says that puts the first pieces into the cart, with what they cost."""
    price = t.money(chosen.price * pieces)
    if pieces == 1:
        return with_sum(t("Add · {price}", price=price), price)
    return with_sum(t("Add {n} · {price}", n=t.number(pieces), price=price), price)
