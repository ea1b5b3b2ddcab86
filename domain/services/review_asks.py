"""The day after, customers are asked once how they like what they got."""

from collections.abc import Collection
from dataclasses import dataclass

from domain import review_news
from domain.clock import Clock
from domain.customers import Customer
from domain.orders import Order
from domain.ports.store import Store, UnitOfWork
from domain.reviews import ASK_AFTER, ASK_UNTIL, Rateable
from domain.services.review_changes import rateable

_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What of a merchant's part of an order a customer is asked about; never nothing."""

    customer: Customer
    order: Order
    lines: tuple[Rateable, ...]


class ReviewAsks:
    """Asks for reviews."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def ask_due(self) -> int:
        """Ask about what was delivered a day ago; return how many people are asked.

        May run on several hosts at once: the one that notes a part asks about it.
        """
        now = self._clock.now()
        async with self._store.read() as uow:
            due = await uow.review_asks.due(now - ASK_UNTIL, now - ASK_AFTER, _AT_A_TIME)
        return sum([await self._see_to(fulfilment_id) for fulfilment_id in due])

    async def is_silent(self, customer: Customer) -> bool:
        """Whether they do not want to be asked."""
        async with self._store.read() as uow:
            return await uow.review_asks.silent(customer.id)

    async def set_silent(self, customer: Customer, *, silent: bool) -> None:
        """Ask them no more, or again from the next delivery on."""
        async with self._store.write() as uow:
            await uow.review_asks.set_silent(customer.id, silent=silent)

    async def _see_to(self, fulfilment_id: int) -> bool:
        now = self._clock.now()
        async with self._store.write() as uow:
            if not await uow.review_asks.claim(fulfilment_id, now):
                return False
            if await question_about(uow, fulfilment_id) is None:
                return False
            await review_news.ask(uow, fulfilment_id, now)
        return True


async def question_about(uow: UnitOfWork, fulfilment_id: int) -> Question | None:
    """Return what to ask about a delivered part, None if nothing is to be asked.

    That is: all of it is rated, went back or is about to, or the customer does not want to
    be asked, or has blocked the shop.
    """
    part = await uow.fulfilments.get(fulfilment_id)
    order = await uow.orders.get(part.order_id) if part else None
    customer = await uow.customers.get(order.customer_id) if order else None
    if not part or not order or not customer or customer.blocked:
        return None
    if await uow.review_asks.silent(customer.id):
        return None
    coming_back = await uow.returns.asked(order.id)
    found = await rateable(uow, order)
    lines = tuple(each for each in found if _is_open(each, part.merchant_id, coming_back))
    return Question(customer, order, lines) if lines else None


def _is_open(each: Rateable, merchant_id: int, coming_back: Collection[int]) -> bool:
    line = each.line
    fresh = each.review is None and line.id not in coming_back
    return fresh and line.merchant_id == merchant_id and line.kept > 0
