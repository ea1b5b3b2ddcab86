"""Requests to take goods back: asked by customers, decided by merchants, the first tap wins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain import news
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import AlreadyDone, Field, NotFound, WrongStep
from domain.fulfilment import Fulfilment, Step
from domain.orders import Fate, Order
from domain.ports.goods import Movement
from domain.ports.store import Entry, Store, UnitOfWork
from domain.refunds import Refund
from domain.returns import PHOTOS, Return, State, in_time, may_come_back
from domain.services.debts import Debts
from domain.services.edits import write_down
from domain.services.fulfilment import Part
from domain.services.own_orders import own_order
from domain.services.paybacks import pay_back


@dataclass(frozen=True, slots=True)
class Returnable:
    """What may come back of an order: line id to pieces; and the requests there are."""

    order: Order
    lines: Mapping[int, int]
    requests: tuple[Return, ...]

    @property
    def open(self) -> tuple[Return, ...]:
        """The requests that the shop has not decided."""
        return tuple(each for each in self.requests if each.state is State.ASKED)


@dataclass(frozen=True, slots=True)
class Case:
    """A request with the merchant's part it is about."""

    request: Return
    part: Part


class Returns:
    """Takes goods back after they were delivered."""

    def __init__(
        self, store: Store, clock: Clock, days: int, refunding: Collection[str] = frozenset()
    ) -> None:
        """*days* after delivery goods may come back; 0: never. *refunding*: see `Debts`."""
        self._store = store
        self._clock = clock
        self._days = days
        self._debts = Debts(clock, refunding)

    async def possible(self, customer: Customer, order_id: int) -> Returnable:
        """Return what of an order of theirs may come back now.

        Raises:
            NotFound: It is not theirs.
        """
        async with self._store.read() as uow:
            order = await own_order(uow, customer, order_id)
            requests = await uow.returns.of_order(order.id)
            lines = await self._lines(uow, order)
        return Returnable(order, lines, requests)

    async def ask(
        self,
        customer: Customer,
        fulfilment_id: int,
        wanted: Mapping[int, int],
        reason: str,
        photos: Sequence[str] = (),
    ) -> Return:
        """Ask the shop to take back *wanted* (line id to pieces) of a delivered part.

        *photos* are file ids; more than `PHOTOS` are left out.

        Raises:
            NotFound: It is not theirs. BadText: The reason is too short or too long.
            WrongStep: The time is over, or an open request is about these pieces, or they
                are not the customer's to give back.
        """
        reason = ensure_text(Field.REASON, reason)
        now = self._clock.now()
        async with self._store.write() as uow:
            part = await uow.fulfilments.get(fulfilment_id)
            order = await own_order(uow, customer, part.order_id if part else 0, lock=True)
            part = next(each for each in order.fulfilments if each.id == fulfilment_id)
            await self._ensure_may_come(uow, order, part, wanted)
            shown = tuple(photos[:PHOTOS])
            asked = Return(
                0, order.id, part.id, customer.id, dict(wanted), reason, shown, asked_at=now
            )
            asked = await uow.returns.add(asked)
            await self._note(uow, order, asked, "", customer.id)
        return asked

    async def withdraw(self, customer: Customer, return_id: int) -> Returnable:
        """Take an open request back; return what may come back then.

        Raises:
            NotFound: It is not theirs. AlreadyDone: The shop was first.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            request = await uow.returns.get(return_id)
            if not request or request.customer_id != customer.id:
                raise NotFound("return")
            order = await own_order(uow, customer, request.order_id, lock=True)
            ended = replace(request, state=State.WITHDRAWN, by=customer.name, decided_at=now)
            await self._decide(uow, order, request, ended, customer.id)
        return await self.possible(customer, request.order_id)

    async def get(self, actor: Customer, return_id: int) -> Case:
        """Return a request that the actor may decide.

        Raises:
            NotFound: There is none. NotAllowed: It is another merchant's.
        """
        async with self._store.read() as uow:
            return await _case(uow, actor, return_id)

    async def accept(self, actor: Customer, return_id: int, *, restock: bool) -> Case:
        """Take the goods back, on the shelf again if *restock*, and owe what they cost.

        Raises:
            NotFound, NotAllowed: As for `get`. AlreadyDone: Somebody decided before.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            case = await _case(uow, actor, return_id, lock=True)
            request, order = case.request, case.part.order
            ended = replace(
                request, state=State.ACCEPTED, restock=restock, by=actor.name, decided_at=now
            )
            await self._decide(uow, order, request, ended, actor.id)
            refund = await self._take_back(uow, order, ended, actor)
            await news.tell_of_return(uow, ended, refund, now)
            order = await uow.orders.get(order.id) or order
        return Case(ended, Part(case.part.fulfilment, order))

    async def reject(self, actor: Customer, return_id: int, words: str) -> Case:
        """Refuse to take the goods back, and say why in a sentence.

        Raises:
            NotFound, NotAllowed, AlreadyDone: As for `accept`.
            BadText: The sentence is too short or too long.
        """
        answer = ensure_text(Field.ANSWER, words)
        now = self._clock.now()
        async with self._store.write() as uow:
            case = await _case(uow, actor, return_id, lock=True)
            ended = replace(
                case.request, state=State.REJECTED, answer=answer, by=actor.name, decided_at=now
            )
            await self._decide(uow, case.part.order, case.request, ended, actor.id)
            await news.tell_of_return(uow, ended, None, now)
        return Case(ended, case.part)

    async def _lines(self, uow: UnitOfWork, order: Order) -> dict[int, int]:
        """What may come back now, by line."""
        now = self._clock.now()
        late = {p.merchant_id for p in order.fulfilments if not in_time(p, now, self._days)}
        merchants = {line.id: line.merchant_id for line in order.lines}
        free = may_come_back(order, await uow.returns.asked(order.id))
        return {id_: n for id_, n in free.items() if merchants[id_] not in late}

    async def _ensure_may_come(
        self, uow: UnitOfWork, order: Order, part: Fulfilment, wanted: Mapping[int, int]
    ) -> None:
        if part.step is not Step.DELIVERED:
            raise WrongStep(part.step, Fate.RETURNED)
        if not in_time(part, self._clock.now(), self._days):
            raise WrongStep("return_over", Fate.RETURNED)
        free = await self._lines(uow, order)
        mine = {line.id for line in order.of(part.merchant_id)}
        fits = (0 < n <= free.get(id_, 0) and id_ in mine for id_, n in wanted.items())
        if not wanted or not all(fits):
            raise WrongStep("return_taken", Fate.RETURNED)

    async def _decide(
        self, uow: UnitOfWork, order: Order, request: Return, ended: Return, by_id: int
    ) -> None:
        """End a request, as the first to do so."""
        if not await uow.returns.decide(ended, by_id):
            raise AlreadyDone(request.by, request.decided_at or self._clock.now(), request.state)
        await self._note(uow, order, ended, request.state, by_id)

    async def _take_back(
        self, uow: UnitOfWork, order: Order, ended: Return, actor: Customer
    ) -> Refund | None:
        now = self._clock.now()
        goods = sorted(ended.goods(order), key=lambda each: each[0].variant_id or 0)
        refund = await pay_back(uow, self._debts, order, goods, f"return:{ended.id}")
        for line, pieces in goods:
            if not await uow.pieces.give_up(line.id, Fate.RETURNED, pieces):
                raise WrongStep("return_taken", Fate.RETURNED)
            await write_down(uow, self._clock, actor.id, line, pieces, Fate.RETURNED, order)
            if ended.restock and line.variant_id is not None:
                await uow.stock.adjust(
                    _back_on_the_shelf(line.variant_id, pieces, now, order.id, actor.id)
                )
        return refund

    async def _note(
        self, uow: UnitOfWork, order: Order, changed: Return, was: str, by_id: int
    ) -> None:
        now = self._clock.now()
        entry = Entry(by_id, f"return {changed.id}", f"order:{order.id}", was, changed.state)
        await uow.journal.add(entry, now)
        await news.return_changed(uow, order, changed, now)


def _back_on_the_shelf(
    variant_id: int, pieces: int, at: datetime, order_id: int, actor_id: int
) -> Movement:
    return Movement(
        variant_id=variant_id,
        delta_on_hand=pieces,
        delta_reserved=0,
        reason="returned",
        at=at,
        order_id=order_id,
        actor_id=actor_id,
    )


async def _case(uow: UnitOfWork, actor: Customer, return_id: int, *, lock: bool = False) -> Case:
    """Return a request the actor may decide; with *lock* as it is under the order's lock."""
    request = await uow.returns.get(return_id)
    order = await uow.orders.get(request.order_id, lock=lock) if request else None
    request = await uow.returns.get(return_id) if lock else request
    if not request or not order:
        raise NotFound("return")
    part = next(part for part in order.fulfilments if part.id == request.fulfilment_id)
    actor.ensure_works_for(part.merchant_id)
    return Case(request, Part(part, order))
