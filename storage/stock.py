"""Stock: conditional updates only, and a movement for each of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from domain.digital import Kind
from domain.money import Money
from domain.naming import full_name, label_of
from domain.ports.goods import Movement, StockCount
from storage.looks import Deed, Look
from storage.repository import Connection, Repository
from storage.tables.goods import products, stock, stock_movements, variants

HANDED_OVER = "handed over"  # why pieces left the shelf for good
_reserved = stock.c.reserved
_on_hand = stock.c.on_hand
_free = (_on_hand - _reserved).label("free")
_COUNT = (
    select(
        variants.c.id.label("variant_id"),
        variants.c.product_id,
        variants.c.sku,
        variants.c.options,
        variants.c.price,
        variants.c.currency,
        products.c.title,
        products.c.kind,
        products.c.merchant_id,
        _on_hand,
        _reserved,
    )
    .join(products, products.c.id == variants.c.product_id)
    .join(stock, stock.c.variant_id == variants.c.id)
)
_COUNT_BY_SKU = Look(_COUNT.where(variants.c.sku_key == bindparam("typed")))
_COUNT_OF = Look(_COUNT.where(variants.c.id == bindparam("the_variant")))
_the_stock = stock.c.variant_id == bindparam("the_variant")
_LOCK = Look(select(stock.c.variant_id).where(_the_stock).with_for_update())
_BY_KEY = Look(select(stock_movements).where(stock_movements.c.dedupe_key == bindparam("key")))

# One conditional UPDATE, so that two customers never get the same last piece.
_TAKE = Deed(
    lambda _: (
        update(stock)
        .where(_the_stock, _on_hand - _reserved >= bindparam("pieces"))
        .values(reserved=_reserved + bindparam("pieces"))
    ),
    returns=[_free],
)
_ADJUST = Deed(
    lambda _: (
        update(stock)
        .where(_the_stock, _on_hand + bindparam("pieces") >= _reserved)
        .values(on_hand=_on_hand + bindparam("pieces"))
    ),
    returns=[_on_hand, _free],
)
_NOTE = Deed(
    lambda insert: insert(stock_movements).values(
        {
            column.name: bindparam(f"new_{column.name}", type_=column.type)
            for column in stock_movements.c
            if column.name != "id"
        }
    )
)


def _count(row: Any) -> StockCount:
    label = label_of(value for _, value in row.options)
    return StockCount(
        row.variant_id,
        row.product_id,
        row.sku,
        full_name(row.title, label),
        Money(row.price, row.currency),
        row.on_hand,
        row.reserved,
        Kind(row.kind),
        row.merchant_id,
    )


def _movement(row: Any) -> Movement:
    return Movement(
        variant_id=row.variant_id,
        delta_on_hand=row.delta_on_hand,
        delta_reserved=row.delta_reserved,
        reason=row.reason,
        at=row.at,
        order_id=row.order_id,
        actor_id=row.actor_id,
        dedupe_key=row.dedupe_key,
        on_hand=row.on_hand,
        id=row.id,
    )


class Stock(Repository):
    """See `domain.ports.goods.StockRepository`."""

    __slots__ = ("_sold_out_or_back",)

    def __init__(self, connection: Connection, sold_out_or_back: Callable[[int], None]) -> None:
        """*sold_out_or_back* is told the variants whose last free piece went or first came."""
        super().__init__(connection)
        self._sold_out_or_back = sold_out_or_back

    async def take(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> bool:
        taken = await self.do_for_rows(_TAKE, {"the_variant": variant_id, "pieces": quantity})
        if not taken:
            return False
        self._watch(variant_id, taken[0].free, -quantity)
        await self._note(Movement(variant_id, 0, quantity, "reserved", at, order_id))
        return True

    async def release(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> None:
        left = await self._connection.execute(
            update(stock)
            .where(stock.c.variant_id == variant_id)
            .values(reserved=_reserved - quantity)
            .returning(_free)
        )
        self._watch(variant_id, left.scalar_one(), quantity)
        await self._note(Movement(variant_id, 0, -quantity, "released", at, order_id))

    async def hand_over(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> None:
        await self._leave(Movement(variant_id, -quantity, -quantity, HANDED_OVER, at, order_id))

    async def write_off(self, variant_id: int, quantity: int, order_id: int, at: datetime) -> None:
        await self._leave(Movement(variant_id, -quantity, -quantity, "missing", at, order_id))

    async def _leave(self, movement: Movement) -> None:
        await self._connection.execute(
            update(stock)
            .where(stock.c.variant_id == movement.variant_id)
            .values(
                reserved=_reserved + movement.delta_reserved,
                on_hand=_on_hand + movement.delta_on_hand,
            )
        )
        await self._note(movement)

    async def count(self, sku: str) -> StockCount | None:
        rows = await self.look(_COUNT_BY_SKU, {"typed": sku.strip().lower()})
        return _count(rows[0]) if rows else None

    async def count_of(self, variant_id: int) -> StockCount | None:
        rows = await self.look(_COUNT_OF, {"the_variant": variant_id})
        return _count(rows[0]) if rows else None

    async def adjust(self, movement: Movement) -> int | None:
        delta = movement.delta_on_hand
        values = {"the_variant": movement.variant_id, "pieces": delta}
        rows = await self.do_for_rows(_ADJUST, values)
        if not rows:
            return None
        self._watch(movement.variant_id, rows[0].free, delta)
        await self._note(movement, rows[0].on_hand)
        return int(rows[0].on_hand)

    def _watch(self, variant_id: int, free: int, change: int) -> None:
        if (free > 0) != (free - change > 0):
            self._sold_out_or_back(variant_id)

    async def lock(self, variant_id: int) -> None:
        await self.look(_LOCK, {"the_variant": variant_id})

    async def movement(self, movement_id: int) -> Movement | None:
        found = select(stock_movements).where(stock_movements.c.id == movement_id)
        row = (await self._connection.execute(found)).first()
        return _movement(row) if row else None

    async def movement_by_key(self, dedupe_key: str) -> Movement | None:
        rows = await self.look(_BY_KEY, {"key": dedupe_key})
        return _movement(rows[0]) if rows else None

    async def _note(self, movement: Movement, on_hand: int | None = None) -> None:
        values = {
            "variant_id": movement.variant_id,
            "delta_on_hand": movement.delta_on_hand,
            "delta_reserved": movement.delta_reserved,
            "on_hand": on_hand,
            "reason": movement.reason,
            "order_id": movement.order_id,
            "actor_id": movement.actor_id,
            "dedupe_key": movement.dedupe_key,
            "at": movement.at,
        }
        await self.do(_NOTE, {f"new_{name}": value for name, value in values.items()})
