"""Favourites are one's own, shared only by a link, and what is seen is kept 90 days at most."""

import pytest
from sqlalchemy import delete, update

from domain.catalog import ProductPage
from domain.customers import Customer
from domain.errors import NotFound
from domain.favourites import Choice
from domain.services.favourites import Favourites
from storage.store import SqlStore
from storage.tables.goods import products
from storage.tables.people import customers
from tests.conftest import StandingClock
from tests.services.buying import BuyingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> BuyingShop:
    """An empty shop."""
    return BuyingShop(store, clock)


@pytest.fixture
def favourites(shop: BuyingShop) -> Favourites:
    """What customers marked."""
    return Favourites(shop.store, shop.clock)


@pytest.fixture
async def anna(shop: BuyingShop) -> Customer:
    """A customer."""
    return await shop.customer()


def ids(page: ProductPage) -> list[int]:
    """The products of a page."""
    return [row.id for row in page.rows]


async def test_a_product_is_saved_once_and_taken_off_once(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    (mug,) = await shop.goods(1)
    for _ in range(2):
        await favourites.save(anna, mug, wanted=True)
    assert ids(await favourites.page(anna, 0)) == [mug]
    assert (await favourites.opened(anna, mug)).saved

    for _ in range(2):
        await favourites.save(anna, mug, wanted=False)

    assert (await favourites.page(anna, 0)).total == 0
    assert not (await favourites.opened(anna, mug)).saved


async def test_favourites_are_listed_newest_first_five_a_page_without_hidden_ones(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    goods = await shop.goods(7)
    for product_id in goods:
        await favourites.save(anna, product_id, wanted=True)
        shop.clock.skip(seconds=1)
    async with shop.store.write() as uow:
        await uow.connection.execute(
            update(products).where(products.c.id == goods[6]).values(hidden=True)
        )

    first, second = await favourites.page(anna, 0), await favourites.page(anna, 1)

    assert (ids(first), first.total, first.pages) == (goods[5:0:-1], 6, 2)
    assert ids(second) == [goods[0]]
    beyond = await favourites.page(anna, 2**31)
    assert (ids(beyond), beyond.page) == (ids(first), 0)


async def test_what_is_hidden_or_made_up_cannot_be_saved(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    hidden = await shop.product_of(await shop.stock("OLD", 1, hidden=True))

    for product_id in (hidden, 4711):
        await favourites.save(anna, product_id, wanted=True)

    assert await shop.rows("favourites") == 0


async def test_nobody_sees_anothers_favourites_without_the_link(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    boris = await shop.customer(1002)
    (mug,) = await shop.goods(1)
    await favourites.save(anna, mug, wanted=True)
    token = await favourites.share(anna)

    shared = await favourites.shared(boris, token, 0)

    assert (shared.name, ids(shared.page)) == (anna.first_name, [mug])
    assert (await favourites.page(boris, 0)).total == 0
    for guess in ("", "1001", token[:-1], token.swapcase(), "A" * 22, "' OR 1=1 --"):
        with pytest.raises(NotFound):
            await favourites.shared(boris, guess, 0)


async def test_a_list_that_is_shared_no_more_is_gone_and_comes_back_under_another_link(
    favourites: Favourites, anna: Customer
) -> None:
    token = await favourites.share(anna)
    assert await favourites.share(anna) == token, "links that were sent stay good"

    await favourites.unshare(anna)

    with pytest.raises(NotFound):
        await favourites.shared(anna, token, 0)
    assert await favourites.share(anna) != token


async def test_what_was_seen_is_listed_latest_first_and_kept_ninety_days(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    mug, tea = await shop.goods(2)
    await favourites.opened(anna, mug)
    shop.clock.skip(days=89)
    await favourites.opened(anna, tea)
    assert ids(await favourites.seen(anna, 0)) == [tea, mug]
    shop.clock.skip(days=2)

    await favourites.forget()

    assert ids(await favourites.seen(anna, 0)) == [tea]


async def test_looking_writes_nothing_until_all_is_written_at_once(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    mug, tea = await shop.goods(2)
    for product_id in (mug, tea, mug, 4711):
        await favourites.opened(anna, product_id)
    assert await shop.rows("product_views") == 0

    await favourites.write_down()

    assert await shop.rows("product_views") == 2, "and goods that are not there are no trouble"


async def test_whoever_wants_nothing_personal_is_forgotten_and_not_watched_again(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    mug, tea, vase = await shop.goods(3)
    elsewhere = Favourites(shop.store, shop.clock)
    await favourites.opened(anna, mug)
    await favourites.write_down()
    await favourites.opened(anna, tea)
    await elsewhere.opened(anna, vase)  # another host, which does not know yet

    anna = await favourites.choose(anna, Choice.PERSONAL, on=False)
    await favourites.opened(anna, mug)
    await favourites.write_down()
    await elsewhere.write_down()

    assert not anna.personal
    assert await shop.rows("product_views") == 0
    anna = await favourites.choose(anna, Choice.PERSONAL, on=True)
    await favourites.opened(anna, mug)
    assert ids(await favourites.seen(anna, 0)) == [mug]


async def test_all_of_it_goes_with_the_customer(
    shop: BuyingShop, favourites: Favourites, anna: Customer
) -> None:
    (mug,) = await shop.goods(1)
    await favourites.save(anna, mug, wanted=True)
    await favourites.opened(anna, mug)
    await favourites.write_down()
    await favourites.share(anna)
    async with shop.store.write() as uow:
        await uow.waits.ask(anna.id, await shop.variant_of(mug), shop.clock.now())

    async with shop.store.write() as uow:
        await uow.connection.execute(delete(customers).where(customers.c.id == anna.id))

    for table in ("favourites", "product_views", "wishlists", "stock_waits"):
        assert await shop.rows(table) == 0, table
