"""The index kept as the products are, inside the transaction that changes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from domain.search.bags import Bags, Entry, Findable, bags_of, joined, resold
from storage.findables import Findables
from storage.looks import Deed, Look
from storage.popularity import Popularity
from storage.search_lexicon import SearchLexicon
from storage.tables.goods import products, variants
from storage.tables.search import packed, search_backlog, search_docs, search_skus, unpacked

_AT_ONCE = 200  # products that one statement names
_STORED = select(
    search_docs.c.id,
    search_docs.c.product_id,
    unpacked(search_docs.c.bag).label("bag"),
    search_docs.c.price,
    search_docs.c.created_at,
    search_docs.c.standing,
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
        standing=bindparam("standing"),
    )
)
_TAKE_OUT = Deed(lambda _: delete(search_docs).where(search_docs.c.id == bindparam("id")))
Sku = tuple[str, int]  # as the bag has it, and the product
_sku = search_skus.c
_SKUS_WITHIN = Look(
    select(_sku.sku, _sku.product_id).where(
        _sku.product_id.between(bindparam("first"), bindparam("last"))
    )
)
_ADD_SKU = Deed(
    lambda insert: insert(search_skus).on_conflict_do_nothing(), [_sku.sku, _sku.product_id]
)
_DROP_SKU = Deed(
    lambda _: delete(search_skus).where(
        _sku.sku == bindparam("sku"), _sku.product_id == bindparam("product_id")
    )
)
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
    """What a unit of work changed so that the index may differ.

    Of *sold* products only prices did, of *variants* only whether any piece is left: no text
    need be read for these.
    """

    products: set[int] = field(default_factory=set)
    sold: set[int] = field(default_factory=set)
    variants: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.products or self.sold or self.variants)


class SearchIndex(SearchLexicon, Popularity):
    """See `domain.ports.search.IndexRepository`."""

    __slots__ = ()

    async def settle(self, touched: Touched) -> None:
        """Refresh all that was touched: the last thing a transaction does."""
        ids = touched.products | touched.sold
        for some in _some(sorted(touched.variants)):
            found = select(variants.c.product_id).where(variants.c.id.in_(some))
            ids |= set((await self._connection.execute(found)).scalars())
        if touched.products:
            await self.refresh(ids)  # in one go: locks are taken in order
            return
        for some in _some(sorted(ids)):
            await self._resell(some)

    async def _resell(self, product_ids: Sequence[int]) -> None:
        """Have the index know prices and stock anew, of goods whose texts have not changed."""
        if len(product_ids) == 1:
            one = {"first": product_ids[0], "last": product_ids[0]}
            await self.look(_LOCK_WITHIN, one)
            before = _entries(await self.look(_STORED_WITHIN, one))
        else:
            before = await self._locked(product_ids)
        selling = await Findables(self._connection).selling(product_ids)
        now = [resold(one, selling[id_]) for id_, one in before.items() if id_ in selling]
        await self._put(before, now)
        if new := set(product_ids) - before.keys():  # or hidden
            await self.refresh(new)

    async def refresh(self, product_ids: Collection[int]) -> None:
        for some in _some(sorted(product_ids)):
            if some[-1] - some[0] < len(some):  # most often it is one
                words = (await self.take_in(some[0], some[-1], {})).words
            else:
                words = await self._refresh(some)
            await self.learn(words)

    async def _refresh(self, product_ids: Sequence[int]) -> Mapping[str, str]:
        before = await self._locked(product_ids)
        bags = bags_of(await Findables(self._connection).of(product_ids))
        changed = await self._put(before, bags.entries)
        return bags.words if changed else {}

    async def _locked(self, product_ids: Sequence[int]) -> dict[int, Entry]:
        """Return the entries of products that nobody else changes until commit."""
        await self._connection.execute(_LOCK.where(products.c.id.in_(product_ids)))
        stored = _STORED.where(search_docs.c.product_id.in_(product_ids))
        return _entries(await self._connection.execute(stored))

    async def upto(self, after: int, most: int) -> int | None:
        last = (await self.look(_UPTO, {"after": after, "most": most}))[0].last
        return None if last is None else int(last)

    async def goods(self, first: int, last: int) -> tuple[Findable, ...]:
        return await Findables(self._connection).within(first, last)

    async def take_in(
        self, first: int, last: int, ready: Mapping[Findable, Entry], *, anew: bool = False
    ) -> Bags:
        within = {"first": first, "last": last}
        await self.look(_LOCK_WITHIN, within)
        found = await self.goods(first, last)
        late = bags_of([goods for goods in found if goods not in ready])
        made = (*filter(None, map(ready.get, found)), *late.entries)
        changed = await self._put(_entries(await self.look(_STORED_WITHIN, within)), made)
        if anew:
            had = {(row.sku, row.product_id) for row in await self.look(_SKUS_WITHIN, within)}
            await self._put_skus(had, _skus(made))
        return Bags(made, late.words if changed else {})

    async def _put(self, before: Mapping[int, Entry], goods: Sequence[Entry]) -> bool:
        """Write what differs; return whether anything does.

        In the order of their places: SQLite's index gathers what comes in order, and writes
        all it has gathered for every one that does not.
        """
        now = {one.product_id: one for one in goods}
        stale = [one for id_, one in before.items() if now.get(id_) != one]
        fresh = [one for one in goods if before.get(one.product_id) != one]
        if stale:
            await self.do_each(_TAKE_OUT, [{"id": id_} for id_ in sorted(one.id for one in stale)])
        if fresh:
            await self.do_each(_PUT, [_row(one) for one in sorted(fresh, key=attrgetter("id"))])
        await self._put_skus(_skus(stale), _skus(fresh))
        return bool(stale or fresh)

    async def _put_skus(self, had: set[Sku], have: set[Sku]) -> None:
        """Keep the article numbers that beginnings are looked for in; most never change."""
        for deed, some in ((_DROP_SKU, had - have), (_ADD_SKU, have - had)):
            if some:
                rows = [{"sku": sku, "product_id": id_} for sku, id_ in sorted(some)]
                await self.do_each(deed, rows)

    async def waiting(self, most: int) -> tuple[int, ...]:
        some = select(search_backlog.c.product_id).order_by(search_backlog.c.product_id)
        taken = await self._connection.execute(
            delete(search_backlog)
            .where(search_backlog.c.product_id.in_(some.limit(most)))
            .returning(search_backlog.c.product_id)
        )
        return tuple(taken.scalars())

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
            row.id,
            row.product_id,
            joined(row.bag.split()),
            row.price,
            row.created_at,
            row.standing,
        )
        for row in rows
    }


def _row(one: Entry) -> dict[str, Any]:
    return {
        "id": one.id,
        "product_id": one.product_id,
        "words": one.bag,
        "price": one.cost,
        "created_at": one.created_at,
        "standing": one.standing,
    }


def _skus(entries: Iterable[Entry]) -> set[Sku]:
    return {(sku, one.product_id) for one in entries for sku in one.skus}


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
