"""Messages that were given up: owners see them, and have each of them sent again once."""

import asyncio
from datetime import timedelta

import pytest

from domain.customers import Customer, Role
from domain.dead_letters import PAGE
from domain.errors import NotAllowed
from domain.orders import Method
from domain.ports.store import Message
from domain.services.dead_letters import DeadLetters
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.shop import Shop


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> Shop:
    """A shop that has queued nothing."""
    opened = Shop(store, clock)
    await opened.stock("MUG", 5)
    return opened


async def _given_up(shop: Shop, many: int) -> None:
    """Have messages queued, and given up a minute apart."""
    for number in range(many):
        async with shop.store.write() as uow:
            payload = {"order_id": number + 1}
            now = shop.clock.now()
            await uow.outbox.put(Message("order_note", payload, f"note:{number}"), now)
        shop.clock.skip(minutes=1)
        await _fails(shop)


async def _fails(shop: Shop) -> None:
    async with shop.store.write() as uow:
        now = shop.clock.now()
        for leased in await uow.outbox.lease({"order_note"}, 9, now, now + timedelta(minutes=2)):
            await uow.outbox.dead(leased, now, "Forbidden: bot was blocked by the user")


async def _due(shop: Shop) -> list[int]:
    """Take what can be sent now; return how often each was tried with this time."""
    async with shop.store.write() as uow:
        now = shop.clock.now()
        return [each.attempts for each in await uow.outbox.lease({"order_note"}, 99, now, now)]


async def test_an_owner_sees_what_was_given_up_newest_first(shop: Shop) -> None:
    owner = await shop.hire(3001, Role.OWNER)
    await _given_up(shop, PAGE + 2)
    dead_letters = DeadLetters(shop.store, shop.clock)

    first, last = await dead_letters.given_up(owner), await dead_letters.given_up(owner, 99)

    numbers = [letter.payload["order_id"] for letter in (*first.dead_letters, *last.dead_letters)]
    assert numbers == list(range(PAGE + 2, 0, -1))
    assert (first.total, first.pages, last.page) == (PAGE + 2, 2, 1)
    assert first.dead_letters[0].said == "Forbidden: bot was blocked by the user"
    assert first.newest == first.dead_letters[0].given_up_at == shop.clock.now()


async def test_what_was_given_up_long_ago_is_not_shown(shop: Shop) -> None:
    owner = await shop.hire(3001, Role.OWNER)
    await _given_up(shop, 1)
    shop.clock.skip(days=31)

    page = await DeadLetters(shop.store, shop.clock).given_up(owner)

    assert (page.dead_letters, page.total, page.pages, page.newest) == ((), 0, 1, None)


async def test_a_message_is_sent_again_with_all_its_tries(shop: Shop) -> None:
    owner = await shop.hire(3001, Role.OWNER)
    await _given_up(shop, 2)
    woken: list[str] = []
    shop.store.on_queued = woken.extend
    dead_letters = DeadLetters(shop.store, shop.clock)
    second, first = (await dead_letters.given_up(owner)).dead_letters

    assert await dead_letters.send_again(owner, first.id, first.given_up_at)

    assert woken == ["order_note"]
    assert await _due(shop) == [1]
    assert (await dead_letters.given_up(owner)).dead_letters == (second,)


async def test_two_taps_send_it_again_once_even_if_it_fails_between_them(shop: Shop) -> None:
    owner = await shop.hire(3001, Role.OWNER)
    await _given_up(shop, 1)
    dead_letters = DeadLetters(shop.store, shop.clock)
    (one,) = (await dead_letters.given_up(owner)).dead_letters

    both = [dead_letters.send_again(owner, one.id, one.given_up_at) for _ in range(2)]
    assert sorted(await asyncio.gather(*both)) == [False, True]
    shop.clock.skip(minutes=1)
    await _fails(shop)

    assert not await dead_letters.send_again(owner, one.id, one.given_up_at)
    assert (await dead_letters.given_up(owner)).total == 1
    assert await _due(shop) == []


async def test_all_are_sent_again_that_the_owner_has_seen(shop: Shop) -> None:
    owner = await shop.hire(3001, Role.OWNER)
    await _given_up(shop, 3)
    dead_letters = DeadLetters(shop.store, shop.clock)
    newest = (await dead_letters.given_up(owner)).dead_letters[1].given_up_at

    assert await dead_letters.send_all_again(owner, newest) == 2
    assert await dead_letters.send_all_again(owner, newest) == 0

    assert await _due(shop) == [1, 1]
    assert (await dead_letters.given_up(owner)).total == 1


async def test_what_is_on_its_way_or_has_arrived_is_not_sent_again(shop: Shop) -> None:
    owner = await shop.hire(3001, Role.OWNER)
    await shop.order(await shop.customer(), {1: 1}, Method.CASH)
    dead_letters = DeadLetters(shop.store, shop.clock)

    assert await dead_letters.send_all_again(owner, shop.clock.now()) == 0
    assert not await dead_letters.send_again(owner, 1, shop.clock.now())


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MERCHANT, None])
async def test_nobody_else_sees_them_or_has_them_sent(shop: Shop, role: Role | None) -> None:
    person: Customer = await shop.customer(5)
    if role:
        person = await shop.hire(6, role, 1 if role is Role.MERCHANT else None)
    await _given_up(shop, 1)
    dead_letters = DeadLetters(shop.store, shop.clock)

    for act in (
        dead_letters.given_up(person),
        dead_letters.send_again(person, 1, shop.clock.now()),
        dead_letters.send_all_again(person, shop.clock.now()),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert await _due(shop) == []
