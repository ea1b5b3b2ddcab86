"""The whole catalogue in a handful of statements each way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from domain.goods import VariantSheet
from domain.ports.sheets import Placed
from storage.hiding import seen_as_due
from storage.sheet_reads import SheetReads, some
from storage.sheet_rows import product_row, text_rows, variant_row, variant_text_rows
from storage.tables.goods import (
    product_texts,
    products,
    stock,
    stock_movements,
    variant_texts,
    variants,
)

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


class Sheets(SheetReads):
    """See `domain.ports.sheets.SheetRepository`."""

    __slots__ = ()

    async def lock(self) -> None:
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer anyway
            await self._connection.execute(select(func.pg_advisory_xact_lock(_CATALOGUE)))

    async def save(self, products_: Sequence[Placed], actor_id: int | None, at: datetime) -> None:
        if not products_:
            return
        handles = [placed.sheet.handle for placed in products_]
        before = await self._ids(products.c.handle, handles)
        await self._save_products(products_, at)
        ids = await self._ids(products.c.handle, handles)
        await self._save_texts(products_, ids, before.values())
        counted = await self._save_variants(products_, ids, before.values())
        self._touch(ids.values())
        note = {"delta_reserved": 0, "reason": "import", "actor_id": actor_id, "at": at}
        await self._many(_MOVED, [move | note for move in counted])

    async def _ids(self, name: Any, names: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in some(names):
            rows = await self._connection.execute(
                select(name, name.table.c.id).where(name.in_(part))
            )
            found |= {row[0]: row[1] for row in rows}
        return found

    async def _many(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            await self._connection.execute(statement, rows)

    async def _where(self, statement: Any, column: Any, keys: Collection[int]) -> None:
        """Do the same to the rows of many keys."""
        for part in some(keys):
            await self._connection.execute(statement.where(column.in_(part)))

    async def _save_products(self, placed: Sequence[Placed], at: datetime) -> None:
        rows = [product_row(one, at) for one in placed]
        statement = self._insert(products)
        kept = {"handle", "created_at", "sold"}
        fresh = {name: statement.excluded[name] for name in rows[0] if name not in kept}
        await self._many(
            statement.on_conflict_do_update(index_elements=[products.c.handle], set_=fresh), rows
        )
        handles = [one.sheet.handle for one in placed]
        await self._connection.execute(seen_as_due(products.c.handle.in_(handles)))

    async def _save_texts(
        self, placed: Sequence[Placed], ids: Mapping[str, int], before: Collection[int]
    ) -> None:
        await self._where(delete(product_texts), product_texts.c.product_id, before)
        rows = [row for one in placed for row in text_rows(one.sheet, ids[one.sheet.handle])]
        await self._many(product_texts.insert(), rows)

    async def _save_variants(
        self, placed: Sequence[Placed], ids: Mapping[str, int], before: Collection[int]
    ) -> list[dict[str, Any]]:
        """Write the variants, texts and counts; return how counts moved."""
        skus = [variant.sku for one in placed for variant in one.sheet.variants]
        known = await self._ids(variants.c.sku, skus)
        off = update(variants).values(active=False)
        await self._where(off, variants.c.product_id, before)
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
        sheets = [variant for one in placed for variant in one.sheet.variants]
        now = await self._ids(variants.c.sku, skus)
        await self._where(delete(variant_texts), variant_texts.c.variant_id, known.values())
        texts = [row for sheet in sheets for row in variant_text_rows(sheet, now[sheet.sku])]
        await self._many(variant_texts.insert(), texts)
        return await self._save_counts(sheets, now, known)

    async def _save_counts(
        self, sheets: Sequence[VariantSheet], now: Mapping[str, int], known: Mapping[str, int]
    ) -> list[dict[str, Any]]:
        """Set what is on hand; return the movements that this makes."""
        fresh = [{"variant_id": id_, "on_hand": 0} for sku, id_ in now.items() if sku not in known]
        await self._many(stock.insert().values(reserved=0), fresh)
        had = await self._on_hand(now.values())
        moves = [
            {"key": now[s.sku], "on_hand_now": s.stock, "delta": s.stock - had[now[s.sku]]}
            for s in sheets
            if s.stock is not None and s.stock != had[now[s.sku]]
        ]
        await self._many(_COUNTED, moves)
        return moves

    async def _on_hand(self, variant_ids: Collection[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for part in some(variant_ids):
            rows = await self._connection.execute(
                select(stock.c.variant_id, stock.c.on_hand).where(stock.c.variant_id.in_(part))
            )
            found |= {row.variant_id: row.on_hand for row in rows}
        return found
