"""Repositories of favourites, of what was looked at, and of who waits for what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.favourites import Cheaper, Marks, Seen


class FavouriteRepository(Protocol):
    """Favourites, lists that are shared, and what was looked at. Hidden goods are in none."""

    async def add(self, customer_id: int, product_id: int, at: datetime) -> None:
        """Save a product at today's price; one that is saved stays as it is."""
        ...

    async def remove(self, customer_id: int, product_id: int) -> None:
        """Save a product no longer."""
        ...

    async def marks(self, customer_id: int, product_id: int) -> Marks:
        """Return what a customer marked about a product."""
        ...

    async def page(self, customer_id: int, page: int, size: int) -> tuple[tuple[int, ...], int]:
        """Return a page of the products they saved, the newest first, and how many there are."""
        ...

    async def seen(self, customer_id: int, page: int, size: int) -> tuple[tuple[int, ...], int]:
        """Return the same of the products they looked at, the latest first."""
        ...

    async def note_seen(self, seen: Sequence[tuple[Seen, datetime]]) -> None:
        """Write down who looked at what; of those who want nothing personal, nothing."""
        ...

    async def forget_seen(self, customer_id: int) -> None:
        """Forget all that a customer looked at."""
        ...

    async def forget_seen_before(self, at: datetime) -> None:
        """Forget what was looked at before then, whoever did."""
        ...

    async def share(self, customer_id: int, token: str, at: datetime) -> str:
        """Let others see this customer's list; return its token, an older one if it has one."""
        ...

    async def unshare(self, customer_id: int) -> None:
        """Let nobody see it any more."""
        ...

    async def shared_by(self, token: str) -> int | None:
        """Return whose list has that token."""
        ...

    async def recount(self, product_id: int) -> None:
        """Count from today's price on: what it cost before was other money."""
        ...

    async def cheaper(self, quiet_since: datetime, most: int) -> tuple[Cheaper, ...]:
        """Return favourites to tell of: cheaper by now and to be had, customer by customer.

        Left out are people who heard of lower prices since then, or do not want to.
        """
        ...

    async def tell(self, cheaper: Cheaper, at: datetime) -> bool:
        """Note that they are told; False if somebody was quicker or the price has moved."""
        ...

    async def dearer(self, most: int) -> tuple[Cheaper, ...]:
        """Return favourites that cost more by now than their customers know of."""
        ...

    async def follow(self, dearer: Cheaper) -> None:
        """Take the higher price for the known one, so that the next drop counts from it."""
        ...


class WaitRepository(Protocol):
    """Who is to be told when a variant is there again."""

    async def ask(self, customer_id: int, variant_id: int, at: datetime) -> None:
        """Put them at the end of the queue; whoever waits keeps their place."""
        ...

    async def drop(self, customer_id: int, variant_id: int) -> None:
        """Take them out of the queue."""
        ...

    async def ready(self, since: datetime, most: int) -> tuple[int, ...]:
        """Return variants of which more pieces are free than people were told of *since*,
        and for which somebody waits.
        """
        ...

    async def told(self, variant_id: int, since: datetime) -> int:
        """Return how many people were told of a variant since then."""
        ...

    async def next(self, variant_id: int, most: int) -> tuple[int, ...]:
        """Return the customers whose turn it is."""
        ...

    async def tell(self, customer_id: int, variant_id: int, at: datetime) -> bool:
        """Note that they are told; False if they were before, or wait no more."""
        ...

    async def forget_told_before(self, at: datetime) -> None:
        """Delete the turns of people who were told before then."""
        ...
