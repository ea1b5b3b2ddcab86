"""The buttons of bank transfers."""

from aiogram.filters.callback_data import CallbackData


class ClaimTransfer(CallbackData, prefix="ot"):
    """A customer says they have transferred an order's money."""

    order: int


class DecideTransfer(CallbackData, prefix="ft"):
    """Staff says whether the money came; asks first unless *sure*."""

    payment: int
    came: bool
    sure: bool = False


class OpenTransfer(CallbackData, prefix="fv"):
    """Staff's card of a transfer, as it stands."""

    payment: int
