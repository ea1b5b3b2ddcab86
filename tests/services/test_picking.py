"""A list of suggestions is made by looking only as far as needed, and far enough."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import update

from domain.customers import Customer
from domain.picking import MOST
from domain.recommendations import Why
from storage.looks import Look, Rows
from storage.repository import Repository
from storage.store import SqlStore
from storage.tables.goods import stock
from tests.conftest import StandingClock
from tests.services.buying import BuyingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> BuyingShop:
    """An empty shop."""
    return BuyingShop(store, clock)


@pytest.fixture
async def anna(shop: BuyingShop) -> Customer:
    """Somebody who has bought nothing yet."""
    return await shop.customer()


async def test_orders_of_those_who_want_nothing_personal_are_not_looked_at_later_either(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, tea = await shop.goods(2)
    boris = await shop.customer(1002)
    for _ in range(3):
        await shop.bought(boris, [mug, tea])
    await shop.wants_nothing_personal(boris)

    _, found = await shop.recommendations.with_product(anna, mug, 0)

    assert [one.why for one in found.rows] == [Why.POPULAR]


async def test_what_sells_well_is_looked_through_until_a_list_is_full(
    shop: BuyingShop, anna: Customer
) -> None:
    shown = await shop.goods(1)
    goods = await shop.goods(90)
    for n in range(2):
        await shop.bought(await shop.customer(5000 + n), goods[:80])
    await shop.learns()
    async with shop.store.write() as uow:
        gone = [await shop.variant_of(id_) for id_ in goods[:70]]
        await uow.connection.execute(
            update(stock).where(stock.c.variant_id.in_(gone)).values(on_hand=0)
        )

    _, found = await shop.recommendations.with_product(anna, shown[0], 0)

    assert found.total == MOST
    assert {one.row.id for one in found.rows} <= set(goods[70:80])


@pytest.mark.parametrize("known", [True, False], ids=["learnt", "new"])
async def test_a_list_takes_few_looks(
    shop: BuyingShop, anna: Customer, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    goods = await shop.goods(60, category=await shop.shelf("Mugs"))
    others = await shop.goods(60)
    for buyer in await shop.people(3):
        await shop.bought(buyer, [*goods[::2], *others[::2]])
    if known:
        await shop.learns()
    await shop.carts.set_quantity(anna, await shop.variant_of(goods[0]), 1)
    looks = 0
    plain = Repository.look

    async def counted(self: Repository, look: Look, values: Mapping[str, Any]) -> Rows:
        nonlocal looks
        looks += 1
        return await plain(self, look, values)

    monkeypatch.setattr(Repository, "look", counted)

    for ask, most in (
        (shop.recommendations.with_product(anna, goods[0], 0), 9),
        (shop.recommendations.with_cart(anna, 0), 6),
        (shop.recommendations.for_customer(anna, 0), 6),
        (shop.recommendations.again(anna, 0), 2),
    ):
        looks = 0
        await ask
        assert looks <= most
