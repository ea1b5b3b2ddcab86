"""Asking Telegram for updates, when no public address exists for it to call."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, TelegramMethod

from bot.charges import brings_money
from bot.intake import Intake
from bot.pacing import Pause
from bot.reaching import UNKNOWN_TOKEN
from bot.trouble import Trouble

log = structlog.get_logger("bot.polling")
ALWAYS = ("my_chat_member", "pre_checkout_query", "shipping_query")
CONFLICTS = 5  # a restarted bot may meet its former self for a moment
LONGEST_PAUSE = 30.0
# Seconds that nothing else is received while money cannot be noted, as when the database is
# away; it is tried further after that.
MONEY_FIRST = 60.0


class PollingStopped(Trouble):
    """Polling cannot go on."""


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` whose updates are read one by one, so that a strange one spoils no other."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str]


def allowed_updates(used: Sequence[str]) -> list[str]:
    """Return what to ask Telegram for: what handlers use, and what money and doors need."""
    return sorted({*used, *ALWAYS})


class Polling:
    """Receives updates by long polling until `stop`; each is handled as a task of its own.

    An update is confirmed to Telegram by the next question. What was in hand at a stop and
    did not finish in time is not confirmed, so Telegram brings it again. Money is noted
    before the next question is asked: whenever the process dies, Telegram still has it.
    """

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        allowed: list[str],
        *,
        wait: int = 30,
        grace: float = 10.0,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """*wait*: seconds of one long poll; *grace*: seconds for updates in hand at a stop."""
        self._bot = bot
        self._intake = intake
        self._allowed = allowed
        self._wait = wait
        self._grace = grace
        self._pause = pause
        self._offset: int | None = None
        self._failures = 0
        self._conflicts = 0
        self._webhook_gone = False
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ask for no more updates; `run` returns when those in hand are handled."""
        self._stopping.set()

    async def run(self) -> None:
        """Receive until `stop`.

        Raises:
            PollingStopped: Another program receives this bot's updates, or the token is wrong.
        """
        asking = asyncio.create_task(self._receive())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _cancelled(stopping)
            failure = await _cancelled(asking)
            await self._finish()
        if failure:
            raise failure

    async def _receive(self) -> None:
        while True:
            try:
                await self._take_batch()
                self._failures = self._conflicts = 0
            except Exception as error:  # a proxy's page, half an answer: Telegram comes back
                self._failures += 1
                await self._pause(self._after(error))

    async def _take_batch(self) -> None:
        if not self._webhook_gone:
            self._webhook_gone = await self._bot(DeleteWebhook())
        for update in await self._ask(self._wait, 100):
            task = await self._intake.take(update)
            if brings_money(update):
                await asyncio.wait({task}, timeout=MONEY_FIRST)
            self._offset = update["update_id"] + 1

    async def _ask(self, wait: int, limit: int) -> list[dict[str, Any]]:
        method = GetRawUpdates(
            offset=self._offset, limit=limit, timeout=wait, allowed_updates=self._allowed
        )
        return await self._bot(method, request_timeout=wait + 10)

    def _after(self, error: Exception) -> float:
        """Return how long to wait before asking again, or raise when asking is useless."""
        if isinstance(error, TelegramUnauthorizedError):
            raise PollingStopped(UNKNOWN_TOKEN)
        if isinstance(error, TelegramConflictError):
            self._conflicts += 1
            if self._conflicts >= CONFLICTS:
                raise PollingStopped(
                    "Another program receives the updates of this bot. Stop the other one, "
                    "or give this shop a bot of its own."
                )
        log.warning("no_updates", error=str(error), failures=self._failures)
        if isinstance(error, TelegramRetryAfter):
            return float(error.retry_after)
        return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(self._failures, 10))

    async def _finish(self) -> None:
        unfinished = await self._intake.finish(self._grace)
        if unfinished is not None:
            self._offset = unfinished
        if self._offset is not None:
            with suppress(TelegramAPIError):
                await self._ask(0, 1)


async def _cancelled(task: asyncio.Task[Any]) -> BaseException | None:
    """End *task* and return what it failed with, if it had ended by itself."""
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
    return None if task.cancelled() else task.exception()
