"""What orders hold on the shelf: taken, given back, handed over. Parts of larger use cases."""

from datetime import datetime

from domain.errors import OutOfStock
from domain.orders import Order, OrderLine
from domain.ports.store import UnitOfWork
from domain.ports.trade import Reservation


async def reserve(uow: UnitOfWork, order: Order, at: datetime) -> None:
    """Hold the order's pieces on the shelf, all of them or none.

    Lines are taken in the order of their variants, so two baskets never wait for each other.

    Raises:
        OutOfStock: Of some line too few are free; the caller's transaction must end.
    """
    for line in sorted(order.lines, key=lambda line: line.variant_id or 0):
        if line.variant_id is None:
            raise OutOfStock(line.title, 0)
        if not line.to_hand_over:
            continue
        if not await uow.stock.take(line.variant_id, line.to_hand_over, order.id, at):
            left = await uow.stock.count_of(line.variant_id)
            raise OutOfStock(line.name, left.free if left else 0)
        held = Reservation(line.variant_id, line.merchant_id, line.to_hand_over)
        await uow.orders.reserve(order.id, held)


async def release(
    uow: UnitOfWork, order_id: int, at: datetime, merchant_id: int | None = None
) -> None:
    """Give back what the order holds; of one merchant if given. Twice gives back once."""
    for held in await uow.orders.reserved(order_id, merchant_id):
        if await uow.orders.end_reservation(order_id, held.variant_id, "released"):
            await uow.stock.release(held.variant_id, held.quantity, order_id, at)


async def hold_fewer(
    uow: UnitOfWork, order: Order, line: OrderLine, pieces: int, at: datetime, *, missing: bool
) -> None:
    """Hold fewer pieces of a line: they go back to the shelf, or turned out *missing* there.

    Goods that are no longer in the catalogue have no shelf to go back to.
    """
    variant_id = line.variant_id
    if variant_id is None or not await uow.pieces.hold_fewer(order.id, variant_id, pieces):
        return
    if missing:
        await uow.stock.write_off(variant_id, pieces, order.id, at)
    else:
        await uow.stock.release(variant_id, pieces, order.id, at)


async def hand_over(uow: UnitOfWork, order_id: int, at: datetime, merchant_id: int) -> None:
    """Let the pieces one merchant ships leave the shelf. Twice takes them once."""
    for held in await uow.orders.reserved(order_id, merchant_id):
        if await uow.orders.end_reservation(order_id, held.variant_id, "consumed"):
            await uow.stock.hand_over(held.variant_id, held.quantity, order_id, at)
