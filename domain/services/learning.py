"""The daily work on suggestions: learn from the orders what goes with what."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.clock import Clock
from domain.learning import Likes, Orders, best_sellers
from domain.likeness import Alike, Other
from domain.ports.store import Store

_WINDOW = timedelta(days=365)
_STALE = timedelta(hours=2)  # after which a build that was begun is nobody's any more
_MOST = 1_500_000  # orders, the latest: some 250 bytes of memory each while it lasts
_ORDERS = 1000  # read at a time, and no more taken in before a tap has its turn
_GOODS = 500  # whose categories are asked for at a time
_PRODUCTS = 250  # counted and written at a time: nobody waits behind them
_CATEGORIES = 25  # written at a time
_ROWS = 1000  # deleted at a time
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
        orders = await self._read(now)
        await self._rank(build, orders.scores)
        for kind in Alike:
            await self._learn(build, kind, await asyncio.to_thread(orders.likes, kind))
        async with self._store.write() as uow:
            await uow.rec_builds.finish(build, self._clock.now())

    async def _read(self, now: datetime) -> Orders:
        orders = Orders(now)
        async with self._store.read() as uow:
            highest = await uow.rec_builds.highest()
            for after in range(max(0, highest - _MOST), highest, _ORDERS):
                part = await uow.rec_builds.orders(after, after + _ORDERS, now - _WINDOW)
                orders.add(part)
        return orders

    async def _rank(self, build: int, scores: dict[int, int]) -> None:
        goods = sorted(scores)
        shelves: list[tuple[int, int]] = []
        async with self._store.read() as uow:
            for at in range(0, len(goods), _GOODS):
                shelves += await uow.rec_builds.shelves(goods[at : at + _GOODS])
            behind = await uow.rec_builds.behind()
        best = await asyncio.to_thread(best_sellers, scores, shelves, behind)
        for at in range(0, len(best), _CATEGORIES):
            async with self._store.write() as uow:
                await uow.rec_builds.add_popular(build, best[at : at + _CATEGORIES])
            await asyncio.sleep(0)

    async def _learn(self, build: int, kind: Alike, likes: Likes) -> None:
        """Counting goes on beside the shop's work, writing between two taps."""
        products = likes.products
        for at in range(0, len(products), _PRODUCTS):
            items = await asyncio.to_thread(_liked, likes, products[at : at + _PRODUCTS])
            async with self._store.write() as uow:
                await uow.rec_builds.add_items(build, kind, items)
            await asyncio.sleep(0)  # taps come first

    async def _forget(self, but: int) -> None:
        more = True
        while more:
            async with self._store.write() as uow:
                more = await uow.rec_builds.forget(but=but, most=_ROWS)
            await asyncio.sleep(0)


def _liked(likes: Likes, products: Sequence[int]) -> list[tuple[int, tuple[Other, ...]]]:
    found = ((id_, likes.of(id_)) for id_ in products)
    return [(id_, others) for id_, others in found if others]
