"""Keys, files and texts that are sold."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from domain.digital import Content, FileInfo, Kind, Shelf, Unit
from domain.naming import full_name, label_of
from storage.repository import Repository
from storage.stock import HANDED_OVER
from storage.tables.digital import digital_contents, stock_units
from storage.tables.goods import products, stock, stock_movements, variants
from storage.tables.trade import order_lines

_AT_ONCE = 100  # rows in one statement; SQLite has room for some thousand values
_free = stock_units.c.line_id.is_(None)
_handed = (
    select(func.coalesce(-func.sum(stock_movements.c.delta_on_hand), 0))
    .where(stock_movements.c.variant_id == variants.c.id)
    .where(stock_movements.c.reason == HANDED_OVER)
    .scalar_subquery()
)
_SHELF = (
    select(
        variants.c.id.label("variant_id"),
        variants.c.product_id,
        variants.c.sku,
        variants.c.options,
        products.c.title,
        products.c.kind,
        stock.c.on_hand,
        stock.c.reserved,
        _handed.label("handed"),
    )
    .join(products, products.c.id == variants.c.product_id)
    .join(stock, stock.c.variant_id == variants.c.id)
    .where(variants.c.active)
)
_CONTENT = select(
    digital_contents.c.variant_id,
    digital_contents.c.text,
    digital_contents.c.file_name,
    digital_contents.c.file_size,
)


def _shelf(row: Any, content: Content | None) -> Shelf:
    label = label_of(value for _, value in row.options)
    return Shelf(
        variant_id=row.variant_id,
        product_id=row.product_id,
        sku=row.sku,
        name=full_name(row.title, label),
        kind=Kind(row.kind),
        free=row.on_hand - row.reserved,
        held=row.reserved,
        handed=row.handed,
        content=content,
    )


def _content(row: Any) -> Content:
    file = FileInfo(row.file_name, row.file_size) if row.file_name else None
    return Content(row.variant_id, row.text, file)


class Digital(Repository):
    """See `domain.ports.digital.DigitalRepository`."""

    __slots__ = ()

    async def shelf(self, variant_id: int) -> Shelf | None:
        found = await self._connection.execute(_SHELF.where(variants.c.id == variant_id))
        row = found.first()
        if row is None:
            return None
        return _shelf(row, (await self.contents([variant_id])).get(variant_id))

    async def set_kind(self, product_id: int, kind: Kind, at: datetime) -> None:
        await self._connection.execute(
            update(products).where(products.c.id == product_id).values(kind=kind, updated_at=at)
        )

    async def on_shelf(self, product_id: int, but: int) -> int:
        found = await self._connection.execute(
            select(func.coalesce(func.sum(stock.c.on_hand), 0))
            .join(variants, variants.c.id == stock.c.variant_id)
            .where(variants.c.product_id == product_id, variants.c.id != but)
        )
        return int(found.scalar_one())

    async def add_keys(self, variant_id: int, units: Sequence[Unit]) -> Collection[str]:
        added: set[str] = set()
        for begin in range(0, len(units), _AT_ONCE):
            rows = [
                {
                    "variant_id": variant_id,
                    "secret": unit.secret,
                    "added_at": unit.at,
                    "added_by": unit.by_id,
                }
                for unit in units[begin : begin + _AT_ONCE]
            ]
            statement = self._insert(stock_units).values(rows)
            kept = statement.on_conflict_do_nothing(index_elements=[stock_units.c.secret])
            found = await self._connection.execute(kept.returning(stock_units.c.secret))
            added.update(found.scalars())
        return added

    async def take_keys(self, variant_id: int, most: int) -> tuple[str, ...]:
        newest = (
            select(stock_units.c.id)
            .where(stock_units.c.variant_id == variant_id, _free)
            .order_by(stock_units.c.id.desc())
            .limit(most)
        )
        gone = await self._connection.execute(
            delete(stock_units)
            .where(stock_units.c.id.in_(newest), _free)
            .returning(stock_units.c.id, stock_units.c.secret)
        )
        return tuple(row.secret for row in sorted(gone.all()))

    async def free_keys(self, variant_id: int) -> int:
        found = await self._connection.execute(
            select(func.count()).where(stock_units.c.variant_id == variant_id, _free)
        )
        return int(found.scalar_one())

    async def assign(self, variant_id: int, line_id: int, pieces: int, at: datetime) -> int:
        oldest = (
            select(stock_units.c.id)
            .where(stock_units.c.variant_id == variant_id, _free)
            .order_by(stock_units.c.id)
            .limit(pieces)
        )
        assigned = await self._connection.execute(
            update(stock_units)
            .where(stock_units.c.id.in_(oldest), _free)
            .values(line_id=line_id, handed_at=at)
        )
        return assigned.rowcount

    async def keys_of(self, order_id: int) -> Mapping[int, tuple[str, ...]]:
        rows = await self._connection.execute(
            select(stock_units.c.line_id, stock_units.c.secret)
            .join(order_lines, order_lines.c.id == stock_units.c.line_id)
            .where(order_lines.c.order_id == order_id)
            .order_by(stock_units.c.id)
        )
        keys: dict[int, tuple[str, ...]] = {}
        for row in rows:
            keys[row.line_id] = (*keys.get(row.line_id, ()), row.secret)
        return keys

    async def contents(self, variant_ids: Collection[int]) -> Mapping[int, Content]:
        rows = await self._connection.execute(
            _CONTENT.where(digital_contents.c.variant_id.in_(sorted(variant_ids)))
        )
        return {row.variant_id: _content(row) for row in rows}

    async def set_text(self, variant_id: int, text: str) -> None:
        await self._put({"variant_id": variant_id, "text": text} | _NO_FILE)

    async def set_file(
        self, variant_id: int, file: FileInfo, data: bytes, bot_id: int, file_id: str
    ) -> None:
        values = {"variant_id": variant_id, "text": "", "file": data, "file_id": file_id}
        named = {"file_name": file.name, "file_size": file.size, "bot_id": bot_id}
        await self._put(values | named)

    async def _put(self, values: dict[str, Any]) -> None:
        fresh = {name: value for name, value in values.items() if name != "variant_id"}
        await self._connection.execute(
            self._insert(digital_contents)
            .values(values)
            .on_conflict_do_update(index_elements=[digital_contents.c.variant_id], set_=fresh)
        )

    async def drop_content(self, variant_id: int) -> None:
        await self._connection.execute(
            delete(digital_contents).where(digital_contents.c.variant_id == variant_id)
        )

    async def file(self, variant_id: int, bot_id: int) -> tuple[bytes, str] | None:
        found = await self._connection.execute(
            select(
                digital_contents.c.file, digital_contents.c.bot_id, digital_contents.c.file_id
            ).where(digital_contents.c.variant_id == variant_id)
        )
        row = found.first()
        if row is None or row.file is None:
            return None
        return bytes(row.file), row.file_id if row.bot_id == bot_id else ""


_NO_FILE = {"file": None, "file_name": "", "file_size": 0, "bot_id": None, "file_id": ""}
