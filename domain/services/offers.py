"""More pieces than were ordered: a merchant may offer them, only the customer can say yes."""

from domain import news, notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import AlreadyDone, NotFound, OutOfStock, WrongStep
from domain.orders import Method, Order, OrderLine, PaymentStatus, Status
from domain.ports.store import Entry, Store, UnitOfWork
from domain.returns import Offer, OfferState
from domain.services.edits import BEFORE_PACKING
from domain.services.fulfilment import Part, part_of

MOST = 99  # pieces that one offer may be about


class Offers:
    """Asks customers whether they want more of what they ordered.

    A yes to more of a cash order raises its line, its sums and what it holds. What is paid
    stays as it was paid: there the customer is shown the goods and buys them as a new order.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make(self, actor: Customer, fulfilment_id: int, line_id: int, pieces: int) -> Part:
        """Ask the customer whether they want *pieces* more of a line that is not packed yet.

        Raises:
            NotFound, NotAllowed: As for `Fulfilments.get`, and for a line of another part.
            WrongStep: It is packed, pieces were taken off it, or not so many can be offered.
            AlreadyDone: The customer was asked and has not answered.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            part = await part_of(uow, actor, fulfilment_id, lock=True)
            line = _line(part.order, line_id, part.fulfilment.merchant_id)
            _ensure_may_grow(part.order, line)
            if not 0 < pieces <= MOST:
                raise WrongStep(str(line.kept), str(pieces))
            offer = Offer(0, part.order.id, fulfilment_id, line_id, pieces, actor.id, now)
            made = await uow.offers.add(offer)
            if not made:
                raise AlreadyDone("", now, OfferState.OPEN)
            await news.offer_more(uow, made, now)
            entry = Entry(actor.id, f"offer {made.id}", f"order:{part.order.id}", "", made.state)
            await uow.journal.add(entry, now)
        return part

    async def agree(self, customer: Customer, offer_id: int) -> Order:
        """Take the offer: hold the goods and raise the line of a cash order.

        Raises:
            NotFound: It was not made to them. AlreadyDone: It was answered.
            WrongStep: The order is packed by now, or is not paid in cash.
            OutOfStock: They are not there any more.
        """
        async with self._store.write() as uow:
            offer, order = await _asked(uow, customer, offer_id)
            line = _line(order, offer.line_id)
            _ensure_may_grow(order, line)
            if not in_cash(order):
                raise WrongStep(order.status, "more")
            await self._end(uow, offer, order, OfferState.AGREED, customer.id)
            await self._raise(uow, offer, order, line)
            return await uow.orders.get(order.id) or order

    async def decline(self, customer: Customer, offer_id: int) -> Order:
        """Do not take the offer.

        Raises:
            NotFound: It was not made to them. AlreadyDone: It was answered.
        """
        async with self._store.write() as uow:
            offer, order = await _asked(uow, customer, offer_id)
            await self._end(uow, offer, order, OfferState.DECLINED, customer.id)
            return order

    async def _raise(self, uow: UnitOfWork, offer: Offer, order: Order, line: OrderLine) -> None:
        now = self._clock.now()
        variant_id = line.variant_id
        if variant_id is None:
            raise OutOfStock(line.name, 0)
        if not await uow.stock.take(variant_id, offer.pieces, order.id, now):
            left = await uow.stock.count_of(variant_id)
            raise OutOfStock(line.name, left.free if left else 0)
        if not await uow.pieces.add(line, offer.pieces):
            raise WrongStep(str(line.quantity), "more")

    async def _end(
        self, uow: UnitOfWork, offer: Offer, order: Order, state: OfferState, by_id: int
    ) -> None:
        now = self._clock.now()
        if not await uow.offers.end(offer.id, state):
            raise AlreadyDone("", now, offer.state)
        entry = Entry(by_id, f"offer {offer.id}", f"order:{order.id}", offer.state, state)
        await uow.journal.add(entry, now)
        version = f"offer:{offer.id}:{state}"
        await notices.order_changed(uow, order, version, now)
        part = next(part for part in order.fulfilments if part.id == offer.fulfilment_id)
        await notices.merchant_changed(uow, part, version, now)


def in_cash(order: Order) -> bool:
    """Whether the money of an order is taken at the door, and was not yet."""
    return order.method is Method.CASH and order.payment_status is PaymentStatus.UNPAID


def _line(order: Order, line_id: int, merchant_id: int | None = None) -> OrderLine:
    for line in order.lines:
        if line.id == line_id and merchant_id in (None, line.merchant_id):
            return line
    raise NotFound("line")


def _ensure_may_grow(order: Order, line: OrderLine) -> None:
    steps = {part.step for part in order.fulfilments if part.merchant_id == line.merchant_id}
    begun = order.status is not Status.CONFIRMED or not steps <= BEFORE_PACKING
    if begun or line.gone or is_taxed(order):
        raise WrongStep(order.status, "more")


def is_taxed(order: Order) -> bool:
    """Whether its sums name a tax: they stay as they are, more goods are a new order."""
    return bool(order.tax or order.included_tax)


async def _asked(uow: UnitOfWork, customer: Customer, offer_id: int) -> tuple[Offer, Order]:
    """Return an open offer that was made to the customer, under the order's lock."""
    offer = await uow.offers.get(offer_id)
    order = await uow.orders.get(offer.order_id, lock=True) if offer else None
    if not offer or not order or order.customer_id != customer.id:
        raise NotFound("offer")
    return offer, order
