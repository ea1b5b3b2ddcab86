"""A product with its options, its price and the way into the cart."""

from collections.abc import Iterator

from aiogram.filters.callback_data import CallbackData

from bot.callbacks import (
    FOUND,
    BuyNow,
    MoreFound,
    OpenGoods,
    OpenProduct,
    SetQuantity,
)
from bot.i18n import Translator
from bot.limits import OUR_LABEL
from bot.markup import Markup, escape
from bot.reply import Button, Screen, columns
from bot.screens.parts import (
    LINES,
    Listing,
    back,
    cart_button,
    clip,
    marked,
    paragraphs,
    stepper,
    stock_words,
    with_tail,
)
from domain.carts import Cart
from domain.catalog import Product, Variant

_LONG = 160  # characters from which a description folds up
_MOST = 560
_OPTION_ROWS = 5
_CHOICES = 6  # values of one option that are shown side by side


def product_screen(
    product: Product, variant_id: int, at: Listing, cart: Cart, t: Translator
) -> Screen:
    """A product with one variant chosen. *at* is the list to go back to."""
    chosen = product.variant(variant_id)
    quantity = sum(line.quantity for line in cart.lines if line.variant_id == chosen.id)
    rows = [
        *_options(product, chosen, at, t),
        *_buying(product, chosen, at, quantity, t),
        [back(_list(at), t), *cart_button(cart.pieces, t)],
    ]
    return Screen(_text(product, chosen, t), rows, picture=product.picture_id)


def _text(product: Product, chosen: Variant, t: Translator) -> Markup:
    head = [t("<b>{title}</b>", title=clip(product.title, 100))]
    if chosen.label:
        head.append(escape(clip(chosen.label, 80)))
    head += [_price(chosen, t), stock_words(chosen.free, t)]
    return paragraphs(LINES.join(head), _description(product.description))


def _price(chosen: Variant, t: Translator) -> Markup:
    price = Markup(f"<b>{t.money(chosen.price)}</b>")
    if chosen.compare_at and chosen.compare_at > chosen.price:
        return t("{price} instead of <s>{old}</s>", price=price, old=t.money(chosen.compare_at))
    return price


def _description(text: str) -> Markup:
    words = escape(clip(text.strip(), _MOST))
    if len(words) <= _LONG:
        return words
    return Markup(f"<blockquote expandable>{words}</blockquote>")


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
    return Button(marked(label, variant.id == chosen.id), _open(product, variant, at))


def _around(
    buttons: list[Button], choices: tuple[tuple[str, Variant], ...], chosen: Variant
) -> list[Button]:
    """The chosen value between its neighbours, so that a tap goes one value on."""
    here = next((n for n, (_, variant) in enumerate(choices) if variant.id == chosen.id), 0)
    return [buttons[here - 1], buttons[here], buttons[(here + 1) % len(buttons)]]


def _open(product: Product, variant: Variant, at: Listing) -> OpenProduct:
    return OpenProduct(
        product=product.id, variant=variant.id, page=at.page, sort=at.sort, shelf=at.shelf
    )


def _buying(
    product: Product, chosen: Variant, at: Listing, quantity: int, t: Translator
) -> Iterator[list[Button]]:
    """Add, or change how many, and buy at once; nothing of it for what is sold out."""
    price = t.money(chosen.price)

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
        yield [Button(clip(t("Add · {price}", price=price).plain, OUR_LABEL), have(1))]
    if chosen.free > 0:
        buy = t("Buy now · {price}", price=price)
        yield [Button(clip(buy.plain, OUR_LABEL), BuyNow(variant=chosen.id), style="success")]


def _list(at: Listing) -> CallbackData:
    if at.shelf == FOUND:
        return MoreFound(page=at.page)
    return OpenGoods(category=at.shelf, page=at.page, sort=at.sort)
