"""Pages of what fits a plan, out of PostgreSQL's index over the bags."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.ports.search import Met, Place
from domain.search.bags import FRONT, product_at
from domain.search.plans import Plan
from domain.search.wishes import Order
from storage import search_postgres_looks as looks
from storage.looks import Rows
from storage.search_leaves import EVERYTHING, MANY, Costs, InTiers, price, whole
from storage.search_questions import Condition

# What gathering costs, in rows that could be walked in the time: for each of the goods with
# the rarest word, which are read in any case; for each that fits; the same where the rows of
# a walk lie all over the table.
_TO_READ, _BY_RANK, _SORTED = 0.2, 1.5, 0.8
_WALKS = (600, 1200, 2400, 4800, 9600, 16_000)  # rows
_MORE = 1.2  # times as many rows as the ones before let expect
_IN_FRONT = 1 / 6  # of all goods, about, have a place in front
_FRONT_FROM = 1000  # goods with the rarest word, of which a page may be in front


class PostgresLeaves(InTiers):
    """Walks along an index where goods that fit are near, and gathers them where not.

    The index over the bags has no order: of a word that many goods have, all are gathered
    before the first is seen. A row on the way costs less than a microsecond. Goods in front
    have an index of their own, which has a page of most words.
    """

    __slots__ = ()
    _few = EVERYTHING  # reading a tier takes longer than looking into a few bags

    async def count(self, plan: Plan, most: int) -> Met:
        first = await self._by_rank(plan, whole(plan), -1, most)
        return Met(len(first), tuple(first))

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        rows = await self._read(plan, whole(plan), None, {"after": -1}, most)
        return tuple((row.price, product_at(row.id)) for row in rows)

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        return [row.id for row in await self._read(plan, wanted, None, {"after": last}, most)]

    async def _sorted(
        self,
        plan: Plan,
        order: Order,
        after: Place,
        costs: Costs,
        most: int,
        many: bool | None,  # noqa: ARG002  here there are no bands
    ) -> Sequence[Any]:
        place = {"value": after[0], "after": after[1]}
        plan = replace(plan, costs=costs)
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
        # Words may be together more often than chance has it, as signs of one Chinese word are.
        possible = plan.rarest * plan.size
        if possible >= MANY:
            met = await self._met(order, values, plan)
            if met is not None:
                return met
        if order:
            return await self.look(looks.GATHERED_SORTED[order], values)
        return await self._gathered(values, few=possible < _FRONT_FROM)

    async def _gathered(self, values: Mapping[str, Any], *, few: bool) -> Rows:
        """Those in front first; where *few* have the rarest word, all at once."""
        if values["after"] >= FRONT:
            return await self.look(looks.GATHERED_BEHIND, values)
        if few:
            return await self.look(looks.GATHERED, values)
        met = await self.look(looks.GATHERED_IN_FRONT, values)
        wanted = values["most"] - len(met)
        if not wanted:
            return met
        return [*met, *await self.look(looks.GATHERED_BEHIND, {**values, "most": wanted})]

    async def _met(
        self, order: Order | None, values: Mapping[str, Any], plan: Plan
    ) -> Rows | None:
        """Walk a few rows, and on if that is less than gathering; None if it is not."""
        wanted, far = values["most"], 0
        goods, each = (plan.size, _SORTED) if order else (plan.size * _IN_FRONT, _BY_RANK)
        for rows in _WALKS:
            if rows >= far:
                met = await self.look(looks.walked_by(order, rows), values)
                if len(met) >= wanted:
                    return met
                far = int(_MORE * rows * wanted / len(met)) if met else EVERYTHING
                if far > goods * (_TO_READ * plan.rarest + each * len(met) / rows):
                    return None
        return None
