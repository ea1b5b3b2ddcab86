"""What can be asked for in a sentence, and what one asks for."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can be asked for in a sentence."""

    SEARCH = "search"  # so many pieces of something
    WHERE = "where"  # where an order is
    ORDERS = "orders"
    REPEAT = "repeat"
    CANCEL = "cancel"
    CART = "cart"
    ADDRESS = "address"
    PERSON = "person"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    LANGUAGE = "language"
    HELP = "help"
    RETURN = "return"
    REFUND = "refund"
    PROMO = "promo"
    HOURS = "hours"
    CATALOGUE = "catalogue"
    RECOMMEND = "recommend"  # what others buy, or what they may like
    FORGET = "forget"  # what is kept of them, and how to have it deleted
    HELLO = "hello"


@dataclass(frozen=True, slots=True)
class Intent:
    """What a sentence asks for.

    *order* is the number of an order that was named, "1042". *text* is what to look for and
    *quantity* how many of it, both for a search only. *doubtful* are words that may as well
    be those of a product: a single word, or what of a sentence was not understood. If goods
    have them in their names, it was a search after all.
    """

    kind: Kind
    order: str = ""
    text: str = ""
    quantity: int = 0
    doubtful: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether no word of it may be that of a product."""
        return not self.doubtful
