"""Two who act at once, in every order: a scheduler that lets one go on at a time.

Each stops before every look into the database, every transaction and every call to a
provider, and once more before a provider's answer arrives. Between two stops nothing else
happens, so an order is a list of who goes on.
"""

import asyncio
import copy
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.engine import make_url

from domain.gateways import PaymentRequest, RefundRequest, RefundSnapshot, Snapshot
from storage.unit import SqlUnit
from tests.conftest import StandingClock
from tests.services.money_teller import Mortal, Teller
from tests.services.money_town import Town

Told = TypeVar("Told")
Act = Callable[[Town], Awaitable[object]]


class Turns:
    """Who is stopped where. Without actors nobody stops."""

    def __init__(self) -> None:
        self._stopped: dict[asyncio.Task[object], asyncio.Future[None]] = {}
        self._arrived = asyncio.Event()
        self._actors: set[asyncio.Task[object]] = set()

    async def stop(self) -> None:
        """Wait for one's turn, if one is an actor."""
        me = asyncio.current_task()
        if me in self._actors:
            self._stopped[me] = asyncio.get_running_loop().create_future()
            self._arrived.set()
            await self._stopped[me]

    async def play(self, acts: Sequence[Awaitable[object]], choices: "Choices") -> list[object]:
        """Let the actors go on one at a time; return what they returned or raised."""
        actors = [asyncio.ensure_future(self._actor(act)) for act in acts]
        self._actors.update(actors)
        for actor in actors:
            await self._until_it_stops(actor)
        last = None
        while ready := [actor for actor in actors if not actor.done()]:
            last = choices.of(ready, last)
            self._stopped.pop(last).set_result(None)
            await self._until_it_stops(last)
        self._actors.clear()
        return await asyncio.gather(*actors, return_exceptions=True)

    async def _actor(self, act: Awaitable[object]) -> object:
        try:
            return await act
        finally:
            self._arrived.set()

    async def _until_it_stops(self, actor: asyncio.Task[object]) -> None:
        while actor not in self._stopped and not actor.done():
            self._arrived.clear()
            await self._arrived.wait()


class Choices:
    """One order of turns: *first* says what is chosen where there is a choice, then the same
    actor goes on as long as it can. After *switches* changes nobody interrupts the other."""

    def __init__(self, first: Sequence[int], switches: int) -> None:
        self._first = first
        self._left = switches
        self.made: list[tuple[int, int]] = []  # what was chosen, of how many

    def of(
        self, ready: list[asyncio.Task[object]], last: asyncio.Task[object] | None
    ) -> asyncio.Task[object]:
        """Choose who goes on; the one who went last is the first choice."""
        if last in ready:
            ready = sorted(ready, key=lambda actor: actor is not last)
        options = len(ready) if last not in ready or self._left else 1
        nth = len(self.made)
        chosen = self._first[nth] if nth < len(self._first) else 0
        self.made.append((chosen, options))
        if last in ready and chosen:
            self._left -= 1
        return ready[chosen]

    def next(self) -> list[int] | None:
        """What to choose to get the next order; None after the last."""
        made = list(self.made)
        while made and made[-1][0] + 1 >= made[-1][1]:
            made.pop()
        return [c for c, _ in made[:-1]] + [made[-1][0] + 1] if made else None


class PausingStore(Mortal):
    """A store before which actors stop."""

    def __init__(self, url: str, turns: Turns) -> None:
        super().__init__(url)
        self.turns = turns

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnit]:
        """Stop, then look."""
        await self.turns.stop()
        async with super().read() as uow:
            yield uow

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlUnit]:
        """Stop, then write."""
        await self.turns.stop()
        async with super().write() as uow:
            yield uow


class PausingTeller(Teller):
    """A provider whose callers stop before they ask, and before they get the answer."""

    def __init__(self, clock: StandingClock, name: str, turns: Turns, *, closing: bool) -> None:
        super().__init__(clock, name, closing=closing)
        self._turns = turns

    async def _slowly(self, answer: Awaitable[Told]) -> Told:
        await self._turns.stop()
        told = await answer
        await self._turns.stop()
        return told

    async def create(self, request: PaymentRequest) -> Snapshot:
        """See `Teller`."""
        return await self._slowly(super().create(request))

    async def fetch(self, external_id: str) -> Snapshot:
        """See `Teller`."""
        return await self._slowly(super().fetch(external_id))

    async def cancel(self, external_id: str, key: str) -> Snapshot:
        """See `Teller`."""
        return await self._slowly(super().cancel(external_id, key))

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """See `Teller`."""
        return await self._slowly(super().refund(request))

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """See `Teller`."""
        return await self._slowly(super().fetch_refund(external_id))


class Scene:
    """A town at one moment, to which one can come back as often as one likes."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._path = make_url(town.store.url).database or ""
        self._rows = sqlite3.connect(":memory:")
        with sqlite3.connect(self._path) as file:
            file.backup(self._rows)

    def again(self) -> Town:
        """Return the town as it was, with its database."""
        with sqlite3.connect(self._path) as file:
            self._rows.backup(file)
        store, turns = self._town.store, turns_of(self._town)
        shared: dict[int, object] = {id(store): store, id(turns): turns}
        return copy.deepcopy(self._town, shared)


def turns_of(town: Town) -> Turns:
    """The scheduler of a town whose people stop."""
    assert isinstance(town.store, PausingStore)
    return town.store.turns


def orders(switches: int) -> Iterator[Choices]:
    """Yield every order of turns with so many interruptions; each is to be played at once."""
    first: list[int] | None = []
    while first is not None:
        choices = Choices(first, switches)
        yield choices
        first = choices.next()
