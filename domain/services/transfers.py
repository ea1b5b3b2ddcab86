"""Bank transfers: the customer shows that they paid, a person of the shop looks and decides."""

from dataclasses import dataclass
from datetime import datetime

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import AlreadyDone, NotAllowed, NotFound, WrongStep
from domain.orders import Method, Order, PaymentStatus, Status
from domain.payments import Attempt, Charge, Payment
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.attempts import attempt
from domain.services.checkout import Terms
from domain.services.own_orders import own_order
from domain.services.payments import Payments
from domain.ways import ways_of

_LATEST = 5  # orders among which one may wait
# Money may have come although nobody waits for it any more: it can still be confirmed.
_UNDECIDED = frozenset({Attempt.REVIEW, Attempt.CANCELLED, Attempt.EXPIRED})


@dataclass(frozen=True, slots=True)
class Claim:
    """A transfer that a customer says they made. *proof* is the picture they sent last."""

    payment: Payment
    order: Order
    proof: int | None


class Transfers:
    """Takes claims of payment and has them confirmed or rejected; the first decision counts."""

    def __init__(self, store: Store, clock: Clock, payments: Payments, terms: Terms) -> None:
        self._store = store
        self._clock = clock
        self._payments = payments
        self._terms = terms

    async def claim(self, customer: Customer, order_id: int, photo: bytes) -> Order:
        """Note that a customer says they have transferred an order's money, with a *photo*.

        The goods are held until somebody decides. Another photo before that is shown too.

        Raises:
            NotFound: The order is not theirs, or the shop takes no transfers.
            WrongStep: It waits for no money.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            order = await own_order(uow, customer, order_id, lock=True)
            if Method.TRANSFER not in ways_of(self._terms.methods, self._terms.rule, order):
                raise NotFound("method")
            if order.status is not Status.AWAITING_PAYMENT:
                raise WrongStep(order.status, Status.CONFIRMED)
            payment = await self._attempt(uow, order)
            await uow.payments.move(payment.id, Attempt.REVIEW, {Attempt.CREATED})
            proof = await uow.pictures.add(photo)
            await uow.payments.add_event(payment, "proof", str(proof), now)
            await uow.orders.set_method(order.id, Method.TRANSFER)
            await uow.orders.set_payment(order.id, PaymentStatus.CHECKING)
            await notices.transfer_changed(uow, payment, f"proof:{proof}", now)
            await notices.order_changed(uow, order, f"proof:{payment.id}:{proof}", now)
            return await uow.orders.get(order.id) or order

    async def waiting(self, customer: Customer) -> Order | None:
        """Return the customer's newest order that waits for a transfer, or for a look at it.

        Only their five latest orders are looked at.
        """
        async with self._store.read() as uow:
            latest, _ = await uow.orders.page(customer.id, 0, _LATEST)
            found = next(filter(_waits, latest), None)
            return await uow.orders.get(found.id) if found else None

    async def get(self, actor: Customer, payment_id: int) -> Claim:
        """Return a transfer that the actor may decide about.

        Raises:
            NotFound: There is none. NotAllowed: It is not theirs to decide.
        """
        actor.ensure_staff()
        async with self._store.read() as uow:
            claim = await read_claim(uow, payment_id)
        if claim is None:
            raise NotFound("payment")
        ensure_may_decide(actor, claim.order)
        return claim

    async def confirm(self, actor: Customer, payment_id: int) -> Order:
        """Note that the money has come: the order is paid.

        Raises:
            NotFound: There is no such transfer. NotAllowed: It is not theirs to decide.
            AlreadyDone: Somebody has decided before.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            payment, order = await self._claimed(uow, actor, payment_id)
            if payment.status not in _UNDECIDED:
                raise AlreadyDone("", now, payment.status)
            charge = Charge(
                provider=Method.TRANSFER,
                charge_id=f"transfer:{payment.id}",
                key=payment.key,
                money=payment.money,
                payer_id=order.customer_id,
            )
            settled = await self._payments.count(uow, charge)
            await self._decided(uow, actor, payment, "transfer confirmed", now)
            return settled.order or order

    async def reject(self, actor: Customer, payment_id: int) -> Order:
        """Note that no money has come; the customer is told and can pay again.

        Raises:
            NotFound, NotAllowed, AlreadyDone: As for `confirm`.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            payment, order = await self._claimed(uow, actor, payment_id)
            if not await uow.payments.move(payment.id, Attempt.FAILED, {Attempt.REVIEW}):
                raise AlreadyDone("", now, payment.status)
            await uow.orders.set_payment(order.id, PaymentStatus.UNPAID)
            until = now + self._terms.hold
            if order.expires_at is None or order.expires_at < until:
                await uow.orders.set_expiry(order.id, until)
            await notices.tell_not_received(uow, order, payment, now)
            await notices.order_changed(uow, order, f"rejected:{payment.id}", now)
            await self._decided(uow, actor, payment, "transfer rejected", now)
            return await uow.orders.get(order.id) or order

    async def _attempt(self, uow: UnitOfWork, order: Order) -> Payment:
        for payment in await uow.payments.live(order.id):
            if payment.provider == Method.TRANSFER:
                return payment
        now = self._clock.now()
        return await uow.payments.add(attempt(order, Method.TRANSFER, now), now)

    async def _claimed(
        self, uow: UnitOfWork, actor: Customer, payment_id: int
    ) -> tuple[Payment, Order]:
        """Return a transfer and its order, locked, if the actor may decide about it."""
        actor.ensure_staff()
        found = await uow.payments.get(payment_id)
        if not found or found.provider != Method.TRANSFER:
            raise NotFound("payment")
        order = await uow.orders.get(found.order_id, lock=True)
        payment = await uow.payments.get(payment_id)
        if not order or not payment:
            raise NotFound("payment")
        ensure_may_decide(actor, order)
        return payment, order

    async def _decided(
        self, uow: UnitOfWork, actor: Customer, payment: Payment, what: str, now: datetime
    ) -> None:
        entry = Entry(actor.id, what, f"order:{payment.order_id}", "", actor.name)
        await uow.journal.add(entry, now)
        await notices.transfer_changed(uow, payment, what, now)


async def read_claim(uow: UnitOfWork, payment_id: int) -> Claim | None:
    """Return a transfer with its order, if there is one."""
    payment = await uow.payments.get(payment_id)
    order = await uow.orders.get(payment.order_id) if payment else None
    if not payment or not order or payment.provider != Method.TRANSFER:
        return None
    return Claim(payment, order, await uow.payments.proof(payment_id))


def ensure_may_decide(actor: Customer, order: Order) -> None:
    """Raise `NotAllowed` unless all of the order's money is for those the actor works for."""
    merchants = {part.merchant_id for part in order.fulfilments}
    if not actor.is_admin and not all(actor.works_for(merchant) for merchant in merchants):
        raise NotAllowed


def _waits(order: Order) -> bool:
    return order.status is Status.AWAITING_PAYMENT and order.method is Method.TRANSFER
