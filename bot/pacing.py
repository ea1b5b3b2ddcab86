"""When the next background message may leave: Telegram's rates as turns to wait for."""

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import IntEnum

Now = Callable[[], float]  # seconds of a clock that only moves forward
Pause = Callable[[float], Awaitable[object]]


class Lane(IntEnum):
    """Who goes first when the whole bot has to wait."""

    TRANSACTIONAL = 1
    BROADCAST = 2


class Pacing:
    """Gives background sends their turns: one at a time, the better lane first.

    All chats together get *a_second* messages, one private chat one a second, one group
    twenty a minute. Answers to taps never ask for a turn.
    """

    def __init__(
        self, *, a_second: float = 25, now: Now = time.monotonic, pause: Pause = asyncio.sleep
    ) -> None:
        self._gap = 1 / a_second
        self._now = now
        self._pause = pause
        self._free_at = 0.0
        self._chat_free_at: dict[int, float] = {}
        self._waiting: list[tuple[Lane, int, asyncio.Future[None]]] = []
        self._count = 0
        self._usher: asyncio.Task[None] | None = None

    async def turn(self, chat_id: int, lane: Lane) -> None:
        """Return when a message may be sent to *chat_id*."""
        await self._chat_turn(chat_id)
        self._count += 1
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, self._count, called))
        if self._usher is None or self._usher.done():
            self._usher = asyncio.create_task(self._call_all())
        await called

    def hold(self, seconds: float) -> None:
        """Let no turn come for *seconds*: Telegram said 429."""
        self._free_at = max(self._free_at, self._now() + seconds)

    async def stop(self) -> None:
        """Call nobody any more; those who wait are cancelled."""
        for _, _, called in self._waiting:
            called.cancel()
        self._waiting.clear()
        if self._usher:
            self._usher.cancel()
            with suppress(asyncio.CancelledError):
                await self._usher

    async def _chat_turn(self, chat_id: int) -> None:
        now = self._now()
        free_at = max(now, self._chat_free_at.get(chat_id, 0))
        if len(self._chat_free_at) > 1000:
            self._chat_free_at = {c: at for c, at in self._chat_free_at.items() if at > now}
        self._chat_free_at[chat_id] = free_at + (1 if chat_id > 0 else 3)
        if free_at > now:
            await self._pause(free_at - now)

    async def _call_all(self) -> None:
        while self._waiting:
            while (wait := self._free_at - self._now()) > 0:
                await self._pause(wait)
            if not self._waiting:
                return
            _, _, called = heapq.heappop(self._waiting)
            if not called.done():
                called.set_result(None)
                self._free_at = max(self._free_at, self._now()) + self._gap
                await asyncio.sleep(0)  # the one called goes on before the next is chosen
