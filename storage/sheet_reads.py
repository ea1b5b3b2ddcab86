"""Goods read as the sheets of a catalogue file: one after another, or those it names."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Select, String, cast, func, select

from domain.digital import Kind
from domain.goods import Pairs, Path, ProductSheet, VariantSheet
from domain.ports.sheets import Stored, StoredVariant
from storage.category_sheets import CategorySheets, grouped
from storage.sale_sheets import LIVE_SALES, without_sale
from storage.tables.goods import (
    category_texts,
    product_texts,
    products,
    stock,
    variant_texts,
    variants,
)
from storage.tables.people import merchants
from storage.tables.sales import sale_lines

_AT_ONCE = 500  # keys that one statement names
_PRODUCTS = (
    select(products, merchants.c.name.label("merchant"))
    .join(merchants, merchants.c.id == products.c.merchant_id)
    .order_by(products.c.id)
)
_VARIANTS = (
    select(variants, stock.c.on_hand, stock.c.reserved)
    .join(stock, stock.c.variant_id == variants.c.id)
    .order_by(variants.c.product_id, variants.c.position, variants.c.id)
)

_said = product_texts.c
_SPOKEN = {
    "title": select(_said.language).where(_said.title != "").distinct(),
    "description": select(_said.language).where(_said.description != "").distinct(),
    "attributes": select(_said.language).where(cast(_said.attributes, String) != "[]").distinct(),
    "options": select(variant_texts.c.language).distinct(),
    "category": select(category_texts.c.language).distinct(),
}


def _pairs(stored: Any) -> Pairs:
    return tuple((name, value) for name, value in stored)


def _variant(row: Any, texts: list[Any], sales: list[Any]) -> StoredVariant:
    tag, reductions = without_sale(row, sales)
    sheet = VariantSheet(
        sku=row.sku,
        price=tag.price,
        options=_pairs(row.options),
        compare_at=tag.compare_at,
        stock=row.on_hand,
        weight=row.weight,
        texts={text.language: _pairs(text.options) for text in texts},
        reduction=reductions[0] if reductions else None,
    )
    return StoredVariant(row.id, row.active, row.reserved, sheet, reductions)


def _stored(row: Any, path: Path, own: tuple[StoredVariant, ...], texts: list[Any]) -> Stored:
    sheet = ProductSheet(
        handle=row.handle,
        title=row.title,
        variants=tuple(variant.sheet for variant in own if variant.active),
        description=row.description,
        category=path,
        merchant=row.merchant,
        picture=row.picture_source,
        more_pictures=tuple(source for source, _ in row.gallery),
        brand=row.brand,
        unit=row.unit,
        attributes=_pairs(row.attributes),
        tags=row.tags,
        hidden=row.withheld,
        kind=None if row.kind == Kind.PHYSICAL else Kind(row.kind),
        titles={text.language: text.title for text in texts if text.title},
        descriptions={text.language: text.description for text in texts if text.description},
        attribute_texts={t.language: _pairs(t.attributes) for t in texts if t.attributes},
    )
    gallery = {source: picture for source, picture in row.gallery if picture is not None}
    return Stored(row.id, row.picture_id, sheet, own, gallery)


def some(values: Collection[Any]) -> Iterator[list[Any]]:
    """Part *values* into lists that one statement may name."""
    rest = iter(values)
    while part := list(islice(rest, _AT_ONCE)):
        yield part


class SheetReads(CategorySheets):
    """The part of `domain.ports.sheets.SheetRepository` that looks at goods."""

    __slots__ = ()

    async def of(
        self, handles: Collection[str], sku_keys: Collection[str], *, lock: bool = False
    ) -> tuple[Stored, ...]:
        ids = await self._named(handles, sku_keys)
        if lock:
            await self._lock_stock(ids)
        return await self._these(ids)

    async def after(self, product_id: int, most: int) -> tuple[Stored, ...]:
        next_ = select(products.c.id).where(products.c.id > product_id)
        ids = await self._connection.scalars(next_.order_by(products.c.id).limit(most))
        return await self._these([*ids])

    async def count(self) -> int:
        found = await self._connection.execute(select(func.count()).select_from(products))
        return int(found.scalar_one())

    async def languages(self) -> Mapping[str, frozenset[str]]:
        return {
            field: frozenset(await self._connection.scalars(spoken))
            for field, spoken in _SPOKEN.items()
        }

    async def _these(self, ids: Collection[int]) -> tuple[Stored, ...]:
        found: list[Stored] = []
        for part in some(ids):
            own = variants.c.product_id.in_(part)
            these = select(variants.c.id).where(own)
            found += await self._read(
                _PRODUCTS.where(products.c.id.in_(part)),
                _VARIANTS.where(own),
                select(product_texts).where(product_texts.c.product_id.in_(part)),
                select(variant_texts).where(variant_texts.c.variant_id.in_(these)),
                LIVE_SALES.where(sale_lines.c.variant_id.in_(these)),
            )
        return tuple(found)

    async def _named(self, handles: Collection[str], sku_keys: Collection[str]) -> list[int]:
        """The ids, ascending, of products with one of the handles or one of the SKUs."""
        ids: set[int] = set()
        for part in some(handles):
            known = select(products.c.id).where(products.c.handle.in_(part))
            ids.update(await self._connection.scalars(known))
        for part in some(sku_keys):
            owners = select(variants.c.product_id).where(variants.c.sku_key.in_(part))
            ids.update(await self._connection.scalars(owners))
        return sorted(ids)

    async def _lock_stock(self, product_ids: Collection[int]) -> None:
        """Take the rows by variant, as orders do, so that neither waits for the other in a ring.

        SQLite has one writer, who has locked everything already.
        """
        if self._connection.dialect.name != "postgresql":
            return
        ids: list[int] = []
        for part in some(product_ids):
            own = select(variants.c.id).where(variants.c.product_id.in_(part))
            ids += await self._connection.scalars(own)
        for part in some(sorted(ids)):
            await self._connection.execute(
                select(stock.c.variant_id)
                .where(stock.c.variant_id.in_(part))
                .order_by(stock.c.variant_id)
                .with_for_update()
            )

    async def _read(
        self,
        goods: Select[Any],
        own: Select[Any],
        texts: Select[Any],
        options: Select[Any],
        reduced: Select[Any],
    ) -> tuple[Stored, ...]:
        paths: dict[int | None, Path] = {c.id: c.path for c in await self.categories()}
        said = grouped(await self._connection.execute(texts), "product_id")
        called = grouped(await self._connection.execute(options), "variant_id")
        pieces = grouped(await self._connection.execute(own), "product_id")
        sales = grouped(await self._connection.execute(reduced), "variant_id")
        return tuple(
            _stored(
                row,
                paths.get(row.category_id, ()),
                tuple(
                    _variant(one, called.get(one.id, []), sales.get(one.id, []))
                    for one in pieces.get(row.id, ())
                ),
                said.get(row.id, []),
            )
            for row in await self._connection.execute(goods)
        )
