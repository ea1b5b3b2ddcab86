"""Money for single pieces that goes back. Part of larger use cases, under the order's lock."""

from collections.abc import Sequence

from domain.orders import Order, OrderLine
from domain.ports.store import UnitOfWork
from domain.refunds import PaidBack, Refund, Taken
from domain.services.debts import Debts, standing

Gone = tuple[OrderLine, int]  # a line as it was, and how many of its pieces go now


async def pay_back(
    uow: UnitOfWork,
    debts: Debts,
    order: Order,
    gone: Sequence[Gone],
    subject: str,
    *,
    all_of_it: bool = False,
) -> Refund | None:
    """Write down that what these pieces cost goes back, and tell owners; None if nothing does.

    *all_of_it* returns whatever is left of the payment, delivery included. What went back
    before is never returned again, and an order that is not paid owes nothing.
    """
    paid = await paid_by(uow, order)
    if paid is None:
        return None
    costs = [
        PaidBack(line.id, pieces, line.worth(pieces).amount) for line, pieces in gone if pieces
    ]
    wanted = paid.money.amount if all_of_it else sum(each.amount for each in costs)
    refund = await debts.owe(uow, paid, wanted, subject)
    if refund:
        await uow.pieces.note_paid_back(refund, costs)
        await uow.orders.set_payment(order.id, await standing(uow, order))
        await debts.alert(uow, refund, subject)
    return refund


async def paid_by(uow: UnitOfWork, order: Order) -> Taken | None:
    """Return the money that paid the order, if any did."""
    return next((one for one in await uow.refunds.taken(order.id) if one.settled), None)
