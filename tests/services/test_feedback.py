"""Feedback: between one customer and the owners, answered once, and not without end."""

import asyncio

import pytest

from domain.customers import Customer, Role
from domain.errors import AlreadyDone, BadText, NotAllowed, NotFound, WrongStep
from domain.feedback import MOST_OPEN, PHOTOS
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.shop import Shop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> Shop:
    """An empty shop."""
    return Shop(store, clock)


async def both(shop: Shop) -> tuple[Customer, Customer]:
    """A customer and an owner."""
    return await shop.customer(), await shop.hire(9001, Role.OWNER)


async def test_what_a_customer_tells_reaches_the_owners_and_the_answer_the_customer(
    shop: Shop,
) -> None:
    anna, boss = await both(shop)

    given = await shop.feedback.send(
        anna, " The parcel\nwas late ", ["a", "b", "c", "d", "e", "f"]
    )
    assert (given.text, len(given.photos)) == ("The parcel was late", PHOTOS)
    assert await shop.queued("feedback_card") == ["feedback:1:new"]
    letters = await shop.feedback.waiting(boss)
    assert [each.writer.id for each in letters.letters] == [anna.id]

    answered = await shop.feedback.answer(boss, 1, "We are sorry")

    assert answered.feedback.answer == "We are sorry"
    assert await shop.queued("feedback_card") == ["feedback:1:new", "feedback:1:answered"]
    assert await shop.queued("feedback_answer") == ["answer:feedback:1"]
    assert (await shop.feedback.waiting(boss)).total == 0


async def test_nobody_but_an_owner_reads_or_answers(shop: Shop) -> None:
    anna, boss = await both(shop)
    await shop.stock("MUG", 1)
    await shop.feedback.send(anna, "The parcel was late")
    strangers = (
        anna,
        await shop.customer(1002),
        await shop.hire(9002, Role.ADMIN),
        await shop.hire(3001, Role.MERCHANT, 1),
    )

    for stranger in strangers:
        for use in (
            shop.feedback.get(stranger, 1),
            shop.feedback.waiting(stranger),
            shop.feedback.answer(stranger, 1, "An answer"),
        ):
            with pytest.raises(NotAllowed):
                await use
    assert (await shop.feedback.get(boss, 1)).feedback.answer == ""


async def test_the_first_answer_is_the_answer(shop: Shop) -> None:
    anna, boss = await both(shop)
    await shop.feedback.send(anna, "The parcel was late")
    await shop.feedback.answer(boss, 1, "We are sorry")

    with pytest.raises(AlreadyDone):
        await shop.feedback.answer(boss, 1, "We are not")
    with pytest.raises(NotFound):
        await shop.feedback.answer(boss, 2, "We are not")

    assert (await shop.feedback.get(boss, 1)).feedback.answer == "We are sorry"
    assert await shop.queued("feedback_answer") == ["answer:feedback:1"]


async def test_a_person_has_so_many_letters_open_also_with_many_hands(shop: Shop) -> None:
    anna, boss = await both(shop)
    hands = [shop.feedback.send(anna, f"Letter {n}") for n in range(MOST_OPEN + 3)]

    answers = await asyncio.gather(*hands, return_exceptions=True)

    assert sum(isinstance(answer, WrongStep) for answer in answers) == 3
    assert await shop.rows("feedback") == MOST_OPEN
    await shop.feedback.send(await shop.customer(1002), "Another person's letter")
    await shop.feedback.answer(boss, 1, "Thank you")
    await shop.feedback.send(anna, "Room for one more")


@pytest.mark.parametrize("text", ["", "  x ", "x" * 801])
async def test_a_letter_has_a_length(shop: Shop, text: str) -> None:
    anna, boss = await both(shop)
    with pytest.raises(BadText):
        await shop.feedback.send(anna, text)
    await shop.feedback.send(anna, "A letter")
    with pytest.raises(BadText):
        await shop.feedback.answer(boss, 1, text)

    assert await shop.rows("feedback") == 1
    assert await shop.queued("feedback_answer") == []


async def test_what_somebody_told_can_be_forgotten(shop: Shop) -> None:
    anna, boss = await both(shop)
    await shop.feedback.send(anna, "My phone is +12025550123", ["photo-1"])
    await shop.feedback.send(await shop.customer(1002), "Another person's letter")

    async with shop.store.write() as uow:
        await uow.feedback.forget(anna.id)

    assert await shop.rows("feedback_photos") == 0
    assert [each.writer.id for each in (await shop.feedback.waiting(boss)).letters] == [1002]
