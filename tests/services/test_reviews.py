"""Reviews: only of what was delivered, once a line, counted as they are read by everybody."""

import asyncio

import pytest

from domain.customers import Customer, Role
from domain.errors import BadText, NotFound, ShopError, WrongStep
from domain.fulfilment import Step
from domain.orders import Method
from domain.ratings import Rating
from domain.reviews import PHOTOS, State
from domain.services.review_changes import withdraw_all
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop

WAY = (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop."""
    return PayingShop(store, clock)


async def got(shop: PayingShop, *people: int) -> list[Customer]:
    """Each of these people has an order of one mug (product 1), delivered; theirs in order."""
    mug = await shop.stock("MUG", 99)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    customers = [await shop.customer(id_) for id_ in people]
    for number, customer in enumerate(customers, start=1):
        await shop.order(customer, {mug: 1}, Method.CASH)
        for step in WAY:
            await shop.fulfilments.move(mira, number, step)
    return customers


async def rating(shop: PayingShop) -> Rating:
    """What the mug's card says."""
    return (await shop.catalog.product(await shop.customer(), 1)).rating


async def test_stars_count_at_once_and_once_a_line(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    assert await rating(shop) == Rating()

    await shop.reviews.rate(anna, 1, 1, 5)
    given = await shop.reviews.rate(anna, 1, 1, 3)

    assert given.stars == 3
    assert await rating(shop) == Rating(3, 1)
    assert await shop.rows("reviews") == 1
    assert await shop.queued("review_card") == [], "stars alone are nothing to be read"
    await shop.ensure_sound()


async def test_words_wait_until_they_are_read_and_count_then(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    boss = await shop.hire(9001, Role.OWNER)
    await shop.reviews.rate(anna, 1, 1, 4)

    said = await shop.reviews.write(anna, 1, 1, "  A fine\n mug ", ["photo-1", "photo-2"])

    assert said.review
    assert (said.review.state, said.review.text) == (State.WAITING, "A fine mug")
    assert await rating(shop) == Rating()
    assert (await shop.reviews.page(anna, 1)).reviews == ()
    with pytest.raises(NotFound):
        await shop.reviews.get(anna, said.review.id)
    assert await shop.queued("review_card") == ["review:1:2"]
    await shop.ensure_sound()

    await shop.review_desk.publish(boss, 1, said.review.revision)
    page = await shop.reviews.page(anna, 1)
    assert [(r.author, r.photos) for r in page.reviews] == [
        ("Person 1001", ("photo-1", "photo-2"))
    ]
    assert page.rating == Rating(4, 1)
    assert await shop.queued("review_note") == ["note:review:1:3"]
    await shop.ensure_sound()


async def test_where_the_shop_is_open_words_are_published_at_once(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    await shop.open_reviews.rate(anna, 1, 1, 4)

    said = await shop.open_reviews.write(anna, 1, 1, "A fine mug")

    assert said.review
    assert said.review.state is State.PUBLISHED
    assert await rating(shop) == Rating(4, 1)
    assert await shop.queued("review_card") == ["review:1:2"], "the merchant may answer it"


async def test_other_stars_leave_words_that_were_read_published(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    await shop.open_reviews.rate(anna, 1, 1, 4)
    await shop.open_reviews.write(anna, 1, 1, "A fine mug")

    await shop.reviews.rate(anna, 1, 1, 1)
    assert await rating(shop) == Rating(1, 1)
    await shop.reviews.write(anna, 1, 1, "It broke")

    assert await rating(shop) == Rating()
    await shop.ensure_sound()


async def test_who_was_rejected_is_read_again_and_does_not_get_out_by_other_stars(
    shop: PayingShop,
) -> None:
    (anna,) = await got(shop, 1001)
    boss = await shop.hire(9001, Role.OWNER)
    await shop.open_reviews.rate(anna, 1, 1, 1)
    await shop.open_reviews.write(anna, 1, 1, "Buy at my shop")
    await shop.review_desk.reject(boss, 1, 2, "Advertising")
    assert await rating(shop) == Rating()

    starred = await shop.open_reviews.rate(anna, 1, 1, 2)
    assert starred.review
    assert starred.review.state is State.REJECTED
    again = await shop.open_reviews.write(anna, 1, 1, "It is small")

    assert again.review
    assert again.review.state is State.WAITING
    assert await rating(shop) == Rating()
    await shop.ensure_sound()


async def test_nobody_reviews_what_is_not_delivered_not_theirs_or_not_there(
    shop: PayingShop,
) -> None:
    (anna,) = await got(shop, 1001)
    boris = await shop.customer(1002)
    await shop.order(boris, {1: 1}, Method.CASH)

    for who, order, line, refusal in (
        (boris, 2, 2, WrongStep),
        (boris, 1, 1, NotFound),
        (anna, 1, 2, WrongStep),
        (anna, 9, 9, NotFound),
    ):
        for use in (shop.reviews.rate(who, order, line, 5), shop.reviews.mine(who, order, line)):
            with pytest.raises(refusal):
                await use
    for stars in (0, 6, -1):
        with pytest.raises(NotFound):
            await shop.reviews.rate(anna, 1, 1, stars)
    with pytest.raises(WrongStep):
        await shop.reviews.write(anna, 1, 1, "Words without stars")
    assert await shop.rows("reviews") == 0
    assert await rating(shop) == Rating()


async def test_pieces_that_were_taken_off_cannot_be_reviewed(shop: PayingShop) -> None:
    mug, pot = await shop.stock("MUG", 9), await shop.stock("POT", 9)
    anna, mira = await shop.customer(), await shop.hire(3001, Role.MERCHANT, 1)
    await shop.order(anna, {mug: 1, pot: 1}, Method.CASH)
    await shop.edits.drop(mira, 1, 1, 1, 1)
    for step in WAY:
        await shop.fulfilments.move(mira, 1, step)

    assert [each.line.sku for each in await shop.reviews.of_order(anna, 1)] == ["POT"]
    with pytest.raises(WrongStep):
        await shop.reviews.rate(anna, 1, 1, 5)


async def test_what_came_back_was_delivered_so_its_review_stays(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.reviews.rate(anna, 1, 1, 2)
    asked = await shop.taking_back.ask(anna, 1, {1: 1}, "A crack", [])

    await shop.taking_back.accept(mira, asked.id, restock=False)

    assert await rating(shop) == Rating(2, 1)
    await shop.reviews.rate(anna, 1, 1, 1)
    assert await rating(shop) == Rating(1, 1)
    await shop.ensure_sound()


async def test_words_have_a_length_and_photos_a_number(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    await shop.reviews.rate(anna, 1, 1, 5)

    for text in ("", "   ", "x" * 451):
        with pytest.raises(BadText):
            await shop.reviews.write(anna, 1, 1, text)
    said = await shop.reviews.write(anna, 1, 1, "", [f"photo-{n}" for n in range(9)])

    assert said.review
    assert len(said.review.photos) == PHOTOS
    assert said.review.state is State.WAITING


async def test_what_is_withdrawn_is_forgotten_and_may_be_said_anew(shop: PayingShop) -> None:
    (anna,) = await got(shop, 1001)
    await shop.open_reviews.rate(anna, 1, 1, 5)
    await shop.open_reviews.write(anna, 1, 1, "My address is 12 Harbour Street", ["photo-1"])

    gone = await shop.reviews.withdraw(anna, 1, 1)
    await shop.reviews.withdraw(anna, 1, 1)

    assert gone.stars == 0
    assert await rating(shop) == Rating()
    assert await shop.rows("review_photos") == 0
    await shop.ensure_sound()
    assert (await shop.reviews.rate(anna, 1, 1, 3)).stars == 3
    assert await rating(shop) == Rating(3, 1)


async def test_with_an_account_goes_all_that_its_owner_said(shop: PayingShop) -> None:
    anna, boris = await got(shop, 1001, 1002)
    await shop.open_reviews.rate(anna, 1, 1, 5)
    await shop.open_reviews.write(anna, 1, 1, "Mine", ["photo-1"])
    await shop.reviews.rate(boris, 2, 2, 1)
    await shop.reviews.mark(anna, 2, useful=True)

    async with shop.store.write() as uow:
        await withdraw_all(uow, anna.id, shop.clock.now())

    assert await rating(shop) == Rating(1, 1)
    assert await shop.rows("review_photos") == 0
    assert await shop.rows("review_votes") == 0
    assert [r.author for r in (await shop.reviews.page(boris, 1)).reviews] == ["Person 1002"]
    await shop.ensure_sound()


async def test_many_hands_at_once_leave_the_count_right(shop: PayingShop) -> None:
    people = await got(shop, 1001, 1002, 1003)
    taps = [
        shop.reviews.rate(person, number, number, stars)
        for number, person in enumerate(people, start=1)
        for stars in (1, 2, 3, 4, 5)
    ]

    answers = await asyncio.gather(*taps, return_exceptions=True)

    assert not [a for a in answers if isinstance(a, Exception) and not isinstance(a, ShopError)]
    assert (await rating(shop)).count == 3
    assert await shop.rows("reviews") == 3
    await shop.ensure_sound()
