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
    TurnPicture,
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
_MOST = 560  # characters of a description and the facts below it
_FACTS = 5  # lines
_FACT = 56  # characters
_OPTION_ROWS = 5
_CHOICES = 6  # values of one option that are shown side by side


def product_screen(
    product: Product, variant_id: int, at: Listing, cart: Cart, t: Translator, picture: int = 0
) -> Screen:
    """A product with one variant chosen. *at* is the list to go back to.

    *picture* says which of its pictures is shown, counted from 0; one that is gone is the first.
    """
    chosen = product.variant(variant_id)
    quantity = sum(line.quantity for line in cart.lines if line.variant_id == chosen.id)
    pictures = product.pictures
    picture = picture if 0 <= picture < len(pictures) else 0
    rows = [
        *_turning(product, chosen, at, picture, t),
        *_options(product, chosen, at, t),
        *_buying(product, chosen, at, quantity, t),
        [back(_list(at), t), *cart_button(cart.pieces, t)],
    ]
    shown = pictures[picture] if pictures else None
    return Screen(_text(product, chosen, t), rows, picture=shown)


def _turning(
    product: Product, chosen: Variant, at: Listing, picture: int, t: Translator
) -> Iterator[list[Button]]:
    """The way to the next picture, round and round."""
    number = len(product.pictures)
    if number < 2:
        return
    next_ = (picture + 1) % number
    press = TurnPicture(
        product=product.id,
        variant=chosen.id,
        picture=next_,
        page=at.page,
        sort=at.sort,
        shelf=at.shelf,
    )
    label = t("Photo {n} of {all} ›", n=t.number(next_ + 1), all=t.number(number))
    yield [Button(label.plain, press)]


def _text(product: Product, chosen: Variant, t: Translator) -> Markup:
    head = [t("<b>{title}</b>", title=clip(product.title, 100))]
    if chosen.label:
        head.append(escape(clip(chosen.label, 80)))
    head += [_price(product, chosen, t), stock_words(chosen.free, t)]
    facts = LINES.join(_facts(product, chosen, t))
    about = _description(product.description, _MOST - len(facts.plain))
    return paragraphs(LINES.join(head), about, facts)


def _facts(product: Product, chosen: Variant, t: Translator) -> list[Markup]:
    """What else is known of it, a line each."""
    said = [t("Brand: {brand}", brand=clip(product.brand, _FACT))] if product.brand else []
    if chosen.weight:
        said.append(t("Weight: {weight}", weight=t.weight(chosen.weight)))
    for attribute in product.attributes[: _FACTS - len(said)]:
        said.append(escape(clip(f"{attribute.name}: {attribute.value}", _FACT)))
    return said


def _price(product: Product, chosen: Variant, t: Translator) -> Markup:
    price = Markup(f"<b>{t.money(chosen.price)}</b>")
    if product.unit:
        price = t("{price} for {unit}", price=price, unit=product.unit)
    if chosen.compare_at and chosen.compare_at > chosen.price:
        return t("{price} instead of <s>{old}</s>", price=price, old=t.money(chosen.compare_at))
    return price


def _description(text: str, most: int) -> Markup:
    words = escape(clip(text.strip(), most))
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
