"""What customers keep an eye on, and the news they get of it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.catalog import ProductPage

HEAD_START = timedelta(minutes=30)  # before others in the queue hear of what is back
QUIET = timedelta(days=1)  # between two messages about lower prices to one person
VIEWS_KEPT = timedelta(days=90)


class Choice(StrEnum):
    """What a customer may agree to, or not."""

    PERSONAL = "personal"  # suggestions made of what they bought and looked at
    PRICE_NEWS = "price_news"  # messages when a favourite becomes cheaper


@dataclass(frozen=True, slots=True)
class Marks:
    """What a customer marked about a product: saved it, waits for some variants of it."""

    saved: bool = False
    waits: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Cheaper:
    """A favourite that costs less than its customer knows of; minor units."""

    customer_id: int
    product_id: int
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody looked at a product."""

    customer_id: int
    product_id: int


@dataclass(frozen=True, slots=True)
class SharedList:
    """Somebody's favourites as others see them: a first name, and goods."""

    name: str
    page: ProductPage
