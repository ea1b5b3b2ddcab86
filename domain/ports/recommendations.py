"""Repositories of what may be suggested, and of the daily work that learns it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.likeness import Alike, Item, Pair, Popular
from domain.recommendations import Candidate, Trace


class RecommendationRepository(Protocol):
    """Look-ups of a tap.

    All leave out what is hidden, sold out or in the customer's cart, and, where *personal*,
    what they have bought.
    """

    async def together(
        self, customer_id: int, product_id: int, *, personal: bool
    ) -> tuple[Candidate, ...]:
        """Return what was bought with a product, best first."""
        ...

    async def near(
        self, customer_id: int, product_id: int, *, personal: bool
    ) -> tuple[Candidate, ...]:
        """Return what stands in for that: bought with it lately, similar, popular, in that
        order.
        """
        ...

    async def with_cart(self, customer_id: int, *, personal: bool) -> tuple[Candidate, ...]:
        """Return what was bought with the goods of the cart, best first."""
        ...

    async def traces(self, customer_id: int) -> tuple[Trace, ...]:
        """Return what a customer bought, has in the cart, saved and looked at, lately."""
        ...

    async def purchases(self, customer_id: int) -> tuple[Trace, ...]:
        """Return what a customer bought, paid for and kept, the latest first."""
        ...

    async def liked(
        self, customer_id: int, products: Collection[int], category_id: int, *, personal: bool
    ) -> tuple[tuple[tuple[Item, int | None], ...], tuple[Candidate, ...]]:
        """Return what people like who bought any of *products*, each with its category; and
        what sells well, in the category first if one is given.
        """
        ...

    async def popular(self, customer_id: int, *, personal: bool) -> tuple[Candidate, ...]:
        """Return what sells well, best first.

        Never empty unless nothing is on sale that the rules of this repository allow; the
        same holds for `near` and `liked`.
        """
        ...


class RecBuildRepository(Protocol):
    """The daily work. What `gather` makes lasts for that unit of work, which only reads."""

    async def current(self) -> int:
        """Return the build that is used, 0 if there has been none."""
        ...

    async def begin(self, build: int, now: datetime, stale: datetime) -> bool:
        """Take a build on: a new one, or one begun before *stale* and never finished."""
        ...

    async def gather(self, kind: Alike, since: datetime) -> tuple[int, int]:
        """Count which products were bought together since then, aside from all tables.

        Returns how many baskets (or people) there are, and the highest id of a product.
        Counted are paid orders and the pieces kept of them, of customers who agree to
        suggestions; baskets of 100 products at most, and a person's 200 latest products.
        """
        ...

    async def pairs(self, after: int, until: int) -> tuple[Pair, ...]:
        """Return the pairs gathered of products with these ids, product by product."""
        ...

    async def sales(self, now: datetime, weights: Sequence[int]) -> tuple[Popular, ...]:
        """Return the 200 best sellers of every category and of the shop (0), best first.

        An order *n* days old counts ``weights[n]`` for each product in it. Behind them the
        whole shop has its goods by pieces ever sold, with a score below zero.
        """
        ...

    async def let_go(self) -> None:
        """Forget what was gathered."""
        ...

    async def add_items(self, build: int, kind: Alike, items: Sequence[Item]) -> None:
        """Write a part of a build down."""
        ...

    async def add_popular(self, build: int, popular: Sequence[Popular]) -> None:
        """Write a part of a build down."""
        ...

    async def finish(self, build: int, at: datetime) -> None:
        """Make a build the one that is used."""
        ...

    async def forget(self, *, but: int, most: int) -> bool:
        """Delete about *most* rows of other builds than *but*; whether more may be left."""
        ...
