"""Sends what the shop queued: after commit, at least once, the better lane first."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from datetime import timedelta

import structlog
from aiogram.exceptions import TelegramRetryAfter

from bot.courier import Courier
from bot.sender import Unreachable
from domain.clock import Clock
from domain.ports.store import Leased, Store, UnitOfWork

_SUBJECTS = (
    "order_id",
    "fulfilment_id",
    "payment_id",
    "review_id",
    "feedback_id",
)  # the first that is named
log = structlog.get_logger("bot.outbox")
ATTEMPTS = 40  # with `_LONGEST_WAIT` more than a day: a merchant may open the chat tomorrow
_LONGEST_WAIT = 3600  # seconds
_LEASE = timedelta(minutes=2)
_End = Callable[[UnitOfWork], Awaitable[object]]  # what to note of a message after its try
_IDLE = 2.0  # seconds between looks when nobody wakes us: another host may have queued


class Outbox:
    """Delivers messages of some kinds; one that fails is tried again, later and later."""

    def __init__(
        self, store: Store, clock: Clock, courier: Courier, kinds: Collection[str], most: int
    ) -> None:
        """*most*: how many are taken at a time and sent side by side."""
        self._store = store
        self._clock = clock
        self._courier = courier
        self.kinds = frozenset(kinds)
        self._most = most
        self._wake = asyncio.Event()

    def wake(self, kinds: Collection[str]) -> None:
        """Look at once if messages of these *kinds* are ours to deliver."""
        if not self.kinds.isdisjoint(kinds):
            self._wake.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            self._wake.clear()
            try:
                sent = await self.deliver()
            except Exception:
                log.exception("outbox_failed", kinds=sorted(self.kinds))
                sent = 0
            if sent < self._most:  # otherwise more may be waiting
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), _IDLE)

    async def deliver(self) -> int:
        """Deliver what is due now, once; return how many messages were taken up.

        Messages about one subject go one after the other, so that a card is made once.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            leased = await uow.outbox.lease(self.kinds, self._most, now, now + _LEASE)
        groups = _by_subject(leased)
        endings = await asyncio.gather(*(self._in_turn(group) for group in groups))
        if leased:
            async with self._store.write() as uow:
                for end in (end for ends in endings for end in ends):
                    await end(uow)
        return len(leased)

    async def _in_turn(self, group: Iterable[Leased]) -> list[_End]:
        return [await self._one(leased) for leased in group]

    async def _one(self, leased: Leased) -> _End:
        try:
            await self._courier.deliver(leased.kind, leased.payload)
        except Unreachable as error:
            return self._dead(leased, error)
        except TelegramRetryAfter as error:
            return self._again(leased, error, timedelta(seconds=error.retry_after))
        except Exception as error:
            if leased.attempts >= ATTEMPTS:
                return self._dead(leased, error)
            log.warning("not_delivered", kind=leased.kind, id=leased.id, error=str(error))
            return self._again(
                leased, error, timedelta(seconds=min(_LONGEST_WAIT, 2**leased.attempts))
            )
        return lambda uow: uow.outbox.done(leased, self._clock.now())

    def _again(self, leased: Leased, error: Exception, wait: timedelta) -> _End:
        return lambda uow: uow.outbox.again(leased, self._clock.now() + wait, str(error))

    def _dead(self, leased: Leased, error: Exception) -> _End:
        log.warning("given_up", kind=leased.kind, id=leased.id, error=str(error))
        return lambda uow: uow.outbox.dead(leased, self._clock.now(), str(error))


def _by_subject(leased: Iterable[Leased]) -> list[list[Leased]]:
    groups: dict[object, list[Leased]] = {}
    for message in leased:
        groups.setdefault(_subject(message), []).append(message)
    return list(groups.values())


def _subject(message: Leased) -> object:
    for name in _SUBJECTS:
        if id_ := message.payload.get(name):
            return name, id_
    return message.id
