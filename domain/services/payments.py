"""Money: may it be charged, and what became of it. One way in for every provider."""

from dataclasses import dataclass
from datetime import timedelta

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound, OutOfStock, PaymentRefused, Refusal, WrongStep
from domain.fulfilment import Fulfilment, Step
from domain.money import Money
from domain.notices import Alert, Event
from domain.orders import CAN_BECOME, Order, PaymentStatus, Status
from domain.payments import LIVE, Attempt, Charge, Outcome, Payment
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.checkout import Placed, live_payment
from domain.services.holds import release, reserve

GRACE = timedelta(minutes=10)  # how long a hold outlives our yes to a charge, at least


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a charge; *order* is None if it names none of ours."""

    outcome: Outcome
    order: Order | None


class Payments:
    """Approves charges before they are made and settles them after."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def open_attempt(self, customer: Customer, order_id: int) -> Placed:
        """Return an order of theirs that still waits for money, to be asked for again.

        Raises:
            NotFound: It is not theirs. WrongStep: It waits for no money.
        """
        async with self._store.read() as uow:
            order = await uow.orders.get(order_id)
            if not order or order.customer_id != customer.id:
                raise NotFound("order")
            payment = await live_payment(uow, order)
        if not payment or order.status is not Status.AWAITING_PAYMENT:
            raise WrongStep(order.status, Status.CONFIRMED)
        return Placed(order, payment)

    async def invoice_sent(self, key: str, chat_id: int, message_id: int) -> None:
        """Remember the invoice's message; an earlier one of the attempt is taken away."""
        async with self._store.write() as uow:
            payment = await uow.payments.by_key(key)
            if not payment:
                return
            await uow.payments.set_message(payment.id, message_id)
            if payment.message_id not in (None, message_id):
                await notices.remove_message(uow, chat_id, payment.message_id, self._clock.now())

    async def approve(self, key: str, payer_id: int, money: Money) -> None:
        """Say yes to a charge that the provider is about to make, and keep the hold alive.

        Raises:
            PaymentRefused: With the reason the payer is shown; nothing is changed.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            payment = await uow.payments.by_key(key)
            order = await uow.orders.get(payment.order_id, lock=True) if payment else None
            if not payment or not order:
                raise PaymentRefused(Refusal.UNKNOWN)
            if reason := self._objection(payment, order, payer_id, money):
                raise PaymentRefused(reason)
            if order.expires_at and order.expires_at < now + GRACE:
                await uow.orders.set_expiry(order.id, now + GRACE)
            await uow.payments.move(payment.id, Attempt.APPROVED, LIVE)
            await uow.payments.add_event(payment, "approved", f"{now:%Y%m%d%H%M%S%f}", now)

    def _objection(
        self, payment: Payment, order: Order, payer_id: int, money: Money
    ) -> Refusal | None:
        """Why this charge must not be made, or None."""
        if order.customer_id != payer_id:
            return Refusal.NOT_YOURS
        if order.status in (Status.CONFIRMED, Status.COMPLETED):
            return Refusal.ALREADY_PAID
        if order.status is Status.CANCELLED:
            return Refusal.CANCELLED
        over = order.expires_at is not None and order.expires_at <= self._clock.now()
        if order.status is Status.EXPIRED or over or payment.status not in LIVE:
            return Refusal.EXPIRED
        fits = money == payment.money == order.total
        return None if fits else Refusal.AMOUNT

    async def settle(self, charge: Charge) -> Settlement:
        """Take note of money that came: the only way an order gets paid.

        The charge's own id makes it count once, however often and by whomever it is told.
        Money always wins over the clock: an order that expired or was cancelled meanwhile
        comes back if its goods are still there; if not, the money is due back and both
        sides are told. Money that does not fit stays on record for an owner to look at.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            payment = await uow.payments.by_key(charge.key)
            order = await uow.orders.get(payment.order_id, lock=True) if payment else None
            if await uow.payments.known(charge):
                return Settlement(Outcome.DUPLICATE, order)
            outcome = await self._judge(uow, charge, payment, order)
            order_id = order.id if order else None
            if not await uow.payments.add_charge(charge, order_id, outcome, now):
                return Settlement(Outcome.DUPLICATE, order)
            if payment and order:
                await self._record(uow, charge, payment, order, outcome)
                order = await uow.orders.get(order.id)
            if outcome is not Outcome.PAID:
                await self._alarm(uow, charge, order, outcome)
        return Settlement(outcome, order)

    async def _judge(
        self, uow: UnitOfWork, charge: Charge, payment: Payment | None, order: Order | None
    ) -> Outcome:
        if not payment or not order or charge.money != payment.money:
            return Outcome.NEEDS_REVIEW
        if charge.payer_id != order.customer_id or payment.status is Attempt.CAPTURED:
            return Outcome.REFUND_DUE  # a stranger's money, or the second for one order
        if order.status is Status.AWAITING_PAYMENT:
            return Outcome.PAID
        if order.status in CAN_BECOME[Status.CONFIRMED] and await self._revived(uow, order):
            return Outcome.PAID
        return Outcome.REFUND_DUE

    async def _revived(self, uow: UnitOfWork, order: Order) -> bool:
        """Hold the goods of an expired or cancelled order again, if they are all there."""
        now = self._clock.now()
        try:
            await reserve(uow, order, now)
        except OutOfStock:
            await release(uow, order.id, now)
            return False
        for part in order.fulfilments:
            fresh = Fulfilment(part.id, order.id, part.merchant_id, part.merchant, Step.NEW)
            await uow.fulfilments.move(fresh, {Step.CANCELLED}, None)
        entry = Entry(None, "late payment accepted", f"order:{order.id}", order.status)
        await uow.journal.add(entry, now)
        return True

    async def _record(
        self, uow: UnitOfWork, charge: Charge, payment: Payment, order: Order, outcome: Outcome
    ) -> None:
        now = self._clock.now()
        await uow.payments.add_event(payment, "captured", charge.charge_id, now)
        if outcome is Outcome.PAID:
            await uow.payments.move(payment.id, Attempt.CAPTURED, set(Attempt))
            await uow.orders.move(order.id, Status.CONFIRMED, CAN_BECOME[Status.CONFIRMED])
            await uow.orders.set_payment(order.id, PaymentStatus.PAID, now)
            await uow.orders.set_expiry(order.id, None)
            await notices.tell_customer(uow, order, Event.PAID, now)
            await notices.merchants_changed(uow, order, Step.NEW, now)
        elif order.payment_status is PaymentStatus.UNPAID:
            await uow.orders.set_payment(order.id, PaymentStatus(outcome))
        await notices.order_changed(uow, order, f"charge:{charge.charge_id}", now)

    async def _alarm(
        self, uow: UnitOfWork, charge: Charge, order: Order | None, outcome: Outcome
    ) -> None:
        now = self._clock.now()
        details: dict[str, str | int] = {
            "order_id": order.id if order else 0,
            "amount": charge.money.amount,
            "currency": charge.money.currency,
            "payer_id": charge.payer_id,
            "charge_id": charge.charge_id,
        }
        await notices.alert(uow, Alert(outcome), charge.charge_id, details, now)
        if order and outcome is Outcome.REFUND_DUE:
            await notices.tell_payer(uow, order, charge.payer_id, charge.charge_id, now)
