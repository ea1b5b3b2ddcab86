"""Refusals about digital goods."""

from dataclasses import dataclass

from domain.errors import ShopError


@dataclass(eq=False)
class NotCounted(ShopError):
    """Nobody types how many there are of digital goods: their keys are counted."""

    sku: str


@dataclass(eq=False)
class StillOnShelf(ShopError):
    """Goods cannot become of another kind while *pieces* of the present kind are there."""

    sku: str
    pieces: int


@dataclass(eq=False)
class NotForSaleSo(ShopError):
    """Goods of this kind cannot be paid in this currency; *digital* tells the kind."""

    currency: str
    digital: bool


@dataclass(eq=False)
class CurrencyOfOne(ShopError):
    """A product has one currency, so a variant among several cannot get another."""

    sku: str


@dataclass(eq=False)
class BadKeys(ShopError):
    """No keys came, or more than *most* at once."""

    most: int


@dataclass(eq=False)
class BadFile(ShopError):
    """A file that is empty, or larger than *most* bytes."""

    most: int


@dataclass(eq=False)
class BadDigitalText(ShopError):
    """A text that is empty, or longer than *most* characters."""

    most: int
