"""Repositories of pieces of an order's lines: given up, asked to be taken back, offered."""

from collections.abc import Collection, Mapping
from typing import Protocol

from domain.orders import Fate, OrderLine
from domain.refunds import PaidBack, Refund
from domain.returns import Offer, OfferState, Return


class PieceRepository(Protocol):
    """What becomes of single pieces. Every change has its guard in the statement."""

    async def give_up(self, line_id: int, fate: Fate, pieces: int) -> bool:
        """Count pieces of a line as gone; False if not so many are kept."""
        ...

    async def add(self, line: OrderLine, pieces: int) -> bool:
        """Order more of a line at its price: in the line, the order's sums and what it holds.

        False if the line is not as it was when *line* was read.
        """
        ...

    async def hold_fewer(self, order_id: int, variant_id: int, pieces: int) -> bool:
        """Take pieces off what the order holds; False if it does not hold so many."""
        ...

    async def note_paid_back(self, refund: Refund, pieces: Collection[PaidBack]) -> None:
        """Note which pieces a refund is for."""
        ...

    async def paid_back(self, refund: Refund) -> tuple[PaidBack, ...]:
        """Return the pieces a refund is for, by line; none if it is not about goods."""
        ...


class ReturnRepository(Protocol):
    """Requests to take goods back."""

    async def add(self, asked: Return) -> Return:
        """Save a new request with its lines and photos; return it with its id."""
        ...

    async def get(self, return_id: int) -> Return | None:
        """Return one."""
        ...

    async def of_order(self, order_id: int) -> tuple[Return, ...]:
        """Return all requests of an order, oldest first."""
        ...

    async def asked(self, order_id: int) -> Mapping[int, int]:
        """Return how many pieces of each line open requests are about."""
        ...

    async def decide(self, decided: Return, by_id: int) -> bool:
        """Save how a request ended, if it is still open; whether this call did it."""
        ...


class OfferRepository(Protocol):
    """Offers of more pieces."""

    async def add(self, offer: Offer) -> Offer | None:
        """Save a new offer; return it with its id, None if one for the line is open."""
        ...

    async def get(self, offer_id: int) -> Offer | None:
        """Return one."""
        ...

    async def end(self, offer_id: int, state: OfferState) -> bool:
        """Close an open offer; whether this call did it."""
        ...
