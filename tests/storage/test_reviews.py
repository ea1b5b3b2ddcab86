"""The guards of reviews are in the statements, whatever a use case has read before."""

from dataclasses import replace

import pytest

from domain.ratings import Rating
from domain.reviews import State
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.services.test_reviews import got


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop."""
    return PayingShop(store, clock)


async def test_a_change_of_an_old_revision_is_not_saved(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    old = (await shop.reviews.rate(anna, 1, 1, 5)).review
    assert old
    await shop.reviews.rate(anna, 1, 1, 4)

    async with shop.store.write() as uow:
        assert await uow.reviews.save(replace(old, stars=1)) is None

    async with shop.store.read() as uow:
        kept = await uow.reviews.get(1)
    assert kept
    assert (kept.stars, kept.state) == (4, State.PUBLISHED)


async def test_a_line_has_one_review(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    first = (await shop.reviews.rate(anna, 1, 1, 5)).review
    assert first

    async with shop.store.write() as uow:
        assert await uow.reviews.add(replace(first, stars=1)) is None

    assert await shop.rows("reviews") == 1


async def test_one_host_sees_to_a_delivery(shop: PayingShop) -> None:
    await got(shop, 1001)
    now = shop.clock.now()

    async with shop.store.write() as uow:
        assert await uow.review_asks.claim(1, now)
        assert not await uow.review_asks.claim(1, now)


async def test_no_product_counts_fewer_reviews_than_none(shop: PayingShop) -> None:
    await got(shop, 1001)

    async with shop.store.write() as uow:
        assert not await uow.reviews.count(1, Rating(5, 1), Rating())
