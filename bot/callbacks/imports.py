"""The buttons of catalogue files that admins send."""

from aiogram.filters.callback_data import CallbackData


class OpenImport(CallbackData, prefix="io"):
    """Ask for a file."""


class ApplyImport(CallbackData, prefix="ia"):
    """Save what a file changes; *number* tells whose report it was."""

    number: int


class DropImport(CallbackData, prefix="ix"):
    """Forget a file that was read."""

    number: int
