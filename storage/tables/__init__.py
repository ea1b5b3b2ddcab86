"""Every table, index and constraint, by subject. Importing this fills `metadata`."""

from storage.tables import chat, goods, money, people, prices, returns, trade
from storage.tables.base import metadata

__all__ = ["chat", "goods", "metadata", "money", "people", "prices", "returns", "trade"]
