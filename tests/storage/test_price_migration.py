"""Orders that were placed before there were discounts and taxes stay as they are."""

from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from domain.services.indexing import Indexing
from storage.migrate import config, newest
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.shop import Shop, usd

_LINES = text("SELECT price, quantity, discount, tax, total FROM order_lines ORDER BY id")


def _back_and_forth(connection: Connection) -> tuple[Any, Any]:
    """Go back to the schema without prices, and to the newest again."""
    command.downgrade(config(connection), "0002")
    before = [tuple(row) for row in connection.execute(_LINES)]
    command.upgrade(config(connection), newest())
    return before, [tuple(row) for row in connection.execute(_LINES)]


async def test_orders_outlive_the_migration_both_ways(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = Shop(store, clock)
    mug = await shop.stock("MUG", 5, 690)
    anna = await shop.customer()
    placed = (await shop.order(anna, {mug: 2})).order
    await store.close()  # nobody else may hold the tables

    store = SqlStore(store.url)
    async with store.writer.begin() as connection:
        before, after = await connection.run_sync(_back_and_forth)
    await store.writer.dispose()
    reopened = Shop(store, clock)
    assert await Indexing(store, clock).ensure()

    assert before == after == [(690, 2, 0, 0, 1380)]
    assert await reopened.orders.get(anna, placed.id) == placed
    assert (await reopened.order(anna, {mug: 1})).order.total == usd(690)
    await reopened.ensure_sound()
    await store.close()
