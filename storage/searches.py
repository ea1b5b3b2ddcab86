"""What people looked for, with the plan it was found by."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from domain.ports.search import Asked
from domain.search.plans import Group, Plan, Tier
from domain.search.traits import Kind, Trait
from domain.search.wishes import Order, Wish
from storage.looks import Look
from storage.repository import Repository
from storage.tables.search import searches

_OWN = select(searches).where(searches.c.customer_id == bindparam("customer_id"))
_ONE = Look(_OWN.where(searches.c.id == bindparam("search_id")))
_LAST = Look(_OWN.order_by(searches.c.id.desc()).limit(1))


class Searches(Repository):
    """See `domain.ports.search.AskedRepository`."""

    __slots__ = ()

    async def add(self, asked: Asked, at: datetime) -> int:
        added = await self._connection.execute(
            searches.insert()
            .values(customer_id=asked.customer_id, text=asked.text, state=_state(asked), at=at)
            .returning(searches.c.id)
        )
        return int(added.scalar_one())

    async def get(self, customer_id: int, id_: int) -> Asked | None:
        values = {"customer_id": customer_id}
        rows = (
            await self.look(_ONE, values | {"search_id": id_})
            if id_
            else await self.look(_LAST, values)
        )
        return _asked(rows[0]) if rows else None

    async def keep(self, asked: Asked) -> None:
        await self._connection.execute(
            update(searches).where(searches.c.id == asked.id).values(state=_state(asked))
        )

    async def forget(self, before: datetime) -> int:
        gone = await self._connection.execute(delete(searches).where(searches.c.at < before))
        return gone.rowcount


def _state(asked: Asked) -> dict[str, Any]:
    wish, plan = asked.wish, asked.plan
    return {
        "wish": [
            wish.words, wish.category, wish.low, wish.high, wish.in_stock, wish.on_sale,
            wish.merchant, wish.order, wish.pieces,
            wish.rating, [[one.kind, one.name, one.value] for one in wish.traits], wish.in_stars,
        ],
        "tiers": plan.tiers,
        "whole": plan.whole,
        "facets": plan.facets,
        "likely": [plan.share, plan.size, plan.rarest],
        "total": asked.total,
        "told": [asked.mended, asked.missing, asked.instead],
        "ends": asked.ends,
    }  # fmt: skip


def _asked(row: Any) -> Asked:
    state = row.state
    wish = _wish(*state["wish"])
    tiers, whole = (tuple(map(_tier, state[name])) for name in ("tiers", "whole"))
    plan = Plan(tiers, whole, _tier(state["facets"]), wish.costs, *state["likely"])
    ends = tuple((first, last) for first, last in state["ends"])
    mended, missing, instead = state["told"]
    told = (mended, missing, instead, ends)
    return Asked(row.id, row.customer_id, row.text, wish, plan, state["total"], *told)


def _wish(
    words: str,
    category: int | None,
    low: int | None,
    high: int | None,
    in_stock: bool,
    on_sale: bool,
    merchant: int | None,
    order: str,
    pieces: int,
    rating: int | None = None,  # from here on a search of before has nothing
    traits: Sequence[Sequence[str]] = (),
    in_stars: bool = False,
) -> Wish:
    chosen = tuple(Trait(Kind(kind), name, value) for kind, name, value in traits)
    narrowed = (category, low, high, in_stock, on_sale, merchant)
    return Wish(words, *narrowed, Order(order), pieces, rating, chosen, in_stars)


def _tier(groups: list[list[str]]) -> Tier:
    return tuple(map(_group, groups))


def _group(words: list[str]) -> Group:
    return tuple(words)
