"""An index built anew: by other processes, while the shop goes on, and for made-up goods."""

from collections.abc import Sequence

from sqlalchemy import delete

from bench.catalogue_fill import fill_shelves
from bot.analysts import analysts
from domain.money import Money
from domain.search.bags import Bags, Findable, bags_of
from domain.services.indexing import Indexing
from storage.store import SqlStore
from storage.tables.search import search_skus
from tests.conftest import StandingClock
from tests.services.window import Window

_GOODS = 300


async def test_made_up_goods_stand_in_the_index_as_if_they_were_taken_in(
    store: SqlStore, clock: StandingClock
) -> None:
    await fill_shelves([store], 3, _GOODS, lambda _: None)
    made = await Window(store, clock).documents()

    await Indexing(store, clock).rebuild()

    assert await Window(store, clock).documents() == made
    assert len({row[0] for row in made if len(row) > 2}) == _GOODS  # the others are SKUs


async def test_article_numbers_that_were_lost_or_left_over_are_put_right(
    store: SqlStore, clock: StandingClock
) -> None:
    await fill_shelves([store], 6, 20, lambda _: None)
    made = await Window(store, clock).documents()
    async with store.write() as uow:
        await uow.connection.execute(delete(search_skus).where(search_skus.c.product_id < 9))
        await uow.connection.execute(search_skus.insert().values(sku="§kgone", product_id=11))

    await Indexing(store, clock).rebuild()

    assert await Window(store, clock).documents() == made


async def test_other_processes_make_the_same_bags(store: SqlStore, clock: StandingClock) -> None:
    await fill_shelves([store], 4, _GOODS, lambda _: None)
    made = await Window(store, clock).documents()
    told: list[int] = []

    with analysts() as analyse:
        assert await Indexing(store, clock, analyse).rebuild(told.append) == _GOODS

    assert await Window(store, clock).documents() == made
    assert told[-1] == _GOODS


async def test_what_changes_after_it_was_read_is_taken_in_as_it_is_then(
    store: SqlStore, clock: StandingClock
) -> None:
    await fill_shelves([store], 5, 20, lambda _: None)

    async def slowly(goods: Sequence[Findable]) -> Bags:
        bags = bags_of(goods)
        async with store.write() as uow:
            await uow.goods.set_price(7, Money(123, "USD"), clock.now())
            await uow.goods.set_hidden(8, True, clock.now())
        return bags

    assert await Indexing(store, clock, slowly).rebuild() == 19
    documents = {row[1]: row for row in await Window(store, clock).documents()}
    assert documents[7][3] == 123
    assert 8 not in documents
