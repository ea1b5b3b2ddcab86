"""Carts that are shared by a link."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.carts import Cart
from domain.shared_carts import Link, SharedCart


class SharedCartRepository(Protocol):
    """Keeps what was in a cart when it was shared."""

    async def same(self, customer_id: int, lines: Sequence[tuple[int, int]]) -> int | None:
        """Return the cart this customer shares that has just these (variant, quantity)."""
        ...

    async def add(self, customer_id: int, token: str, cart: Cart, at: datetime) -> int:
        """Share what is in *cart* from *at* on; return its id. A full customer's oldest goes."""
        ...

    async def renew(self, cart_id: int, at: datetime) -> None:
        """Have it live from *at* on as if it were shared then."""
        ...

    async def link(self, cart_id: int) -> Link:
        """Return its link."""
        ...

    async def get(
        self, token: str, visitor_id: int, now: datetime, language: str
    ) -> SharedCart | None:
        """Return the cart of a link; None if its time is over or it never was."""
        ...

    async def withdraw(self, customer_id: int) -> int:
        """Have all links of a customer lead nowhere; return how many."""
        ...

    async def forget(self, now: datetime) -> int:
        """Drop those whose time is over and those without a line; return how many."""
        ...
