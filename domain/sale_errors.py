"""Refusals about sales. Nothing was planned or changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import BadInput, ShopError
from domain.money import Money


@dataclass(eq=False)
class BadSale(BadInput):
    """Words of /sale of which *token* is not understood; "" if something is missing."""

    token: str


class Missing(StrEnum):
    """What a sale cannot do without."""

    PRICE = "price"
    END = "end"


@dataclass(eq=False)
class SaleUnfinished(BadInput):
    """Something that a sale needs was not told."""

    missing: Missing


class Clash(StrEnum):
    """Why days do not make a sale."""

    OVER = "over"  # the end is past
    BEGUN = "begun"  # the first day is past
    BACKWARDS = "backwards"  # it ends before it begins


@dataclass(eq=False)
class BadDays(ShopError):
    """The days do not make a sale; *at* (UTC) is the moment that is wrong."""

    clash: Clash
    at: datetime


@dataclass(eq=False)
class NotLower(ShopError):
    """An article costs *price* now, and a sale is less than that."""

    sku: str
    price: Money


@dataclass(eq=False)
class OtherMoney(ShopError):
    """A sale is in the money an article is priced in, which is *currency*."""

    sku: str
    currency: str


@dataclass(eq=False)
class SaleOverlaps(ShopError):
    """An article has a sale on some of these days already; both moments are UTC."""

    sku: str
    starts_at: datetime
    ends_at: datetime


@dataclass(eq=False)
class OffSale(ShopError):
    """Customers cannot buy it, so there is nothing to reduce."""

    sku: str


@dataclass(eq=False)
class NothingToReduce(ShopError):
    """A category or product has no article, or more than *most*, for one sale."""

    found: int
    most: int


@dataclass(eq=False)
class AmbiguousShelf(ShopError):
    """Several categories have this name; *ways* lead to the first of them."""

    name: str
    ways: tuple[str, ...]


@dataclass(eq=False)
class SaleOver(ShopError):
    """It has ended or was cancelled before."""
