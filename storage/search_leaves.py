"""Reading what fits a plan, page by page: the same pages on both databases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from domain.ports.search import Leaf, Met, Place
from domain.search.bags import product_at
from domain.search.costs import MONEY, STARRED
from domain.search.plans import COUNTED, Group, Plan, Tier
from domain.search.wishes import Order
from storage import search_questions as ask
from storage.looks import choices
from storage.repository import Repository
from storage.search_questions import Condition

EVERYTHING = 2**62  # above all that goods are ordered by
MANY = 2000  # goods; fewer are quicker gathered than met on the way
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

    async def count(self, plan: Plan, most: int) -> Met: ...

    async def leaf(
        self, plan: Plan, order: Order, after: Place | None, most: int, met: Met | None
    ) -> Leaf: ...

    async def sample(self, plan: Plan, most: int) -> tuple[tuple[int, int], ...]: ...


class InTiers(Repository):
    """What both databases do alike: one tier after the other, and sorts as they are."""

    __slots__ = ()
    _few = ask.LOOKED_AT  # goods up to which the first ones are put into their tiers here

    async def leaf(
        self, plan: Plan, order: Order, after: Place | None, most: int, met: Met | None
    ) -> Leaf:
        if met is not None and not met.total:
            return Leaf((), None)
        if order in (Order.BEST, Order.POPULAR):
            found = await self._tiers(plan, _steps(plan, order), after, most, met)
            return _leaf([id_ for _, id_ in found], found, most)
        if order in (Order.CHEAP, Order.DEAR):
            rows = await self._by_price(plan, order, after, most + 1, met)
        else:
            begin = after or _BEGIN[order]
            rows = await self._in_order(plan, order, begin, plan.costs, most + 1, met)
        ends = [(row.value, row.id) for row in rows]
        return _leaf([row.id for row in rows], ends, most)

    async def _by_price(
        self, plan: Plan, order: Order, after: Place | None, most: int, met: Met | None
    ) -> Sequence[Any]:
        """What is sold in money, and then what is sold in Stars: see `domain.search.costs`."""
        rows: list[Any] = []
        for costs in (plan.costs,) if plan.costs else (MONEY, STARRED):
            if after and after[0] > costs[1]:
                continue  # the page begins behind these
            wanted, begin = most - len(rows), after or _BEGIN[order]
            rows += await self._in_order(plan, order, begin, costs, wanted, met)
            if len(rows) >= most:
                break
            after = None
        return rows

    async def _in_order(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int, met: Met | None
    ) -> Sequence[Any]:
        """Where all that fit are known, they alone are sorted."""
        if met is None or not 0 < len(met.first) <= ask.KNOWN:
            many = None if met is None else met.total >= COUNTED
            return await self._sorted(plan, order, after, costs, most, many)
        among = choices(met.first, ask.KNOWN)
        values = {"value": after[0], "after": after[1], "most": most}
        return await self.look(ask.KNOWN_SORTED[order], among | price(costs) | values)

    async def _tiers(
        self,
        plan: Plan,
        steps: Sequence[Condition],
        after: Place | None,
        most: int,
        met: Met | None,
    ) -> list[Place]:
        """Read tiers until the page is full; a place is the tier and the last one seen."""
        first, last = after or (0, -1)
        known = await self._known(plan, steps, met)
        found: list[Place] = []
        for at in range(first, len(steps)):
            wanted = most + 1 - len(found)
            rows = known.of(at, wanted, [id_ for _, id_ in found])
            if rows is None:
                rows = await self._by_rank(plan, steps[at], last, wanted)
            found += [(at, id_) for id_ in rows]
            last = -1
            if len(found) > most:
                break
        return found

    async def _known(self, plan: Plan, steps: Sequence[Condition], met: Met | None) -> "_Known":
        """Put the first goods into their tiers, if they may fill a page without being read."""
        if met is None or not met.first:
            return _Known(Met(COUNTED), len(steps) - 1, {})
        tiers: dict[int, list[int]] = {}
        if len(steps) > 1 and met.total <= self._few:
            first = choices(met.first[: ask.LOOKED_AT], ask.LOOKED_AT)
            for row in await self.look(ask.BAGS, first):
                for at in _tiers_of(row.bag, plan.tiers)[:1]:
                    tiers.setdefault(at, []).append(row.id)
        return _Known(met, len(steps) - 1, tiers)

    async def _by_rank(self, plan: Plan, wanted: Condition, last: int, most: int) -> list[int]:
        raise NotImplementedError

    async def _sorted(
        self, plan: Plan, order: Order, after: Place, costs: Costs, most: int, many: bool | None
    ) -> Sequence[Any]:
        """*many*: whether at least `COUNTED` fit the plan; None is not known."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Known:
    """What counting tells of a list: who stands first, and in which *tiers* the first few are."""

    met: Met
    last: int
    tiers: Mapping[int, Sequence[int]]

    def of(self, tier: int, wanted: int, before: Sequence[int]) -> Sequence[int] | None:
        """Return the first *wanted* of a tier, or all of it; None if that is not known.

        *before* is all that the tiers before it have.
        """
        sorted_out = self.tiers.get(tier, ())
        if self.met.total <= sum(map(len, self.tiers.values())) or len(sorted_out) >= wanted:
            return sorted_out[:wanted]
        if tier < self.last:
            return None
        rest = [id_ for id_ in self.met.first if id_ not in before][:wanted]
        return rest if self.met.total < COUNTED or len(rest) == wanted else None


def _tiers_of(bag: str, tiers: Sequence[Tier]) -> list[int]:
    """Which tiers a bag fits: none if it was changed since it was met."""
    return [at for at, tier in enumerate(tiers) if Condition((tier,)).fits(bag)]


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
