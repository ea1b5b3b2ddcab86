"""A shop whose customers pay on a provider's page, for tests of what may go wrong there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from sqlalchemy import select

from domain.customers import Customer
from domain.fulfilment import Step
from domain.gateways import Inbound
from domain.orders import Method, Order, PaymentStatus, Status
from domain.payments import Payment
from domain.ports.store import UnitOfWork
from domain.refunds import Refund
from domain.services.refunds import Refunds
from domain.services.watch import Watch
from storage.store import SqlStore
from storage.tables import chat
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.shop import Shop, delivery_in


class Killed(BaseException):
    """The process ends here."""


class Meeting:
    """A store for one of two processes: its first look ends when the other's has too.

    So both have seen the same thing due before either of them takes it.
    """

    def __init__(self, store: SqlStore, both: asyncio.Barrier) -> None:
        self._store = store
        self._both = both
        self._met = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """See `Store`."""
        async with self._store.read() as uow:
            yield uow
        if not self._met:
            self._met = True
            await self._both.wait()

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """See `Store`."""
        return self._store.write()


class PayingShop(Shop):
    """A shop with Stripe, or with the *providers* given; `stripe` is the first of them."""

    def __init__(self, store: SqlStore, clock: StandingClock, *providers: Provider) -> None:
        self.providers = providers or (Provider(clock),)
        super().__init__(store, clock, {each.provider: each for each in self.providers})
        self.stripe = self.providers[0]

    def twin(self) -> "PayingShop":
        """The same shop in another process: nothing is shared but database and providers."""
        return PayingShop(self.store, self.clock, *self.providers)

    def refunders(self) -> list[Refunds]:
        """Two processes that send refunds, and see the same ones due."""
        both = asyncio.Barrier(2)
        gateways = {each.provider: each for each in self.providers}
        return [
            Refunds(Meeting(self.store, both), self.clock, gateways, delivery_in) for _ in range(2)
        ]

    def watchers(self) -> list[Watch]:
        """Two processes that ask providers, and see the same attempts due."""
        both = asyncio.Barrier(2)
        gateways = {each.provider: each for each in self.providers}
        parts = (gateways, self.payments, self.refunds, self.till)
        return [Watch(Meeting(self.store, both), self.clock, *parts) for _ in range(2)]

    async def wanted(
        self, wanted: dict[int, int], customer: Customer | None = None
    ) -> tuple[Customer, Order]:
        """Have a customer place an order and see no page yet."""
        customer = customer or await self.customer()
        placed = await self.order(customer, wanted, Method(self.stripe.provider))
        return customer, placed.order

    async def opened(self, wanted: dict[int, int], customer: Customer | None = None) -> Payment:
        """Have a customer order and be shown the page where to pay; return the attempt."""
        customer, order = await self.wanted(wanted, customer)
        return await self.page(customer, order.id)

    async def page(
        self, customer: Customer, order_id: int, method: Method | None = None
    ) -> Payment:
        """Have a customer tap "Pay"; return the attempt as it stands then."""
        placed = await self.till.choose(customer, order_id, method)
        await self.till.open(placed)
        assert placed.payment
        return await self.attempt(placed.payment.key)

    async def paid(self, wanted: dict[int, int], customer: Customer | None = None) -> Payment:
        """Have an order paid on the page, and the shop told."""
        payment = await self.opened(wanted, customer)
        self.stripe.pay(payment.key)
        await self.told(self.stripe.hint(payment.key))
        return await self.attempt(payment.key)

    async def told(self, *calls: Inbound, by: Provider | None = None) -> None:
        """Have a provider call the shop, and the shop work that off."""
        for call in calls:
            await self.watch.hear((by or self.stripe).provider, call)
        await self.watch.work_off()

    async def cancelled_by_merchant(self, staff: Customer, order_id: int = 1) -> None:
        """Have a merchant, or an admin for all of them, cancel what is theirs of an order."""
        for part in (await self.read(order_id)).fulfilments:
            if staff.is_admin or any(p.merchant_id == part.merchant_id for p in staff.posts):
                await self.fulfilments.move(staff, part.id, Step.CANCELLED)

    async def read(self, order_id: int = 1) -> Order:
        """An order as it is stored."""
        async with self.store.read() as uow:
            order = await uow.orders.get(order_id)
        assert order
        return order

    async def attempt(self, key: str) -> Payment:
        """An attempt as it is stored."""
        async with self.store.read() as uow:
            payment = await uow.payments.by_key(key)
        assert payment
        return payment

    async def returns(self, order_id: int = 1) -> tuple[Refund, ...]:
        """An order's refunds as they are stored."""
        async with self.store.read() as uow:
            return await uow.refunds.of_order(order_id)

    async def ensure_paid_once(self, order_id: int = 1) -> None:
        """Assert that one charge paid this order, and that both sides heard of it once."""
        order = await self.read(order_id)
        assert order.status is Status.CONFIRMED
        assert order.payment_status is PaymentStatus.PAID
        assert await self.rows("charges") == 1
        assert await self.rows("refunds") == 0
        assert await self.notes() == ["paid"]
        assert await self.queued("fulfilment_card") == [f"fulfilment:{order_id}:new"]
        await self.ensure_sound()

    async def said(self, kind: str) -> list[dict[str, Any]]:
        """What the queued messages of a kind say, in order."""
        statement = select(chat.outbox.c.payload).where(chat.outbox.c.kind == kind)
        async with self.store.read() as uow:
            return list(await uow.connection.scalars(statement.order_by(chat.outbox.c.id)))

    async def notes(self) -> list[str]:
        """Which events customers were told of, in order."""
        return [note["event"] for note in await self.said("order_note")]

    async def alerts(self) -> list[str]:
        """What owners were alerted of, in order."""
        return [alert["alert"] for alert in await self.said("staff_alert")]

    async def journal(self) -> list[str]:
        """What was done, in order."""
        statement = select(chat.journal.c.action).order_by(chat.journal.c.id)
        async with self.store.read() as uow:
            return list(await uow.connection.scalars(statement))
