"""What a merchant changes in a placed order: pieces that are not there, money for pieces."""

from collections.abc import Collection

from domain import news, notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound, WrongStep
from domain.fulfilment import Step
from domain.orders import AGREED, Fate, Order, OrderLine, Status
from domain.ports.store import Entry, Store, UnitOfWork
from domain.refunds import Refund
from domain.services.debts import Debts
from domain.services.fulfilment import Fulfilments, Part, part_of
from domain.services.holds import hold_fewer
from domain.services.paybacks import paid_by, pay_back

BEFORE_PACKING = frozenset({Step.NEW, Step.ACCEPTED})
AFTER_PACKING = frozenset({Step.PACKED, Step.SHIPPED, Step.DELIVERED})


class Edits:
    """Takes pieces off orders, and gives back money for pieces."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        fulfilments: Fulfilments,
        refunding: Collection[str] = frozenset(),
    ) -> None:
        """*refunding*: the providers that send money back when they are asked."""
        self._store = store
        self._clock = clock
        self._fulfilments = fulfilments
        self._debts = Debts(clock, refunding)

    async def drop(
        self,
        actor: Customer,
        fulfilment_id: int,
        line_id: int,
        pieces: int,
        of: int,
        *,
        restock: bool = True,
    ) -> Part:
        """Take *pieces* off a line before it is packed, of which the actor saw *of* kept.

        They go back to the shelf, or with *restock* False turn out not to be there. What was
        paid for them goes back at once; nothing else is charged at the door. The last pieces
        of a part cancel it.

        Raises:
            NotFound, NotAllowed: As for `Fulfilments.get`, and for a line of another part.
            WrongStep: It is packed, or not as the actor saw it, or there are not so many.
        """
        async with self._store.write() as uow:
            part = await part_of(uow, actor, fulfilment_id, lock=True)
            restock = restock or part.order.digital  # keys do not get lost on a shelf
            line = _line(part, line_id)
            _ensure_stands(part, BEFORE_PACKING, {Status.CONFIRMED})
            _ensure_seen(line, pieces, of)
            if _is_all(part, line, pieces):
                return await self._cancel(uow, part, line, actor, restock=restock)
            return await self._drop(uow, part, line, pieces, actor, restock=restock)

    async def refund(
        self, actor: Customer, fulfilment_id: int, line_id: int, pieces: int, of: int
    ) -> Part:
        """Give back what *pieces* of a packed line cost; the goods stay where they are.

        Raises:
            NotFound, NotAllowed: As for `drop`.
            WrongStep: As for `drop`; or no money has come that could go back.
        """
        async with self._store.write() as uow:
            part = await part_of(uow, actor, fulfilment_id, lock=True)
            line = _line(part, line_id)
            _ensure_stands(part, AFTER_PACKING, AGREED)
            asked = (await uow.returns.asked(part.order.id)).get(line.id, 0)
            _ensure_seen(line, pieces, of, line.kept - asked)
            if await paid_by(uow, part.order) is None:
                raise WrongStep("not_paid", Fate.WAIVED)
            return await self._give_up(uow, part, line, pieces, Fate.WAIVED, actor)

    async def _cancel(
        self, uow: UnitOfWork, part: Part, line: OrderLine, actor: Customer, *, restock: bool
    ) -> Part:
        if not restock:
            now = self._clock.now()
            await hold_fewer(uow, part.order, line, line.kept, now, missing=True)
        return await self._fulfilments.step(uow, part, actor, Step.CANCELLED)

    async def _drop(
        self,
        uow: UnitOfWork,
        part: Part,
        line: OrderLine,
        pieces: int,
        actor: Customer,
        *,
        restock: bool,
    ) -> Part:
        now = self._clock.now()
        changed = await self._give_up(uow, part, line, pieces, Fate.CANCELLED, actor)
        await hold_fewer(uow, part.order, line, pieces, now, missing=not restock)
        return changed

    async def _give_up(
        self,
        uow: UnitOfWork,
        part: Part,
        line: OrderLine,
        pieces: int,
        fate: Fate,
        actor: Customer,
    ) -> Part:
        """Count pieces as gone, owe what they cost, and have everybody know."""
        if not await uow.pieces.give_up(line.id, fate, pieces):
            raise WrongStep(str(line.kept), str(pieces))
        order = part.order
        subject = f"{_SUBJECTS[fate]}:{line.id}:{line.gone}"
        refund = await pay_back(uow, self._debts, order, [(line, pieces)], subject)
        await self._tell(uow, part, line, pieces, fate, refund)
        await write_down(uow, self._clock, actor.id, line, pieces, fate, order)
        return Part(part.fulfilment, await uow.orders.get(order.id) or order)

    async def _tell(
        self,
        uow: UnitOfWork,
        part: Part,
        line: OrderLine,
        pieces: int,
        fate: Fate,
        refund: Refund | None,
    ) -> None:
        now = self._clock.now()
        await news.pieces_gone(uow, part.fulfilment, line, pieces, fate, refund, now)
        version = f"{fate}:{line.id}:{line.gone}"
        await notices.order_changed(uow, part.order, version, now)


_SUBJECTS = {Fate.CANCELLED: "drop", Fate.WAIVED: "waive"}


async def write_down(
    uow: UnitOfWork,
    clock: Clock,
    actor_id: int,
    line: OrderLine,
    pieces: int,
    fate: Fate,
    order: Order,
) -> None:
    """Note in the journal that pieces of a line went; *line* is as it was before."""
    was = {Fate.CANCELLED: line.cancelled, Fate.RETURNED: line.returned, Fate.WAIVED: line.waived}
    before = was[fate]
    action = f"line {line.id} {fate}"
    entry = Entry(actor_id, action, f"order:{order.id}", str(before), str(before + pieces))
    await uow.journal.add(entry, clock.now())


def _line(part: Part, line_id: int) -> OrderLine:
    for line in part.order.of(part.fulfilment.merchant_id):
        if line.id == line_id:
            return line
    raise NotFound("line")


def _ensure_stands(part: Part, steps: Collection[Step], statuses: Collection[Status]) -> None:
    if part.order.status not in statuses:
        raise WrongStep(part.order.status, "edit")
    if part.fulfilment.step not in steps:
        raise WrongStep(part.fulfilment.step, "edit")


def _ensure_seen(line: OrderLine, pieces: int, of: int, most: int | None = None) -> None:
    """A second tap on the same button finds fewer pieces than it saw, and does nothing."""
    most = line.kept if most is None else most
    if line.kept != of or not 0 < pieces <= most:
        raise WrongStep(str(line.kept), str(pieces))


def _is_all(part: Part, line: OrderLine, pieces: int) -> bool:
    lines = part.order.of(part.fulfilment.merchant_id)
    return pieces == sum(each.kept for each in lines) == line.kept
