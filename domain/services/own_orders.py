"""An order in the hands of who placed it. Part of larger use cases."""

from domain.customers import Customer
from domain.errors import NotFound
from domain.orders import Order
from domain.ports.store import UnitOfWork


async def own_order(
    uow: UnitOfWork, customer: Customer, order_id: int, *, lock: bool = False
) -> Order:
    """Return an order of theirs; *lock* keeps others from changing it until commit.

    Raises:
        NotFound: It is not theirs, whoever else they are.
    """
    order = await uow.orders.get(order_id, lock=lock)
    if not order or order.customer_id != customer.id:
        raise NotFound("order")
    return order
