"""What the shop does with reviews: decided once, about what was read; answered by its merchant."""

import asyncio

import pytest

from domain.customers import Customer, Role
from domain.errors import AlreadyDone, BadText, NotAllowed, NotFound, ShopError, WrongStep
from domain.orders import Method
from domain.ratings import Rating
from domain.reviews import Review, State
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.services.test_reviews import WAY, got, rating


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop."""
    return PayingShop(store, clock)


async def waits(shop: PayingShop) -> tuple[Customer, Customer, Review]:
    """Anna's review of a mug waits; there is an owner."""
    (anna,) = await got(shop, 1001)
    await shop.reviews.rate(anna, 1, 1, 4)
    said = await shop.reviews.write(anna, 1, 1, "A fine mug")
    assert said.review
    return anna, await shop.hire(9001, Role.OWNER), said.review


async def test_the_first_decides_and_the_second_is_told_who_did(shop: PayingShop) -> None:
    _, boss, review = await waits(shop)
    taps = [
        shop.review_desk.publish(boss, 1, review.revision),
        shop.review_desk.reject(boss, 1, review.revision, "Not about the mug"),
        shop.review_desk.publish(boss, 1, review.revision),
    ]

    answers = await asyncio.gather(*taps, return_exceptions=True)

    assert [type(a) for a in answers].count(AlreadyDone) == 2
    assert len(await shop.queued("review_note")) == 1
    await shop.ensure_sound()


async def test_what_its_writer_changed_since_is_not_decided_about(shop: PayingShop) -> None:
    anna, boss, review = await waits(shop)
    await shop.reviews.write(anna, 1, 1, "Buy at my shop")

    for use in (
        shop.review_desk.publish(boss, 1, review.revision),
        shop.review_desk.reject(boss, 1, review.revision, "Not about the mug"),
        shop.review_desk.answer(boss, 1, review.revision, "Thank you"),
    ):
        with pytest.raises(WrongStep):
            await use

    assert (await shop.review_desk.get(boss, 1)).state is State.WAITING
    assert await rating(shop) == Rating()


async def test_what_is_published_may_be_rejected_and_published_again(shop: PayingShop) -> None:
    _, boss, review = await waits(shop)
    shown = await shop.review_desk.publish(boss, 1, review.revision)
    gone = await shop.review_desk.reject(boss, 1, shown.revision, "Not about the mug")
    assert (gone.reason, await rating(shop)) == ("Not about the mug", Rating())

    again = await shop.review_desk.publish(boss, 1, gone.revision)

    assert (again.reason, await rating(shop)) == ("", Rating(4, 1))
    await shop.ensure_sound()


async def test_only_admins_decide_and_only_its_merchant_answers(shop: PayingShop) -> None:
    anna, boss, review = await waits(shop)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    nord = await shop.hire(3002, Role.MERCHANT, await shop.merchant("Nord"))

    for who in (anna, mira, nord):
        with pytest.raises(NotAllowed):
            await shop.review_desk.publish(who, 1, review.revision)
        with pytest.raises(NotAllowed):
            await shop.review_desk.reject(who, 1, review.revision, "Not about the mug")
        with pytest.raises(NotAllowed):
            await shop.review_desk.get(who, 1)
        with pytest.raises(NotAllowed):
            await shop.review_desk.queue(who, waiting=True)
    shown = await shop.review_desk.publish(boss, 1, review.revision)
    for who in (anna, nord):
        with pytest.raises(NotAllowed):
            await shop.review_desk.answer(who, 1, shown.revision, "Thank you")
    answered = await shop.review_desk.answer(mira, 1, shown.revision, "Thank you")

    assert answered.answer == "Thank you"
    assert (await shop.review_desk.queue(nord, waiting=False)).total == 0
    assert (await shop.review_desk.queue(mira, waiting=False)).total == 1


async def test_there_is_one_answer_and_its_writer_is_told_of_it_once(shop: PayingShop) -> None:
    _, boss, review = await waits(shop)
    with pytest.raises(WrongStep):
        await shop.review_desk.answer(boss, 1, review.revision, "Too early")
    shown = await shop.review_desk.publish(boss, 1, review.revision)
    for words in ("", "x" * 251):
        with pytest.raises(BadText):
            await shop.review_desk.answer(boss, 1, shown.revision, words)
    first = await shop.review_desk.answer(boss, 1, shown.revision, "Thank you")
    await shop.review_desk.answer(boss, 1, first.revision, "Thank you, Anna")

    assert (await shop.review_desk.get(boss, 1)).answer == "Thank you, Anna"
    assert await shop.queued("review_note") == ["note:review:1:3", "note:review:1:4"]
    assert await rating(shop) == Rating(4, 1)


