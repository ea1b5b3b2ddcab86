"""The daily work on suggestions: learn from the orders what goes with what."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice

from domain.clock import Clock
from domain.likeness import (
    POPULAR_DAYS,
    Alike,
    Item,
    Pair,
    cosine,
    likelihood,
    strongest,
    weight_of_age,
)
from domain.ports.store import Store

_WINDOW = timedelta(days=365)
_STALE = timedelta(hours=2)  # after which a build that was begun is nobody's any more
_PRODUCTS = 500  # looked through at a time
_ROWS = 1000  # written by one transaction: nobody waits behind it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEIGHTS = tuple(weight_of_age(days) for days in range(POPULAR_DAYS))


class Learning:
    """Makes a build a day. Each is written in small parts beside the one in use, which it
    then takes the place of at once; buyers neither wait for it nor see half of it.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def daily(self) -> bool:
        """Make today's build, unless it is made or somebody is at it; whether we made it.

        Days are those of UTC. Should we die, somebody takes it over after two hours.
        """
        now = self._clock.now()
        build = (now - _EPOCH).days
        async with self._store.read() as uow:
            used = await uow.rec_builds.current()
        if used >= build:
            return False
        async with self._store.write() as uow:
            if not await uow.rec_builds.begin(build, now, now - _STALE):
                return False
        await self._forget(used)  # whatever somebody left half done
        await self._make(build, now)
        await self._forget(build)
        return True

    async def _make(self, build: int, now: datetime) -> None:
        async with self._store.read() as uow:
            best = await uow.rec_builds.sales(now, _WEIGHTS)
            await uow.rec_builds.let_go()
        rows = iter(best)
        while part := tuple(islice(rows, _ROWS)):
            async with self._store.write() as writing:
                await writing.rec_builds.add_popular(build, part)
            await asyncio.sleep(0)
        for kind in Alike:
            await self._learn(build, kind, now - _WINDOW)
        async with self._store.write() as uow:
            await uow.rec_builds.finish(build, self._clock.now())

    async def _learn(self, build: int, kind: Alike, since: datetime) -> None:
        """Gathering and reading go on beside the shop's work, on a connection of their own."""
        async with self._store.read() as uow:
            try:
                baskets, highest = await uow.rec_builds.gather(kind, since)
                for after in range(0, highest, _PRODUCTS):
                    pairs = await uow.rec_builds.pairs(after, after + _PRODUCTS)
                    items = await asyncio.to_thread(_scored, pairs, kind, baskets)
                    await self._write(build, kind, items)
            finally:
                await uow.rec_builds.let_go()

    async def _write(self, build: int, kind: Alike, items: Sequence[Item]) -> None:
        for at in range(0, len(items), _ROWS):
            async with self._store.write() as uow:
                await uow.rec_builds.add_items(build, kind, items[at : at + _ROWS])
            await asyncio.sleep(0)  # taps come first

    async def _forget(self, but: int) -> None:
        more = True
        while more:
            async with self._store.write() as uow:
                more = await uow.rec_builds.forget(but=but, most=_ROWS)
            await asyncio.sleep(0)


def _scored(pairs: Sequence[Pair], kind: Alike, baskets: int) -> list[Item]:
    score = cosine if kind is Alike.BASKET else partial(likelihood, people=baskets)
    return strongest(pairs, score)
