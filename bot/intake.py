"""Updates in hand: taken from Telegram, not yet handled to the end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

from bot.charges import brings_money, tells_of_money
from bot.pacing import Pause

_LONGEST_PAUSE = 30.0  # seconds between two tries to note money
log = structlog.get_logger("bot.intake")
Feed = Callable[[Bot, Update], Awaitable[Any]]  # aiogram's Dispatcher.feed_update


class Intake:
    """Handles updates side by side, at most *most* at a time, and can wait for all of them.

    What tells of money is tried until it is noted: nobody but Telegram knows of it, and
    Telegram tells it until it is acknowledged.
    """

    def __init__(
        self, bot: Bot, feed: Feed, most: int = 500, pause: Pause = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._feed = feed
        self._pause = pause
        self._room = asyncio.Semaphore(most)
        self._in_hand: dict[asyncio.Task[None], int] = {}

    async def take(self, raw: dict[str, Any]) -> asyncio.Task[None]:
        """Start handling one update as soon as there is room; failures are logged, not raised.

        Money that is in hand already is not taken a second time.
        """
        if brings_money(raw) and (task := self._taken(raw)):
            return task
        await self._room.acquire()
        task = asyncio.create_task(self._handle(raw))
        self._in_hand[task] = int(raw.get("update_id", 0))
        task.add_done_callback(self._let_go)
        return task

    async def finish(self, seconds: float) -> int | None:
        """Wait for the updates in hand, at most *seconds*.

        What is still running then is cancelled, and the lowest id among it returned.
        """
        if not self._in_hand:
            return None
        _, late = await asyncio.wait(self._in_hand, timeout=seconds)
        unfinished = [self._in_hand[task] for task in late]
        for task in late:
            task.cancel()
        if unfinished:
            log.warning("updates_not_finished", ids=sorted(unfinished))
        return min(unfinished, default=None)

    def _taken(self, raw: dict[str, Any]) -> asyncio.Task[None] | None:
        same = (task for task, id_ in self._in_hand.items() if id_ == raw.get("update_id"))
        return next(same, None)

    def _let_go(self, task: asyncio.Task[None]) -> None:
        del self._in_hand[task]
        self._room.release()

    async def _handle(self, raw: dict[str, Any]) -> None:
        try:
            _drop_keyboard(raw)
            update = Update.model_validate(raw, context={"bot": self._bot})
        except (ValidationError, AttributeError):
            log.exception("unreadable_update", update_id=raw.get("update_id"))
            return
        tries = 0
        while not await self._fed(update) and tells_of_money(update):
            await self._pause(min(_LONGEST_PAUSE, 2.0 ** min(tries, 10)))
            tries += 1

    async def _fed(self, update: Update) -> bool:
        try:
            await self._feed(self._bot, update)
        except Exception:
            log.exception("update_failed", update_id=update.update_id)
            return False
        return True


def _drop_keyboard(raw: dict[str, Any]) -> None:
    """Forget the buttons around the tapped one: nobody reads them, and parsing them is slow."""
    tap = raw.get("callback_query") or {}  # some who pass updates on name what is not there too
    if message := tap.get("message"):
        message.pop("reply_markup", None)
