"""Who bought in the demo shop before today, and what they said of it.

All of it goes the shop's own way: an order, delivered, rated, answered. Nobody is told of it
any more, and the shelves are as full as before.
"""

import csv
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from domain.clock import Clock
from domain.customers import Contact, Customer, Delivery
from domain.errors import NotFound
from domain.fulfilment import Step
from domain.notices import Kind
from domain.orders import Method, Order
from domain.ports.goods import Movement
from domain.services.carts import Carts
from domain.services.checkout import Checkout, Terms
from domain.services.fulfilment import Fulfilments
from domain.services.review_desk import ReviewDesk
from domain.services.reviews import Reviews
from storage.store import SqlStore
from storage.unit import SqlUnit

_TERMS = Terms(timedelta(), (Method.CASH,), (Delivery.PICKUP,), "12 Harbour Street")
_FIRST = 900_001  # nobody else in the sandbox comes near this id
_PHONE = "+12025550100"  # one of the numbers that belong to nobody
_DAY = timedelta(days=1)
_WAY = (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)  # a step a day
_AT_ONCE = 1000
Row = dict[str, str]
Sellers = Mapping[int, Customer]


@dataclass(slots=True)
class _Calendar:
    """A clock that stands where it is put."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class _OneUnit:
    """A store all of whose units are one: the past is written by a single transaction."""

    unit: SqlUnit

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnit]:
        yield self.unit

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlUnit]:
        yield self.unit


async def bring_reviews(store: SqlStore, clock: Clock, table: Path, sellers: Sellers) -> None:
    """Have the customers of a *table* buy, and say what they say there.

    *sellers* are merchants' people, by the merchant's id, who send the goods and answer.
    Nothing happens where they have been before.
    """
    async with store.write() as uow:
        if await uow.customers.get(_FIRST):
            return
        past = _Past(uow, clock.now(), sellers)
        for buyer, basket in zip(buyers(table), _baskets(table).values(), strict=True):
            await past.bring(buyer, basket)
        await past.forget_news()


def buyers(table: Path) -> tuple[Customer, ...]:
    """Return who buys in a *table*, without what they told the shop."""
    return tuple(
        Customer(id_, told["customer"], None, told["language"], last_name=told["surname"])
        for id_, (told, *_) in _baskets(table).items()
    )


def _baskets(table: Path) -> dict[int, tuple[Row, ...]]:
    with table.open(encoding="utf-8", newline="") as file:
        baskets = groupby(csv.DictReader(file), key=lambda row: row["customer"])
        return {_FIRST + number: tuple(rows) for number, (_, rows) in enumerate(baskets)}


class _Past:
    """What happened until *today*, one customer after the other."""

    def __init__(self, uow: SqlUnit, today: datetime, sellers: Sellers) -> None:
        self._uow = uow
        self._today = today
        self._sellers = sellers
        self._clock = clock = _Calendar(today)
        store = _OneUnit(uow)
        self._carts = Carts(store)
        self._checkout = Checkout(store, clock, _TERMS)
        self._parts = Fulfilments(store, clock)
        self._reviews = Reviews(store, clock, moderated=False)
        self._desk = ReviewDesk(store, clock)

    async def bring(self, buyer: Customer, basket: Sequence[Row]) -> None:
        """Have somebody buy all of a *basket*, get it, and say what they think."""
        self._clock.at = self._today - int(basket[0]["days"]) * _DAY
        contact = Contact(buyer.name, _PHONE, Delivery.PICKUP)
        who = replace(buyer, contact=contact, seen_at=self._clock.at)
        await self._uow.customers.add(who, self._clock.at)
        await self._uow.customers.set_contact(who.id, contact)
        order = await self._bought(who, [row["sku"] for row in basket])
        await self._delivered(order)
        self._clock.at += _DAY
        for row in basket:
            await self._said(who, order, row)

    async def _bought(self, who: Customer, skus: Sequence[str]) -> Order:
        for sku in skus:
            count = await self._uow.stock.count(sku)
            if count is None:
                raise NotFound("product")
            got = Movement(count.variant_id, 1, 0, "received", self._clock.at)
            await self._uow.stock.adjust(got)
            await self._carts.set_quantity(who, count.variant_id, 1)
        shown = await self._checkout.review(who)
        cart = shown.cart.revision
        return (await self._checkout.place(who, cart, shown.fingerprint, Method.CASH)).order

    async def _delivered(self, order: Order) -> None:
        for step in _WAY:
            self._clock.at += _DAY
            for part in order.fulfilments:
                await self._parts.move(self._sellers[part.merchant_id], part.id, step)

    async def _said(self, who: Customer, order: Order, row: Row) -> None:
        line = next(line for line in order.lines if line.sku == row["sku"])
        given = await self._reviews.rate(who, order.id, line.id, int(row["stars"]))
        if row["text"]:
            given = await self._reviews.write(who, order.id, line.id, row["text"])
        if row["answer"] and given.review:
            self._clock.at += _DAY / 24
            seller, review = self._sellers[line.merchant_id], given.review
            await self._desk.answer(seller, review.id, review.revision, row["answer"])

    async def forget_news(self) -> None:
        """Have nobody told of it: that was then."""
        outbox, until = self._uow.outbox, self._today + _DAY
        for kind in Kind:
            for message in await outbox.lease((kind,), _AT_ONCE, self._today, until):
                await outbox.done(message, self._today)
