"""Look-ups of what may be suggested; leaves out what cannot be."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from domain.likeness import Item
from domain.recommendations import Candidate, Trace, Why
from storage import recommendation_looks as looks
from storage import trace_looks as traces
from storage.looks import Rows, choices
from storage.repository import Repository

_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def _together(rows: Rows) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(row.id, row.category_id, Why.TOGETHER, row.score, row.support) for row in rows
    )


def _candidates(rows: Rows) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(row.id, row.category_id, Why(row.why), row.score, row.support) for row in rows
    )


def _trace(row: Any) -> Trace:
    """What lies in the cart is wanted now, whenever it was put there."""
    return Trace(row.product_id, row.category_id, Why(row.why), row.at or _EVER)


class Recommendations(Repository):
    """See `domain.ports.recommendations.RecommendationRepository`."""

    __slots__ = ()

    async def together(
        self, customer_id: int, product_id: int, *, personal: bool
    ) -> tuple[Candidate, ...]:
        values = {"customer_id": customer_id, "product_id": product_id}
        return _together(await self.look(looks.together(personal), values))

    async def near(
        self, customer_id: int, product_id: int, *, personal: bool
    ) -> tuple[Candidate, ...]:
        values = {"customer_id": customer_id, "product_id": product_id}
        return _candidates(await self.look(looks.near(personal), values))

    async def with_cart(self, customer_id: int, *, personal: bool) -> tuple[Candidate, ...]:
        values = {"customer_id": customer_id}
        return _together(await self.look(looks.with_cart(personal), values))

    async def traces(self, customer_id: int) -> tuple[Trace, ...]:
        rows = await self.look(traces.TRACES, {"customer_id": customer_id})
        return tuple(map(_trace, rows))

    async def purchases(self, customer_id: int) -> tuple[Trace, ...]:
        rows = await self.look(traces.PURCHASES, {"customer_id": customer_id})
        return tuple(map(_trace, rows))

    async def liked(
        self, customer_id: int, products: Collection[int], category_id: int, *, personal: bool
    ) -> tuple[tuple[tuple[Item, int | None], ...], tuple[Candidate, ...]]:
        values = {
            "customer_id": customer_id,
            "category_id": category_id,
            "product_id": 0,
            **choices(products or (0,), traces.HISTORY),
        }
        rows = await self.look(looks.liked(personal), values)
        own = tuple(
            (Item(row.because, row.id, row.score, row.support), row.category_id)
            for row in rows
            if row.because
        )
        return own, _candidates([row for row in rows if not row.because])

    async def popular(self, customer_id: int, *, personal: bool) -> tuple[Candidate, ...]:
        values = {"customer_id": customer_id, "product_id": 0}
        return _candidates(await self.look(looks.popular(personal), values))
