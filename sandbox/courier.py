"""Brings updates to a webhook: chats in parallel, each chat in order, again until it works."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.office import Office
from sandbox.updates import Pending
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST_PAUSE = 3600.0
ANSWER_WITHIN = 60.0

Pause = Callable[[float], Awaitable[None]]


class Courier:
    """Delivers while a webhook is set; *pause* waits between attempts."""

    def __init__(self, world: World, office: Office, pause: Pause = asyncio.sleep) -> None:
        self._world = world
        self._office = office
        self._pause = pause
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._session: ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to listen for updates; needs a running loop."""
        self._loop = asyncio.get_running_loop()
        self._session = ClientSession(timeout=ClientTimeout(total=ANSWER_WITHIN))
        self._world.updates.listen(self.look)

    async def stop(self) -> None:
        """Stop delivering; what is on its way stays unconfirmed."""
        self._world.updates.unlisten(self.look)
        tasks = list(self._lanes.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def look(self) -> None:
        """Start a task for every chat with undelivered updates, up to max_connections."""
        if not self._world.webhook.url or self._loop is None:
            return
        for pending in self._world.updates.waiting():
            if len(self._lanes) >= self._world.webhook.connections:
                return
            if pending.lane not in self._lanes:
                self._lanes[pending.lane] = self._loop.create_task(self._serve(pending.lane))

    async def _serve(self, lane: int) -> None:
        try:
            while self._world.webhook.url and (pending := self._next(lane)):
                await self._deliver(pending)
        finally:
            del self._lanes[lane]
        self.look()

    def _next(self, lane: int) -> Pending | None:
        waiting = self._world.updates.waiting()
        return next((each for each in waiting if each.lane == lane), None)

    async def _deliver(self, pending: Pending) -> None:
        delay = 0.0
        for _ in range(1 + self._world.faults.duplicate_updates):
            while (after := await self._attempt(pending)) is not None:
                await self._pause(min(max(after, delay), LONGEST_PAUSE))
                delay = max(1.0, delay * 2)
                if not self._world.webhook.url or self._world.clock.now() > pending.expires_at:
                    return
        self._world.updates.drop(pending.id)

    async def _attempt(self, pending: Pending) -> float | None:
        """Post once: None when it arrived, else the seconds the receiver asks to wait."""
        webhook, session = self._world.webhook, self._session
        if session is None:
            return None
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=pending.update, headers=headers) as answer:
                if answer.ok:
                    self._run_reply(answer.content_type, await answer.read())
                    return None
                self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return _seconds(answer.headers.get("Retry-After", ""))
        except (ClientError, TimeoutError, OSError) as error:
            self._note("Read timeout expired" if _slow(error) else "Connection refused")
            return 0.0

    def _run_reply(self, content_type: str, body: bytes) -> None:
        """A webhook may answer with a call; its result is lost."""
        if content_type != "application/json" or not body:
            return
        with suppress(ValueError, AttributeError):
            values: dict[str, Any] = json.loads(body)
            method = values.pop("method", "")
            if method and _allowed(method):
                self._office.call(method, values, {})

    def _note(self, words: str) -> None:
        self._world.webhook.last_error = words
        self._world.webhook.last_error_at = int(self._world.clock.now())


def _allowed(method: str) -> bool:
    name = method.lower()
    return name not in ("setwebhook", "deletewebhook", "close", "logout") and name[:3] != "get"


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0


def _slow(error: Exception) -> bool:
    return isinstance(error, TimeoutError)
