"""The repository of sales."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.money import Money
from domain.sales import Article, Sale, SaleLine, SaleView, State, Tag, Why


class SaleRepository(Protocol):
    """Sales and their articles. A line's state changes by a conditional UPDATE."""

    async def of_category(self, category_id: int) -> tuple[int, ...]:
        """Return the variants on sale on and below a category, hidden products' too."""
        ...

    async def of_product(self, product_id: int) -> tuple[int, ...]:
        """Return the variants of a product that are on sale."""
        ...

    async def lock(self, variant_ids: Collection[int]) -> tuple[Article, ...]:
        """Keep others from changing these prices until commit; return them as they are.

        Counts are locked before products, both in ascending order, as everybody does it.
        """
        ...

    async def live(
        self, variant_ids: Collection[int] | None = None, state: State | None = None
    ) -> tuple[SaleLine, ...]:
        """Return what is planned or running (or only *state*) for these (None: all), by when it
        begins."""
        ...

    async def running_on(self, variant_id: int) -> tuple[SaleLine, ...]:
        """Return the line of the sale that this one's price is reduced by now, if one is."""
        ...

    async def by_key(self, key: str) -> int | None:
        """Return the id of the sale that was planned with that key."""
        ...

    async def add(self, sale: Sale, prices: Mapping[int, Money], at: datetime) -> int:
        """Plan a sale of these variants at these prices; return its id."""
        ...

    async def view(self, sale_id: int) -> SaleView | None:
        """Return a sale with its first articles."""
        ...

    async def page(self, page: int, size: int) -> tuple[tuple[SaleView, ...], int]:
        """Return sales, running before planned before past, and how many there are."""
        ...

    async def lines(self, sale_id: int) -> tuple[SaleLine, ...]:
        """Return the articles of a sale that are planned or running, by variant."""
        ...

    async def due(self, now: datetime, most: int) -> tuple[SaleLine, ...]:
        """Return lines that should end, then lines that should begin.

        Those that run although their article has another price are among the first.
        """
        ...

    async def get(self, line_id: int) -> SaleLine | None:
        """Return one line as it is now."""
        ...

    async def begin(self, line_id: int, before: Tag) -> bool:
        """Have a planned line run, remembering the tag that it replaces; whether it did."""
        ...

    async def remember(self, line_id: int, before: Tag) -> None:
        """Have a running line bring back another tag at its end."""
        ...

    async def close(self, line_id: int, frm: State, to: State, why: Why | None) -> bool:
        """Have a line be over; whether this call did it."""
        ...
