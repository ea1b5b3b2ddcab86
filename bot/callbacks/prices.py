"""The buttons of promo codes and of ways of delivery."""

from aiogram.filters.callback_data import CallbackData


class AskPromo(CallbackData, prefix="kp"):
    """Ask for a promo code; *review* says that the review is to follow, and not the cart."""

    review: bool = False


class DropPromo(CallbackData, prefix="kx"):
    """Have the next order use no promo code; *review* as for `AskPromo`."""

    review: bool = False


class ChooseMethod(CallbackData, prefix="ox"):
    """Which way the goods should come, of those that were set in the chat."""

    method: int


class OpenPromos(CallbackData, prefix="an"):
    """The shop's promo codes, for admins."""

    page: int = 0


class SwitchPromo(CallbackData, prefix="as"):
    """Switch a promo code on or off, and show that page of them again."""

    promo: int
    on: bool
    page: int = 0


class OpenDeliveries(CallbackData, prefix="aw"):
    """The ways of delivery, for admins."""


class ShowDelivery(CallbackData, prefix="dv"):
    """Hide a way of delivery from customers, or show it again."""

    method: int
    hidden: bool