async def test_what_waits_is_listed_oldest_first_and_leaves_the_list(
    shop: PayingShop, clock: StandingClock
) -> None:
    people = await got(shop, *range(1001, 1008))
    boss = await shop.hire(9001, Role.OWNER)
    for number, person in enumerate(people, start=1):
        clock.skip(minutes=1)
        await shop.reviews.rate(person, number, number, 5)
        await shop.reviews.write(person, number, number, f"Review {number}")
    await shop.review_desk.publish(boss, 1, 2)

    queue = await shop.review_desk.queue(boss, waiting=True)
    rest = await shop.review_desk.queue(boss, waiting=True, page=1)
    past = await shop.review_desk.queue(boss, waiting=True, page=9)

    assert [r.id for r in queue.reviews] == [2, 3, 4, 5, 6]
    assert (queue.total, queue.pages, [r.id for r in rest.reviews]) == (6, 2, [7])
    assert (past.page, past.reviews) == (0, queue.reviews)
    assert [r.id for r in (await shop.review_desk.queue(boss, waiting=False)).reviews] == [1]


async def test_a_review_that_is_not_there_is_not_found(shop: PayingShop) -> None:
    boss = await shop.hire(9001, Role.OWNER)
    for use in (shop.review_desk.get(boss, 1), shop.review_desk.publish(boss, 1, 1)):
        with pytest.raises(NotFound):
            await use


async def test_customers_are_asked_once_by_whichever_host_is_first(
    shop: PayingShop, clock: StandingClock
) -> None:
    await got(shop, 1001, 1002)
    clock.skip(hours=23)
    assert await shop.review_asks.ask_due() == 0
    clock.skip(hours=2)

    asked = await asyncio.gather(*(shop.review_asks.ask_due() for _ in range(4)))

    assert sum(asked) == 2
    assert await shop.queued("review_ask") == ["ask:review:1", "ask:review:2"]
    assert await shop.review_asks.ask_due() == 0


async def test_a_shop_that_was_off_asks_nobody_about_old_orders(
    shop: PayingShop, clock: StandingClock
) -> None:
    await got(shop, 1001)
    clock.skip(days=8)

    assert await shop.review_asks.ask_due() == 0


async def test_who_blocked_the_shop_hushed_it_or_rated_all_is_not_asked(
    shop: PayingShop, clock: StandingClock
) -> None:
    anna, boris, _ = await got(shop, 1001, 1002, 1003)
    await shop.customers.set_blocked(anna.id)
    await shop.review_asks.set_silent(boris, silent=True)
    await shop.review_asks.set_silent(boris, silent=True)
    await shop.reviews.rate(await shop.customer(1003), 3, 3, 5)
    clock.skip(days=2)

    assert await shop.review_asks.ask_due() == 0
    await shop.review_asks.set_silent(boris, silent=False)
    assert await shop.review_asks.ask_due() == 0, "that delivery was seen to"
    assert not await shop.review_asks.is_silent(boris)


async def test_nobody_is_asked_about_what_was_cancelled_or_came_back(
    shop: PayingShop, clock: StandingClock
) -> None:
    mug, pot = await shop.stock("MUG", 9), await shop.stock("POT", 9)
    anna, mira = await shop.customer(), await shop.hire(3001, Role.MERCHANT, 1)
    await shop.order(anna, {mug: 1, pot: 1}, Method.CASH)
    await shop.edits.drop(mira, 1, 1, 1, 1)
    for step in WAY:
        await shop.fulfilments.move(mira, 1, step)
    asked = await shop.taking_back.ask(anna, 1, {2: 1}, "A crack", [])
    await shop.taking_back.accept(mira, asked.id, restock=True)
    clock.skip(days=2)

    assert await shop.review_asks.ask_due() == 0
    with pytest.raises(ShopError):
        await shop.reviews.rate(anna, 1, 1, 5)
