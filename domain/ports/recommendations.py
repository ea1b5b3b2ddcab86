"""Repositories of what may be suggested, and of the daily work that learns it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.learning import Bought, Popular
from domain.likeness import Alike, Other
from domain.recommendations import Around, Asker, Sellers, Trace


class RecommendationRepository(Protocol):
    """Look-ups of a tap. Only `fitting` and `newest` know what a customer can be suggested."""

    async def around(self, asker: Asker, product_id: int) -> Around:
        """Return what there is around a product; see `Around`."""
        ...

    async def lately(self, product_id: int) -> tuple[Other, ...]:
        """Return what was bought with a product at least twice in the latest 500 orders that
        have it, of customers who agree to suggestions: for what no build knows yet.
        """
        ...

    async def with_cart(self, asker: Asker) -> tuple[Mapping[int, tuple[Other, ...]], Sellers]:
        """Return what was bought with each of the goods of the cart, and what sells well."""
        ...

    async def traces(self, customer_id: int) -> tuple[Trace, ...]:
        """Return what a customer bought, has in the cart, saved and looked at, lately; the
        latest last.
        """
        ...

    async def purchases(self, customer_id: int) -> tuple[Trace, ...]:
        """Return what a customer bought, paid for and kept, the latest first."""
        ...

    async def tastes(
        self, asker: Asker, products: Collection[int], category_id: int
    ) -> tuple[Mapping[int, Mapping[int, float]], Sellers]:
        """Return what people like who bought each of *products*, 30 of them at most, and how
        much it belongs to that; and what sells well in a category and everywhere.
        """
        ...

    async def newest(self, customer_id: int, *, personal: bool) -> Mapping[int, int | None]:
        """Return thirty of the 500 newest products that can be suggested (see `fitting`), by
        what they sold, with their categories.
        """
        ...

    async def fitting(
        self, customer_id: int, products: Sequence[int], *, personal: bool
    ) -> Mapping[int, int | None]:
        """Return which of *products* can be suggested to a customer, with their categories.

        Not what is hidden, sold out or in the cart, nor, where *personal*, what they bought.
        """
        ...


class RecBuildRepository(Protocol):
    """The daily work."""

    async def current(self) -> int:
        """Return the build that is used, 0 if there has been none."""
        ...

    async def begin(self, build: int, now: datetime, stale: datetime) -> bool:
        """Take a build on: a new one, or one begun before *stale* and never finished."""
        ...

    async def highest(self) -> int:
        """Return the highest number of an order, 0 if there is none."""
        ...

    async def orders(self, after: int, until: int, since: datetime) -> tuple[Bought, ...]:
        """Return the orders with these numbers, *until* included, that were paid since then,
        with the pieces kept of them, by number.

        *customer_id* is 0 for customers who do not agree to suggestions.
        """
        ...

    async def shelves(self, goods: Collection[int]) -> tuple[tuple[int, int], ...]:
        """Return in which categories the visible ones of *goods* are, those above included,
        and all of them in 0.
        """
        ...

    async def behind(self) -> tuple[int, ...]:
        """Return 200 visible products, by pieces ever sold."""
        ...

    async def add_items(
        self, build: int, kind: Alike, items: Sequence[tuple[int, Sequence[Other]]]
    ) -> None:
        """Write down what goes with each of some products."""
        ...

    async def add_popular(self, build: int, popular: Sequence[Popular]) -> None:
        """Write down what sells well in some categories."""
        ...

    async def finish(self, build: int, at: datetime) -> None:
        """Make a build the one that is used."""
        ...

    async def forget(self, *, but: int, most: int) -> bool:
        """Delete about *most* rows of other builds than *but*; whether more may be left."""
        ...
