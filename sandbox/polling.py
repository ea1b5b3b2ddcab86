"""getUpdates with its waiting: one reader at a time, the newest wins."""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox.methods import get_updates
from sandbox.params import Params
from sandbox.refusals import Json, Refused, conflict
from sandbox.world import World

LONGEST = 50
OTHER_READER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)


class Polling:
    """The long poll of one bot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: asyncio.Future[None] | None = None
        world.updates.listen(self._wake)

    async def get_updates(self, values: Mapping[str, Any]) -> list[Json]:
        """Unconfirmed updates as soon as there are any, or none after the timeout.

        Raises:
            Refused: 409, when a webhook is set or another reader comes.
        """
        if self._world.webhook.url:
            raise conflict(WEBHOOK_ACTIVE)
        self.end(conflict(OTHER_READER))
        params = Params(values)
        seconds = max(0, min(params.integer("timeout"), LONGEST))
        batch = get_updates(self._world, params)
        if batch or not seconds:
            return batch
        await self._wait(seconds)
        return get_updates(self._world, params)

    async def _wait(self, seconds: int) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._world.updates.reader.set()
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._forget()

    def end(self, reason: Refused | None = None) -> None:
        """End the poll that waits: with a refusal, or with what is there."""
        waiting = self._waiting
        self._forget()
        if waiting is None or waiting.done():
            return
        if reason:
            waiting.set_exception(reason)
        else:
            waiting.set_result(None)

    def _forget(self) -> None:
        self._waiting = None
        self._world.updates.reader.clear()

    def _wake(self) -> None:
        self.end()
