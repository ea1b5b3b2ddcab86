"""Look-ups of what may be suggested; tells apart what cannot be."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from domain.likeness import Other
from domain.recommendations import Trace, Why
from storage import recommendation_looks as looks
from storage import trace_looks as traces
from storage.looks import Rows, choices
from storage.repository import Repository

_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def _others(rows: Rows) -> dict[int, tuple[Other, ...]]:
    return {row.product_id: tuple(Other(*each) for each in row.others) for row in rows}


def _trace(row: Any) -> Trace:
    """What lies in the cart is wanted now, whenever it was put there."""
    return Trace(row.product_id, row.category_id, Why(row.why), row.at or _EVER)


class Recommendations(Repository):
    """See `domain.ports.recommendations.RecommendationRepository`."""

    __slots__ = ()

    async def together(self, product_id: int) -> tuple[Other, ...]:
        rows = await self.look(looks.WITH_PRODUCT, {"product_id": product_id})
        return _others(rows).get(product_id, ())

    async def lately(self, product_id: int) -> tuple[Other, ...]:
        rows = await self.look(looks.LATELY, {"product_id": product_id})
        return tuple(Other(row.id, row.support, row.score) for row in rows)

    async def similar(self, product_id: int) -> tuple[int, ...]:
        return _ids(await self.look(looks.SIMILAR, {"product_id": product_id}))

    async def with_cart(self, customer_id: int) -> Mapping[int, tuple[Other, ...]]:
        return _others(await self.look(looks.WITH_CART, {"customer_id": customer_id}))

    async def traces(self, customer_id: int) -> tuple[Trace, ...]:
        rows = await self.look(traces.TRACES, {"customer_id": customer_id})
        return tuple(map(_trace, rows))

    async def purchases(self, customer_id: int) -> tuple[Trace, ...]:
        rows = await self.look(traces.PURCHASES, {"customer_id": customer_id})
        return tuple(map(_trace, rows))

    async def liked(self, products: Collection[int]) -> Mapping[int, Mapping[int, float]]:
        if not products:
            return {}
        rows = await self.look(looks.LIKED, choices(products, traces.HISTORY))
        return {row.product_id: {id_: score for id_, _, score in row.others} for row in rows}

    async def popular(self, category_id: int) -> tuple[tuple[int, ...], ...]:
        return _ranked(await self.look(looks.POPULAR, {"category_id": category_id}))

    async def popular_beside(self, product_id: int) -> tuple[tuple[int, ...], ...]:
        return _ranked(await self.look(looks.POPULAR_BESIDE, {"product_id": product_id}))

    async def newest(self, customer_id: int, *, personal: bool) -> tuple[int, ...]:
        return _ids(await self.look(looks.newest(personal), {"customer_id": customer_id}))

    async def fitting(
        self, customer_id: int, products: Sequence[int], *, personal: bool
    ) -> Mapping[int, int | None]:
        found: dict[int, int | None] = {}
        for at in range(0, len(products), looks.CHECKED):
            part = choices(set(products[at : at + looks.CHECKED]), looks.CHECKED)
            values = {"customer_id": customer_id, **part}
            rows = await self.look(looks.fitting(personal), values)
            found |= {row.id: row.category_id for row in rows}
        return found


def _ids(rows: Rows) -> tuple[int, ...]:
    return tuple(row.id for row in rows)


def _ranked(rows: Rows) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row.goods) for row in rows)
