"""Reading what fits a plan, page by page: the same pages on both databases."""

from collections.abc import Sequence
from typing import Any, Protocol

from domain.ports.search import Leaf, Place
from domain.search.bags import product_at
from domain.search.costs import MONEY, STARRED
from domain.search.plans import COUNTED, Group, Plan
from domain.search.wishes import Order
from storage.repository import Repository
from storage.search_questions import Condition

EVERYTHING = 2**62  # above all that goods are ordered by
MANY = 2000  # goods; fewer are quicker gathered than met on the way
_READ_AT_ONCE = 40  # goods that are put into their tiers here, by their bags
_FIRST = (EVERYTHING, -1)  # before all goods, where the highest stand first
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

    async def leaf(
        self, plan: Plan, order: Order, after: Place | None, most: int, total: int | None
    ) -> Leaf: ...

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]: ...


class InTiers(Repository):
    """What both databases do alike: one tier after the other, and sorts as they are."""

    __slots__ = ()

    async def leaf(
        self, plan: Plan, order: Order, after: Place | None, most: int, total: int | None
    ) -> Leaf:
        if total == 0:
            return Leaf((), None)
        if order in (Order.BEST, Order.POPULAR):
            few = total is not None and total <= _READ_AT_ONCE and after is None
            steps = _steps(plan, order)
            found = await (
                self._few(plan, steps) if few else self._tiers(plan, steps, after, most)
            )
            return _leaf([id_ for _, id_ in found], found, most)
        many = None if total is None else total >= COUNTED
        if order in (Order.CHEAP, Order.DEAR):
            rows = await self._by_price(plan, order, after, most + 1, many)
        else:
            begin = after or _BEGIN[order]
            rows = await self._sorted(plan, order, begin, plan.costs, most + 1, many)
        ends = [(row.value, row.id) for row in rows]
        return _leaf([row.id for row in rows], ends, most)

    async def _by_price(
        self, plan: Plan, order: Order, after: Place | None, most: int, many: bool | None
    ) -> Sequence[Any]:
        """What is sold in money, and then what is sold in Stars: see `domain.search.costs`."""
        rows: list[Any] = []
        for costs in (plan.costs,) if plan.costs else (MONEY, STARRED):
            if after and after[0] > costs[1]:
                continue  # the page begins behind these
            wanted, begin = most - len(rows), after or _BEGIN[order]
            rows += await self._sorted(plan, order, begin, costs, wanted, many)
            if len(rows) >= most:
                break
            after = None
        return rows

    async def _tiers(
        self, plan: Plan, steps: Sequence[Condition], after: Place | None, most: int
    ) -> list[Place]:
        """Read tiers until the page is full; a place is the tier and the last one seen."""
        first, last = after or (0, -1)
        found: list[Place] = []
        for at in range(first, len(steps)):
            rows = await self._by_rank(plan, steps[at], last, most + 1 - len(found))
            found += [(at, id_) for id_ in rows]
            last = -1
            if len(found) > most:
                break
        return found

    async def _few(self, plan: Plan, steps: Sequence[Condition]) -> list[Place]:
        """Read all at once, and see here which tier each is in: there are few."""
        rows = await self._bags(plan, _READ_AT_ONCE)
        return [(at, id_) for at, step in enumerate(steps) for id_, bag in rows if step.fits(bag)]

    async def _bags(self, plan: Plan, most: int) -> Sequence[tuple[int, str]]:
        """Return what fits, by rank, with its bag."""
        raise NotImplementedError

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        raise NotImplementedError

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int, many: bool | None
    ) -> Sequence[Any]:
        """*many*: whether at least `COUNTED` fit the plan; None is not known."""
        raise NotImplementedError


def _steps(plan: Plan, order: Order) -> list[Condition]:
    if order is Order.POPULAR:
        return [whole(plan)]
    return [Condition((tier,), plan.tiers[:at], plan.facets) for at, tier in enumerate(plan.tiers)]


def whole(plan: Plan, more: Sequence[Group] = ()) -> Condition:
    """Return what all that is found fits, and *more*."""
    return Condition(plan.whole, (), (*plan.facets, *more))


def price(costs: Costs) -> dict[str, Any]:
    """Return the values that a statement takes a range of prices by."""
    low, high = costs or (-1, EVERYTHING)
    return {"low": low, "high": high}


def _leaf(ids: Sequence[int], ends: Sequence[Place], most: int) -> Leaf:
    shown = tuple(product_at(id_) for id_ in ids[:most])
    return Leaf(shown, ends[most - 1] if len(ids) > most else None)
