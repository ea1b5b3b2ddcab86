"""What was learnt in another form is thrown away and learnt again at once."""

from alembic import command
from sqlalchemy import Connection, text

from domain.recommendations import Asker
from storage.migrate import config, migrate
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.buying import BuyingShop


def _back(connection: Connection) -> None:
    command.downgrade(config(connection), "0014")
    command.downgrade(config(connection), "-1")


async def test_a_shop_that_learnt_before_learns_again_on_the_same_day(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = BuyingShop(store, clock)
    mug, tea = await shop.goods(2)
    await shop.bought_together(3, mug, tea)
    await shop.learns()
    async with store.writer.begin() as connection:
        await connection.run_sync(_back)
        await connection.execute(text("INSERT INTO rec_builds VALUES (30000, 0, 1)"))
        await connection.execute(
            text("INSERT INTO rec_items VALUES (30000, 1, 'basket', 2, 0.5, 3)")
        )

    assert await migrate(store)

    assert await shop.learning.daily()
    async with store.read() as uow:
        around = await uow.recommendations.around(Asker(1, personal=True, taught=True), mug)
    assert [one.product_id for one in around.others] == [tea]
