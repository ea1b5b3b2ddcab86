"""Merchants work off their parts of orders; the first tap wins."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from domain import notices
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import AlreadyDone, Field, NotFound, WrongStep
from domain.fulfilment import CAN_BECOME, OVER, Fulfilment, Step
from domain.money import Money
from domain.notices import Event
from domain.orders import CAN_BECOME as STATUS_FROM
from domain.orders import Method, Order, Status
from domain.payments import Attempt
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.attempts import end_attempts
from domain.services.cash import cash_due, collect, ensure_sum
from domain.services.debts import Debts
from domain.services.holds import hand_over, release
from domain.services.paybacks import pay_back

_QUEUE = 20
_EVENTS = {
    Step.SHIPPED: Event.SHIPPED,
    Step.DELIVERED: Event.DELIVERED,
    Step.CANCELLED: Event.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One merchant's part of an order with the order it belongs to."""

    fulfilment: Fulfilment
    order: Order

    @property
    def collects(self) -> Money | None:
        """What is taken in cash when this part is handed over; None if nothing is."""
        return cash_due(self.order, self.fulfilment)


class Fulfilments:
    """Moves merchants' parts of orders along."""

    def __init__(
        self, store: Store, clock: Clock, refunding: Collection[str] = frozenset()
    ) -> None:
        """*refunding*: the providers that send money back when they are asked."""
        self._store = store
        self._clock = clock
        self._debts = Debts(clock, refunding)

    async def get(self, actor: Customer, fulfilment_id: int) -> Part:
        """Return a part that the actor may handle.

        Raises:
            NotFound: There is none. NotAllowed: It is another merchant's.
        """
        async with self._store.read() as uow:
            return await part_of(uow, actor, fulfilment_id)

    async def queue(self, actor: Customer) -> tuple[Fulfilment, ...]:
        """Return what the actor's merchants still have to do, oldest first.

        Raises:
            NotAllowed: They do not work here.
        """
        actor.ensure_staff()
        async with self._store.read() as uow:
            return await uow.fulfilments.queue(actor.merchants, _QUEUE)

    async def move(
        self,
        actor: Customer,
        fulfilment_id: int,
        to: Step,
        tracking: str = "",
        received: Money | None = None,
    ) -> Part:
        """Take the next step with a merchant's part, as the first to do so.

        Shipping lets the goods leave the shelf, cancelling gives them back to it. When
        all parts are over the order is, and a cash order's money is noted with it: what was
        *received* for it, or what was due if nobody says.

        Raises:
            NotFound, NotAllowed: As for `get`.
            AlreadyDone: Somebody took this step before.
            WrongStep: It does not lead from where the part stands.
            BadText: The tracking number is too short or too long.
            BadPrice: Nobody can have received such a sum.
        """
        if tracking:
            tracking = ensure_text(Field.TRACKING, tracking)
        if received:
            ensure_sum(received)
        async with self._store.write() as uow:
            part = await part_of(uow, actor, fulfilment_id, lock=True)
            return await self.step(uow, part, actor, to, tracking, received)

    async def step(
        self,
        uow: UnitOfWork,
        part: Part,
        actor: Customer,
        to: Step,
        tracking: str = "",
        received: Money | None = None,
    ) -> Part:
        """Do what `move` does inside a larger use case, with a part read under its lock."""
        if part.order.status in (Status.AWAITING_PAYMENT, Status.EXPIRED):
            raise WrongStep(part.order.status, to)
        if part.order.digital and to is not Step.CANCELLED:  # the shop hands them over itself
            raise WrongStep(part.fulfilment.step, to)
        was = part.fulfilment
        tracking = tracking or was.tracking
        moved = replace(was, step=to, tracking=tracking, by=actor.name, at=self._clock.now())
        if not await uow.fulfilments.move(moved, CAN_BECOME.get(to, frozenset()), actor.id):
            raise _too_late(was, to)
        await self._shelf(uow, moved)
        order = await self._close(uow, part.order, moved, actor, received)
        await self._tell(uow, order, was, moved, actor.id)
        return Part(moved, await uow.orders.get(order.id) or order)

    async def _shelf(self, uow: UnitOfWork, moved: Fulfilment) -> None:
        now = self._clock.now()
        if moved.step is Step.SHIPPED:
            await hand_over(uow, moved.order_id, now, moved.merchant_id)
        if moved.step is Step.CANCELLED:
            await release(uow, moved.order_id, now, moved.merchant_id)

    async def _close(
        self,
        uow: UnitOfWork,
        order: Order,
        moved: Fulfilment,
        actor: Customer,
        received: Money | None,
    ) -> Order:
        """End the order when no part is left to do, and settle what that means for money."""
        parts = [moved if part.id == moved.id else part for part in order.fulfilments]
        delivered = any(part.step is Step.DELIVERED for part in parts)
        if all(part.step in OVER for part in parts):
            to = Status.COMPLETED if delivered else Status.CANCELLED
            await uow.orders.move(order.id, to, STATUS_FROM[to])
            if to is Status.CANCELLED:
                await end_attempts(uow, order, Attempt.CANCELLED, self._clock.now())
                if order.promo:
                    await uow.promos.give_back(order.id)
            if to is Status.COMPLETED and order.method is Method.CASH:
                await collect(uow, order, parts, received, actor, self._clock.now())
        if moved.step is Step.CANCELLED:
            await self._owe_back(uow, order, moved, parts)
        return order

    async def _owe_back(
        self, uow: UnitOfWork, order: Order, moved: Fulfilment, parts: Collection[Fulfilment]
    ) -> None:
        """A part was cancelled: what is left of its price goes back, with the last part all."""
        nothing_left = all(part.step is Step.CANCELLED for part in parts)
        gone = [(line, line.kept) for line in order.of(moved.merchant_id)]
        subject = f"part:{moved.id}"
        await pay_back(uow, self._debts, order, gone, subject, all_of_it=nothing_left)

    async def _tell(
        self,
        uow: UnitOfWork,
        order: Order,
        was: Fulfilment,
        moved: Fulfilment,
        actor_id: int,
    ) -> None:
        now = self._clock.now()
        entry = Entry(actor_id, f"part {moved.step}", f"order:{order.id}", was.step, moved.step)
        await uow.journal.add(entry, now)
        await notices.merchant_changed(uow, moved, moved.step, now)
        await notices.order_changed(uow, order, f"{moved.id}:{moved.step}", now)
        if event := _EVENTS.get(moved.step):
            await notices.tell_customer_of(uow, moved, event, now)


async def part_of(
    uow: UnitOfWork, actor: Customer, fulfilment_id: int, *, lock: bool = False
) -> Part:
    """Return a part the actor may handle; locks go order first, as everywhere.

    Raises:
        NotFound: There is none. NotAllowed: It is another merchant's.
    """
    found = await uow.fulfilments.get(fulfilment_id)
    if not found:
        raise NotFound("order")
    actor.ensure_works_for(found.merchant_id)
    order = await uow.orders.get(found.order_id, lock=lock)
    if not order:
        raise NotFound("order")
    return Part(next(part for part in order.fulfilments if part.id == fulfilment_id), order)


def _too_late(now: Fulfilment, wanted: Step) -> AlreadyDone | WrongStep:
    """Say who was first, if somebody took this step or a later one; else that it is wrong."""
    order = list(Step)
    ahead = order.index(now.step) >= order.index(wanted)
    if now.at and (ahead or now.step is Step.CANCELLED):
        return AlreadyDone(now.by, now.at, now.step)
    return WrongStep(now.step, wanted)
