"""What providers know of our payments: heard by their calls, or found out by asking.

A call is a hint and proves nothing. It is stored at once and worked off after: the object is
fetched from the provider, and that is applied, once, by the one way in for money.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from domain import notices
from domain.clock import Clock
from domain.errors import WayClosed
from domain.gateways import GatewayError, Inbound, KeysRefused, NotDone, Snapshot, TryLater
from domain.orders import Order, Status
from domain.payments import LIVE, UNDER_WAY, Attempt, Charge, Payment
from domain.ports.gateways import Gateway
from domain.ports.money import Heard
from domain.ports.store import Store
from domain.services.attempts import forgotten, wanted
from domain.services.checkout import Placed
from domain.services.fiscal import next_look, note_receipt
from domain.services.payments import Payments
from domain.services.refunds import Refunds
from domain.services.till import Till

_BATCH = 20
_PATIENCE = timedelta(hours=1)  # a hold waits this long for a provider that does not answer
_OVER = frozenset({Attempt.CAPTURED, Attempt.CANCELLED, Attempt.EXPIRED, Attempt.FAILED})
_LONGEST = 600  # seconds between two looks
_HEARD_TRIES = 12
_KEYS_WAIT = timedelta(hours=1)  # an owner has to act before it makes sense to ask again


class Watch:
    """Keeps our payments true to what the providers know."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gateways: Mapping[str, Gateway],
        payments: Payments,
        refunds: Refunds,
        till: Till,
    ) -> None:
        self._store = store
        self._clock = clock
        self._gateways = gateways
        self._payments = payments
        self._refunds = refunds
        self._till = till

    async def hear(self, provider: str, inbound: Inbound) -> None:
        """Store a provider's call; it asks nobody and takes one short transaction.

        Raises:
            LookupError: The shop has no such provider.
            Untrusted, Malformed: It is not the provider's, or cannot be read.
        """
        hint = self._gateways[provider].read(inbound)
        async with self._store.write() as uow:
            await uow.inbox.put(provider, hint, self._clock.now())

    async def work_off(self) -> int:
        """Apply what stored calls are about; return how many were taken up."""
        async with self._store.read() as uow:
            heard = await uow.inbox.due(self._clock.now(), _BATCH)
        for one in heard:
            await self._work_off(one)
        return len(heard)

    async def _work_off(self, heard: Heard) -> None:
        async with self._store.write() as uow:  # first: a call that fails keeps no other waiting
            if not await uow.inbox.claim(heard, self._clock.now() + _wait(heard.tries)):
                return
        again, said = await self._taken_up(heard)
        async with self._store.write() as uow:
            await uow.inbox.again(heard, again, said)

    async def _taken_up(self, heard: Heard) -> tuple[datetime | None, str]:
        """Apply what a call is about; return when to do so again (None: never), and why."""
        try:
            gateway = self._gateways[heard.provider]
            await self._fetched(gateway, heard.external_id)
            if heard.refund_id:
                await self._refunds.look_at(heard.provider, heard.refund_id)
        except KeysRefused as error:
            return self._again(heard, error, _KEYS_WAIT)
        except (NotDone, KeyError) as error:
            return None, type(error).__name__
        except TryLater as error:
            return self._again(heard, error, timedelta(seconds=error.after))
        except GatewayError as error:
            return self._again(heard, error)
        return None, ""

    def _again(
        self, heard: Heard, error: GatewayError, least: timedelta = timedelta(0)
    ) -> tuple[datetime | None, str]:
        at = self._clock.now() + max(_wait(heard.tries), least)
        return at if heard.tries < _HEARD_TRIES else None, type(error).__name__

    async def ask_now(self, order_id: int) -> None:
        """Ask about an order's open payments at once, for somebody who comes back from a page.

        A provider that does not answer is asked again later; that is not an error.
        """
        async with self._store.read() as uow:
            open_ = [p for p in await uow.payments.of_order(order_id) if p.look_at]
        for payment in open_:
            await self._look(payment)

    async def look(self) -> int:
        """Ask about every attempt that is due; return how many this call asked about."""
        async with self._store.read() as uow:
            due = await uow.payments.to_look_at(self._clock.now(), _BATCH)
        return sum([await self._look(payment) for payment in due])

    async def _look(self, payment: Payment) -> bool:
        async with self._store.write() as uow:
            next_look = self._clock.now() + _wait(payment.looks)
            if not await uow.payments.look_again(payment, next_look):
                return False  # somebody else looks
            order = await uow.orders.get(payment.order_id)
        if order:
            await self._ask(order, payment)
        return True

    async def _ask(self, order: Order, payment: Payment) -> None:
        gateway = self._gateways.get(payment.provider)
        try:
            if gateway is None:
                return
            if forgotten(payment, self._clock.now()):
                await self._till.give_up(payment)
            elif payment.status is Attempt.CAPTURED:  # only its receipt is not made yet
                await self._fetched(gateway, payment.external_id)
            elif order.status is not Status.AWAITING_PAYMENT:
                await self._shut(gateway, order, payment)
            elif payment.external_id:
                await self._fetched(gateway, payment.external_id)
            elif payment.status in LIVE:
                await self._till.open(Placed(order, payment))
        except TryLater as error:
            await self._wait_for(payment, timedelta(seconds=error.after))
        except (GatewayError, WayClosed):
            return  # the next look is set; what the provider does then is applied then

    async def _wait_for(self, payment: Payment, least: timedelta) -> None:
        async with self._store.write() as uow:
            fresh = await uow.payments.by_key(payment.key) or payment
            await uow.payments.look_again(
                fresh, self._clock.now() + max(_wait(payment.looks), least)
            )

    async def _fetched(self, gateway: Gateway, external_id: str) -> None:
        """Ask how a payment stands and apply it; money that is held for us is taken."""
        told = await gateway.fetch(external_id)
        await self.apply(gateway.provider, told)
        if told.state is Attempt.AUTHORIZED and await self._held_for_us(told):
            with suppress(NotDone):  # it was let go meanwhile: the next look tells
                taken = await gateway.capture(external_id, told.money, f"{told.key}-take")
                await self.apply(gateway.provider, taken)

    async def _held_for_us(self, told: Snapshot) -> bool:
        async with self._store.read() as uow:
            return await wanted(uow, told)

    async def _shut(self, gateway: Gateway, order: Order, payment: Payment) -> None:
        """Have no page take money for an order that wants none; what came is told."""
        external_id = payment.external_id
        if not external_id:  # it may know the attempt although it never answered
            told = await gateway.create(self._till.request(order, payment))
            external_id = told.external_id
        told = await gateway.cancel(external_id, f"{payment.key}-end")
        await self.apply(payment.provider, told)

    async def may_end(self, order_id: int) -> bool:
        """Whether an unpaid order's hold may end: no provider knows of money for it.

        Pages that are still open are shut first. A provider that does not answer delays
        the end of the hold for an hour.
        """
        async with self._store.read() as uow:
            order = await uow.orders.get(order_id)
            attempts = [p for p in await uow.payments.of_order(order_id) if p.look_at]
        silent = [p for p in attempts if p.external_id and not await self._shut_before(p)]
        return not silent or order is None or self._waited(order)

    async def _shut_before(self, payment: Payment) -> bool:
        """Have a page take no money from now on; whether its provider answered."""
        gateway = self._gateways.get(payment.provider)
        if gateway is None:
            return False  # the shop gave this provider up; nobody can be asked
        try:
            told = await gateway.fetch(payment.external_id)
            if told.state is Attempt.PENDING:
                told = await gateway.cancel(payment.external_id, f"{payment.key}-end")
            await self.apply(payment.provider, told)
        except GatewayError:
            return False
        return True

    def _waited(self, order: Order) -> bool:
        return order.expires_at is not None and order.expires_at + _PATIENCE < self._clock.now()

    async def apply(self, provider: str, told: Snapshot) -> None:
        """Have our record say what the provider says of one payment. Twice is once."""
        async with self._store.read() as uow:
            payment = await uow.payments.by_key(told.key) if told.key else None
            order = await uow.orders.get(payment.order_id) if payment else None
        if not payment or not order or payment.provider != provider:
            return
        if told.state is Attempt.CAPTURED:
            await self._payments.settle(
                Charge(
                    provider=provider,
                    charge_id=told.external_id,
                    key=told.key,
                    money=told.paid or told.money,
                    payer_id=order.customer_id,
                    provider_charge_id=told.charge_id,
                )
            )
            await self._refunds.found(order.id, told)
        await self._note(order, payment, told)

    async def _note(self, order: Order, payment: Payment, told: Snapshot) -> None:
        now = self._clock.now()
        async with self._store.write() as uow:
            fresh = await uow.payments.by_key(payment.key) or payment
            if told.state in _OVER:
                await uow.payments.look_again(fresh, next_look(fresh, told, now))
            await note_receipt(uow, order, fresh, told, now)
            if told.state is Attempt.CAPTURED:  # it brought its money, to be kept or not
                await uow.payments.move(payment.id, Attempt.CAPTURED, LIVE)
                return
            if told.state is fresh.status:
                return
            before = LIVE - UNDER_WAY if told.state is Attempt.PENDING else LIVE
            if await uow.payments.move(payment.id, told.state, before):
                ref = told.reason or told.external_id
                await uow.payments.add_event(payment, told.state, ref, now)
                version = f"attempt:{payment.id}:{told.state}"
                await notices.order_changed(uow, order, version, now)


def _wait(looks: int) -> timedelta:
    return timedelta(seconds=min(_LONGEST, 5 * 2**looks))
