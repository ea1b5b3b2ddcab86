"""What may be suggested to whom, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.catalog import PAGE, ProductRow
from domain.likeness import Other
from domain.pages import pages_of

FLOOR = 3  # orders from which on a number is told: fewer could tell of single people


class Why(StrEnum):
    """Why something is suggested."""

    TOGETHER = "together"
    BOUGHT = "bought"  # because of something they bought
    SAVED = "saved"  # because of a favourite
    SEEN = "seen"  # because of something they looked at
    CART = "cart"  # because of something in their cart
    SIMILAR = "similar"
    POPULAR = "popular"
    AGAIN = "again"  # they buy it from time to time


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be suggested. *because* is the product that led to it, or 0."""

    product_id: int
    category_id: int | None
    why: Why
    score: float = 0.0
    support: int = 0
    because: int = 0
    days: int = 0  # how often they buy it

    def on(self, category_id: int | None) -> "Candidate":
        """Return it with its category, which is known once it was looked at."""
        about = (self.why, self.score, self.support, self.because, self.days)
        return Candidate(self.product_id, category_id, *about)


@dataclass(frozen=True, slots=True)
class Trace:
    """Something a person did with a product, at some moment."""

    product_id: int
    category_id: int | None
    why: Why
    at: datetime


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a list of suggestions.

    *taught*: whether the shop is known to have learnt what sells well, so that what is new need
    not be looked up instead.
    """

    customer_id: int
    personal: bool
    taught: bool


@dataclass(frozen=True, slots=True)
class Sellers:
    """What a list may be filled up with.

    Attributes:
        ranked: What sells well, best first: in the category, if anything does, and last
            everywhere. Empty in a shop that has learnt nothing yet.
        newest: In such a shop thirty of the 500 newest products that can be suggested, by
            what they sold, with their categories.
    """

    ranked: tuple[tuple[int, ...], ...]
    newest: Mapping[int, int | None]

    @property
    def of_category(self) -> "Sellers":
        """What of it sells well in the category itself."""
        return Sellers((*self.ranked[:-1], ()), {})


@dataclass(frozen=True, slots=True)
class Around:
    """What there is around a product that a list is about; best first.

    Attributes:
        sold_out: Whether none of it can be bought, or it is gone.
        others: What a build has learnt to be bought with it.
        similar: Products of the same shelf and kind whose price is at most 30 % off: of the
            hundred nearest in price on either side, some that sold best.
        sellers: What sells well in its category and everywhere.
    """

    sold_out: bool
    others: tuple[Other, ...]
    similar: tuple[int, ...]
    sellers: Sellers


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product to show, and why. *because* is a title, empty if none is to be named."""

    row: ProductRow
    why: Why
    support: int = 0
    because: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A page of a list of suggestions; *total* is what all its pages hold.

    *personal* tells that it was made of what this customer did, *instead* that it has what
    may take the place of a product that is sold out.
    """

    rows: tuple[Suggestion, ...]
    page: int
    total: int
    personal: bool = False
    instead: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)
