"""Looking after the search index: building it anew, counting words, noting what sells."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import floor, log2

from domain.clock import Clock
from domain.ports.store import Store
from domain.search.bags import MOST_POPULAR
from domain.search.words import ANALYSER

_ANALYSER = "search_analyser"  # settings of the shop that tell how the index stands
_TENDED = "search_tended"
_AT_ONCE = 200  # products that are taken in by one transaction
_WORDS_AT_ONCE = 500
_DAY = timedelta(days=1)
_SEASON = timedelta(days=90)  # how long a sale makes a product popular
_REMEMBERED = timedelta(days=30)  # how long a list of results can be turned
_STEPS = 4  # of popularity for each doubling of sales

Progress = Callable[[int], None]  # how many products are done


def _silent(done: int) -> None:
    """Tell nobody."""


class Indexing:
    """Keeps the index good for searching. Each job may run on two hosts at once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def ensure(self, progress: Progress = _silent) -> bool:
        """Build the index anew if texts were cut another way when it was; whether it was.

        The first start after a release with a new analyser takes this long: some
        milliseconds a product.
        """
        async with self._store.read() as uow:
            known = await uow.shop.value(_ANALYSER)
        if known == ANALYSER:
            return False
        await self.rebuild(progress)
        return True

    async def rebuild(self, progress: Progress = _silent) -> int:
        """Take every product in anew, some at a time, while the shop may go on selling.

        A search meanwhile finds all goods, each as it stood or as it now stands; only slips
        of the finger are not mended. Returns how many products were looked at.
        """
        async with self._store.write() as uow:
            await uow.index.clear_words()
        last, done = 0, 0
        while True:
            async with self._store.write() as uow:
                ids = await uow.index.ids(last, _AT_ONCE)
                await uow.index.refresh(ids, anew=True)
            if not ids:
                break
            last, done = ids[-1], done + len(ids)
            progress(done)
        await self._count_words()
        async with self._store.write() as uow:
            await uow.shop.set(_ANALYSER, ANALYSER)
        return done

    async def daily(self) -> bool:
        """Do what is to be done once a day, if it is due: whoever asks how often."""
        now = self._clock.now()
        async with self._store.write() as uow:
            tended = await uow.shop.value(_TENDED)
            if tended and now - datetime.fromisoformat(tended) < _DAY:
                return False
            await uow.shop.set(_TENDED, now.isoformat())
        await self._note_popularity(now)
        await self._count_words()
        async with self._store.write() as uow:
            await uow.searches.forget(now - _REMEMBERED)
        return True

    async def _note_popularity(self, now: datetime) -> None:
        """Only products that crossed a step are written, in the order of their ids."""
        async with self._store.read() as uow:
            sold = await uow.index.sold(now - _SEASON)
            noted = await uow.index.popularity()
        steps = {id_: popularity(pieces) for id_, pieces in sold.items()}
        moved = sorted(
            id_ for id_ in steps.keys() | noted.keys() if steps.get(id_, 0) != noted.get(id_, 0)
        )
        for begin in range(0, len(moved), _AT_ONCE):
            changes = {id_: steps.get(id_, 0) for id_ in moved[begin : begin + _AT_ONCE]}
            async with self._store.write() as uow:
                await uow.index.set_popularity(changes)

    async def _count_words(self) -> None:
        after: str | None = ""
        while after is not None:
            async with self._store.write() as uow:
                after = await uow.index.count_words(after, _WORDS_AT_ONCE)
        async with self._store.write() as uow:
            await uow.index.count_goods()


def popularity(pieces: int) -> int:
    """Return the step of so many pieces sold in a season: four steps for every doubling."""
    return min(MOST_POPULAR, floor(_STEPS * log2(1 + max(pieces, 0))))
