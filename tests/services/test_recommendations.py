"""What is suggested can be bought, is explained, and gives nobody away."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.customers import Customer
from domain.errors import NotFound
from domain.picking import A_CATEGORY, MOST
from domain.recommendations import Suggestions, Why
from storage.store import SqlStore
from storage.tables.goods import products, stock
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


def ids(found: Suggestions) -> list[int]:
    """The products of a page."""
    return [one.row.id for one in found.rows]


async def _with(shop: BuyingShop, who: Customer, product_id: int, page: int = 0) -> Suggestions:
    return (await shop.recommendations.with_product(who, product_id, page))[1]


async def test_what_is_bought_together_comes_first_and_says_in_how_many_orders(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, tea, spoon, _other = await shop.goods(4)
    await shop.bought_together(5, mug, tea)
    await shop.bought_together(3, mug, spoon)
    await shop.learns()

    found = await _with(shop, anna, mug)

    assert [(one.row.id, one.why, one.support) for one in found.rows[:2]] == [
        (tea, Why.TOGETHER, 5),
        (spoon, Why.TOGETHER, 3),
    ]
    assert {one.why for one in found.rows[2:]} == {Why.POPULAR}


async def test_fewer_than_three_orders_are_not_counted_out_to_strangers(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, tea = await shop.goods(2)
    await shop.bought_together(2, mug, tea)
    await shop.learns()

    found = await _with(shop, anna, mug)

    assert [(one.row.id, one.why, one.support) for one in found.rows] == [(tea, Why.TOGETHER, 0)]


async def test_nothing_is_suggested_that_is_hidden_sold_out_in_the_cart_or_bought_before(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, hidden, gone, in_cart, bought, fine = await shop.goods(6)
    await shop.bought_together(4, mug, hidden, gone, in_cart, bought, fine)
    await shop.bought(anna, [bought])
    await shop.carts.set_quantity(anna, await shop.variant_of(in_cart), 1)
    await shop.learns()
    async with shop.store.write() as uow:
        await uow.connection.execute(
            update(products).where(products.c.id == hidden).values(hidden=True)
        )
        variant = await shop.variant_of(gone)
        await uow.connection.execute(
            update(stock).where(stock.c.variant_id == variant).values(on_hand=0)
        )

    assert ids(await _with(shop, anna, mug)) == [fine]
    assert ids(await shop.recommendations.with_cart(anna, 0)) == [mug, fine]
    assert set(ids(await shop.recommendations.for_customer(anna, 0))) == {mug, fine}


async def test_a_list_has_ten_at_most_and_three_of_a_category(
    shop: BuyingShop, anna: Customer
) -> None:
    mugs = await shop.goods(6, category=await shop.shelf("Mugs"))
    others = [
        (await shop.goods(4, category=await shop.shelf(title)))
        for title in ("Tea", "Home", "Paper", "Wool")
    ]
    await shop.bought_together(3, *mugs, *(id_ for four in others for id_ in four))
    await shop.learns()

    first = await _with(shop, anna, mugs[0])
    second = await _with(shop, anna, mugs[0], page=1)

    assert (first.total, first.pages) == (MOST, 2)
    shown = ids(first) + ids(second)
    assert len(shown) == len(set(shown)) == MOST
    for four in (mugs, *others):
        assert len(set(shown) & set(four)) <= A_CATEGORY
    assert ids(await _with(shop, anna, mugs[0], page=7)) == ids(first)


async def test_what_is_new_since_the_build_is_looked_up_in_the_latest_orders(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, tea = await shop.goods(2)
    await shop.bought_together(3, mug, tea)

    found = await _with(shop, anna, mug)

    assert [(one.row.id, one.why, one.support) for one in found.rows] == [(tea, Why.TOGETHER, 3)]


async def test_what_nobody_bought_yet_has_its_like_from_the_same_shelf_and_price(
    shop: BuyingShop, anna: Customer
) -> None:
    shelf = await shop.shelf("Mugs")
    mug, alike, dear = await shop.goods(3, category=shelf)
    async with shop.store.write() as uow:
        await uow.connection.execute(
            update(products).where(products.c.id == dear).values(price_from=2000)
        )
    await shop.learns()

    found = await _with(shop, anna, mug)

    assert [(one.row.id, one.why) for one in found.rows] == [
        (alike, Why.SIMILAR),
        (dear, Why.POPULAR),
    ]


async def test_no_list_is_empty_while_there_is_anything_to_sell(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, vase = await shop.goods(2)

    assert ids(await _with(shop, anna, mug)) == [vase]
    assert ids(await shop.recommendations.for_customer(anna, 0)) == [mug, vase]
    assert ids(await shop.recommendations.with_cart(anna, 0)) == [mug, vase]


async def test_what_goes_with_a_cart_goes_with_all_of_it(shop: BuyingShop, anna: Customer) -> None:
    mug, tea, both, one = await shop.goods(4)
    await shop.bought_together(3, mug, both)
    await shop.bought_together(3, tea, both)
    await shop.bought_together(4, tea, one)
    await shop.learns()
    for product_id in (mug, tea):
        await shop.carts.set_quantity(anna, await shop.variant_of(product_id), 1)

    found = await shop.recommendations.with_cart(anna, 0)

    assert [(each.row.id, each.support) for each in found.rows] == [(both, 3), (one, 4)]


async def test_for_you_says_because_of_what(shop: BuyingShop, anna: Customer) -> None:
    mug, tea, bread, rare = await shop.goods(4)
    for buyer in await shop.people(5):
        await shop.bought(buyer, [mug])
        await shop.bought(buyer, [tea])
    for n in range(5):
        await shop.bought(await shop.customer(3000 + n), [bread])
    await shop.bought(anna, [mug])
    await shop.learns()

    found = await shop.recommendations.for_customer(anna, 0)

    assert found.personal
    assert [(one.row.id, one.why, one.because) for one in found.rows[:2]] == [
        (tea, Why.BOUGHT, f"Goods G{mug}"),
        (bread, Why.POPULAR, ""),
    ]
    assert rare in ids(found)


async def test_whoever_wants_nothing_personal_gets_what_is_popular_and_nothing_again(
    shop: BuyingShop, anna: Customer
) -> None:
    mug, tea = await shop.goods(2)
    for buyer in await shop.people(4):
        await shop.bought(buyer, [mug, tea])
    for days in (20, 10):
        await shop.bought(anna, [mug], at=shop.clock.now() - timedelta(days=days))
    await shop.learns()
    shop.clock.skip(days=12)
    assert ids(await shop.recommendations.again(anna, 0)) == [mug]
    await shop.wants_nothing_personal(anna)
    async with shop.store.read() as uow:
        now = await uow.customers.get(anna.id)
    assert now
    assert not now.personal

    found = await shop.recommendations.for_customer(now, 0)

    assert not found.personal
    assert {one.why for one in found.rows} == {Why.POPULAR}
    assert set(ids(found)) == {mug, tea}, "what they bought is not looked at"
    assert (await shop.recommendations.again(now, 0)).rows == ()


async def test_nobody_is_shown_what_another_bought(shop: BuyingShop, anna: Customer) -> None:
    mug, tea, secret = await shop.goods(3)
    boris = await shop.customer(1002)
    for buyer in await shop.people(4):
        await shop.bought(buyer, [mug, tea])
    for days in (20, 10):
        await shop.bought(boris, [secret], at=shop.clock.now() - timedelta(days=days))
    await shop.learns()

    again = await shop.recommendations.again(anna, 0)
    found = await shop.recommendations.for_customer(anna, 0)

    assert again.rows == ()
    assert [one for one in found.rows if one.because] == []


async def test_buy_again_follows_ones_own_rhythm(shop: BuyingShop, anna: Customer) -> None:
    coffee, soap, vase = await shop.goods(3)
    now = shop.clock.now()
    for days in (40, 30, 21):  # about every ten days
        await shop.bought(anna, [coffee], at=now - timedelta(days=days))
    for days in (95, 5):
        await shop.bought(anna, [soap], at=now - timedelta(days=days))
    await shop.bought(anna, [vase], at=now - timedelta(days=300))

    found = await shop.recommendations.again(anna, 0)

    assert [(one.row.id, one.why, one.days) for one in found.rows] == [(coffee, Why.AGAIN, 10)]


async def test_there_is_no_list_for_goods_that_are_not_there(
    shop: BuyingShop, anna: Customer
) -> None:
    with pytest.raises(NotFound):
        await shop.recommendations.with_product(anna, 77, 0)


async def test_what_is_sold_out_has_its_like_as_many_as_there_are(
    shop: BuyingShop, anna: Customer
) -> None:
    mugs = await shop.goods(7, category=await shop.shelf("Mugs"))
    vase, lamp = await shop.goods(2, category=await shop.shelf("Home"))
    gone = mugs[0]
    await shop.bought_together(5, gone, vase, lamp)
    await shop.learns()
    async with shop.store.write() as uow:
        variant = await shop.variant_of(gone)
        await uow.connection.execute(
            update(stock).where(stock.c.variant_id == variant).values(on_hand=0)
        )

    first, second = [await _with(shop, anna, gone, page) for page in (0, 1)]

    assert first.instead
    assert not (await _with(shop, anna, vase)).instead
    shown = [(one.row.id, one.why) for one in (*first.rows, *second.rows)]
    assert sorted(shown) == [(id_, Why.SIMILAR) for id_ in mugs[1:]], "and no lamp"


async def test_what_is_sold_out_and_like_nothing_here_has_what_is_popular(
    shop: BuyingShop, anna: Customer
) -> None:
    (gone,) = await shop.goods(1, category=await shop.shelf("Mugs"))
    vase, lamp = await shop.goods(2)
    await shop.bought_together(5, vase, lamp)
    await shop.learns()
    async with shop.store.write() as uow:
        variant = await shop.variant_of(gone)
        await uow.connection.execute(
            update(stock).where(stock.c.variant_id == variant).values(on_hand=0)
        )

    assert set(ids(await _with(shop, anna, gone))) == {vase, lamp}
