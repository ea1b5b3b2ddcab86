"""The buttons of what is kept of a person."""

from aiogram.filters.callback_data import CallbackData


class OpenPrivacy(CallbackData, prefix="y"):
    """What is kept, why, and what can be done about it."""


class SendOwnData(CallbackData, prefix="yf"):
    """A copy of all of it, as a file."""


class DeleteAccount(CallbackData, prefix="yx"):
    """Ask whether they are sure; or, with when that was *asked*, do it.

    *asked* is in seconds since 1970, 0 for not yet.
    """

    asked: int = 0
