"""What a product card offers beside buying: its other pictures, saving it, what goes with it."""

from collections.abc import Iterable, Iterator

from bot.callbacks import OpenWith, TurnPicture
from bot.i18n import Translator
from bot.limits import OUR_COLUMNS, OUR_ROWS
from bot.reply import Button, columns
from bot.screens.favourites import save_button
from bot.screens.parts import Listing
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
        yield Button(t("Goes with it"), goes_with)
    yield from reviews_button(product, chosen.id, at, t)


def with_extras(rows: list[list[Button]], offered: Iterable[Button]) -> list[list[Button]]:
    """Put what is offered above the last row, two and two, as far as a screen has room.

    What has none goes into the last row, as far as that has room.
    """
    buttons = list(offered)
    *main, last = rows
    room = 2 * (OUR_ROWS - len(rows))
    beside = buttons[room : room + OUR_COLUMNS - len(last)]
    return [*main, *columns(buttons[:room], 2), [last[0], *beside, *last[1:]]]


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
