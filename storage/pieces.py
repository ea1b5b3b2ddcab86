"""Single pieces of orders' lines: given up, added, held, paid back."""

from collections.abc import Collection

from sqlalchemy import select, update

from domain.orders import Fate, OrderLine
from domain.refunds import PaidBack, Refund
from storage.repository import Repository
from storage.tables.money import refund_lines
from storage.tables.trade import order_lines, orders, reservations

_gone = order_lines.c.cancelled + order_lines.c.returned + order_lines.c.waived
_active = reservations.c.state == "active"


class Pieces(Repository):
    """See `domain.ports.pieces.PieceRepository`."""

    __slots__ = ()

    async def give_up(self, line_id: int, fate: Fate, pieces: int) -> bool:
        counted = order_lines.c[fate.value]
        given_up = await self._connection.execute(
            update(order_lines)
            .where(order_lines.c.id == line_id, _gone + pieces <= order_lines.c.quantity)
            .values({counted: counted + pieces})
        )
        return given_up.rowcount == 1

    async def add(self, line: OrderLine, pieces: int) -> bool:
        cost = line.price.amount * pieces
        added = await self._connection.execute(
            update(order_lines)
            .where(order_lines.c.id == line.id, order_lines.c.quantity == line.quantity)
            .values(quantity=order_lines.c.quantity + pieces, total=order_lines.c.total + cost)
            .returning(order_lines.c.order_id)
        )
        order_id = added.scalar_one_or_none()
        if order_id is None:
            return False
        await self._connection.execute(
            update(orders)
            .where(orders.c.id == order_id)
            .values(subtotal=orders.c.subtotal + cost, total=orders.c.total + cost)
        )
        await self._hold_more(order_id, line, pieces)
        return True

    async def _hold_more(self, order_id: int, line: OrderLine, pieces: int) -> None:
        await self._connection.execute(
            update(reservations)
            .where(
                reservations.c.order_id == order_id,
                reservations.c.variant_id == line.variant_id,
                _active,
            )
            .values(quantity=reservations.c.quantity + pieces)
        )

    async def hold_fewer(self, order_id: int, variant_id: int, pieces: int) -> bool:
        held = (
            reservations.c.order_id == order_id,
            reservations.c.variant_id == variant_id,
            _active,
        )
        lowered = await self._connection.execute(
            update(reservations)
            .where(*held, reservations.c.quantity > pieces)
            .values(quantity=reservations.c.quantity - pieces)
        )
        if lowered.rowcount == 1:
            return True
        ended = await self._connection.execute(
            update(reservations)
            .where(*held, reservations.c.quantity == pieces)
            .values(state="released")
        )
        return ended.rowcount == 1

    async def note_paid_back(self, refund: Refund, pieces: Collection[PaidBack]) -> None:
        rows = [
            {
                "refund_id": refund.id,
                "line_id": each.line_id,
                "pieces": each.pieces,
                "amount": each.amount,
            }
            for each in pieces
        ]
        if rows:
            await self._connection.execute(self._insert(refund_lines), rows)

    async def paid_back(self, refund: Refund) -> tuple[PaidBack, ...]:
        rows = await self._connection.execute(
            select(refund_lines)
            .where(refund_lines.c.refund_id == refund.id)
            .order_by(refund_lines.c.line_id)
        )
        return tuple(PaidBack(row.line_id, row.pieces, row.amount) for row in rows)
