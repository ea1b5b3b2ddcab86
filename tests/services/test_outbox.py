"""Messages leave at least once, whoever dies on the way, and none holds up the others.

"commerce 49" and the like are the numbers of docs/faults.md.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import pytest
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SendMessage

from bot.courier import Courier
from bot.outbox import ATTEMPTS, Outbox
from bot.sender import Unreachable
from domain.ports.store import Message
from storage.store import SqlStore
from tests.conftest import StandingClock

HOUR = timedelta(hours=1)


class Errands:
    """A courier that writes down what it brings, and stumbles where a test says so."""

    def __init__(self) -> None:
        self.brought: list[int] = []
        self.tried: list[int] = []
        self.fails: dict[int, Exception] = {}

    async def deliver(self, _: str, payload: Mapping[str, Any]) -> None:
        """See `Courier`."""
        number = payload["number"]
        self.tried.append(number)
        if error := self.fails.get(number):
            raise error
        self.brought.append(number)


@pytest.fixture
def errands() -> Errands:
    """A courier to whom nothing has happened yet."""
    return Errands()


@pytest.fixture
def outbox(store: SqlStore, clock: StandingClock, errands: Errands) -> Outbox:
    """An outbox that takes three at a time."""
    return Outbox(store, clock, cast(Courier, errands), {"note"}, most=3)


async def _queued(store: SqlStore, clock: StandingClock, many: int) -> None:
    async with store.write() as uow:
        for number in range(many):
            message = Message("note", {"number": number}, f"note:{number}")
            await uow.outbox.put(message, clock.now())


async def _dead(store: SqlStore, clock: StandingClock) -> list[int]:
    async with store.read() as uow:
        dead_letters = await uow.dead_letters.given_up(clock.now() - 99 * HOUR, 0, 99)
    return [letter.payload["number"] for letter in dead_letters]


async def test_commerce_49_a_message_whose_sender_died_is_sent_by_another(
    store: SqlStore, clock: StandingClock, outbox: Outbox, errands: Errands
) -> None:
    await _queued(store, clock, 1)
    async with store.write() as uow:
        now = clock.now()
        (lost,) = await uow.outbox.lease({"note"}, 9, now, now + timedelta(minutes=2))

    assert await outbox.deliver() == 0
    clock.skip(minutes=2)
    assert await outbox.deliver() == 1

    assert errands.brought == [0]
    async with store.write() as uow:
        assert not await uow.outbox.done(lost, clock.now()), "it holds the message no more"
    assert await outbox.deliver() == 0


async def test_commerce_49_a_slow_sender_ends_nothing_that_another_has_taken(
    store: SqlStore, clock: StandingClock, outbox: Outbox, errands: Errands
) -> None:
    await _queued(store, clock, 1)
    async with store.write() as uow:
        now = clock.now()
        (slow,) = await uow.outbox.lease({"note"}, 9, now, now + timedelta(minutes=2))
    errands.fails[0] = ConnectionError("cut")
    clock.skip(minutes=2)
    await outbox.deliver()

    async with store.write() as uow:
        await uow.outbox.dead(slow, clock.now(), "too late")
        assert not await uow.outbox.done(slow, clock.now())
    errands.fails.clear()
    clock.skip(minutes=2)
    await outbox.deliver()

    assert errands.brought == [0]
    assert await _dead(store, clock) == []


async def test_commerce_50_one_who_is_to_wait_or_has_blocked_the_bot_holds_up_nobody(
    store: SqlStore, clock: StandingClock, outbox: Outbox, errands: Errands
) -> None:
    await _queued(store, clock, 5)
    patience = TelegramRetryAfter(SendMessage(chat_id=1, text="x"), "flood", retry_after=600)
    errands.fails = {0: patience, 1: Unreachable("bot was blocked by the user")}

    await outbox.deliver()
    await outbox.deliver()
    assert errands.brought == [2, 3, 4]
    clock.skip(minutes=9)
    await outbox.deliver()
    assert errands.tried.count(0) == 1, "Telegram named ten minutes"
    errands.fails.clear()
    clock.skip(minutes=1)
    await outbox.deliver()

    assert errands.brought == [2, 3, 4, 0]
    assert await _dead(store, clock) == [1]


async def test_commerce_51_a_message_nobody_can_send_is_given_up_and_the_others_go_on(
    store: SqlStore, clock: StandingClock, outbox: Outbox, errands: Errands
) -> None:
    await _queued(store, clock, 4)
    errands.fails[0] = ValueError("no such order")

    for _ in range(ATTEMPTS + 2):
        await outbox.deliver()
        clock.skip(hours=1)

    assert sorted(errands.brought) == [1, 2, 3]
    assert errands.tried.count(0) == ATTEMPTS
    assert await _dead(store, clock) == [0]
