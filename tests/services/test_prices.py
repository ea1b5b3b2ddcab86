"""The stock room: prices, typed line by line."""

import asyncio

import pytest
from sqlalchemy import select

from domain.errors import AlreadyDone, BadStockLine
from domain.money import Money
from domain.services.goods import Keeping
from domain.services.stock import StockRoom
from domain.stock import Priced, Refused
from storage.store import SqlStore
from storage.tables.goods import products
from tests.conftest import StandingClock
from tests.services.stockroom import (
    ANNA,
    BORIS,
    add,
    journal_lines,
    know,
)


@pytest.fixture
async def room(store: SqlStore, clock: StandingClock) -> StockRoom:
    """The stock room of a shop that has four blue mugs."""
    await know(store, clock, ANNA, BORIS)
    await add(store, clock, "BM-1", 4)
    return StockRoom(store, clock)


async def priced(room: StockRoom, text: str, cause: int | None = None) -> Priced:
    """Type one price that works."""
    (answer,) = await room.price(ANNA, text, cause)
    assert isinstance(answer, Priced)
    return answer


async def price_from(store: SqlStore, keeping: Keeping) -> int:
    """What the list says the product costs from, in minor units."""
    async with store.read() as uow:
        found = await uow.connection.execute(
            select(products.c.price_from).where(products.c.id == keeping.product.id)
        )
        return int(found.scalar_one())


async def test_a_new_price_is_told_and_kept_and_the_list_follows(
    room: StockRoom, store: SqlStore, clock: StandingClock
) -> None:
    mug = await add(store, clock, "BM-2", 1)

    answer = await priced(room, "BM-2 6,90 $")

    assert (answer.before, answer.after) == (Money(1290, "USD"), Money(690, "USD"))
    assert await price_from(store, mug) == 690
    assert (ANNA.id, "price", "12.90 USD", "6.90 USD") in await journal_lines(store)


async def test_a_percentage_delivered_twice_is_added_once(room: StockRoom) -> None:
    await priced(room, "BM-1 +10%", 5)

    again = await priced(room, "BM-1 +10%", 5)

    assert again.after == Money(1419, "USD")


async def test_percentages_of_two_admins_build_on_each_other(room: StockRoom) -> None:
    await asyncio.gather(*[room.price(ANNA, "BM-1 +100%", cause) for cause in (5, 6)])

    assert (await priced(room, "BM-1")).after == Money(5160, "USD")


async def test_a_wrong_price_is_named_and_the_others_count(room: StockRoom) -> None:
    wrong, gone, right = await room.price(ANNA, "BM-1 69o\nBM-1 -100%\nBM-1 5")

    assert isinstance(wrong, Refused)
    assert isinstance(wrong.error, BadStockLine)
    assert wrong.error.token == "69o"
    assert isinstance(gone, Refused)
    assert isinstance(right, Priced)
    assert right.after == Money(500, "USD")


async def test_a_price_goes_back_once_and_only_if_nobody_changed_it_since(
    room: StockRoom,
) -> None:
    change = await priced(room, "BM-1 5")
    back = (change.variant_id, change.after.amount, change.before.amount)

    assert (await room.undo_price(BORIS, *back)).after == Money(1290, "USD")
    with pytest.raises(AlreadyDone) as late:
        await room.undo_price(ANNA, *back)

    assert late.value.by == "Boris"
    await priced(room, "BM-1 7")
    with pytest.raises(AlreadyDone):
        await room.undo_price(ANNA, *back)
    assert (await priced(room, "BM-1")).after == Money(700, "USD")


async def test_a_forged_undo_cannot_make_goods_free(room: StockRoom) -> None:
    mug = await priced(room, "BM-1")

    for price in (0, -1):
        with pytest.raises(AlreadyDone):
            await room.undo_price(ANNA, mug.variant_id, 1290, price)

    assert (await priced(room, "BM-1")).after == Money(1290, "USD")
