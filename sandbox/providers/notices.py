"""How a provider tells a shop what happened: by HTTP, again and again, in no order."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.providers.faults import ProviderFaults

TRIES = 6
FIRST_PAUSE = 1.0
ANSWER_WITHIN = 10.0
REMEMBERED = 200
# What a forger would like to change: sums, under the names the providers give them.
SUMS = ("value", "amount", "amount_total", "amount_received", "amount_captured")


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to a shop. *name* is the provider's name of the event."""

    url: str
    body: bytes
    headers: dict[str, str]
    name: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to bring a notice; *status* is the shop's answer, 0 if there was none."""

    notice: Notice
    status: int


class Postman:
    """Brings notices to shops, as `ProviderFaults.notices` lets it.

    *post* sends one notice and returns the status of the answer; *pause* waits between
    two attempts. Notices are posted one at a time, in the order they were put.
    """

    def __init__(
        self,
        faults: ProviderFaults,
        post: Callable[[Notice], Awaitable[int]] | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.faults = faults
        self.sent: deque[Delivery] = deque(maxlen=REMEMBERED)
        self.lost: list[Notice] = []
        self.held: list[Notice] = []
        self._post = post or self._post_by_http
        self._pause = pause
        self._waiting: deque[Notice] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Lock()
        self._session: ClientSession | None = None

    def put(self, notice: Notice) -> None:
        """Take a notice and return at once; without an address there is nobody to tell."""
        mode = self.faults.notices
        if not notice.url:
            return
        if mode == "lost":
            self.lost.append(notice)
        elif mode in ("late", "reordered"):
            self.held.append(notice)
        elif mode == "forged":
            self._go(forged(notice), notice)
        else:
            self._go(*[notice] * (2 if mode == "doubled" else 1))

    def release(self) -> None:
        """Let the held notices go; the newest first while the switch says "reordered"."""
        held, self.held = self.held, []
        self._go(*(reversed(held) if self.faults.notices == "reordered" else held))

    async def flush(self) -> None:
        """Wait for all deliveries under way, with their repetitions."""
        self._go()
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in (tasks := list(self._tasks)):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _go(self, *notices: Notice) -> None:
        self._waiting.extend(notices)
        with suppress(RuntimeError):  # no loop runs: they go with the next flush
            loop = asyncio.get_running_loop()
            while self._waiting:
                task = loop.create_task(self._deliver(self._waiting.popleft()))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _deliver(self, notice: Notice) -> None:
        for tried in range(TRIES):
            if tried:
                await self._pause(FIRST_PAUSE * 2 ** (tried - 1))
            if 200 <= await self._attempt(notice) < 300:
                return

    async def _attempt(self, notice: Notice) -> int:
        status = 0
        async with self._one_at_a_time:
            with suppress(ClientError, TimeoutError, OSError):
                status = await self._post(notice)
            self.sent.append(Delivery(notice, status))
        return status

    async def _post_by_http(self, notice: Notice) -> int:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=ANSWER_WITHIN))
        async with self._session.post(
            notice.url, data=notice.body, headers=notice.headers, allow_redirects=False
        ) as answer:
            return answer.status


def forged(notice: Notice) -> Notice:
    """A copy with far more money and the headers of the true one."""
    return replace(notice, body=json.dumps(_richer(json.loads(notice.body))).encode())


def _richer(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _richer(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_richer(each) for each in value]
    if name in SUMS and isinstance(value, str | int) and not isinstance(value, bool):
        return f"1{value}" if isinstance(value, str) else value * 10
    return value
