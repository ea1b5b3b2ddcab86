"""A customer's orders, cancelling them, and holds that ran out."""

from dataclasses import dataclass

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound, WrongStep
from domain.fulfilment import CAN_BECOME as STEP_FROM
from domain.fulfilment import Fulfilment, Step
from domain.orders import Order, Status
from domain.payments import LIVE, Attempt
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.holds import release

PAGE = 5
_BATCH = 50


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Orders newest first, without their lines; *total* counts all."""

    orders: tuple[Order, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


class Orders:
    """Shows and ends orders."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def mine(self, customer: Customer, page: int) -> OrderPage:
        """Return a page of the customer's own orders."""
        async with self._store.read() as uow:
            return OrderPage(*await _page(uow, customer.id, page))

    async def all(self, actor: Customer, page: int) -> OrderPage:
        """Return a page of everybody's orders. Raises `NotAllowed` for all but admins."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return OrderPage(*await _page(uow, None, page))

    async def get(self, customer: Customer, order_id: int) -> Order:
        """Return an order of theirs, or any order for an admin.

        Raises:
            NotFound: There is none they may see.
        """
        async with self._store.read() as uow:
            order = await uow.orders.get(order_id)
        if not order or (order.customer_id != customer.id and not customer.is_admin):
            raise NotFound("order")
        return order

    async def cancel(self, customer: Customer, order_id: int) -> Order:
        """Cancel an unpaid order of the customer and give its goods back to the shelf.

        Cancelling a cancelled order changes nothing.

        Raises:
            NotFound: It is not theirs.
            WrongStep: It is paid, being paid this moment, or a merchant has begun on it.
        """
        async with self._store.write() as uow:
            order = await uow.orders.get(order_id, lock=True)
            if not order or order.customer_id != customer.id:
                raise NotFound("order")
            if order.status is Status.CANCELLED:
                return order
            paying = any(p.status is Attempt.APPROVED for p in await uow.payments.live(order.id))
            if paying or not order.may_be_cancelled_by_customer:
                raise WrongStep("paying" if paying else order.status, Status.CANCELLED)
            return await self._end(uow, order, Status.CANCELLED, customer.id)

    async def expire_due(self) -> int:
        """End the unpaid orders whose hold is over; return how many this call ended.

        Each is its own transaction and looks again under the order's lock, so a payment
        or a second host that comes between is never overrun.
        """
        async with self._store.read() as uow:
            due = await uow.orders.due(self._clock.now(), _BATCH)
        return sum([await self._expire(order_id) for order_id in due])

    async def _expire(self, order_id: int) -> bool:
        async with self._store.write() as uow:
            order = await uow.orders.get(order_id, lock=True)
            now = self._clock.now()
            if not order or order.status is not Status.AWAITING_PAYMENT:
                return False
            if not order.expires_at or order.expires_at > now:
                return False
            order = await self._end(uow, order, Status.EXPIRED, None)
            await notices.tell_customer(uow, order, notices.Event.EXPIRED, now)
        return True

    async def _end(self, uow: UnitOfWork, order: Order, to: Status, actor_id: int | None) -> Order:
        now = self._clock.now()
        await uow.orders.move(order.id, to, {order.status})
        await release(uow, order.id, now)
        await self._end_payments(uow, order, to)
        for part in order.fulfilments:
            ended = Fulfilment(part.id, order.id, part.merchant_id, part.merchant, Step.CANCELLED)
            await uow.fulfilments.move(ended, STEP_FROM[Step.CANCELLED], actor_id)
        if order.status is Status.CONFIRMED:
            await notices.merchants_changed(uow, order, Step.CANCELLED, now)
        await notices.order_changed(uow, order, to, now)
        entry = Entry(actor_id, f"order {to}", f"order:{order.id}", order.status, to)
        await uow.journal.add(entry, now)
        return await uow.orders.get(order.id) or order

    async def _end_payments(self, uow: UnitOfWork, order: Order, to: Status) -> None:
        """Close the attempts and take their invoices out of the chat."""
        closed = Attempt.EXPIRED if to is Status.EXPIRED else Attempt.CANCELLED
        for payment in await uow.payments.live(order.id):
            await uow.payments.move(payment.id, closed, LIVE)
            if payment.message_id is not None:
                await notices.remove_message(
                    uow, order.customer_id, payment.message_id, self._clock.now()
                )


async def _page(
    uow: UnitOfWork, customer_id: int | None, page: int
) -> tuple[tuple[Order, ...], int, int]:
    orders, total = await uow.orders.page(customer_id, page, PAGE)
    if not orders and page:
        return await _page(uow, customer_id, 0)
    return orders, page, total
