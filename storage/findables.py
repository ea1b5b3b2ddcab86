"""Products as the index takes them in: everything they are found by, in a few statements."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, select

from domain.money import STARS
from domain.ratings import Rating
from domain.search.bags import Findable, Selling
from domain.search.measures import valued
from storage.category_sheets import Grouped, grouped
from storage.looks import Look, Rows
from storage.repository import Repository
from storage.tables.goods import (
    categories,
    category_texts,
    category_tree,
    product_texts,
    products,
    stock,
    variant_texts,
    variants,
)
from storage.traits import told

_PRODUCTS = select(
    products.c.id,
    products.c.merchant_id,
    products.c.category_id,
    products.c.title,
    products.c.description,
    products.c.tags,
    products.c.brand,
    products.c.attributes,
    products.c.created_at,
    products.c.popularity,
    products.c.rating_stars,
    products.c.rating_count,
).where(products.c.hidden.is_(False))
_VARIANTS = (
    select(
        variants.c.id,
        variants.c.product_id,
        variants.c.sku,
        variants.c.options,
        variants.c.price,
        variants.c.currency,
        variants.c.compare_at,
        (stock.c.on_hand - stock.c.reserved).label("free"),
    )
    .join(stock, stock.c.variant_id == variants.c.id)
    .where(variants.c.active)
    .order_by(variants.c.id)
)
_SHELVES = (
    select(category_tree.c.category_id, categories.c.id, categories.c.title)
    .join(categories, categories.c.id == category_tree.c.ancestor_id)
    .order_by(categories.c.id)
)


_first: BindParameter[int] = bindparam("first", type_=BigInteger)
_last: BindParameter[int] = bindparam("last", type_=BigInteger)
_theirs = select(variants.c.id).where(variants.c.product_id.between(_first, _last))
_their_shelves = select(products.c.category_id).where(products.c.id.between(_first, _last))
_above = select(category_tree.c.ancestor_id).where(category_tree.c.category_id.in_(_their_shelves))
_PRODUCTS_WITHIN = Look(_PRODUCTS.where(products.c.id.between(_first, _last)))
_TEXTS_WITHIN = Look(
    select(product_texts).where(product_texts.c.product_id.between(_first, _last))
)
_VARIANTS_WITHIN = Look(_VARIANTS.where(variants.c.product_id.between(_first, _last)))
_OPTIONS_WITHIN = Look(select(variant_texts).where(variant_texts.c.variant_id.in_(_theirs)))
_SHELVES_WITHIN = Look(_SHELVES.where(category_tree.c.category_id.in_(_their_shelves)))
_SHELF_TEXTS_WITHIN = Look(select(category_texts).where(category_texts.c.category_id.in_(_above)))


class Findables(Repository):
    """Reads what `domain.search.bags.Findable` wants."""

    __slots__ = ()

    async def of(self, product_ids: Sequence[int]) -> tuple[Findable, ...]:
        """Return those of the products, given ascending, that customers see, by id."""
        if product_ids[-1] - product_ids[0] < len(product_ids):
            return await self.within(product_ids[0], product_ids[-1])
        rows = await self._rows(_PRODUCTS.where(products.c.id.in_(product_ids)))
        texts = await self._grouped(product_texts, product_texts.c.product_id, product_ids)
        own = grouped(
            await self._rows(_VARIANTS.where(variants.c.product_id.in_(product_ids))),
            "product_id",
        )
        variant_ids = [row.id for each in own.values() for row in each]
        options = await self._grouped(variant_texts, variant_texts.c.variant_id, variant_ids)
        shelves = await self._shelves({row.category_id for row in rows} - {None})
        return _findables(rows, texts, own, options, shelves)

    async def selling(self, product_ids: Sequence[int]) -> Mapping[int, Selling]:
        """Return how products sell now, by id, without those that have nothing to sell."""
        if len(product_ids) == 1:
            one = {"first": product_ids[0], "last": product_ids[0]}
            rows = await self.look(_VARIANTS_WITHIN, one)
        else:
            rows = await self._rows(_VARIANTS.where(variants.c.product_id.in_(product_ids)))
        own = grouped(rows, "product_id")
        return {product_id: _selling(some) for product_id, some in own.items()}

    async def within(self, first: int, last: int) -> tuple[Findable, ...]:
        """Return the products from one id to another that customers see, by id."""

        async def rows(look: Look) -> Rows:
            return await self.look(look, {"first": first, "last": last})

        shelves = _with_names(
            await rows(_SHELVES_WITHIN), grouped(await rows(_SHELF_TEXTS_WITHIN), "category_id")
        )
        return _findables(
            await rows(_PRODUCTS_WITHIN),
            grouped(await rows(_TEXTS_WITHIN), "product_id"),
            grouped(await rows(_VARIANTS_WITHIN), "product_id"),
            grouped(await rows(_OPTIONS_WITHIN), "variant_id"),
            shelves,
        )

    async def _shelves(self, category_ids: Collection[int]) -> Grouped:
        """The shelves a category stands on, each with all that it is called."""
        if not category_ids:
            return grouped((), "")
        rows = await self._rows(_SHELVES.where(category_tree.c.category_id.in_(category_ids)))
        above = {row.id for row in rows}
        texts = await self._grouped(category_texts, category_texts.c.category_id, above)
        return _with_names(rows, texts)

    async def _grouped(self, table: Any, column: Any, keys: Collection[int]) -> Grouped:
        if not keys:
            return grouped((), "")
        return grouped(await self._rows(select(table).where(column.in_(keys))), column.name)

    async def _rows(self, statement: Any) -> list[Any]:
        return list(await self._connection.execute(statement))


def _with_names(rows: Iterable[Any], texts: Grouped) -> Grouped:
    """Return the shelves of each category, each with all that it is called."""
    found: Grouped = grouped((), "")
    for row in rows:
        called = (row.title, *(text.title for text in texts[row.id]))
        found[row.category_id].append((row.id, called))
    return found


def _findables(
    rows: Iterable[Any], texts: Grouped, own: Grouped, options: Grouped, shelves: Grouped
) -> tuple[Findable, ...]:
    return tuple(
        _findable(row, texts[row.id], own[row.id], options, shelves[row.category_id])
        for row in sorted(rows, key=attrgetter("id"))
        if own[row.id]
    )


def _findable(
    row: Any, texts: list[Any], own: list[Any], options: Grouped, shelves: list[Any]
) -> Findable:
    titles = [row.title, row.brand, *(text.title for text in texts)]
    pairs = [row.attributes, *(text.attributes for text in texts), *_options(own, options)]
    others = [row.description, *(text.description for text in texts), row.tags]
    others += [title for _, called in shelves for title in called]
    others += [valued(name, value) for some in pairs for name, value in some]
    return Findable(
        product_id=row.id,
        merchant_id=row.merchant_id,
        categories=tuple(id_ for id_, _ in shelves),
        titles=tuple(filter(None, titles)),
        texts=tuple(filter(None, others)),
        skus=tuple(one.sku for one in own),
        created_at=row.created_at,
        selling=_selling(own),
        popularity=row.popularity,
        rating=Rating(row.rating_stars, row.rating_count),
        traits=tuple(told(row.brand, row.tags, pairs)),
    )


def _selling(own: Collection[Any]) -> Selling:
    cheapest = min(own, key=lambda one: (one.currency == STARS, one.price))
    return Selling(
        price=cheapest.price,
        currency=cheapest.currency,
        in_stock=any(one.free > 0 for one in own),
        on_sale=any(one.compare_at is not None and one.compare_at > one.price for one in own),
    )


def _options(own: Iterable[Any], options: Grouped) -> Iterator[Any]:
    for one in own:
        yield one.options
        yield from (text.options for text in options[one.id])
