"""The buttons that ask for a document."""

from aiogram.filters.callback_data import CallbackData


class OrderPaper(CallbackData, prefix="mp"):
    """An order as a PDF."""

    order: int
