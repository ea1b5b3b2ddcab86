"""Reading what fits a plan, page by page: the same pages on both databases."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from domain.ports.search import Leaf, Place
from domain.search.bags import month_words, product_at
from domain.search.costs import MONEY, STARRED, band_words, inside_words
from domain.search.plans import Group, Plan
from domain.search.traits import standing_words
from domain.search.wishes import Order
from storage import search_questions as ask
from storage.looks import Look
from storage.repository import Repository
from storage.search_questions import Condition

_EVERYTHING = 2**62
_SORTED_AT_ONCE = 2000  # of more goods, those of one price band after the other are sorted
_TOGETHER = 4  # bands
_FEW = 2000  # goods that are quicker gathered than walked to
_LEAST_WALKED = 600
_FURTHEST = 4000  # rows by rank that may have to be walked; further away, gather
_FURTHEST_SORTED = 6000
_FIRST = (_EVERYTHING, -1)  # before all goods, where the highest stand first
_BEGIN = {
    Order.CHEAP: (-1, -1),
    Order.DEAR: _FIRST,
    Order.NEW: _FIRST,
    Order.RATED: _FIRST,
}
Costs = tuple[int, int] | None  # of goods that are looked at; None is any


class Leaves(Protocol):
    """See `domain.ports.search.SearchRepository` for what these return."""

    async def count(self, plan: Plan, most: int) -> int: ...

    async def leaf(self, plan: Plan, order: Order, after: Place | None, most: int) -> Leaf: ...

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]: ...


class _InTiers(Repository):
    """What both databases do alike: one tier after the other, and sorts as they are."""

    __slots__ = ()

    async def leaf(self, plan: Plan, order: Order, after: Place | None, most: int) -> Leaf:
        if order in (Order.BEST, Order.POPULAR):
            return await self._ranked(plan, order, after, most)
        if order in (Order.CHEAP, Order.DEAR):
            rows = await self._by_price(plan, order, after, most + 1)
        else:
            rows = await self._sorted(plan, order, after or _BEGIN[order], plan.costs, most + 1)
        ends = [(row.value, row.id) for row in rows]
        return _leaf([row.id for row in rows], ends, most)

    async def _by_price(
        self, plan: Plan, order: Order, after: Place | None, most: int
    ) -> Sequence[Any]:
        """What is sold in money, and then what is sold in Stars: see `domain.search.costs`."""
        rows: list[Any] = []
        for costs in (plan.costs,) if plan.costs else (MONEY, STARRED):
            if after and after[0] > costs[1]:
                continue  # the page begins behind these
            wanted = most - len(rows)
            rows += await self._sorted(plan, order, after or _BEGIN[order], costs, wanted)
            if len(rows) >= most:
                break
            after = None
        return rows

    async def _ranked(self, plan: Plan, order: Order, after: Place | None, most: int) -> Leaf:
        """Read tiers until the page is full; a place is the tier and the last one seen."""
        steps = _steps(plan, order)
        first, last = after or (0, -1)
        found: list[Place] = []
        for at in range(first, len(steps)):
            rows = await self._by_rank(plan, steps[at], last, most + 1 - len(found))
            found += [(at, id_) for id_ in rows]
            last = -1
            if len(found) > most:
                break
        return _leaf([id_ for _, id_ in found], found, most)

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        raise NotImplementedError

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int
    ) -> Sequence[Any]:
        raise NotImplementedError


class SqliteLeaves(_InTiers):
    """The full-text index is in the order of ranks: reading stops with the page."""

    __slots__ = ()

    async def count(self, plan: Plan, most: int) -> int:
        """What is surely within the prices is counted first: no price is looked at for that."""
        if not plan.costs:
            return await self._count(ask.LITE_COUNT, plan, _whole(plan), most)
        if inside := inside_words(*plan.costs):
            found = await self._count(ask.LITE_COUNT, plan, _whole(plan, [inside]), most)
            if found >= most:
                return found
        return await self._count(ask.LITE_COUNT_IN_PRICE, plan, _whole(plan), most)

    async def _count(self, look: Look, plan: Plan, wanted: Condition, most: int) -> int:
        values = _price(plan.costs) | {"wanted": wanted.in_sqlite(), "most": most}
        return int((await self.look(look, values))[0].n)

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        values = _price(plan.costs) | {"wanted": _whole(plan).in_sqlite(), "most": most}
        rows = await self.look(ask.LITE_SAMPLE, values)
        return tuple((row.price, product_at(row.id)) for row in rows)

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        look = ask.LITE_RANKED_IN_PRICE if plan.costs else ask.LITE_RANKED
        values = {"wanted": wanted.in_sqlite(), "after": last, "most": most}
        return [row.id for row in await self.look(look, _price(plan.costs) | values)]

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int
    ) -> Sequence[Any]:
        """Few goods are sorted at once; many band by band, until the page is full."""
        values = _price(costs) | {"value": after[0], "after": after[1]}
        look = ask.LITE_SORTED[order]
        found: list[Any] = []
        async for bands in self._bands(plan, order, after, costs):
            wanted = _whole(plan, bands).in_sqlite()
            rest = {"wanted": wanted, "most": most - len(found)}
            found += await self.look(look, values | rest)
            if len(found) >= most:
                break
        return found

    async def _bands(
        self, plan: Plan, order: Order, after: Place, costs: Costs
    ) -> AsyncIterator[tuple[Group, ...]]:
        """The facets to add: none for few goods, else one band after the other.

        Where a band did not fill the page, the next ones have few goods too: some at once.
        """
        if await self.count(plan, _SORTED_AT_ONCE + 1) <= _SORTED_AT_ONCE:
            yield ()
            return
        words = tuple(await self._band_words(order, after[0], costs))
        at, wide = 0, 1
        while at < len(words):
            yield (words[at : at + wide],)
            at, wide = at + wide, min(2 * wide, _TOGETHER)

    async def _band_words(self, order: Order, value: int, costs: Costs) -> Iterable[str]:
        if order is Order.NEW:
            return await self._months(value)
        if order is Order.RATED:
            return standing_words(value)
        ends = (await self.look(ask.PRICES, _price(costs)))[0]
        if ends.first is None:
            return ()
        if order is Order.CHEAP:
            return band_words(max(value, ends.first), ends.last)
        return reversed(band_words(ends.first, min(value, ends.last)))

    async def _months(self, value: int) -> Iterable[str]:
        span = (await self.look(ask.SPAN, {}))[0]
        if span.first is None:
            return ()
        seen = span.last if value == _EVERYTHING else datetime.fromtimestamp(value / 1000, UTC)
        return month_words(span.first, min(seen, span.last))


class PostgresLeaves(_InTiers):
    """Walks along an index where goods that fit are near, and gathers them where not."""

    __slots__ = ()

    async def count(self, plan: Plan, most: int) -> int:
        look = ask.COUNTED_IN_PRICE if plan.costs else ask.COUNTED
        values = _price(plan.costs) | {"wanted": _whole(plan).in_postgres(), "most": most}
        return int((await self.look(look, values))[0].n)

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]:
        rows = await self._read(plan, _whole(plan), None, {"after": -1}, most)
        return tuple((row.price, product_at(row.id)) for row in rows)

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        return [row.id for row in await self._read(plan, wanted, None, {"after": last}, most)]

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int
    ) -> Sequence[Any]:
        place = {"value": after[0], "after": after[1]}
        return await self._read(replace(plan, costs=costs), _whole(plan), order, place, most)

    async def _read(
        self,
        plan: Plan,
        wanted: Condition,
        order: Order | None,
        place: dict[str, int],
        most: int,
    ) -> Sequence[Any]:
        walked, gathered = (
            (ask.WALKED_SORTED[order], ask.GATHERED_SORTED[order])
            if order
            else (ask.WALKED, ask.GATHERED)
        )
        values = _price(plan.costs) | {"wanted": wanted.in_postgres(), "most": most} | place
        if walk := _worth_walking(plan, order, most):
            rows = await self.look(walked, values | {"walked": walk})
            if len(rows) >= most:
                return rows
        return await self.look(gathered, values)


def _steps(plan: Plan, order: Order) -> list[Condition]:
    if order is Order.POPULAR:
        return [_whole(plan)]
    return [Condition((tier,), plan.tiers[:at], plan.facets) for at, tier in enumerate(plan.tiers)]


def _whole(plan: Plan, more: Sequence[Group] = ()) -> Condition:
    return Condition(plan.whole, (), (*plan.facets, *more))


def _price(costs: Costs) -> dict[str, Any]:
    low, high = costs or (-1, _EVERYTHING)
    return {"low": low, "high": high}


def _leaf(ids: Sequence[int], ends: Sequence[Place], most: int) -> Leaf:
    shown = tuple(product_at(id_) for id_ in ids[:most])
    return Leaf(shown, ends[most - 1] if len(ids) > most else None)


def _worth_walking(plan: Plan, order: Order | None, most: int) -> int:
    """How many rows to walk: as many as a page is likely to need, 0 if that is far."""
    if plan.share * plan.size < _FEW:
        return 0
    need = most / plan.share
    if need > min(_FURTHEST if order is None else _FURTHEST_SORTED / 3, plan.size):
        return 0
    return max(_LEAST_WALKED, int(3 * need))
