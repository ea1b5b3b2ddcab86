"""The button that has the catalogue sent as a file."""

from aiogram.filters.callback_data import CallbackData


class WriteExport(CallbackData, prefix="eo"):
    """Send all goods as a file."""
