"""A customer's orders, cancelling them, and holds that ran out."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound, WrongStep
from domain.fulfilment import CAN_BECOME as STEP_FROM
from domain.fulfilment import Fulfilment, Step
from domain.orders import Order, Status
from domain.pages import page_or_first, pages_of
from domain.payments import UNDER_WAY, WAITED_FOR, Attempt
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.attempts import end_attempts
from domain.services.debts import Debts, standing
from domain.services.holds import release
from domain.services.own_orders import own_order

PAGE = 5
_BATCH = 50
MayEnd = Callable[[int], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Orders newest first, without their lines; *total* counts all."""

    orders: tuple[Order, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


class Orders:
    """Shows and ends orders."""

    def __init__(
        self, store: Store, clock: Clock, refunding: Collection[str] = frozenset()
    ) -> None:
        """*refunding*: the providers that send money back when they are asked."""
        self._store = store
        self._clock = clock
        self._debts = Debts(clock, refunding)

    async def mine(self, customer: Customer, page: int) -> OrderPage:
        """Return a page of the customer's own orders."""
        async with self._store.read() as uow:
            return await _page(uow, customer.id, page)

    async def all(self, actor: Customer, page: int) -> OrderPage:
        """Return a page of everybody's orders. Raises `NotAllowed` for all but admins."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return await _page(uow, None, page)

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

    async def own(self, customer: Customer, order_id: int) -> Order:
        """Return an order of theirs, for what only its customer may do.

        Raises:
            NotFound: It is not theirs, whoever else they are.
        """
        async with self._store.read() as uow:
            return await own_order(uow, customer, order_id)

    async def cancel(self, customer: Customer, order_id: int) -> Order:
        """Cancel an order of the customer: its goods go back to the shelf, its money to them.

        Cancelling a cancelled order changes nothing.

        Raises:
            NotFound: It is not theirs.
            WrongStep: It is being paid this moment, or a merchant has begun on it.
        """
        async with self._store.write() as uow:
            order = await own_order(uow, customer, order_id, lock=True)
            if order.status is Status.CANCELLED:
                return order
            paying = any(p.status in UNDER_WAY for p in await uow.payments.live(order.id))
            if paying or not order.may_be_cancelled_by_customer:
                raise WrongStep("paying" if paying else order.status, Status.CANCELLED)
            return await self._end(uow, order, Status.CANCELLED, customer.id)

    async def expire_due(self, may_end: MayEnd | None = None) -> int:
        """End the unpaid orders whose hold is over; return how many this call ended.

        Each is its own transaction and looks again under the order's lock, so a payment
        or a second host that comes between is never overrun. *may_end* is asked before,
        with no transaction open: a provider may know of money that we do not.

        Raises:
            ExceptionGroup: Of what went wrong with some orders, when all others are ended.
        """
        async with self._store.read() as uow:
            due = await uow.orders.due(self._clock.now(), _BATCH)
        ended, failures = 0, []
        for order_id in due:
            try:
                if may_end is None or await may_end(order_id):
                    ended += await self._expire(order_id)
            except Exception as error:  # the next sweep begins with the same order
                failures.append(error)
        if failures:
            raise ExceptionGroup("the holds of some orders did not end", failures)
        return ended

    async def _expire(self, order_id: int) -> bool:
        async with self._store.write() as uow:
            order = await uow.orders.get(order_id, lock=True)
            now = self._clock.now()
            if not order or order.status is not Status.AWAITING_PAYMENT:
                return False
            if not order.expires_at or order.expires_at > now:
                return False
            if any(p.status in WAITED_FOR for p in await uow.payments.live(order.id)):
                return False
            order = await self._end(uow, order, Status.EXPIRED, None)
            await notices.tell_customer(uow, order, notices.Event.EXPIRED, now)
        return True

    async def _end(self, uow: UnitOfWork, order: Order, to: Status, actor_id: int | None) -> Order:
        now = self._clock.now()
        await uow.orders.move(order.id, to, {order.status})
        await release(uow, order.id, now)
        if order.promo:
            await uow.promos.give_back(order.id)
        closed = Attempt.EXPIRED if to is Status.EXPIRED else Attempt.CANCELLED
        await end_attempts(uow, order, closed, now)
        for part in order.fulfilments:
            ended = Fulfilment(part.id, order.id, part.merchant_id, part.merchant, Step.CANCELLED)
            await uow.fulfilments.move(ended, STEP_FROM[Step.CANCELLED], actor_id)
        if order.status is Status.CONFIRMED:
            await notices.merchants_changed(uow, order, Step.CANCELLED, now)
        await self._owe_back(uow, order)
        await notices.order_changed(uow, order, to, now)
        entry = Entry(actor_id, f"order {to}", f"order:{order.id}", order.status, to)
        await uow.journal.add(entry, now)
        return await uow.orders.get(order.id) or order

    async def _owe_back(self, uow: UnitOfWork, order: Order) -> None:
        """All that was paid for an order that ended goes back, but for what did before."""
        for paid in await uow.refunds.taken(order.id):
            subject = f"order:{order.id}"
            if paid.settled and (
                refund := await self._debts.owe(uow, paid, paid.money.amount, subject)
            ):
                await uow.orders.set_payment(order.id, await standing(uow, order))
                await self._debts.alert(uow, refund, subject)


async def _page(uow: UnitOfWork, customer_id: int | None, page: int) -> OrderPage:
    return OrderPage(*await page_or_first(lambda at: uow.orders.page(customer_id, at, PAGE), page))
