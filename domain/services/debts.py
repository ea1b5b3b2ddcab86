"""What the shop owes back: written down with its cause, under the order's lock."""

import secrets
from collections.abc import Collection
from dataclasses import replace

from domain import notices
from domain.clock import Clock
from domain.gateways import RefundState, Snapshot
from domain.money import Money
from domain.notices import Alert
from domain.orders import Method, Order, PaymentStatus
from domain.ports.store import UnitOfWork
from domain.refunds import COUNTS, WAITS, Refund, Taken


class Debts:
    """Writes down what goes back. It sends nothing; every method needs the order's lock."""

    def __init__(self, clock: Clock, refunding: Collection[str] = frozenset()) -> None:
        """*refunding*: the providers that send money back when they are asked."""
        self._clock = clock
        self._refunding = frozenset(refunding)

    async def owe(self, uow: UnitOfWork, taken: Taken, wanted: int, subject: str) -> Refund | None:
        """Write down that *wanted* minor units of *taken* go back, or what is left of it.

        The refund waits for the provider, or for an owner where no provider would do it.
        The same *subject* is written down once; None if it was there, or nothing is left.
        """
        counted = [r for r in await of_charge(uow, taken) if r.state in COUNTS]
        left = taken.money.amount - sum(refund.money.amount for refund in counted)
        if (amount := min(wanted, left)) <= 0:
            return None
        by_itself = taken.provider in self._refunding
        now = self._clock.now()
        refund = Refund(
            id=0,
            taken=taken,
            money=Money(amount, taken.money.currency),
            state=RefundState.REQUESTED if by_itself else RefundState.MANUAL,
            key=secrets.token_urlsafe(18),
            subject=subject,
            try_at=now if by_itself else None,
        )
        return await uow.refunds.add(refund, now)

    async def alert(self, uow: UnitOfWork, refund: Refund, subject: str) -> None:
        """Have owners know of a refund that was just written down."""
        by_hand = refund.state is RefundState.MANUAL
        kind = Alert.REFUND_DUE if by_hand else Alert.REFUNDING
        await notices.alert(uow, kind, subject, notices.refund_details(refund), self._clock.now())

    async def ask(self, uow: UnitOfWork, refund: Refund, *, unsure: bool = False) -> None:
        """Have owners make a refund; *unsure*: it may have been made, they must look first."""
        details = notices.refund_details(refund) | ({"unsure": 1} if unsure else {})
        await self._ask(uow, f"refund:{refund.id}", details)

    async def ask_less(self, uow: UnitOfWork, refund: Refund) -> None:
        """Have owners know that they have to return less than they were asked for."""
        details = notices.refund_details(refund)
        await self._ask(uow, f"refund:{refund.id}:{refund.money.amount}", details)

    async def _ask(self, uow: UnitOfWork, subject: str, details: dict[str, str | int]) -> None:
        await notices.alert(uow, Alert.REFUND_DUE, subject, details, self._clock.now())

    async def found(self, uow: UnitOfWork, order: Order, told: Snapshot) -> list[Refund]:
        """Note money that went back without us, in the provider's own cabinet.

        What an owner had to return by hand is done with it, as far as it reaches, and they
        have to return no more than the payment has left: those they are asked less of now
        come back, with what is left of them.
        """
        came = await uow.refunds.taken(order.id)
        taken = next((each for each in came if each.charge_id == told.external_id), None)
        if taken is None or told.refunded <= 0:
            return []
        refunded = min(told.refunded, taken.money.amount)  # more than came is nothing of ours
        await self._returned(uow, order, taken, refunded)
        counted = [r for r in await of_charge(uow, taken) if r.state in COUNTS]
        asked = [r for r in counted if r.state is RefundState.MANUAL]
        by_hand = sum(refund.money.amount for refund in asked)
        over = by_hand - (taken.money.amount - refunded)
        more = refunded - sum(refund.money.amount for refund in counted)
        # As long as it may be a part of what is returned by hand, it is waited for the rest.
        if (outside := more + by_hand if over > 0 else more) > 0:
            await self._outside(uow, order, taken, outside, refunded)
        return await _lowered(uow, asked, over) if over > 0 else []

    async def _returned(self, uow: UnitOfWork, order: Order, taken: Taken, refunded: int) -> None:
        mine = await of_charge(uow, taken)
        sure = sum(r.money.amount for r in mine if r.state in COUNTS - {RefundState.MANUAL})
        for refund in (r for r in mine if r.state is RefundState.MANUAL):
            sure += refund.money.amount
            if sure > refunded:
                return
            await done(uow, self._clock, order, refund)

    async def _outside(
        self, uow: UnitOfWork, order: Order, taken: Taken, more: int, refunded: int
    ) -> None:
        now = self._clock.now()
        money = Money(more, taken.money.currency)
        subject = f"outside:{taken.charge_id}:{refunded}"
        key = secrets.token_urlsafe(18)
        refund = Refund(0, taken, money, RefundState.SUCCEEDED, key, subject)
        if added := await uow.refunds.add(refund, now):
            await uow.orders.set_payment(order.id, await standing(uow, order))
            await notices.order_changed(uow, order, subject, now)
            details = notices.refund_details(added)
            await notices.alert(uow, Alert.REFUNDED_OUTSIDE, subject, details, now)


