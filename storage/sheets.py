"""The whole catalogue in a handful of statements each way."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from domain.digital import Kind
from domain.goods import Pairs, Path, ProductSheet, VariantSheet
from domain.money import Money
from domain.ports.sheets import Placed, Stored, StoredVariant
from storage.category_sheets import CategorySheets, grouped
from storage.sheet_rows import product_row, text_rows, variant_row, variant_text_rows
from storage.tables.goods import (
    product_texts,
    products,
    stock,
    stock_movements,
    variant_texts,
    variants,
)
from storage.tables.people import merchants

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
# By variant, as orders take them, so that neither waits for the other in a ring.
_LOCKED = select(stock.c.variant_id).order_by(stock.c.variant_id).with_for_update()
_CATALOGUE = 7_301  # any number that no other advisory lock of the shop has

_COUNTED = (
    update(stock)
    .where(stock.c.variant_id == bindparam("key"))
    .values(on_hand=bindparam("on_hand_now"))
)
_MOVED = stock_movements.insert().values(
    variant_id=bindparam("key"),
    delta_on_hand=bindparam("delta"),
    on_hand=bindparam("on_hand_now"),
)


def _pairs(stored: Any) -> Pairs:
    return tuple((name, value) for name, value in stored)


def _variant(row: Any, texts: list[Any]) -> StoredVariant:
    sheet = VariantSheet(
        sku=row.sku,
        price=Money(row.price, row.currency),
        options=_pairs(row.options),
        compare_at=None if row.compare_at is None else Money(row.compare_at, row.currency),
        stock=row.on_hand,
        weight=row.weight,
        texts={text.language: _pairs(text.options) for text in texts},
    )
    return StoredVariant(row.id, row.active, row.reserved, sheet)


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
        hidden=row.hidden,
        kind=None if row.kind == Kind.PHYSICAL else Kind(row.kind),
        titles={text.language: text.title for text in texts if text.title},
        descriptions={text.language: text.description for text in texts if text.description},
        attribute_texts={t.language: _pairs(t.attributes) for t in texts if t.attributes},
    )
    gallery = {source: picture for source, picture in row.gallery if picture is not None}
    return Stored(row.id, row.picture_id, sheet, own, gallery)


class Sheets(CategorySheets):
    """See `domain.ports.sheets.SheetRepository`."""

    __slots__ = ()

    async def lock(self) -> None:
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer anyway
            await self._connection.execute(select(func.pg_advisory_xact_lock(_CATALOGUE)))

    async def all(self, *, lock: bool = False) -> tuple[Stored, ...]:
        if lock:
            await self._connection.execute(_LOCKED)
        paths: dict[int | None, Path] = {c.id: c.path for c in await self.categories()}
        texts = grouped(await self._connection.execute(select(product_texts)), "product_id")
        options = grouped(await self._connection.execute(select(variant_texts)), "variant_id")
        own = grouped(await self._connection.execute(_VARIANTS), "product_id")
        return tuple(
            _stored(
                row,
                paths.get(row.category_id, ()),
                tuple(_variant(one, options.get(one.id, [])) for one in own.get(row.id, ())),
                texts.get(row.id, []),
            )
            for row in await self._connection.execute(_PRODUCTS)
        )

    async def save(self, products_: Sequence[Placed], actor_id: int | None, at: datetime) -> None:
        if not products_:
            return
        await self._save_products(products_, at)
        ids = await self._ids(products.c.handle)
        await self._save_texts(products_, ids)
        await self._save_variants(products_, ids)
        self._touch(ids[placed.sheet.handle] for placed in products_)
        await self._save_counts(products_, actor_id, at)

    async def _ids(self, name: Any) -> dict[str, int]:
        rows = await self._connection.execute(select(name, name.table.c.id))
        return {row[0]: row[1] for row in rows}

    async def _many(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            await self._connection.execute(statement, rows)

    async def _save_products(self, placed: Sequence[Placed], at: datetime) -> None:
        rows = [product_row(one, at) for one in placed]
        statement = self._insert(products)
        kept = {"handle", "created_at", "sold"}
        fresh = {name: statement.excluded[name] for name in rows[0] if name not in kept}
        await self._many(
            statement.on_conflict_do_update(index_elements=[products.c.handle], set_=fresh), rows
        )

    async def _save_texts(self, placed: Sequence[Placed], ids: Mapping[str, int]) -> None:
        gone = delete(product_texts).where(product_texts.c.product_id == bindparam("key"))
        await self._many(gone, [{"key": ids[one.sheet.handle]} for one in placed])
        rows = [row for one in placed for row in text_rows(one.sheet, ids[one.sheet.handle])]
        await self._many(product_texts.insert(), rows)

    async def _save_variants(self, placed: Sequence[Placed], ids: Mapping[str, int]) -> None:
        off = update(variants).where(variants.c.product_id == bindparam("key"))
        await self._many(
            off.values(active=False), [{"key": ids[one.sheet.handle]} for one in placed]
        )
        rows = [
            variant_row(variant, ids[one.sheet.handle], position)
            for one in placed
            for position, variant in enumerate(one.sheet.variants)
        ]
        statement = self._insert(variants)
        fresh = {name: statement.excluded[name] for name in rows[0] if name != "sku"}
        await self._many(
            statement.on_conflict_do_update(index_elements=[variants.c.sku], set_=fresh), rows
        )
        await self._save_variant_texts(placed)

    async def _save_variant_texts(self, placed: Sequence[Placed]) -> None:
        ids = await self._ids(variants.c.sku)
        sheets = [variant for one in placed for variant in one.sheet.variants]
        gone = delete(variant_texts).where(variant_texts.c.variant_id == bindparam("key"))
        await self._many(gone, [{"key": ids[sheet.sku]} for sheet in sheets])
        rows = [row for sheet in sheets for row in variant_text_rows(sheet, ids[sheet.sku])]
        await self._many(variant_texts.insert(), rows)
        empty = self._insert(stock).on_conflict_do_nothing(index_elements=[stock.c.variant_id])
        await self._many(
            empty, [{"variant_id": ids[s.sku], "on_hand": 0, "reserved": 0} for s in sheets]
        )

    async def _save_counts(
        self, placed: Sequence[Placed], actor_id: int | None, at: datetime
    ) -> None:
        found = await self._connection.execute(
            select(variants.c.sku, stock.c.variant_id, stock.c.on_hand).join(
                stock, stock.c.variant_id == variants.c.id
            )
        )
        now = {row.sku: (row.variant_id, row.on_hand) for row in found}
        sheets = [variant for one in placed for variant in one.sheet.variants]
        moves = [
            {"key": now[s.sku][0], "on_hand_now": s.stock, "delta": s.stock - now[s.sku][1]}
            for s in sheets
            if s.stock is not None and s.stock != now[s.sku][1]
        ]
        await self._many(_COUNTED, moves)
        note = {"delta_reserved": 0, "reason": "import", "actor_id": actor_id, "at": at}
        await self._many(_MOVED, [move | note for move in moves])
