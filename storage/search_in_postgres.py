"""Pages of what fits a plan, out of PostgreSQL's index over the bags."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.ports.search import Met, Place
from domain.search.bags import FRONTS, IN_STOCK, product_at
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
_BEST = 1 / 30  # of all goods, about, are in the first part of the index
_DENSER = 2  # times as many goods that fit, about, as among all, stand before all others
_IN_PARTS_FROM = 1000  # goods with the rarest word, of which a page may be in front


class PostgresLeaves(InTiers):
    """Walks along an index where goods that fit are near, and gathers them where not.

    The index over the bags has no order: of a word that many goods have, all are gathered
    before the first is seen. A row on the way costs less than a microsecond. The index is in
    parts (`domain.search.bags.FRONTS`), the first of which has a page of most words.
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
        if not order:
            return await self._ranked(plan, wanted, values)
        # Words may be together more often than chance has it, as signs of one Chinese word are.
        if plan.rarest * plan.size >= MANY:
            met, enough = await self._met(order, values, plan, plan.size)
            if enough:
                return met
        return await self.look(looks.GATHERED_SORTED[order], values)

    async def _ranked(self, plan: Plan, wanted: Condition, values: Mapping[str, Any]) -> Rows:
        """Walk where all that is wanted is likely near, else look into each part."""
        if plan.rarest * plan.size < _IN_PARTS_FROM:
            return await self.look(looks.GATHERED, values)
        if plan.share * _WALKS[0] * _DENSER >= values["most"]:
            met, enough = await self._met(None, values, plan, plan.size * _BEST)
            if enough:
                return met
            if wanted.facets and not met:  # most likely no goods like these have the words
                return await self.look(looks.GATHERED, values)
        return await self._in_parts(plan, wanted, values)

    async def _in_parts(self, plan: Plan, wanted: Condition, values: Mapping[str, Any]) -> Rows:
        """One part of the index after the other, until there are enough."""
        met: list[Any] = []
        narrow = [group for group in wanted.facets if group != (IN_STOCK,)]
        in_stock = replace(wanted, facets=narrow).in_postgres()
        for part in range(bisect_right(FRONTS, values["after"]), len(FRONTS) + 1):
            rest = {**values, "most": values["most"] - len(met)}
            if part == len(FRONTS):
                met += await self._behind(plan, rest, apart=bool(narrow) and not met)
            else:
                looked_for = rest | {"wanted": in_stock}
                met += await self.look(looks.GATHERED_IN_PARTS[part], looked_for)
            if len(met) == values["most"]:
                break
        return met

    async def _behind(self, plan: Plan, values: Mapping[str, Any], *, apart: bool) -> Rows:
        """Look into the last part, which may be all goods: walk there, if that may be enough.

        *apart*: no goods in front are what is wanted, so their words are likely elsewhere.
        """
        if not apart and plan.share * _WALKS[-1] >= values["most"]:
            begin = max(values["after"], FRONTS[-1] - 1)
            met, enough = await self._met(None, {**values, "after": begin}, plan, plan.size)
            if enough:
                return met
        return await self.look(looks.GATHERED_IN_PARTS[-1], values)

    async def _met(
        self, order: Order | None, values: Mapping[str, Any], plan: Plan, goods: float
    ) -> tuple[Rows, bool]:
        """Walk a few rows, and on if that is less than gathering from so many *goods*.

        Returns what the last walk met, and whether it was enough.
        """
        met: Rows = []
        wanted, far = values["most"], 0
        each = _SORTED if order else _BY_RANK
        for rows in _WALKS:
            if rows >= far:
                met = await self.look(looks.walked_by(order, rows), values)
                if len(met) >= wanted:
                    return met, True
                far = int(_MORE * rows * wanted / len(met)) if met else EVERYTHING
                if far > goods * (_TO_READ * plan.rarest + each * len(met) / rows):
                    break
        return met, False
