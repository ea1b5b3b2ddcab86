"""Looking after the search index: building it anew, counting words, noting what sells."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor, log2

from domain.clock import Clock
from domain.ports.store import Store
from domain.search.bags import MOST_POPULAR, Bags, Entry, Findable, bags_of
from domain.search.words import ANALYSED, ANALYSER

TENDED = "search_tended"  # the shop's setting that says when the daily work was done
_AT_ONCE = 1_000  # products that are taken in by one transaction
_MOVED_AT_ONCE = 200  # products whose popularity one transaction notes while people wait
_AHEAD = 4  # batches that are analysed while one is taken in
_LEARNT = 300_000  # words that are remembered as learnt, so as not to look them up
_WORDS_AT_ONCE = 500
_DAY = timedelta(days=1)
_SEASON = timedelta(days=90)  # how long a sale or a look makes a product popular
_REMEMBERED = timedelta(days=30)  # how long a list of results can be turned
_STEPS = 4  # of popularity for each doubling of sales
_LOOKS = 50  # people who looked at something that tell as much as a piece sold

Analyse = Callable[[Sequence[Findable]], Awaitable[Bags]]
Progress = Callable[[int], None]  # how many products are done
Rest = Callable[[], Awaitable[None]]


async def _no_rest() -> None:
    """Go on at once: nobody else is there yet."""


def _silent(done: int) -> None:
    """Tell nobody."""


async def _here(goods: Sequence[Findable]) -> Bags:
    return bags_of(goods)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Products from one id to another, analysed as they were when they were read."""

    first: int
    last: int
    ready: Mapping[Findable, Entry]
    words: Mapping[str, str]


class Indexing:
    """Keeps the index good for searching. Each job may run on two hosts at once."""

    def __init__(self, store: Store, clock: Clock, analyse: Analyse = _here) -> None:
        """*analyse* does what `bags_of` does, maybe in other processes."""
        self._store = store
        self._clock = clock
        self._analyse = analyse

    async def ensure(self, progress: Progress = _silent) -> bool:
        """Build the index anew if texts were cut another way when it was; whether it was.

        The first start after a release with a new analyser takes this long: some
        milliseconds a product.
        """
        async with self._store.read() as uow:
            known = await uow.shop.value(ANALYSED)
        if known == ANALYSER:
            return False
        await self.rebuild(progress)
        return True

    async def rebuild(self, progress: Progress = _silent, rest: Rest = _no_rest) -> int:
        """Take every product in anew, some at a time, while the shop may go on selling.

        A search meanwhile finds all goods, each as it stood or as it now stands; only slips
        of the finger are not mended. *rest* is taken between two transactions, for others
        who write. Returns how many products can be found.
        """
        async with self._store.write() as uow:
            await uow.index.clear_words()
        done = 0
        learnt: set[str] = set()
        async for batch in self._batches():
            async with self._store.write() as uow:
                taken = await uow.index.take_in(batch.first, batch.last, batch.ready, anew=True)
                words = {**batch.words, **taken.words}
                await uow.index.learn({word: words[word] for word in words.keys() - learnt})
            if len(learnt) > _LEARNT:
                learnt.clear()
            learnt |= words.keys()
            done += len(taken.entries)
            progress(done)
            await rest()
        await self.note_built()
        return done

    async def note_built(self) -> None:
        """Count the words, and note that the index has all goods as this release cuts texts."""
        await self._count_words()
        async with self._store.write() as uow:
            await uow.shop.set(ANALYSED, ANALYSER)

    async def _batches(self) -> AsyncIterator[_Batch]:
        """Read goods and have them analysed, some batches ahead of who takes them in."""
        waiting: deque[asyncio.Task[_Batch]] = deque()
        last: int | None = 0
        try:
            while last is not None or waiting:
                while last is not None and len(waiting) < _AHEAD:
                    first, last = last + 1, await self._upto(last)
                    if last is not None:
                        waiting.append(asyncio.create_task(self._batch(first, last)))
                if waiting:
                    yield await waiting.popleft()
        finally:
            for task in waiting:
                task.cancel()

    async def _upto(self, after: int) -> int | None:
        async with self._store.read() as uow:
            return await uow.index.upto(after, _AT_ONCE)

    async def _batch(self, first: int, last: int) -> _Batch:
        async with self._store.read() as uow:
            goods = await uow.index.goods(first, last)
        bags = await self._analyse(goods)
        return _Batch(first, last, dict(zip(goods, bags.entries, strict=True)), bags.words)

    async def catch_up(self) -> int:
        """Take in anew what waits since a category of many goods changed, some at a time.

        Until then a search finds such goods by their old words; hidden ones are never shown.
        Returns how many there were.
        """
        done = 0
        while True:
            async with self._store.write() as uow:
                ids = await uow.index.waiting(_AT_ONCE)
                await uow.index.refresh(ids)
            if not ids:
                return done
            done += len(ids)

    async def daily(self) -> bool:
        """Do what is to be done once a day, if it is due: whoever asks how often."""
        now = self._clock.now()
        async with self._store.write() as uow:
            tended = await uow.shop.value(TENDED)
            if tended and now - datetime.fromisoformat(tended) < _DAY:
                return False
            await uow.shop.set(TENDED, now.isoformat())
        await self._note_popularity(now)
        await self._count_words()
        async with self._store.write() as uow:
            await uow.searches.forget(now - _REMEMBERED)
        return True

    async def _note_popularity(self, now: datetime) -> None:
        """Only products that crossed a step are written, in the order of their ids."""
        async with self._store.read() as uow:
            sold = await uow.index.sold(now - _SEASON)
            viewed = await uow.index.viewed(now - _SEASON)
            noted = await uow.index.popularity()
        steps = {
            id_: popularity(sold.get(id_, 0), viewed.get(id_, 0))
            for id_ in sold.keys() | viewed.keys()
        }
        moved = sorted(
            id_ for id_ in steps.keys() | noted.keys() if steps.get(id_, 0) != noted.get(id_, 0)
        )
        for begin in range(0, len(moved), _MOVED_AT_ONCE):
            changes = {id_: steps.get(id_, 0) for id_ in moved[begin : begin + _MOVED_AT_ONCE]}
            async with self._store.write() as uow:
                await uow.index.set_popularity(changes)

    async def _count_words(self) -> None:
        after: str | None = ""
        while after is not None:
            async with self._store.write() as uow:
                after = await uow.index.count_words(after, _WORDS_AT_ONCE)
        async with self._store.write() as uow:
            await uow.index.count_goods()


def popularity(pieces: int, views: int = 0) -> int:
    """Return the step of so many pieces sold and people who looked in a season.

    Four steps for every doubling of the pieces; fifty looks count as a piece.
    """
    wanted = max(pieces, 0) + max(views, 0) / _LOOKS
    return min(MOST_POPULAR, floor(_STEPS * log2(1 + wanted)))
