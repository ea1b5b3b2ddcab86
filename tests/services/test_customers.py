"""What is noted of people while others note something else."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.phones import CountryPhones
from domain.ports.store import UnitOfWork
from domain.services.customers import Customers, Profile
from storage.store import SqlStore
from tests.conftest import StandingClock

ANNA = Profile(1001, "Anna", language_code="en")
RENAMED = Profile(1001, "Anne", language_code="en")


class Interrupted:
    """A store where something happens after every look, before what follows from it."""

    def __init__(self, store: SqlStore, happens: Callable[[], Awaitable[object]]) -> None:
        self._store = store
        self._happens = happens
        self.write = store.write

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """Look, and have it happen."""
        async with self._store.read() as uow:
            yield uow
        await self._happens()


def people(store: SqlStore | Interrupted, clock: StandingClock) -> Customers:
    """The use cases over a store."""
    return Customers(store, clock, lambda code: code or "en", CountryPhones("US"))


@pytest.fixture
def customers(store: SqlStore, clock: StandingClock) -> Customers:
    return people(store, clock)


async def test_the_language_follows_telegram_until_it_is_chosen(customers: Customers) -> None:
    await customers.seen(ANNA)
    russian = await customers.seen(Profile(1001, "Anna", language_code="ru"))
    await customers.choose_language(russian, "zh")

    after = await customers.seen(ANNA)

    assert (russian.language, after.language) == ("ru", "zh")


async def test_a_language_chosen_while_somebody_is_noted_anew_is_not_lost(
    store: SqlStore, clock: StandingClock, customers: Customers
) -> None:
    anna = await customers.seen(ANNA)

    async def chooses() -> None:
        await customers.choose_language(anna, "zh")

    noted = await people(Interrupted(store, chooses), clock).seen(RENAMED)

    assert (noted.first_name, noted.language) == ("Anne", "zh")
    assert (await customers.seen(RENAMED)).language == "zh"


async def test_whoever_blocked_the_shop_has_not_once_they_write_again(
    store: SqlStore, customers: Customers
) -> None:
    await customers.seen(ANNA)
    await customers.set_blocked(1001)
    async with store.read() as uow:
        blocked = await uow.customers.get(1001)

    back = await customers.seen(ANNA)

    assert blocked is not None
    assert (blocked.blocked, back.blocked) == (True, False)
