"""Repositories of what customers say of goods, and of whom they may be asked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.ratings import Rating
from domain.reviews import Review, Sorting


class ReviewRepository(Protocol):
    """Reviews. Every change has its guard in the statement."""

    async def get(self, review_id: int, *, lock: bool = False) -> Review | None:
        """Return one, in whatever state; with *lock* it stays so until the unit ends."""
        ...

    async def of_line(self, line_id: int, *, lock: bool = False) -> Review | None:
        """Return the one of an order line, if there is one."""
        ...

    async def of_order(self, order_id: int) -> Mapping[int, Review]:
        """Return those of an order by the id of their line."""
        ...

    async def of_customer(self, customer_id: int) -> tuple[Review, ...]:
        """Return and lock all of somebody's, in the order of their products."""
        ...

    async def add(self, review: Review) -> Review | None:
        """Save the first of a line; return it with its id, None if the line has one."""
        ...

    async def save(self, changed: Review, by_id: int | None = None) -> Review | None:
        """Save a change of the revision it was made of, which becomes the next one.

        Return what is saved now, None if somebody changed it since. *by_id* decided.
        """
        ...

    async def count(self, product_id: int, was: Rating, now: Rating) -> bool:
        """Count what a review adds to its product's rating in place of what it added."""
        ...

    async def by_stars(self, product_id: int) -> Mapping[int, int]:
        """Return how many published reviews a product has with each number of stars."""
        ...

    async def page(
        self, product_id: int, sorting: Sorting, only: int, page: int
    ) -> tuple[Review, ...]:
        """Return a page of a product's published reviews, with *only* so many stars or all."""
        ...

    async def queue(
        self, merchants: Collection[int] | None, *, waiting: bool, page: int
    ) -> tuple[tuple[Review, ...], int]:
        """Return a page of what waits (oldest first) or is published (newest), and the total.

        *merchants* None: of all merchants. Published ones without words are left out.
        """
        ...

    async def vote(self, review_id: int, customer_id: int, *, useful: bool) -> bool:
        """Have somebody say that it is useful, or take that back; whether that is new."""
        ...

    async def voted(self, review_id: int, customer_id: int) -> bool:
        """Whether somebody said that it is useful."""
        ...

    async def forget_votes(self, customer_id: int) -> None:
        """Take back whatever somebody found useful."""
        ...


class ReviewAskRepository(Protocol):
    """Whom the shop may ask how they like what they got."""

    async def due(self, since: datetime, until: datetime, most: int) -> tuple[int, ...]:
        """Return the parts delivered from *since* to *until* that nobody was asked about."""
        ...

    async def claim(self, fulfilment_id: int, at: datetime) -> bool:
        """Note that this part is seen to; whether this call did it."""
        ...

    async def silent(self, customer_id: int) -> bool:
        """Whether a person does not want to be asked."""
        ...

    async def set_silent(self, customer_id: int, *, silent: bool) -> None:
        """Note whether a person wants to be asked."""
        ...
