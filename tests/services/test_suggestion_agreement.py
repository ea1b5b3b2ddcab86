"""Both databases learn the same from the same orders, and suggest the same to everybody."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bench.made_up import fill_orders
from domain.customers import Customer
from domain.services.learning import Learning
from domain.services.recommendations import Recommendations
from storage.store import SqlStore
from storage.tables.goods import stock
from storage.tables.people import customers
from storage.tables.recommendations import rec_items, rec_popular
from tests.conftest import StandingClock, open_postgres, open_sqlite

_ORDERS = 400
_GOODS = 200  # that so many orders are made of, by `fill_orders`
_PEOPLE = 80


@pytest.fixture
async def both(
    sqlite_template: Path, tmp_path: Path, postgres_url: str, clock: StandingClock
) -> AsyncIterator[tuple[SqlStore, ...]]:
    """The same shop on both databases, with goods sold out and people who want nothing."""
    stores = await open_sqlite(sqlite_template, tmp_path), await open_postgres(postgres_url)
    for store in stores:
        await fill_orders(store, _ORDERS, clock.now() - timedelta(hours=1))
        async with store.write() as uow:
            gone, shy = stock.c.variant_id % 7 == 0, customers.c.id % 5 == 0
            await uow.connection.execute(update(stock).where(gone).values(on_hand=0))
            await uow.connection.execute(update(customers).where(shy).values(personal=False))
    yield stores
    for store in stores:
        await store.close()


async def _learnt(store: SqlStore, clock: StandingClock) -> list[object]:
    assert await Learning(store, clock).daily()
    async with store.read() as uow:
        items = await uow.connection.execute(
            select(rec_items).order_by(rec_items.c.kind, rec_items.c.product_id)
        )
        popular = await uow.connection.execute(
            select(rec_popular).order_by(rec_popular.c.category_id)
        )
        return [*map(tuple, items), *map(tuple, popular)]


async def _suggested(store: SqlStore, clock: StandingClock) -> list[object]:
    shop, found = Recommendations(store, clock), list[object]()
    for n in range(1, _PEOPLE + 1):
        who = Customer(n, "Anna", None, "en", personal=n % 5 > 0)
        product = n * _GOODS // _PEOPLE
        found += [
            await shop.with_product(who, product, 0),
            await shop.with_cart(who, 0),
            await shop.for_customer(who, 0),
            await shop.for_customer(who, 1),
            await shop.again(who, 0),
        ]
    return found


async def test_both_databases_learn_and_suggest_the_same(
    both: tuple[SqlStore, ...], clock: StandingClock
) -> None:
    before = [await _suggested(store, clock) for store in both]
    learnt = [await _learnt(store, clock) for store in both]
    after = [await _suggested(store, clock) for store in both]

    assert learnt[0] == learnt[1]
    assert before[0] == before[1]
    assert after[0] == after[1]
    assert before[0] != after[0]
    assert len(learnt[0]) > _GOODS // 2
