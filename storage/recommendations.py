"""Look-ups of what may be suggested; tells apart what cannot be."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from domain.likeness import Other
from domain.recommendations import Around, Asker, Sellers, Trace, Why
from storage import recommendation_looks as looks
from storage import suggestion_parts as parts
from storage import trace_looks as traces
from storage.looks import Rows, choices
from storage.repository import Repository
from storage.suggestion_parts import Part

_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def _trace(row: Any) -> Trace:
    """What lies in the cart is wanted now, whenever it was put there."""
    return Trace(row.product_id, row.category_id, Why(row.why), row.at or _EVER)


class Recommendations(Repository):
    """See `domain.ports.recommendations.RecommendationRepository`."""

    __slots__ = ()

    async def around(self, asker: Asker, product_id: int) -> Around:
        values = {"customer_id": asker.customer_id, "product_id": product_id}
        rows = _parted(await self.look(parts.around(asker.personal, asker.taught), values))
        itself = [row for row in rows[Part.ITSELF] if row.number]
        like = sorted(rows[Part.SIMILAR], key=lambda row: (-row.number, row.id))
        return Around(
            not itself,
            tuple(Other(*each) for row in itself for each in row.goods or ()),
            tuple(row.id for row in like),
            _sellers(rows),
        )

    async def lately(self, product_id: int) -> tuple[Other, ...]:
        rows = await self.look(looks.LATELY, {"product_id": product_id})
        return tuple(Other(row.id, row.support, row.score) for row in rows)

    async def with_cart(self, asker: Asker) -> tuple[Mapping[int, tuple[Other, ...]], Sellers]:
        values = {"customer_id": asker.customer_id, "category_id": 0}
        rows = _parted(await self.look(parts.in_cart(asker.personal, asker.taught), values))
        found = {row.id: tuple(Other(*each) for each in row.goods) for row in rows[Part.LIKED]}
        return found, _sellers(rows)

    async def traces(self, customer_id: int) -> tuple[Trace, ...]:
        rows = await self.look(traces.TRACES, {"customer_id": customer_id})
        found = map(_trace, rows)  # a server gives them in whatever order suits it that day
        return tuple(sorted(found, key=lambda one: (one.at, one.product_id, one.why)))

    async def purchases(self, customer_id: int) -> tuple[Trace, ...]:
        rows = await self.look(traces.PURCHASES, {"customer_id": customer_id})
        return tuple(map(_trace, rows))

    async def tastes(
        self, asker: Asker, products: Collection[int], category_id: int
    ) -> tuple[Mapping[int, Mapping[int, float]], Sellers]:
        values = {"customer_id": asker.customer_id, "category_id": category_id}
        look = parts.sellers(asker.personal, asker.taught)
        if products:
            values |= choices(products, traces.HISTORY)
            look = parts.tastes(asker.personal, asker.taught)
        rows = _parted(await self.look(look, values))
        liked = {row.id: {id_: score for id_, _, score in row.goods} for row in rows[Part.LIKED]}
        return liked, _sellers(rows)

    async def newest(self, customer_id: int, *, personal: bool) -> Mapping[int, int | None]:
        rows = await self.look(looks.newest(personal), {"customer_id": customer_id})
        return {row.id: row.category_id for row in rows}

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


def _parted(rows: Rows) -> dict[Part, list[Any]]:
    found: dict[Part, list[Any]] = {part: [] for part in Part}
    for row in rows:
        found[Part(row.part)].append(row)
    return found


def _sellers(rows: Mapping[Part, Sequence[Any]]) -> Sellers:
    ranked = sorted(rows[Part.POPULAR], key=lambda row: -row.id)
    late = sorted(rows[Part.NEWEST], key=lambda row: row.score)
    return Sellers(tuple(tuple(row.goods) for row in ranked), {row.id: row.number for row in late})
