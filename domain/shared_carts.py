"""A cart that somebody shared: its goods as they can be had today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.carts import Cart, CartLine

LIFE = timedelta(days=30)
MOST_SHARED = 20  # links of one customer that live at once; the oldest goes first


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a shared cart. *ends_at* is UTC; *others* are more links of theirs."""

    token: str
    ends_at: datetime
    others: int = 0


@dataclass(frozen=True, slots=True)
class SharedCart:
    """What a visitor sees of a shared cart; nothing tells whose it is, but *own* to them.

    *cart* has its lines at today's prices and stock.
    """

    id: int
    cart: Cart
    own: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of adding a shared cart to one's own, *cart*.

    *pieces* went in. *short* are lines of which fewer are left than were wanted, *gone* those
    that are not to be had at all.
    """

    cart: Cart
    pieces: int
    short: tuple[CartLine, ...] = ()
    gone: tuple[CartLine, ...] = ()
