"""Carts that are shared by a link: what is in them, for how long, and for whom."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from domain.customers import Customer
from domain.errors import CartChanged, EmptyCart, NotFound
from domain.money import Money
from domain.services.shared_carts import SharedCarts
from domain.shared_carts import LIFE, MOST_SHARED
from storage.store import SqlStore
from storage.tables.goods import stock
from storage.tables.shared_carts import shared_cart_lines, shared_carts
from tests.conftest import StandingClock
from tests.shop import Shop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> Shop:
    """An empty shop."""
    return Shop(store, clock)


@pytest.fixture
def carts(shop: Shop) -> SharedCarts:
    """What is shared in it."""
    return SharedCarts(shop.store, shop.clock)


BORIS = 1002


async def filled(shop: Shop, who: int = 1001, **pieces: int) -> tuple[Customer, dict[str, int]]:
    """A customer with so many pieces of so many goods in the cart; nine are there of each."""
    customer = await shop.customer(who)
    ids = {name: await shop.stock(name, 9) for name in pieces}
    for name, quantity in pieces.items():
        await shop.carts.set_quantity(customer, ids[name], quantity)
    return customer, ids


async def left(shop: Shop, variant_id: int, pieces: int) -> None:
    """Leave so many pieces on the shelf."""
    counted = update(stock).where(stock.c.variant_id == variant_id).values(on_hand=pieces)
    async with shop.store.write() as uow:
        await uow.connection.execute(counted)


async def in_cart(shop: Shop, customer: Customer) -> dict[str, int]:
    """Pieces by SKU."""
    return {line.sku: line.quantity for line in (await shop.carts.get(customer)).lines}


async def test_a_link_shows_what_was_in_the_cart_at_todays_price_and_stock(
    shop: Shop, carts: SharedCarts
) -> None:
    anna, ids = await filled(shop, MUG=2, POT=3)
    link = await carts.share(anna)
    await shop.carts.clear(anna)
    async with shop.store.write() as uow:
        await uow.goods.set_price(ids["MUG"], Money(77, "USD"), shop.clock.now())
    await left(shop, ids["POT"], 0)

    shared = await carts.get(await shop.customer(BORIS), link.token)

    told = [(line.sku, line.quantity, line.price.amount, line.free) for line in shared.cart.lines]
    assert told == [("MUG", 2, 77, 9), ("POT", 3, 690, 0)]
    assert (shared.own, shared.cart.customer_id) == (False, 0)
    assert (await carts.get(anna, link.token)).own


async def test_only_what_can_be_bought_is_shared(shop: Shop, carts: SharedCarts) -> None:
    anna, ids = await filled(shop, MUG=2, POT=3)
    await left(shop, ids["POT"], 0)
    link = await carts.share(anna)
    assert [line.sku for line in (await carts.get(anna, link.token)).cart.lines] == ["MUG"]

    await left(shop, ids["MUG"], 0)

    with pytest.raises(EmptyCart):
        await carts.share(anna)


async def test_the_same_goods_have_the_same_link_and_others_another(
    shop: Shop, carts: SharedCarts, clock: StandingClock
) -> None:
    anna, ids = await filled(shop, MUG=2)
    first = await carts.share(anna)
    clock.skip(days=3)
    again = await carts.share(anna)
    await shop.carts.set_quantity(anna, ids["MUG"], 3)
    other = await carts.share(anna)

    assert again.token == first.token
    assert again.ends_at == first.ends_at + timedelta(days=3)
    assert other.token != first.token
    assert (first.others, other.others) == (0, 1)
    assert (await carts.get(anna, first.token)).cart.pieces == 2


async def test_a_link_lives_thirty_days_and_is_then_forgotten(
    shop: Shop, carts: SharedCarts, clock: StandingClock
) -> None:
    anna, _ = await filled(shop, MUG=2)
    link = await carts.share(anna)
    clock.skip(minutes=LIFE.days * 24 * 60 - 1)
    await carts.forget()
    await carts.get(anna, link.token)

    clock.skip(minutes=1)
    with pytest.raises(NotFound):
        await carts.get(anna, link.token)
    await carts.forget()

    assert await _rows(shop) == (0, 0)


async def _rows(shop: Shop) -> tuple[int, int]:
    async with shop.store.read() as uow:
        counts = [
            await uow.connection.scalar(select(func.count()).select_from(table))
            for table in (shared_carts, shared_cart_lines)
        ]
    return int(counts[0] or 0), int(counts[1] or 0)


async def test_withdrawn_links_lead_nowhere(shop: Shop, carts: SharedCarts) -> None:
    anna, ids = await filled(shop, MUG=2)
    boris, _ = await filled(shop, BORIS, CUP=1)
    links = [await carts.share(anna)]
    await shop.carts.set_quantity(anna, ids["MUG"], 1)
    links.append(await carts.share(anna))
    his = await carts.share(boris)

    assert await carts.withdraw(anna) == 2
    for link in links:
        with pytest.raises(NotFound):
            await carts.get(boris, link.token)
    await carts.get(anna, his.token)


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "A" * 21 + ":", "' OR 1=1 --", "я" * 22])
async def test_no_other_token_opens_a_cart(shop: Shop, carts: SharedCarts, token: str) -> None:
    anna, _ = await filled(shop, MUG=2)
    assert len((await carts.share(anna)).token) == 22

    with pytest.raises(NotFound):
        await carts.get(anna, token)


async def test_all_is_added_to_what_is_in_the_own_cart(shop: Shop, carts: SharedCarts) -> None:
    anna, ids = await filled(shop, MUG=2, POT=1)
    boris, _ = await filled(shop, BORIS, CUP=1)
    await shop.carts.set_quantity(boris, ids["MUG"], 1)
    link = await carts.share(anna)
    shared = await carts.get(boris, link.token)

    added = await carts.add_all(boris, link.token, shared.id, 2)

    assert (added.pieces, added.short, added.gone) == (3, (), ())
    assert await in_cart(shop, boris) == {"CUP": 1, "MUG": 3, "POT": 1}
    assert await in_cart(shop, anna) == {"MUG": 2, "POT": 1}


async def test_a_second_tap_adds_nothing(shop: Shop, carts: SharedCarts) -> None:
    anna, _ = await filled(shop, MUG=2)
    boris = await shop.customer(BORIS)
    link = await carts.share(anna)
    shared = await carts.get(boris, link.token)

    taps = [carts.add_all(boris, link.token, shared.id, 0) for _ in range(3)]
    done = await asyncio.gather(*taps, return_exceptions=True)

    assert sum(isinstance(one, CartChanged) for one in done) == 2
    assert await in_cart(shop, boris) == {"MUG": 2}


async def test_what_is_short_goes_in_as_far_as_it_goes_and_is_named(
    shop: Shop, carts: SharedCarts
) -> None:
    anna, ids = await filled(shop, MUG=4, POT=2, CUP=1, JUG=1)
    boris = await shop.customer(BORIS)
    await shop.carts.set_quantity(boris, ids["MUG"], 2)
    await shop.carts.set_quantity(boris, ids["JUG"], 7)
    link = await carts.share(anna)
    for sku, pieces in (("MUG", 3), ("POT", 0), ("JUG", 5)):
        await left(shop, ids[sku], pieces)
    shared = await carts.get(boris, link.token)

    added = await carts.add_all(boris, link.token, shared.id, 9)

    assert [line.sku for line in added.short] == ["MUG", "JUG"]
    assert [line.sku for line in added.gone] == ["POT"]
    assert (added.pieces, await in_cart(shop, boris)) == (2, {"MUG": 3, "JUG": 7, "CUP": 1})


async def test_a_button_of_another_cart_adds_nothing(shop: Shop, carts: SharedCarts) -> None:
    anna, _ = await filled(shop, MUG=2)
    boris = await shop.customer(BORIS)
    link = await carts.share(anna)
    shared = await carts.get(boris, link.token)

    with pytest.raises(NotFound):
        await carts.add_all(boris, link.token, shared.id + 1, 0)
    await carts.withdraw(anna)
    with pytest.raises(NotFound):
        await carts.add_all(boris, link.token, shared.id, 0)

    assert await in_cart(shop, boris) == {}


async def test_nobody_fills_the_shop_with_links(
    shop: Shop, carts: SharedCarts, clock: StandingClock
) -> None:
    anna = await shop.customer()
    mug = await shop.stock("MUG", 99)
    links = []
    for pieces in range(1, MOST_SHARED + 3):
        clock.skip(minutes=1)
        await shop.carts.set_quantity(anna, mug, pieces)
        links.append(await carts.share(anna))

    assert await _rows(shop) == (MOST_SHARED, MOST_SHARED)
    with pytest.raises(NotFound):
        await carts.get(anna, links[1].token)
    await carts.get(anna, links[2].token)
    await shop.ensure_sound()
