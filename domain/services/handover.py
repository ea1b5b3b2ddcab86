"""Digital goods on their way to whoever paid for them: each key to one buyer, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.digital import Handed, Kind
from domain.errors import NotFound
from domain.fulfilment import AT_ONCE, OVER, Fulfilment, Step
from domain.orders import CAN_BECOME, Order, OrderLine, PaymentStatus, Status
from domain.ports.goods import Movement
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.holds import hand_over
from domain.services.own_orders import own_order

# Money that went back, or is argued about, is no reason to hand anything over.
_PAID = frozenset({PaymentStatus.PAID, PaymentStatus.PARTLY_REFUNDED, PaymentStatus.REFUND_DUE})


@dataclass(frozen=True, slots=True)
class Goods:
    """What an order's buyer was handed over, line by line."""

    order: Order
    lines: tuple[Handed, ...]


class Handover:
    """Hands digital goods over. Nothing is sent here: messages leave through the outbox."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def hand_over(self, order_id: int) -> bool:
        """Hand over what a paid order has of digital goods; twice hands over the same.

        Each merchant's part goes by itself and whole. False: some part has to wait, as keys
        are missing that should be there; owners are told.
        """
        async with self._store.write() as uow:
            order = await uow.orders.get(order_id, lock=True)
            if not order or not order.digital or not _may_go(order):
                return True
            waiting = [part for part in order.fulfilments if part.step in AT_ONCE]
            done = [part for part in waiting if await self._part(uow, order, part)]
            await self._close(uow, order)
            if done:
                await self._tell(uow, order, done)
            return len(done) == len(waiting)

    async def goods(self, customer: Customer, order_id: int) -> Goods:
        """Return what they were handed over of their own order: the same every time.

        Raises:
            NotFound: It is not theirs, whoever else they are, or nothing was handed over yet.
        """
        async with self._store.read() as uow:
            found = await read_goods(uow, await own_order(uow, customer, order_id))
        if not found.lines:
            raise NotFound("goods")
        return found

    async def file(
        self, customer: Customer, order_id: int, line_id: int, bot_id: int
    ) -> tuple[Handed, bytes, str]:
        """Return a file they bought: what it is, its bytes, and the bot's id for it or "".

        Raises:
            NotFound: As for `goods`; or it is no file, or not there any more.
        """
        found = await self.goods(customer, order_id)
        line = next((line for line in found.lines if line.line_id == line_id), None)
        if not line or not line.content or not line.file:
            raise NotFound("goods")
        async with self._store.read() as uow:
            file = await uow.digital.file(line.content.variant_id, bot_id)
        if file is None:
            raise NotFound("goods")
        return line, *file

    async def _part(self, uow: UnitOfWork, order: Order, part: Fulfilment) -> bool:
        """Hand one merchant's part over, all of it or nothing."""
        lines = [line for line in order.of(part.merchant_id) if line.to_hand_over]
        lines.sort(key=lambda line: line.variant_id or 0)
        if not await self._are_there(uow, order, lines):
            return False
        now = self._clock.now()
        await hand_over(uow, order.id, now, part.merchant_id)
        for line in lines:
            await self._line(uow, order, line)
        moved = replace(part, step=Step.DELIVERED, at=now, by="")
        await uow.fulfilments.move(moved, AT_ONCE, None)
        entry = Entry(None, f"part {Step.DELIVERED}", f"order:{order.id}", part.step, moved.step)
        await uow.journal.add(entry, now)
        await notices.merchant_changed(uow, moved, moved.step, now)
        return True

    async def _are_there(self, uow: UnitOfWork, order: Order, lines: Sequence[OrderLine]) -> bool:
        """Whether every line has its goods; the counts stay as they are until commit."""
        for line in lines:
            if line.variant_id is not None:
                await uow.stock.lock(line.variant_id)
            if line.kind is Kind.KEYS and (
                line.variant_id is None
                or await uow.digital.free_keys(line.variant_id) < line.to_hand_over
            ):
                await self._alert(uow, order, line)
                return False
        return True

    async def _line(self, uow: UnitOfWork, order: Order, line: OrderLine) -> None:
        now, pieces = self._clock.now(), line.to_hand_over
        if line.variant_id is None:
            return
        if line.kind is Kind.KEYS:
            if await uow.digital.assign(line.variant_id, line.id, pieces, now) != pieces:
                raise ValueError(f"keys of line {line.id} went while their stock was locked")
        else:  # a copy is made for the next buyer
            await uow.stock.adjust(
                Movement(line.variant_id, pieces, 0, "copied", now, order_id=order.id)
            )

    async def _close(self, uow: UnitOfWork, order: Order) -> None:
        parts = await uow.fulfilments.of_order(order.id)
        if all(part.step in OVER for part in parts):
            await uow.orders.move(order.id, Status.COMPLETED, CAN_BECOME[Status.COMPLETED])

    async def _tell(self, uow: UnitOfWork, order: Order, done: Sequence[Fulfilment]) -> None:
        now = self._clock.now()
        version = "+".join(str(part.id) for part in done)
        merchants = {part.merchant_id for part in done}
        await notices.goods_handed_over(uow, order, version, now)
        for line in order.lines:
            if line.kind is Kind.FILE and line.merchant_id in merchants:
                await notices.send_file(uow, order, line, now)
        await notices.order_changed(uow, order, f"handed:{version}", now)

    async def _alert(self, uow: UnitOfWork, order: Order, line: OrderLine) -> None:
        details: dict[str, str | int] = {"order_id": order.id, "sku": line.sku}
        now = self._clock.now()
        await notices.alert(uow, notices.Alert.NO_KEYS, f"line:{line.id}", details, now)


def _may_go(order: Order) -> bool:
    return order.status is Status.CONFIRMED and order.payment_status in _PAID


async def read_goods(uow: UnitOfWork, order: Order) -> Goods:
    """Return what the buyer of *order* was handed over so far; see `Handed`."""
    here = {part.merchant_id for part in order.fulfilments if part.step is Step.DELIVERED}
    lines = [
        line
        for line in order.lines
        if line.kind.digital and line.merchant_id in here and line.to_hand_over
    ]
    keys = await uow.digital.keys_of(order.id)
    contents = await uow.digital.contents({line.variant_id or 0 for line in lines})
    return Goods(
        order,
        tuple(
            Handed(
                line_id=line.id,
                name=line.name,
                kind=line.kind,
                keys=keys.get(line.id, ()),
                content=None if line.kind is Kind.KEYS else contents.get(line.variant_id or 0),
            )
            for line in lines
        ),
    )
