"""The index kept as the products are, inside the transaction that changes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, select, update

from domain.orders import Status
from domain.search.bags import Bags, Entry, Findable, bags_of, joined
from storage.findables import Findables
from storage.looks import Deed, Look
from storage.search_lexicon import SearchLexicon
from storage.tables.goods import products, variants
from storage.tables.search import packed, search_backlog, search_docs, unpacked
from storage.tables.trade import order_lines, orders

_AT_ONCE = 200  # products that one statement names
_NOT_SOLD = (Status.CANCELLED, Status.EXPIRED)
_STORED = select(
    search_docs.c.id,
    search_docs.c.product_id,
    unpacked(search_docs.c.bag).label("bag"),
    search_docs.c.price,
    search_docs.c.created_at,
)
_STORED_WITHIN = Look(
    _STORED.where(search_docs.c.product_id.between(bindparam("first"), bindparam("last")))
)
_PUT = Deed(
    lambda insert: insert(search_docs).values(
        id=bindparam("id"),
        product_id=bindparam("product_id"),
        bag=packed(bindparam("words")),
        price=bindparam("price"),
        created_at=bindparam("created_at"),
    )
)
_TAKE_OUT = Deed(lambda _: delete(search_docs).where(search_docs.c.id == bindparam("id")))
_UPTO = Look(
    select(func.max(products.c.id).label("last")).where(
        products.c.id.in_(
            select(products.c.id)
            .where(products.c.id > bindparam("after"))
            .order_by(products.c.id)
            .limit(bindparam("most"))
        )
    )
)
# Whoever changes the same products meanwhile waits, and sees what we did. Ascending, and
# after all other locks, so that nobody waits in a ring.
_LOCK = select(products.c.id).order_by(products.c.id).with_for_update(key_share=True)
_LOCK_WITHIN = Look(_LOCK.where(products.c.id.between(bindparam("first"), bindparam("last"))))


@dataclass(frozen=True, slots=True)
class Touched:
    """Products and variants that a unit of work changed so that the index may differ."""

    products: set[int] = field(default_factory=set)
    variants: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.products or self.variants)


class SearchIndex(SearchLexicon):
    """See `domain.ports.search.IndexRepository`."""

    __slots__ = ()

    async def settle(self, touched: Touched) -> None:
        """Refresh all that was touched: the last thing a transaction does."""
        ids = set(touched.products)
        for some in _some(sorted(touched.variants)):
            found = select(variants.c.product_id).where(variants.c.id.in_(some))
            ids |= set((await self._connection.execute(found)).scalars())
        if ids:
            await self.refresh(ids)

    async def refresh(self, product_ids: Collection[int]) -> None:
        for some in _some(sorted(product_ids)):
            if some[-1] - some[0] < len(some):  # most often it is one
                words = (await self.take_in(some[0], some[-1], {})).words
            else:
                words = await self._refresh(some)
            await self.learn(words)

    async def _refresh(self, product_ids: Sequence[int]) -> Mapping[str, str]:
        await self._connection.execute(_LOCK.where(products.c.id.in_(product_ids)))
        bags = bags_of(await Findables(self._connection).of(product_ids))
        stored = _STORED.where(search_docs.c.product_id.in_(product_ids))
        before = _entries(await self._connection.execute(stored))
        changed = await self._put(before, bags.entries)
        return bags.words if changed else {}

    async def upto(self, after: int, most: int) -> int | None:
        last = (await self.look(_UPTO, {"after": after, "most": most}))[0].last
        return None if last is None else int(last)

    async def goods(self, first: int, last: int) -> tuple[Findable, ...]:
        return await Findables(self._connection).within(first, last)

    async def take_in(self, first: int, last: int, ready: Mapping[Findable, Entry]) -> Bags:
        within = {"first": first, "last": last}
        await self.look(_LOCK_WITHIN, within)
        found = await self.goods(first, last)
        late = bags_of([goods for goods in found if goods not in ready])
        made = (*filter(None, map(ready.get, found)), *late.entries)
        changed = await self._put(_entries(await self.look(_STORED_WITHIN, within)), made)
        return Bags(made, late.words if changed else {})

    async def _put(self, before: Mapping[int, Entry], goods: Sequence[Entry]) -> bool:
        """Write what differs; return whether anything does.

        In the order of their places: SQLite's index gathers what comes in order, and writes
        all it has gathered for every one that does not.
        """
        now = {one.product_id: one for one in goods}
        stale = [one.id for id_, one in before.items() if now.get(id_) != one]
        fresh = [one for one in goods if before.get(one.product_id) != one]
        if stale:
            await self.do_each(_TAKE_OUT, [{"id": id_} for id_ in sorted(stale)])
        if fresh:
            await self.do_each(_PUT, [_row(one) for one in sorted(fresh, key=attrgetter("id"))])
        return bool(stale or fresh)

    async def waiting(self, most: int) -> tuple[int, ...]:
        some = select(search_backlog.c.product_id).order_by(search_backlog.c.product_id)
        taken = await self._connection.execute(
            delete(search_backlog)
            .where(search_backlog.c.product_id.in_(some.limit(most)))
            .returning(search_backlog.c.product_id)
        )
        return tuple(taken.scalars())

    async def sold(self, since: datetime) -> Mapping[int, int]:
        given_back = order_lines.c.cancelled + order_lines.c.returned + order_lines.c.waived
        rows = await self._connection.execute(
            select(
                order_lines.c.product_id,
                func.sum(order_lines.c.quantity - given_back).label("pieces"),
            )
            .join(
                orders,
                and_(
                    orders.c.id == order_lines.c.order_id,
                    orders.c.placed_at >= since,
                    orders.c.status.not_in(_NOT_SOLD),
                ),
            )
            .where(order_lines.c.product_id.is_not(None))
            .group_by(order_lines.c.product_id)
        )
        return {row.product_id: int(row.pieces) for row in rows}

    async def popularity(self) -> Mapping[int, int]:
        rows = await self._connection.execute(
            select(products.c.id, products.c.popularity).where(products.c.popularity > 0)
        )
        return {row.id: row.popularity for row in rows}

    async def set_popularity(self, changes: Mapping[int, int]) -> None:
        values = [{"key": id_, "popularity": changes[id_]} for id_ in sorted(changes)]
        if values:
            await self._connection.execute(
                update(products).where(products.c.id == bindparam("key")), values
            )
            await self.refresh(changes)


def _entries(rows: Iterable[Any]) -> dict[int, Entry]:
    return {
        row.product_id: Entry(
            row.id, row.product_id, joined(row.bag.split()), row.price, row.created_at
        )
        for row in rows
    }


def _row(one: Entry) -> dict[str, Any]:
    return {
        "id": one.id,
        "product_id": one.product_id,
        "words": one.bag,
        "price": one.price,
        "created_at": one.created_at,
    }


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
