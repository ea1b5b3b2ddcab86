"""A revision that went wrong can be taken back, with the orders that are there."""

from collections.abc import Callable

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from domain.customers import Role
from domain.fulfilment import Step
from domain.money import Money
from domain.orders import Method
from domain.sales import Tag
from storage.migrate import config, migrate
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


def _to(revision: str) -> Callable[[Connection], None]:
    def go(connection: Connection) -> None:
        command.downgrade(config(connection), revision)

    return go


async def test_pieces_are_forgotten_and_orders_stay(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 9)
    boss = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.order(await shop.customer(), {mug: 3}, Method.CASH)
    await shop.edits.drop(boss, 1, 1, 1, 3)
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED):
        await shop.fulfilments.move(boss, 1, step)

    async with shop.store.writer.begin() as connection:
        await connection.run_sync(_to("0002"))
        tables = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        left = (await connection.execute(text("SELECT quantity, total FROM order_lines"))).one()

    assert tuple(left) == (3, 2070)
    assert not tables & {"returns", "return_lines", "return_photos", "offers", "refund_lines"}
    assert await migrate(shop.store)
    assert (await shop.read()).lines[0].gone == 0


async def test_prices_are_the_ordinary_ones_without_sales(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 9)
    async with shop.store.write() as uow:
        (article,) = await uow.sales.lock([mug])
        before = article.tag.price.amount
        assert await uow.goods.put_tag(
            mug, article.tag, Tag(Money(5, "USD"), article.tag.price), shop.clock.now()
        )
        await uow.connection.execute(
            text("INSERT INTO sales (starts_at, ends_at, made_at, key) VALUES (1, 9, 1, 'k')")
        )
        await uow.connection.execute(
            text(
                "INSERT INTO sale_lines"
                " (sale_id, variant_id, price, currency, state, price_before)"
                " SELECT id, :mug, 5, 'USD', 'running', :before FROM sales"
            ),
            {"mug": mug, "before": before},
        )

    async with shop.store.writer.begin() as connection:
        await connection.run_sync(_to("0010"))
        tables = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        tag = (await connection.execute(text("SELECT price, compare_at FROM variants"))).one()
        price_from = await connection.scalar(text("SELECT price_from FROM products"))

    assert tuple(tag) == (before, None)
    assert price_from == before
    assert not tables & {"sales", "sale_lines"}
    assert await migrate(shop.store)
