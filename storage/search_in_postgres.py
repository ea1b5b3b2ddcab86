"""Pages of what fits a plan, out of PostgreSQL's index over the bags."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.ports.search import Place
from domain.search.bags import product_at
from domain.search.plans import Plan
from domain.search.wishes import Order
from storage import search_questions as ask
from storage.looks import Rows
from storage.search_leaves import EVERYTHING, MANY, Costs, InTiers, price, whole
from storage.search_questions import Condition

# What gathering costs, in rows that could be walked in the time: for each of the goods with
# the rarest word, which are read in any case; for each that fits, if it is counted, or looked
# at; the same where the rows of a walk lie all over the table.
_TO_READ, _TO_COUNT, _BY_RANK, _SORTED = 0.2, 0.8, 2.5, 0.8
_WALKS = (600, 1200, 2400, 4800, 9600, 16_000)  # rows
_MORE = 1.2  # times as many rows as the ones before let expect


class PostgresLeaves(InTiers):
    """Walks along an index where goods that fit are near, and gathers them where not.

    The index over the bags has no order: of a word that many goods have, all are gathered
    before the first is seen. A row on the way costs less than a microsecond.
    """

    __slots__ = ()

    async def count(self, plan: Plan, most: int) -> int:
        values = price(plan.costs) | {"wanted": whole(plan).in_postgres(), "most": most}
        if plan.share * plan.size >= MANY:
            met = await self._met(None, {**values, "after": -1}, plan, _TO_COUNT)
            if met is not None:
                return len(met)
        return int((await self.look(ask.COUNTED, values))[0].n)

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        rows = await self._read(plan, whole(plan), None, {"after": -1}, most)
        return tuple((row.price, product_at(row.id)) for row in rows)

    async def _bags(self, plan: Plan, most: int) -> Sequence[tuple[int, str]]:
        values = price(plan.costs) | {"wanted": whole(plan).in_postgres(), "most": most}
        return [(row.id, row.bag) for row in await self.look(ask.BAGS, values)]

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        return [row.id for row in await self._read(plan, wanted, None, {"after": last}, most)]

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int, many: bool | None
    ) -> Sequence[Any]:
        place = {"value": after[0], "after": after[1]}
        plan = replace(plan, costs=costs, share=0.0 if many is False else plan.share)
        return await self._read(plan, whole(plan), order, place, most)

    async def _read(
        self,
        plan: Plan,
        wanted: Condition,
        order: Order | None,
        place: Mapping[str, int],
        most: int,
    ) -> Rows:
        values = price(plan.costs) | {"wanted": wanted.in_postgres(), "most": most, **place}
        if plan.share * plan.size >= MANY:
            each = _SORTED if order else _BY_RANK
            met = await self._met(order, values, plan, each)
            if met is not None:
                return met
        return await self.look(ask.GATHERED_SORTED[order] if order else ask.GATHERED, values)

    async def _met(
        self, order: Order | None, values: Mapping[str, Any], plan: Plan, each: float
    ) -> Rows | None:
        """Walk a few rows, and on if that is less than gathering all; None if it is not.

        Gathering one of the goods takes as long as walking *each* rows.
        """
        wanted, far = values["most"], 0
        for rows in _WALKS:
            if rows >= far:
                met = await self.look(ask.walked_by(order, rows), values)
                if len(met) >= wanted:
                    return met
                far = int(_MORE * rows * wanted / len(met)) if met else EVERYTHING
                if far > plan.size * (_TO_READ * plan.rarest + each * len(met) / rows):
                    return None
        return None
