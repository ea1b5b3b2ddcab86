"""Products as the index takes them in: everything they are found by, in a few statements."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import select

from domain.search.bags import Findable
from storage.category_sheets import Grouped, grouped
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
).where(products.c.hidden.is_(False))
_VARIANTS = (
    select(
        variants.c.id,
        variants.c.product_id,
        variants.c.sku,
        variants.c.options,
        variants.c.price,
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


class Findables(Repository):
    """Reads what `domain.search.bags.Findable` wants."""

    __slots__ = ()

    async def of(self, product_ids: Collection[int]) -> tuple[Findable, ...]:
        """Return those of the products that customers see, by id."""
        rows = await self._rows(_PRODUCTS.where(products.c.id.in_(product_ids)))
        texts = await self._grouped(product_texts, product_texts.c.product_id, product_ids)
        own = grouped(
            await self._rows(_VARIANTS.where(variants.c.product_id.in_(product_ids))),
            "product_id",
        )
        variant_ids = [row.id for each in own.values() for row in each]
        options = await self._grouped(variant_texts, variant_texts.c.variant_id, variant_ids)
        shelves = await self._shelves({row.category_id for row in rows} - {None})
        return tuple(
            _findable(row, texts[row.id], own[row.id], options, shelves[row.category_id])
            for row in sorted(rows, key=lambda row: int(row.id))
            if own[row.id]
        )

    async def _shelves(self, category_ids: Collection[int]) -> Grouped:
        """The shelves a category stands on, each with all that it is called."""
        if not category_ids:
            return grouped((), "")
        rows = await self._rows(_SHELVES.where(category_tree.c.category_id.in_(category_ids)))
        above = {row.id for row in rows}
        texts = await self._grouped(category_texts, category_texts.c.category_id, above)
        found: Grouped = grouped((), "")
        for row in rows:
            called = (row.title, *(text.title for text in texts[row.id]))
            found[row.category_id].append((row.id, called))
        return found

    async def _grouped(self, table: Any, column: Any, keys: Collection[int]) -> Grouped:
        if not keys:
            return grouped((), "")
        return grouped(await self._rows(select(table).where(column.in_(keys))), column.name)

    async def _rows(self, statement: Any) -> list[Any]:
        return list(await self._connection.execute(statement))


def _findable(
    row: Any, texts: list[Any], own: list[Any], options: Grouped, shelves: list[Any]
) -> Findable:
    titles = [row.title, row.brand, *(text.title for text in texts)]
    others = [row.description, *(text.description for text in texts), row.tags]
    others += [title for _, called in shelves for title in called]
    others += _values(own, options)
    said = (row.attributes, *(text.attributes for text in texts))
    others += [value for pairs in said for _, value in pairs]
    return Findable(
        product_id=row.id,
        merchant_id=row.merchant_id,
        categories=tuple(id_ for id_, _ in shelves),
        titles=tuple(filter(None, titles)),
        texts=tuple(filter(None, others)),
        skus=tuple(one.sku for one in own),
        price=min(one.price for one in own),
        created_at=row.created_at,
        in_stock=any(one.free > 0 for one in own),
        on_sale=any(one.compare_at is not None and one.compare_at > one.price for one in own),
        popularity=row.popularity,
    )


def _values(own: Iterable[Any], options: Grouped) -> Iterator[str]:
    for one in own:
        for pairs in (one.options, *(text.options for text in options[one.id])):
            yield from (value for _, value in pairs)
