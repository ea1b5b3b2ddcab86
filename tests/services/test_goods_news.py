"""Who waits is told once and in turn; a price is told when it falls, and quietly."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.customers import Customer
from domain.errors import NotFound
from domain.favourites import Choice
from domain.services.favourites import Favourites
from domain.services.goods_news import GoodsNews
from storage.store import SqlStore
from storage.tables.chat import outbox
from storage.tables.goods import products, stock
from tests.conftest import StandingClock
from tests.services.buying import BuyingShop


class NewsShop(BuyingShop):
    """A shop whose goods come back and become cheaper."""

    def __init__(self, store: SqlStore, clock: StandingClock) -> None:
        super().__init__(store, clock)
        self.news = GoodsNews(store, clock)
        self.favourites = Favourites(store, clock)

    async def has(self, variant_id: int, pieces: int) -> None:
        """Have that many pieces on the shelf."""
        async with self.store.write() as uow:
            await uow.connection.execute(
                update(stock).where(stock.c.variant_id == variant_id).values(on_hand=pieces)
            )

    async def asks(self, variant_id: int, *ids: int) -> list[Customer]:
        """Have people ask for news, one after the other."""
        people = [await self.customer(id_) for id_ in ids]
        for person in people:
            await self.news.wait_for(person, variant_id, wanted=True)
            self.clock.skip(seconds=1)
        return people

    async def costs(self, product_id: int, price: int) -> None:
        """Have a product cost that much."""
        async with self.store.write() as uow:
            await uow.connection.execute(
                update(products).where(products.c.id == product_id).values(price_from=price)
            )

    async def told(self, kind: str = "back_note") -> list[Any]:
        """What was queued: to whom, or to whom about which goods."""
        async with self.store.read() as uow:
            rows = await uow.connection.scalars(
                select(outbox.c.payload).where(outbox.c.kind == kind).order_by(outbox.c.id)
            )
            return [
                (each["customer_id"], each["goods"]) if "goods" in each else each["customer_id"]
                for each in rows
            ]


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> NewsShop:
    """An empty shop."""
    return NewsShop(store, clock)


async def test_as_many_are_told_as_pieces_came_in_the_order_of_asking(shop: NewsShop) -> None:
    mug = await shop.stock("MUG", 0)
    await shop.asks(mug, 5, 3, 9, 1)
    assert await shop.news.call_waiting() == 0

    await shop.has(mug, 2)
    for _ in range(3):
        await shop.news.call_waiting()

    assert await shop.told() == [5, 3]


async def test_the_next_hear_of_what_is_left_after_half_an_hour(shop: NewsShop) -> None:
    mug = await shop.stock("MUG", 0)
    first, *_ = await shop.asks(mug, 5, 3, 9, 1)
    await shop.has(mug, 2)
    await shop.news.call_waiting()
    await shop.order(first, {mug: 1})
    shop.clock.skip(minutes=29)
    await shop.news.call_waiting()
    assert await shop.told() == [5, 3]
    shop.clock.skip(minutes=2)

    await shop.news.call_waiting()

    assert await shop.told() == [5, 3, 9], "one piece is left, so one more is told"


async def test_pieces_that_come_during_a_head_start_are_for_the_next(shop: NewsShop) -> None:
    mug = await shop.stock("MUG", 0)
    await shop.asks(mug, 5, 3, 9)
    await shop.has(mug, 1)
    await shop.news.call_waiting()

    await shop.has(mug, 2)
    await shop.news.call_waiting()

    assert await shop.told() == [5, 3]


async def test_two_hosts_tell_of_a_piece_once(shop: NewsShop) -> None:
    mug = await shop.stock("MUG", 0)
    await shop.asks(mug, 5, 3, 9)
    await shop.has(mug, 2)

    await asyncio.gather(*(GoodsNews(shop.store, shop.clock).call_waiting() for _ in range(4)))

    assert await shop.told() == [5, 3]


async def test_whoever_asks_twice_keeps_their_place_and_whoever_leaves_loses_it(
    shop: NewsShop,
) -> None:
    mug = await shop.stock("MUG", 0)
    first, second, _ = await shop.asks(mug, 5, 3, 9)
    await shop.news.wait_for(first, mug, wanted=True)
    await shop.news.wait_for(second, mug, wanted=False)
    await shop.has(mug, 2)

    await shop.news.call_waiting()

    assert await shop.told() == [5, 9]


async def test_a_wish_is_good_for_one_message_and_may_be_made_again(shop: NewsShop) -> None:
    mug = await shop.stock("MUG", 0)
    (anna,) = await shop.asks(mug, 5)
    await shop.has(mug, 1)
    await shop.news.call_waiting()
    shop.clock.skip(hours=2)
    await shop.news.call_waiting()
    assert await shop.told() == [5]

    await shop.news.wait_for(anna, mug, wanted=True)
    await shop.news.call_waiting()

    assert await shop.told() == [5, 5]


async def test_who_blocked_the_shop_holds_nobody_up(shop: NewsShop) -> None:
    mug = await shop.stock("MUG", 0)
    await shop.asks(mug, 5, 3)
    await shop.customers.set_blocked(5)
    await shop.has(mug, 1)

    await shop.news.call_waiting()

    assert await shop.told() == [3]


async def test_nobody_waits_for_what_is_not_sold(shop: NewsShop) -> None:
    hidden = await shop.stock("OLD", 0, hidden=True)
    anna = await shop.customer()

    for variant_id in (hidden, 4711):
        with pytest.raises(NotFound):
            await shop.news.wait_for(anna, variant_id, wanted=True)


async def test_a_drop_is_told_once_and_all_drops_of_a_day_together(shop: NewsShop) -> None:
    mug, tea, vase = await shop.goods(3)
    anna = await shop.customer()
    for product_id in (mug, tea, vase):
        await shop.favourites.save(anna, product_id, wanted=True)
    await shop.costs(mug, 500)
    await shop.costs(tea, 600)

    for _ in range(3):
        await shop.news.tell_of_prices()
    assert await shop.told("cheaper_note") == [(anna.id, [[mug, 690], [tea, 690]])]
    await shop.costs(vase, 400)
    await shop.costs(mug, 450)
    await shop.news.tell_of_prices()
    assert len(await shop.told("cheaper_note")) == 1, "one message a day"
    shop.clock.skip(days=1, minutes=1)
    await shop.news.tell_of_prices()

    assert (await shop.told("cheaper_note"))[1:] == [(anna.id, [[mug, 500], [vase, 690]])]


async def test_a_price_that_rose_is_where_the_next_drop_counts_from(shop: NewsShop) -> None:
    (mug,) = await shop.goods(1)
    anna = await shop.customer()
    await shop.favourites.save(anna, mug, wanted=True)
    await shop.costs(mug, 900)
    await shop.news.tell_of_prices()
    assert await shop.told("cheaper_note") == []

    await shop.costs(mug, 700)
    await shop.news.tell_of_prices()

    assert await shop.told("cheaper_note") == [(anna.id, [[mug, 900]])]


async def test_two_hosts_tell_of_a_drop_once(shop: NewsShop) -> None:
    (mug,) = await shop.goods(1)
    anna = await shop.customer()
    await shop.favourites.save(anna, mug, wanted=True)
    await shop.costs(mug, 500)

    await asyncio.gather(*(GoodsNews(shop.store, shop.clock).tell_of_prices() for _ in range(4)))

    assert len(await shop.told("cheaper_note")) == 1


async def test_nobody_is_told_who_does_not_want_it_or_of_what_cannot_be_had(
    shop: NewsShop,
) -> None:
    mug, gone = await shop.goods(2)
    anna, boris = await shop.customer(), await shop.customer(1002)
    for person in (anna, boris):
        for product_id in (mug, gone):
            await shop.favourites.save(person, product_id, wanted=True)
    await shop.favourites.choose(boris, Choice.PRICE_NEWS, on=False)
    await shop.has(await shop.variant_of(gone), 0)
    for product_id in (mug, gone):
        await shop.costs(product_id, 100)

    await shop.news.tell_of_prices()

    assert await shop.told("cheaper_note") == [(anna.id, [[mug, 690]])]
