"""Pages of what fits a plan, out of SQLite's full-text index."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.ports.search import Met, Place
from domain.search.bags import month_words, product_at
from domain.search.costs import band_words, inside_words
from domain.search.plans import COUNTED, Group, Plan
from domain.search.traits import standing_words
from domain.search.wishes import Order
from storage import search_sqlite_looks as looks
from storage.search_leaves import EVERYTHING, MANY, Costs, InTiers, price, whole
from storage.search_questions import PRICED, Condition

_TOGETHER = 8  # bands
_AFTER_SOME = 2
_LEAST_WALKED = 50
_AMPLE = 1.5  # times as many rows as are likely to be needed: goods do not lie evenly
# Rows in which a page is likely; where it is further away, a band has few that fit. Prices
# begin with bands that have few anyway.
_FURTHEST = 500
_FURTHEST_BY_PRICE = 200
_SURELY_INSIDE = 20_000  # goods with the words, of which enough are likely inside the bands


class SqliteLeaves(InTiers):
    """The full-text index is in the order of ranks: reading stops with the page."""

    __slots__ = ()

    async def count(self, plan: Plan, most: int) -> Met:
        """Of many, what is surely within the prices is counted first, without a look at them."""
        inside = inside_words(*plan.costs) if plan.costs else ()
        if inside and plan.share * plan.size >= _SURELY_INSIDE:
            wanted = whole(plan, [inside]).in_sqlite()
            rows = await self.look(looks.RANKED, {"wanted": wanted, "after": -1, "most": most})
            if len(rows) >= most:
                return Met(len(rows))
        first = await self._by_rank(plan, whole(plan), -1, most)
        return Met(len(first), tuple(first))

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        values = price(plan.costs) | {"wanted": whole(plan).in_sqlite(), "most": most}
        rows = await self.look(looks.SAMPLE, values)
        return tuple((row.price, product_at(row.id)) for row in rows)

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        look = looks.RANKED_IN_PRICE if plan.costs else looks.RANKED
        values = {"wanted": wanted.in_sqlite(), "after": last, "most": most}
        return [row.id for row in await self.look(look, price(plan.costs) | values)]

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int, many: bool | None
    ) -> Sequence[Any]:
        """Many goods are met on the way along the order; others are sorted, band by band."""
        furthest = _FURTHEST_BY_PRICE if order in PRICED else _FURTHEST
        if walk := many is not False and _worth_walking(plan, most, furthest):
            met = await self._walked(replace(plan, costs=costs), order, after, most, walk)
            if met is not None:
                return met
        values = price(costs) | {"value": after[0], "after": after[1]}
        look = looks.SORTED[order]
        found: list[Any] = []
        if many is None:
            many = (await self.count(plan, COUNTED)).total >= COUNTED
        async for bands in self._bands(order, after, costs, found, many=many):
            wanted = whole(plan, bands).in_sqlite()
            rest = {"wanted": wanted, "most": most - len(found)}
            found += await self.look(look, values | rest)
            if len(found) >= most:
                break
        return found

    async def _walked(
        self, plan: Plan, order: Order, after: Place, most: int, walk: int
    ) -> Sequence[Any] | None:
        """Read bags in order, up to *walk* of them; None if these were not enough."""
        fits, look = whole(plan).fits, looks.WALKED[order]
        found: list[Any] = []
        at_once = max(_LEAST_WALKED, walk // 4)
        while walk > 0:
            values = {"value": after[0], "after": after[1], "walked": at_once}
            rows = await self.look(look, price(plan.costs) | values)
            found += (row for row in rows if fits(row.bag))
            if len(found) >= most or len(rows) < at_once:
                return found[:most]
            after, walk, at_once = (rows[-1].value, rows[-1].id), walk - at_once, 2 * at_once
        return None

    async def _bands(
        self, order: Order, after: Place, costs: Costs, found: Sequence[Any], *, many: bool
    ) -> AsyncIterator[tuple[Group, ...]]:
        """The facets to add: none for few goods, else one band after the other.

        Where bands had nothing, the next ones have little: more at once, until some is *found*.
        """
        if not many:
            yield ()
            return
        words = tuple(await self._band_words(order, after[0], costs))
        at, wide = 0, 1
        while at < len(words):
            yield (words[at : at + wide],)
            at, wide = at + wide, _AFTER_SOME if found else min(2 * wide, _TOGETHER)

    async def _band_words(self, order: Order, value: int, costs: Costs) -> Iterable[str]:
        if order is Order.NEW:
            return await self._months(value)
        if order is Order.RATED:
            return standing_words(value)
        ends = (await self.look(looks.PRICES, price(costs)))[0]
        if ends.first is None:
            return ()
        if order is Order.CHEAP:
            return band_words(max(value, ends.first), ends.last)
        return reversed(band_words(ends.first, min(value, ends.last)))

    async def _months(self, value: int) -> Iterable[str]:
        span = (await self.look(looks.SPAN, {}))[0]
        if span.first is None:
            return ()
        seen = span.last if value == EVERYTHING else datetime.fromtimestamp(value / 1000, UTC)
        return month_words(span.first, min(seen, span.last))


def _worth_walking(plan: Plan, most: int, furthest: int) -> int:
    """How many rows to walk: as many as a page is likely to need, 0 if that is far.

    That is, if a page of *most* goods is likely to be met in *furthest* rows.
    """
    if plan.share * plan.size < MANY:
        return 0
    need = most / plan.share
    return int(_AMPLE * need) if need <= min(furthest, plan.size) else 0
