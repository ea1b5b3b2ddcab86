"""The buttons of admins who arrange the shelves. A category of 0 is the top of the tree."""

from aiogram.filters.callback_data import CallbackData

EVERYWHERE = "all"  # in place of a language: what a category is called where no other word is


class OpenCategories(CallbackData, prefix="n"):
    """A place in the tree at a page of what stands right below it."""

    category: int = 0
    page: int = 0


class AddCategory(CallbackData, prefix="na"):
    """Ask what a new category below that one is called."""

    parent: int = 0


class NameCategory(CallbackData, prefix="nn"):
    """What a category is called, language by language."""

    category: int


class RenameCategory(CallbackData, prefix="nr"):
    """Ask what it is called in a language, or `EVERYWHERE`."""

    category: int
    language: str


class UnnameCategory(CallbackData, prefix="nu"):
    """Take its word in a language away."""

    category: int
    language: str


class ShiftCategory(CallbackData, prefix="ns"):
    """Have it change places with the one before (-1) or after (1)."""

    category: int
    by: int


class MoveCategory(CallbackData, prefix="nm"):
    """Look for a place for a category, or for the *goods* on it, beginning at *at*."""

    category: int
    at: int = 0
    page: int = 0
    goods: bool = False


class PutCategory(CallbackData, prefix="np"):
    """Put a category, or the *goods* on it, there."""

    category: int
    to: int
    goods: bool = False


class HideCategory(CallbackData, prefix="nh"):
    """Hide a category with all below it, or show it again."""

    category: int
    hidden: bool


class PictureCategory(CallbackData, prefix="ni"):
    """Ask for its picture; *gone* takes the one it has away."""

    category: int
    gone: bool = False


class RemoveCategory(CallbackData, prefix="nd"):
    """Delete an empty category; asks first unless *sure*."""

    category: int
    sure: bool = False
