"""One chat's updates one after the other, whatever else is going on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.charges import is_payment

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class InOrder(BaseMiddleware):
    """Handles the updates of a chat in the order in which they arrived, *most* chats at a time.

    In a rush everybody then waits about as long as everybody else; all at once would share
    the machine so thinly that some answers come too late for anybody. Telegram waits ten
    seconds for the answer to a checkout question, and until money is noted nothing more is
    received, so neither ever queues. What is typed behind the bot's name changes nothing and
    is worth nothing late: it does not queue either.
    """

    def __init__(self, most: int = 64) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._room = asyncio.Semaphore(most)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Wait for the chat's earlier updates, then go on."""
        key = _queue_of(event, data)
        if key is None:
            return await handler(event, data)
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        async with lock, self._room:
            return await handler(event, data)


def _queue_of(event: TelegramObject, data: dict[str, Any]) -> int | None:
    """Return the chat (or, in no chat, the person) whose turn must be waited for."""
    if isinstance(event, Update) and (event.inline_query or is_payment(event)):
        return None
    whose = data.get("event_chat") or data.get("event_from_user")
    return whose.id if whose is not None else None
