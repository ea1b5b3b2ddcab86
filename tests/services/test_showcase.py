"""Goods for other chats, on both databases: parts that never overlap, and nothing hidden."""

import pytest

from domain.customers import Customer
from domain.services.glances import Glances
from domain.services.showcase import Showcase
from domain.showcase import AT_ONCE
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.stockroom import ANNA, add, goods_of

STRANGER = Customer(77, "Somebody", None, "en")
BOT = 123456


@pytest.fixture
def showcase(store: SqlStore) -> Showcase:
    """The goods as strangers see them."""
    return Showcase(store, Glances(store, "USD"))


async def _mugs(store: SqlStore, clock: StandingClock, count: int) -> list[int]:
    added = [await add(store, clock, f"BM-{n}", 3) for n in range(count)]
    return [each.product.id for each in added]


@pytest.mark.parametrize("text", ["mug", "", "  "])
async def test_parts_follow_each_other_to_the_end_without_one_twice(
    showcase: Showcase, store: SqlStore, clock: StandingClock, text: str
) -> None:
    ids = await _mugs(store, clock, 13)

    first, second, third = [await showcase.look(STRANGER, text, n, BOT) for n in range(3)]

    assert (len(first.goods), first.more) == (AT_ONCE, True)
    assert (len(second.goods), second.more) == (3, False)
    assert sorted(each.id for each in first.goods + second.goods) == ids
    assert third.goods == ()


async def test_only_photos_that_this_bot_can_send_are_told(
    showcase: Showcase, store: SqlStore, clock: StandingClock
) -> None:
    known, foreign, none = await _mugs(store, clock, 3)
    async with store.write() as uow:
        for product, bot in ((known, BOT), (foreign, 999)):
            picture = await uow.pictures.add(f"picture {product}".encode())
            await uow.goods.set_picture(product, picture, clock.now())
            await uow.pictures.remember(picture, bot, f"file {product}")

    shown = await showcase.look(STRANGER, "mug", 0, BOT)

    assert {each.id: each.photo for each in shown.goods} == {
        known: f"file {known}",
        foreign: "",
        none: "",
    }


async def test_a_number_names_one_product_unless_it_is_hidden_or_gone(
    showcase: Showcase, store: SqlStore, clock: StandingClock
) -> None:
    mug, hidden = await _mugs(store, clock, 2)
    await goods_of(store, clock).set_hidden(ANNA, hidden, hidden=True)

    async def named(product: int) -> list[int]:
        looked = await showcase.look(ANNA, f"Whatever #{product}", 0, BOT)
        return [each.id for each in looked.goods]

    assert (await named(mug), await named(hidden), await named(10**8)) == ([mug], [], [])
