"""Begins and ends sales when their time has come."""

from datetime import datetime

from domain.clock import Clock
from domain.ports.store import Store, UnitOfWork
from domain.sales import Article, SaleLine, State, Why
from domain.services.sale_prices import begin, end

_AT_ONCE = 200


class SaleClock:
    """May run on two hosts at once: each article is turned by one of them, once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def turn(self) -> int:
        """Begin and end what is due; return how many articles that were.

        Each article is a transaction of its own: a shop that stops half-way goes on there.
        """
        turned = 0
        while due := await self._due():
            done = await self._turn_all(due)
            turned += done
            if not done or len(due) < _AT_ONCE:
                break
        return turned

    async def _turn_all(self, due: tuple[SaleLine, ...]) -> int:
        """Turn each; one that fails keeps no other waiting, and is raised at the end."""
        done, failures = 0, []
        for line in due:
            try:
                done += await self._turn(line)
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]
        return done

    async def _due(self) -> tuple[SaleLine, ...]:
        async with self._store.read() as uow:
            return await uow.sales.due(self._clock.now(), _AT_ONCE)

    async def _turn(self, seen: SaleLine) -> bool:
        now = self._clock.now()
        async with self._store.write() as uow:
            articles = await uow.sales.lock([seen.variant_id])
            line = await uow.sales.get(seen.id)  # as it is now that nobody else changes it
            if not line or not articles or line.state is not seen.state:
                return False
            if line.state is State.RUNNING:
                return await self._end(uow, line, articles[0], now)
            return await begin(uow, line, articles[0], now)

    async def _end(self, uow: UnitOfWork, line: SaleLine, article: Article, now: datetime) -> bool:
        if line.ends_at > now and article.tag.price == line.price:
            return False
        await end(uow, line, article, Why.TIME, now)
        return True
