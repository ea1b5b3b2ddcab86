"""Money: may it be charged, and what became of it. One way in for every provider."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from domain import notices
from domain.clock import Clock
from domain.errors import OutOfStock, PaymentRefused, Refusal
from domain.fulfilment import Fulfilment, Step
from domain.money import Money
from domain.notices import Alert, Event
from domain.orders import AGREED, CAN_BECOME, Method, Order, PaymentStatus, Status
from domain.payments import LIVE, Attempt, Charge, Outcome, Payment
from domain.ports.store import Entry, Store, UnitOfWork
from domain.privacy import is_gone
from domain.services.attempts import end_attempts
from domain.services.debts import Debts, standing
from domain.services.holds import release, reserve
from domain.ways import Rule, ways_of

GRACE = timedelta(minutes=10)  # how long a hold outlives our yes to a charge, at least


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a charge; *order* is None if it names none of ours."""

    outcome: Outcome
    order: Order | None


class Payments:
    """Approves charges before they are made and settles them after."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        refunding: Collection[str] = frozenset(),
        rule: Rule = Rule.STARS,
    ) -> None:
        """*refunding*: the providers that send money back when they are asked. *rule* says
        by what digital goods may be paid.
        """
        self._rule = rule
        self._store = store
        self._clock = clock
        self._debts = Debts(clock, refunding)

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
        if order.status in AGREED:
            in_cash = order.method is Method.CASH
            return Refusal.AT_THE_DOOR if in_cash else Refusal.ALREADY_PAID
        if order.status is Status.CANCELLED:
            return Refusal.CANCELLED
        over = order.expires_at is not None and order.expires_at <= self._clock.now()
        if order.status is Status.EXPIRED or over or payment.status not in LIVE:
            return Refusal.EXPIRED
        if not ways_of({Method(payment.provider)}, self._rule, order):
            return Refusal.WRONG_WAY
        fits = money == payment.money == order.total
        return None if fits else Refusal.AMOUNT

    async def settle(self, charge: Charge) -> Settlement:
        """Take note of money that came: the only way an order gets paid.

        The charge's own id makes it count once, however often and by whomever it is told.
        Money always wins over the clock: an order that expired or was cancelled meanwhile
        comes back if its goods are still there; if not, the money is due back and both
        sides are told. Money that does not fit stays on record for an owner to look at.
        """
        async with self._store.write() as uow:
            return await self.count(uow, charge)

    async def count(self, uow: UnitOfWork, charge: Charge) -> Settlement:
        """Do the same as `settle` as a part of the caller's transaction."""
        now = self._clock.now()
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
            if outcome is Outcome.PAID:  # no other page or invoice may take money
                await end_attempts(uow, order, Attempt.CANCELLED, now)
            order = await uow.orders.get(order.id)
        if outcome is Outcome.NEEDS_REVIEW:
            await self._alarm(uow, charge, order)
        return Settlement(outcome, order)

    async def _judge(
        self, uow: UnitOfWork, charge: Charge, payment: Payment | None, order: Order | None
    ) -> Outcome:
        if not payment or not order or charge.money != payment.money:
            return Outcome.NEEDS_REVIEW
        if charge.payer_id != order.customer_id or payment.status is Attempt.CAPTURED:
            return Outcome.REFUND_DUE  # a stranger's money, or the second for one order
        if is_gone(order.customer_id):
            return Outcome.REFUND_DUE  # nobody is there who could get the goods
        if order.status is Status.AWAITING_PAYMENT:
            return Outcome.PAID
        if any(taken.settled for taken in await uow.refunds.taken(order.id)):
            return Outcome.REFUND_DUE  # it was paid before, and cancelled since
        if order.status not in CAN_BECOME[Status.CONFIRMED] or not _as_asked(payment, order):
            return Outcome.REFUND_DUE
        return Outcome.PAID if await self._revived(uow, order) else Outcome.REFUND_DUE

    async def _revived(self, uow: UnitOfWork, order: Order) -> bool:
        """Hold the goods of an expired or cancelled order again, if they are all there.

        A promo code must have a use left for it too: an order comes back as it was.
        """
        now = self._clock.now()
        try:
            await reserve(uow, order, now)
        except OutOfStock:
            await release(uow, order.id, now)
            return False
        if order.promo and not await uow.promos.use_again(order.id):
            await release(uow, order.id, now)
            return False
        for part in order.fulfilments:
            fresh = Fulfilment(part.id, order.id, part.merchant_id, part.merchant, Step.NEW)
            await uow.fulfilments.move(fresh, {Step.CANCELLED}, None)
        await notices.tell_all_anew(uow, order)
        entry = Entry(None, "late payment accepted", f"order:{order.id}", order.status)
        await uow.journal.add(entry, now)
        return True

    async def _record(
        self, uow: UnitOfWork, charge: Charge, payment: Payment, order: Order, outcome: Outcome
    ) -> None:
        now = self._clock.now()
        await uow.payments.add_event(payment, "captured", charge.charge_id, now)
        if outcome is Outcome.PAID:
            await self._paid(uow, payment, order)
        elif outcome is Outcome.REFUND_DUE:
            await self._send_back(uow, charge, order)
        if outcome is not Outcome.PAID:
            await uow.orders.set_payment(order.id, await standing(uow, order))
        await notices.order_changed(uow, order, f"charge:{charge.charge_id}", now)

    async def _paid(self, uow: UnitOfWork, payment: Payment, order: Order) -> None:
        now = self._clock.now()
        await uow.payments.move(payment.id, Attempt.CAPTURED, set(Attempt))
        if payment.provider != order.method:
            await uow.orders.set_method(order.id, Method(payment.provider))
        await uow.orders.move(order.id, Status.CONFIRMED, CAN_BECOME[Status.CONFIRMED])
        await uow.orders.set_payment(order.id, PaymentStatus.PAID, now)
        await uow.orders.set_expiry(order.id, None)
        await notices.tell_customer(uow, order, Event.PAID, now)
        await notices.merchants_changed(uow, order, Step.NEW, now)
        await notices.hand_over(uow, order, f"{payment.id}", now)

    async def _alarm(self, uow: UnitOfWork, charge: Charge, order: Order | None) -> None:
        details: dict[str, str | int] = {
            "order_id": order.id if order else 0,
            "amount": charge.money.amount,
            "currency": charge.money.currency,
            "payer_id": charge.payer_id,
            "charge_id": charge.charge_id,
        }
        now = self._clock.now()
        await notices.alert(uow, Alert.NEEDS_REVIEW, charge.charge_id, details, now)

    async def _send_back(self, uow: UnitOfWork, charge: Charge, order: Order) -> None:
        taken = await uow.refunds.taken(order.id)
        this = next(one for one in taken if one.charge_id == charge.charge_id)
        subject = f"charge:{charge.charge_id}"
        if refund := await self._debts.owe(uow, this, this.money.amount, subject):
            await self._debts.alert(uow, refund, charge.charge_id)
        now = self._clock.now()
        await notices.tell_payer(uow, order, charge.payer_id, charge.charge_id, now)


def _as_asked(payment: Payment, order: Order) -> bool:
    """Whether an order is still what this attempt asked the money for.

    Agreed to be paid in cash it may have got more pieces since, or lost some, and ended then.
    """
    return order.total == payment.money and not any(line.gone for line in order.lines)
