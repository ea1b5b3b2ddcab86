"""The buttons of digital goods, and of ordering them apart from what is sent."""

from aiogram.filters.callback_data import CallbackData

from domain.digital import Kind


class OpenPart(CallbackData, prefix="kd"):
    """Check out one part of the cart; *part* counts as in `Cart.parts`."""

    part: int


class ShowGoods(CallbackData, prefix="mg"):
    """Show a buyer their digital goods again."""

    order: int


class SendFile(CallbackData, prefix="mf"):
    """Send a buyer a file again."""

    order: int
    line: int


class FillShelf(CallbackData, prefix="dk"):
    """Ask staff for a variant's keys, file or text; *what* is a `domain.digital.Kind`."""

    variant: int
    what: Kind


class OpenShelfOf(CallbackData, prefix="do"):
    """What there is of a digital variant, for staff."""

    variant: int


class TakeBackKeys(CallbackData, prefix="dt"):
    """Take the unsold keys off the shelf; *sure* after asking."""

    variant: int
    sure: bool = False
