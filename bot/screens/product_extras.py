"""What a product card offers beside buying: its other pictures, saving it, what goes with it."""

from collections.abc import Iterable, Iterator

from bot.callbacks.recommendations import OpenWith
from bot.callbacks.shopping import TurnPicture
from bot.i18n import Translator
from bot.limits import OUR_COLUMNS, OUR_ROWS
from bot.reply import Button, columns
from bot.screens.favourites import save_button
from bot.screens.parts import Listing, clip
from bot.screens.reviews import reviews_button
from domain.catalog import Product, Variant
from domain.favourites import Marks


def extras(
    product: Product,
    chosen: Variant,
    at: Listing,
    marks: Marks | None,
    picture: int,
    t: Translator,
) -> Iterator[Button]:
    """Everything there is to offer, what is wanted most first."""
    if len(product.pictures) > 1:
        yield _next_picture(product, chosen, at, picture, t)
    if marks:
        yield save_button(product, chosen, at, marks, t)
        goes_with = OpenWith(
            product=product.id, variant=chosen.id, page=at.page, sort=at.sort, shelf=at.shelf
        )
        buyable = any(variant.free > 0 for variant in product.variants)
        yield Button(t("Goes with it") if buyable else t("Similar goods"), goes_with)
    yield from reviews_button(product, chosen.id, at, t)
    if not product.hidden:  # what is hidden is nobody's business
        yield Button(t("Share"), share=f"{clip(product.title, 60)} #{product.id}")


def with_extras(rows: list[list[Button]], offered: Iterable[Button]) -> list[list[Button]]:
    """Put what is offered above the last row, two and two, as far as a screen has room.

    What has none, and an odd one, goes into the last row, as far as that has room.
    """
    buttons = list(offered)
    *main, last = rows
    pairs = min(len(buttons) // 2, OUR_ROWS - len(rows))
    beside = buttons[2 * pairs :][: OUR_COLUMNS - len(last)]
    return [*main, *columns(buttons[: 2 * pairs], 2), [last[0], *beside, *last[1:]]]


def _next_picture(
    product: Product, chosen: Variant, at: Listing, picture: int, t: Translator
) -> Button:
    """The way to the next picture, round and round."""
    number = len(product.pictures)
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
    return Button(label.plain, press)
