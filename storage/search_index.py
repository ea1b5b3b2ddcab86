"""The index kept as the products are, inside the transaction that changes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, select, text, update

from domain.orders import Status
from domain.search.bags import Entry, Findable, dictionary, entry
from domain.search.sounds import said
from domain.search.typos import ENDING, cuts
from storage.findables import Findables
from storage.repository import Repository
from storage.tables.chat import shop
from storage.tables.goods import products, variants
from storage.tables.search import packed, search_docs, search_lexicon, search_slips, unpacked
from storage.tables.trade import order_lines, orders

DOCUMENTS = "search_documents"  # how many there are, noted among the shop's settings
_AT_ONCE = 200  # products, or words, that one statement names
_NOT_SOLD = (Status.CANCELLED, Status.EXPIRED)
_STORED = select(
    search_docs.c.id,
    search_docs.c.product_id,
    unpacked(search_docs.c.bag).label("bag"),
    search_docs.c.price,
    search_docs.c.created_at,
)
_PUT = search_docs.insert().values(bag=packed(bindparam("words")))
_COUNTED = {
    "sqlite": text(
        "UPDATE search_lexicon SET goods = coalesce("
        "(SELECT doc FROM search_fts_words WHERE term = search_lexicon.term), 0)"
        " WHERE word > :after AND word <= :upto"
    ),
    "postgresql": text(
        "WITH found AS MATERIALIZED"
        " (SELECT word, ndoc FROM ts_stat('SELECT bag FROM search_docs'))"
        " UPDATE search_lexicon SET goods = coalesce(found.ndoc, 0)"
        " FROM search_lexicon AS known LEFT JOIN found ON found.word = known.term"
        " WHERE known.word = search_lexicon.word"
        " AND search_lexicon.goods <> coalesce(found.ndoc, 0)"
    ),
}


@dataclass(frozen=True, slots=True)
class Touched:
    """Products and variants that a unit of work changed so that the index may differ."""

    products: set[int] = field(default_factory=set)
    variants: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.products or self.variants)


class SearchIndex(Repository):
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

    async def refresh(self, product_ids: Collection[int], *, anew: bool = False) -> None:
        for some in _some(sorted(product_ids)):
            await self._lock(some)
            found = await Findables(self._connection).of(some)
            changed = await self._put(some, found)
            await self._learn(found if anew else changed)

    async def _lock(self, product_ids: Collection[int]) -> None:
        """Have whoever changes the same products meanwhile wait, and see what we did.

        Ascending, and after all other locks, so that nobody waits in a ring.
        """
        await self._connection.execute(
            select(products.c.id)
            .where(products.c.id.in_(product_ids))
            .order_by(products.c.id)
            .with_for_update(key_share=True)
        )

    async def _put(
        self, product_ids: Collection[int], found: Iterable[Findable]
    ) -> Sequence[Findable]:
        """Write what differs, and return what was written."""
        before = await self._stored(product_ids)
        now = {goods.product_id: (entry(goods), goods) for goods in found}
        stale = [one.id for id_, one in before.items() if id_ not in now or now[id_][0] != one]
        fresh = [(one, goods) for id_, (one, goods) in now.items() if before.get(id_) != one]
        if stale:
            await self._connection.execute(delete(search_docs).where(search_docs.c.id.in_(stale)))
        if fresh:
            await self._connection.execute(_PUT, [_row(one) for one, _ in fresh])
        return [goods for _, goods in fresh]

    async def _stored(self, product_ids: Collection[int]) -> dict[int, Entry]:
        rows = await self._connection.execute(
            _STORED.where(search_docs.c.product_id.in_(product_ids))
        )
        return {
            row.product_id: Entry(
                row.id, row.product_id, frozenset(row.bag.split()), row.price, row.created_at
            )
            for row in rows
        }

    async def _learn(self, found: Iterable[Findable]) -> None:
        """Take in words not known yet, in order: others may be learning the same."""
        words = {word: term for goods in found for word, term in dictionary(goods).items()}
        known: dict[str, int] = {}
        for some in _some(sorted(words)):
            rows = await self._connection.execute(
                select(search_lexicon.c.word, search_lexicon.c.goods).where(
                    search_lexicon.c.word.in_(some)
                )
            )
            known |= {row.word: row.goods for row in rows}
        await self._add_words({word: words[word] for word in sorted(words.keys() - known.keys())})
        for some in _some(sorted(word for word, goods in known.items() if not goods)):
            await self._connection.execute(
                update(search_lexicon).where(search_lexicon.c.word.in_(some)).values(goods=1)
            )

    async def _add_words(self, words: Mapping[str, str]) -> None:
        rows = [
            {"word": word, "term": term, "sound": said(word), "ending": word[-ENDING:]}
            for word, term in words.items()
        ]
        await self._add(search_lexicon, rows)
        slips = sorted((cut, word) for word in words for cut in cuts(word))
        await self._add(search_slips, [{"cut": cut, "word": word} for cut, word in slips])

    async def _add(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            await self._connection.execute(self._insert(table).on_conflict_do_nothing(), rows)

    async def ids(self, after: int, most: int) -> tuple[int, ...]:
        rows = await self._connection.execute(
            select(products.c.id).where(products.c.id > after).order_by(products.c.id).limit(most)
        )
        return tuple(rows.scalars())

    async def clear_words(self) -> None:
        for table in (search_slips, search_lexicon):
            await self._connection.execute(delete(table))

    async def count_words(self, after: str, most: int) -> str | None:
        dialect = self._connection.dialect.name
        if dialect == "postgresql":  # it counts all words in one go, or none
            await self._connection.execute(_COUNTED[dialect])
            return None
        words = list(
            await self._connection.scalars(
                select(search_lexicon.c.word)
                .where(search_lexicon.c.word > after)
                .order_by(search_lexicon.c.word)
                .limit(most)
            )
        )
        if not words:
            return None
        await self._connection.execute(_COUNTED[dialect], {"after": after, "upto": words[-1]})
        return str(words[-1])

    async def count_goods(self) -> None:
        goods = await self._connection.scalar(select(func.count()).select_from(search_docs))
        noted = self._insert(shop).values(name=DOCUMENTS, value=str(goods))
        await self._connection.execute(
            noted.on_conflict_do_update(
                index_elements=[shop.c.name], set_={"value": noted.excluded.value}
            )
        )

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


def _row(one: Entry) -> dict[str, Any]:
    return {
        "id": one.id,
        "product_id": one.product_id,
        "words": " ".join(sorted(one.bag)),
        "price": one.price,
        "created_at": one.created_at,
    }


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
