"""The buttons of messages that were given up."""

from aiogram.filters.callback_data import CallbackData


class OpenDeadLetters(CallbackData, prefix="ul"):
    """A page of the messages that were given up."""

    page: int = 0


class SendDeadLetter(CallbackData, prefix="ur"):
    """Send one again; *died*: when it was given up, in milliseconds, so that it is sent once."""

    letter: int
    died: int


class SendDeadLetters(CallbackData, prefix="ua"):
    """Send all again that were given up by then, in milliseconds."""

    until: int