async def done(uow: UnitOfWork, clock: Clock, order: Order, refund: Refund) -> bool:
    """Note that a refund which waited for an owner is made, and tell; once."""
    if not await uow.refunds.move(refund, RefundState.SUCCEEDED, frm={RefundState.MANUAL}):
        return False
    await tell(uow, clock, order, refund)
    return True


async def tell(uow: UnitOfWork, clock: Clock, order: Order, refund: Refund) -> None:
    """Have the order and whoever paid know that a refund is made."""
    now = clock.now()
    await uow.orders.set_payment(order.id, await standing(uow, order))
    await notices.tell_refunded(uow, refund, now)
    await notices.order_changed(uow, order, f"refund:{refund.id}", now)


async def standing(uow: UnitOfWork, order: Order) -> PaymentStatus:
    """Return what an order's money comes to, once any came.

    Money on top of what paid the order is the payer's business, not the order's: the order
    is paid as long as nothing of its own charge goes back, and what is to be taken at the
    door stays so whatever else came.
    """
    refunds = await uow.refunds.of_order(order.id)
    taken = await uow.refunds.taken(order.id)
    settled = {one.charge_id for one in taken if one.settled}
    if not settled and order.method is Method.CASH:
        return order.payment_status
    counted = {r.taken.charge_id for r in refunds if r.state in COUNTS}
    if settled and not settled & counted:
        return PaymentStatus.PAID
    if any(refund.state in WAITS for refund in refunds):
        return PaymentStatus.REFUND_DUE
    back = sum(r.money.amount for r in refunds if r.state is RefundState.SUCCEEDED)
    if back >= sum(one.money.amount for one in taken):
        return PaymentStatus.REFUNDED
    return PaymentStatus.PARTLY_REFUNDED if back else PaymentStatus.NEEDS_REVIEW


async def _lowered(uow: UnitOfWork, asked: list[Refund], over: int) -> list[Refund]:
    """Have owners return *over* minor units less: so much can never go back any more."""
    lowered = []
    for refund in sorted(asked, key=lambda each: each.money.amount, reverse=True):
        rest = Money(max(0, refund.money.amount - over), refund.money.currency)
        over -= refund.money.amount - rest.amount
        if not rest.amount:
            await uow.refunds.move(refund, RefundState.FAILED, frm={RefundState.MANUAL})
        elif rest != refund.money and await uow.refunds.lower(refund, rest.amount):
            lowered.append(replace(refund, money=rest))
    return lowered


async def of_charge(uow: UnitOfWork, taken: Taken) -> list[Refund]:
    """Return all refunds of one charge, oldest first."""
    every = await uow.refunds.of_order(taken.order_id)
    return [
        refund
        for refund in every
        if (refund.taken.provider, refund.taken.charge_id) == (taken.provider, taken.charge_id)
    ]
