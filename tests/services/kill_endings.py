"""How it ended: what of money, orders, shelves and messages there is when the shop is at rest."""

from collections import Counter
from typing import Any

from sqlalchemy import Select, select

from storage.store import SqlStore
from storage.tables.chat import outbox
from storage.tables.goods import stock
from storage.tables.money import refunds
from storage.tables.trade import charges, fulfilments, orders
from tests.services.kill_world import World

Ending = dict[str, Counter[tuple[Any, ...]]]

# Without numbers of rows: a PostgreSQL that rolls back does not give them out again.
_FACTS: dict[str, Select[Any]] = {
    "orders": select(
        orders.c.customer_id, orders.c.method, orders.c.status, orders.c.payment_status
    ),
    "parts": select(orders.c.customer_id, fulfilments.c.merchant_id, fulfilments.c.step).join(
        orders, orders.c.id == fulfilments.c.order_id
    ),
    "charges": select(charges.c.charge_id, charges.c.outcome, charges.c.settled, charges.c.amount),
    "refunds": select(refunds.c.charge_id, refunds.c.state, refunds.c.amount),
    "shelves": select(stock.c.variant_id, stock.c.on_hand, stock.c.reserved),
}
_TOLD = select(outbox.c.payload).where(outbox.c.kind.in_(["order_note", "staff_alert"]))
_SAYS = ("event", "alert", "amount", "charge_id", "chat_id")


async def ending(store: SqlStore, world: World) -> Ending:
    """Return how everything ended, in the shop's books and in the providers'."""
    found: Ending = {}
    async with store.read() as uow:
        for name, fact in _FACTS.items():
            rows = await uow.connection.execute(fact)
            found[name] = Counter(tuple(row) for row in rows)
        told = await uow.connection.scalars(_TOLD)
        found["told"] = Counter(tuple(says.get(what) for what in _SAYS) for says in told)
    for name, teller in world.tellers.items():
        pages = teller.payments.values()
        found[name] = Counter((page.state, page.paid, page.refunded) for page in pages)
    return found
