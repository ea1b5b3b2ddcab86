"""Pages where providers take money: opening them, and choosing between ways to pay."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound, WayClosed, WrongStep
from domain.fulfilment import Step
from domain.gateways import (
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    PaymentRequest,
    Snapshot,
)
from domain.orders import ONLINE, Method, Order, Status
from domain.payments import UNDER_WAY, Attempt, Payment
from domain.ports.gateways import Gateway
from domain.ports.store import Entry, Store, UnitOfWork
from domain.receipts import DeliveryIn, of_order
from domain.services.attempts import attempt, end_attempts, forgotten
from domain.services.checkout import Placed, Terms
from domain.services.own_orders import own_order
from domain.ways import ways_of


class Till:
    """Asks providers for their pay pages. No transaction is open while it does."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gateways: Mapping[str, Gateway],
        terms: Terms,
        back: Callable[[str], str],
        delivery_in: DeliveryIn,
    ) -> None:
        """*back* returns the address that leads from a provider's page to an order number."""
        self._store = store
        self._clock = clock
        self._gateways = gateways
        self._terms = terms
        self._back = back
        self._delivery_in = delivery_in

    async def choose(self, customer: Customer, order_id: int, method: Method | None) -> Placed:
        """Return an order of theirs with the attempt that asks for its money by *method*.

        None keeps the way chosen last. An attempt that is open is used again, unless its key
        is too old to ask with; the pages of others stay as they are, and money is counted
        once whichever of them it comes by.

        Raises:
            NotFound: It is not theirs, or the shop does not offer this way.
            WrongStep: It waits for no money.
        """
        async with self._store.write() as uow:
            order = await self._unpaid(uow, customer, order_id, method)
            method = method or order.method
            if method is Method.CASH:
                raise NotFound("method")  # nothing is asked for; see `at_the_door`
            order = await self._held_for(uow, order, method)
            payment = await self._attempt(uow, order, method)
        return Placed(replace(order, method=method, pay_url=payment.pay_url), payment)

    async def at_the_door(self, customer: Customer, order_id: int) -> Order:
        """Agree on cash for an order of theirs that waits for its money: it is begun at once.

        Pages and invoices are shut; money that comes by one all the same goes back.

        Raises:
            NotFound: It is not theirs, or the shop does not take cash for such goods.
            WrongStep: It waits for no money, or money is on its way.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            order = await self._unpaid(uow, customer, order_id, Method.CASH)
            if any(live.status in UNDER_WAY for live in await uow.payments.live(order.id)):
                raise WrongStep("paying", Status.CONFIRMED)
            await end_attempts(uow, order, Attempt.CANCELLED, now)
            await uow.orders.set_method(order.id, Method.CASH)
            await uow.orders.move(order.id, Status.CONFIRMED, {order.status})
            await uow.orders.set_expiry(order.id, None)
            await notices.order_changed(uow, order, "cash", now)
            await notices.merchants_changed(uow, order, Step.NEW, now)
            entry = Entry(customer.id, "cash agreed", f"order:{order.id}", order.method)
            await uow.journal.add(entry, now)
            return await uow.orders.get(order.id) or order

    async def _unpaid(
        self, uow: UnitOfWork, customer: Customer, order_id: int, method: Method | None
    ) -> Order:
        """Return the locked order, if it waits for money that may come by *method*."""
        order = await own_order(uow, customer, order_id, lock=True)
        if (method or order.method) not in ways_of(self._terms.methods, self._terms.rule, order):
            raise NotFound("method")
        if order.status is not Status.AWAITING_PAYMENT:
            raise WrongStep(order.status, Status.CONFIRMED)
        return order

    async def _held_for(self, uow: UnitOfWork, order: Order, method: Method) -> Order:
        """Choose the way; one that takes longer holds the goods for longer."""
        await uow.orders.set_method(order.id, method)
        until = order.placed_at + self._terms.hold_for(method)
        if order.expires_at and order.expires_at < until:
            await uow.orders.set_expiry(order.id, until)
            return replace(order, expires_at=until)
        return order

    async def _attempt(self, uow: UnitOfWork, order: Order, method: Method) -> Payment:
        now = self._clock.now()
        for payment in await uow.payments.live(order.id):
            if payment.provider == method and not _in_vain(payment, now):
                return payment
        return await uow.payments.add(attempt(order, method, now), now)

    async def open(self, placed: Placed) -> Order:
        """Return the order with the address of its pay page, asking the provider for one.

        Without an answer the order comes back without an address, and the provider is
        asked again later with the same key: nobody pays twice for that. When it may have
        forgotten the key the attempt is given up, and the next tap makes another.

        Raises:
            WayClosed: The provider refuses; another way may work.
        """
        order, payment = placed.order, placed.payment
        if payment is None or payment.pay_url or payment.provider not in self._gateways:
            return order
        if forgotten(payment, self._clock.now()):
            await self.give_up(payment)
            return order
        try:
            told = await self._gateways[payment.provider].create(self.request(order, payment))
        except (NotDone, KeyReused) as error:
            await self._refused(order, payment, error)
            raise WayClosed from error
        except GatewayError:
            return order
        return await self._opened(order, payment, told)

    def request(self, order: Order, payment: Payment) -> PaymentRequest:
        """Return what a provider is asked: the same for the same attempt, always."""
        return PaymentRequest(
            key=payment.key,
            money=payment.money,
            lines=of_order(order, self._delivery_in(order.language)),
            title=f"#{order.number}",
            language=order.language,
            customer_id=order.customer_id,
            expires_at=payment.expires_at,
            return_url=self._back(f"o_{order.number}"),
            phone=order.recipient.phone,
        )

    async def give_up(self, payment: Payment) -> None:
        """End an attempt that no provider has answered for; nobody asks for it any more."""
        async with self._store.write() as uow:
            fresh = await uow.payments.by_key(payment.key) or payment
            if fresh.external_id:
                return  # somebody else was answered meanwhile
            await uow.payments.move(payment.id, Attempt.EXPIRED, {Attempt.CREATED})
            await uow.payments.look_again(fresh, None)
            await uow.payments.add_event(payment, "given up", "create", self._clock.now())

    async def _opened(self, order: Order, payment: Payment, told: Snapshot) -> Order:
        now = self._clock.now()
        async with self._store.write() as uow:
            await uow.payments.opened(payment.id, told.external_id, told.pay_url)
            await uow.payments.add_event(payment, "opened", told.external_id, now)
            await notices.order_changed(uow, order, f"page:{payment.id}", now)
            return await uow.orders.get(order.id) or order

    async def _refused(self, order: Order, payment: Payment, error: GatewayError) -> None:
        now = self._clock.now()
        async with self._store.write() as uow:
            # An attempt whose page is open by now was opened by somebody else: it stands.
            if not await uow.payments.move(payment.id, Attempt.FAILED, {Attempt.CREATED}):
                return
            await uow.payments.look_again(payment, None)
            await uow.payments.add_event(payment, "refused", "create", now)
            if isinstance(error, KeysRefused | KeyReused):
                await self._alert(uow, order, payment)

    async def _alert(self, uow: UnitOfWork, order: Order, payment: Payment) -> None:
        """Have owners know, once a day, that nobody can pay this way."""
        now = self._clock.now()
        details: dict[str, str | int] = {"order_id": order.id, "provider": payment.provider}
        subject = f"{payment.provider}:{now:%Y-%m-%d}"
        await notices.alert(uow, notices.Alert.WAY_CLOSED, subject, details, now)


def _in_vain(payment: Payment, now: datetime) -> bool:
    return Method(payment.provider) in ONLINE and forgotten(payment, now)
