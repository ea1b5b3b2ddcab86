"""The buttons of what customers tell the shop alone."""

from aiogram.filters.callback_data import CallbackData


class GiveFeedback(CallbackData, prefix="z"):
    """Ask what the customer wants to tell."""


class SendFeedback(CallbackData, prefix="zs"):
    """Send it to the owners."""


class OpenLetters(CallbackData, prefix="zl"):
    """What nobody has answered yet."""

    page: int = 0


class OpenLetter(CallbackData, prefix="zo"):
    """The owners' card of a letter; *photos* shows those above it."""

    feedback: int
    photos: bool = False


class AnswerLetter(CallbackData, prefix="za"):
    """Ask for the owners' answer."""

    feedback: int
