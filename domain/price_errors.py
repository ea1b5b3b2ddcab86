"""Refusals of promo codes and of ways of delivery; `domain.errors` has the others."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import BadInput, ShopError


class Grammar(StrEnum):
    """Commands whose words have an order of their own."""

    PROMO = "promo"
    DELIVERY = "delivery"


@dataclass(eq=False)
class BadTerms(BadInput):
    """A line of /promo or /delivery whose *token* is not understood; "" if one is missing."""

    grammar: Grammar
    token: str


class PromoRefusal(StrEnum):
    """Why a promo code cannot be used."""

    UNKNOWN = "unknown"
    OFF = "off"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    MINIMUM = "minimum"
    USED_UP = "used_up"
    USED_BY_YOU = "used_by_you"
    NOTHING_FITS = "nothing_fits"


@dataclass(eq=False)
class PromoRefused(ShopError):
    """The code cannot be used for this cart, which stays as it is.

    *at* (UTC) is when it begins or ended. Goods have to come to *needs*, and come to
    *have*, both minor units of *currency*.
    """

    code: str
    reason: PromoRefusal
    at: datetime | None = None
    needs: int = 0
    have: int = 0
    currency: str = ""


@dataclass(eq=False)
class UsedBefore(ShopError):
    """A promo code cannot be limited to fewer uses than the *used* it has."""

    code: str
    used: int


@dataclass(eq=False)
class PromoDays(ShopError):
    """Nobody could ever use a promo code with these days.

    *at* (UTC) is when it would end: in the past if *over*, else before it begins.
    """

    at: datetime
    over: bool


@dataclass(eq=False)
class TooMany(ShopError):
    """The shop has *most* of them already."""

    most: int


@dataclass(eq=False)
class LastWay(ShopError):
    """Customers need one way of delivery at least; this is the last they see."""
