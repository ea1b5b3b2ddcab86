"""Article numbers: those like another one, the next of a kind, and whether one is taken."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, CompoundSelect, Integer, case, cast, func, select, union

from domain.search.bags import sku_word
from storage.repository import Repository
from storage.tables.goods import products, variants
from storage.tables.search import LAST, search_skus

_LONGEST_LOOKED_AT = 32  # letters of an unknown SKU; each adds two comparisons
_COMPARED = 3000  # SKUs that are compared letter by letter, and of a great shop's ...
_DIGITS = 9  # of a number that the shop made; what has more is a bar code or the like
_OF_A_BEGINNING = 50  # ... these for each beginning


def _likeness(typed: str) -> ColumnElement[int]:
    """How many letters a SKU has in common with *typed* at its beginning and its end.

    One wrong, missing or superfluous letter leaves all the others to one of the two.
    """
    key = variants.c.sku_key
    cuts = range(1, len(typed) + 1)
    begins = [key.startswith(typed[:cut], autoescape=True) for cut in cuts]
    ends = [key.endswith(typed[-cut:], autoescape=True) for cut in cuts]
    shared: Iterable[ColumnElement[int]] = (case((hit, 1), else_=0) for hit in begins + ends)
    total: ColumnElement[int] = sum(shared, start=-func.abs(func.length(key) - len(typed)))
    return total


def _beginning_like(typed: str) -> CompoundSelect[tuple[int]]:
    """Products with a SKU that begins as *typed* does: some of all, the longest first."""
    sku, word = search_skus.c.sku, sku_word(typed) or typed
    begins = [word[: len(word) - cut] for cut in range(1, 1 + max(1, len(word) // 2))]
    some = (
        select(search_skus.c.product_id)
        .where(sku >= begin, sku < begin + LAST)
        .order_by(sku)
        .limit(_OF_A_BEGINNING)
        .subquery()
        for begin in begins
    )
    return union(*(select(each.c.product_id) for each in some))


class Skus(Repository):
    """The part of `domain.ports.goods.GoodsRepository` that is about article numbers."""

    __slots__ = ()

    async def nearest_skus(
        self, typed: str, merchant_ids: Collection[int] | None, most: int
    ) -> tuple[str, ...]:
        key = typed.strip().lower()[:_LONGEST_LOOKED_AT]
        likeness = _likeness(key)
        theirs = select(variants.c.id).join(products, products.c.id == variants.c.product_id)
        if merchant_ids is not None:
            theirs = theirs.where(products.c.merchant_id.in_(merchant_ids))
        begun = theirs.where(variants.c.product_id.in_(_beginning_like(key)))
        some = theirs.order_by(variants.c.product_id, variants.c.id).limit(_COMPARED)
        statement = (
            select(variants.c.sku)
            .where(variants.c.id.in_(union(begun, select(some.subquery().c.id))))
            .where(variants.c.active, likeness * 2 >= len(key))
            .order_by(likeness.desc(), variants.c.sku_key)
            .limit(most)
        )
        return tuple((await self._connection.execute(statement)).scalars())

    async def next_sku(self, prefix: str) -> str:
        begin = prefix.lower() + "-"
        tail = func.substr(variants.c.sku_key, len(begin) + 1)
        greatest = select(func.max(cast(tail, Integer))).where(
            *self._beginning_with(begin),
            func.length(tail).between(1, _DIGITS),
            func.rtrim(tail, "0123456789") == "",
        )
        return f"{prefix}-{(await self._connection.scalar(greatest) or 0) + 1}"

    def _beginning_with(self, begin: str) -> Iterator[ColumnElement[bool]]:
        """Keys that begin so. SQLite looks through all of them for LIKE, unless told where.

        PostgreSQL may order letters in another way than by their codes, and needs no help: a
        look through them keeps nobody waiting there.
        """
        key = variants.c.sku_key
        yield key.startswith(begin, autoescape=True)
        if self._connection.dialect.name == "sqlite":
            yield key.between(begin, begin + LAST)

    async def has_sku(self, sku: str) -> bool:
        found = await self._connection.execute(
            select(variants.c.id).where(variants.c.sku_key == sku.strip().lower())
        )
        return found.first() is not None
