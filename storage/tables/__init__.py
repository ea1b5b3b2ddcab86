"""Every table, index and constraint, by subject. Importing this fills `metadata`."""

from storage.tables import (
    chat,
    digital,
    favourites,
    goods,
    money,
    people,
    prices,
    recommendations,
    returns,
    reviews,
    sales,
    search,
    shared_carts,
    trade,
)
from storage.tables.base import metadata

__all__ = [
    "chat",
    "digital",
    "favourites",
    "goods",
    "metadata",
    "money",
    "people",
    "prices",
    "recommendations",
    "returns",
    "reviews",
    "sales",
    "search",
    "shared_carts",
    "trade",
]
