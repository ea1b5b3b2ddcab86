"""Reviews as everybody reads them: narrowed, sorted, praised, by first name and initial."""

from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.reviews import Sorting
from domain.services.reviews import Shown
from storage.store import SqlStore
from storage.tables import goods
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.services.test_reviews import got


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop."""
    return PayingShop(store, clock)


async def test_a_writer_is_shown_by_first_name_and_initial(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    await shop.reviews.rate(replace(anna, first_name="Anna", last_name="Karlova"), 1, 1, 5)

    assert [r.author for r in (await shop.reviews.page(anna, 1)).reviews] == ["Anna K."]


async def test_lists_are_narrowed_by_stars_and_sorted_by_use(
    shop: PayingShop, clock: StandingClock
) -> None:
    people = await got(shop, *range(1001, 1009))
    for number, person in enumerate(people, start=1):
        clock.skip(minutes=1)
        await shop.reviews.rate(person, number, number, 5 if number < 7 else 1)
    await shop.reviews.mark(people[0], 8, useful=True)
    await shop.reviews.mark(people[1], 8, useful=True)
    await shop.reviews.mark(people[1], 2, useful=True)  # their own
    await shop.reviews.mark(people[1], 1, useful=True)

    newest = await shop.reviews.page(people[0], 1)
    useful = await shop.reviews.page(people[0], 1, Sorting.USEFUL)
    fives = await shop.reviews.page(people[0], 1, only=5, page=99)

    assert [r.id for r in newest.reviews] == [8, 7, 6, 5, 4]
    assert (newest.total, newest.pages, newest.by_stars) == (8, 2, {5: 6, 1: 2})
    assert [r.id for r in useful.reviews][:2] == [8, 1]
    assert (fives.total, fives.page, [r.id for r in fives.reviews]) == (6, 1, [1])
    assert (await shop.reviews.page(people[0], 1, only=3)).total == 0
    await shop.ensure_sound()


async def test_a_review_is_useful_once_a_person_and_they_may_take_it_back(
    shop: PayingShop,
) -> None:
    anna, boris = await got(shop, 1001, 1002)
    await shop.reviews.rate(anna, 1, 1, 5)

    for _ in range(2):
        shown = await shop.reviews.mark(boris, 1, useful=True)
    assert (shown.review.useful, shown.useful, shown.mine) == (1, True, False)
    for _ in range(2):
        shown = await shop.reviews.mark(boris, 1, useful=False)

    assert shown == Shown(shown.review, mine=False, useful=False)
    assert shown.review.useful == 0
    await shop.ensure_sound()


async def test_reviews_of_what_is_hidden_are_not_shown(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    await shop.reviews.rate(anna, 1, 1, 5)
    pot = await shop.stock("POT", 1, hidden=True)

    with pytest.raises(NotFound):
        await shop.reviews.page(anna, pot)
    with pytest.raises(NotFound):
        await shop.reviews.page(anna, 99)
    async with shop.store.write() as uow:
        hide = goods.products.update().where(goods.products.c.id == 1).values(hidden=True)
        await uow.connection.execute(hide)
    with pytest.raises(NotFound):
        await shop.reviews.get(anna, 1)
