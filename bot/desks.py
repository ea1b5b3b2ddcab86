"""Work on files that goes on in the background, and is told in one message of its chat."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.i18n import Translator
from bot.reply import Document, Screen
from bot.screens.imports import working_screen
from bot.sender import Unreachable
from bot.stage import Gone, Place

log = structlog.get_logger("bot.desks")
_OFTEN = 3.0  # seconds between two looks of the message
Pause = Callable[[float], Awaitable[None]]


class Chat(Protocol):
    """Puts screens and files into chats; see `bot.stage.Stage`."""

    async def post(self, chat_id: int, screen: Screen) -> int:
        """Send a new message and return its id."""
        ...

    async def edit(self, place: Place, screen: Screen) -> None:
        """Change a message."""
        ...

    async def post_document(self, chat_id: int, document: Document) -> int:
        """Send a file and return its message's id."""
        ...


class News:
    """The one message that tells how far a file has come."""

    def __init__(self, chat: Chat, place: Place, t: Translator) -> None:
        self._chat = chat
        self._place = place
        self._t = t
        self._heard: tuple[str, int, int] | None = None

    def hear(self, what: str, done: int, of: int) -> None:
        """Note how far things are; any thread may."""
        self._heard = what, done, of

    async def tell(self, screen: Screen) -> None:
        """Show something in the message, or in a new one if it is gone."""
        try:
            await self._chat.edit(self._place, screen)
        except Gone:
            await self._chat.post(self._place.chat_id, screen)

    async def keep_telling(self, pause: Pause) -> None:
        """Show now and then what was heard last, until cancelled."""
        while True:
            await pause(_OFTEN)
            if self._heard:
                with suppress(TelegramAPIError, Unreachable, Gone):
                    await self._chat.edit(self._place, working_screen(*self._heard, self._t))


class Desk:
    """Works for each chat on one thing at a time, and on those of all chats in turn."""

    def __init__(self, chat: Chat, pause: Pause = asyncio.sleep) -> None:
        self._chat = chat
        self._pause = pause
        self._turn = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def busy(self, chat_id: int) -> bool:
        """Whether something of the chat is being worked on."""
        return chat_id in self._tasks

    async def settled(self) -> None:
        """Wait until nothing is being worked on."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def close(self) -> None:
        """Break off what is being worked on."""
        tasks = [*self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, chat_id: int, work: Coroutine[Any, Any, None], failed: Screen) -> None:
        """Do the work in its turn; the chat is shown *failed* if it fails by our fault."""
        task = asyncio.create_task(self._safely(chat_id, work, failed))
        self._tasks[chat_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(chat_id, None))

    async def _safely(self, chat_id: int, work: Coroutine[Any, Any, None], failed: Screen) -> None:
        try:
            async with self._turn:
                await work
        except Exception:
            log.exception("file_failed")
            with suppress(TelegramAPIError, Unreachable):
                await self._chat.post(chat_id, failed)
        finally:
            work.close()

    @contextmanager
    def _telling(self, news: News) -> Iterator[None]:
        telling = asyncio.create_task(news.keep_telling(self._pause))
        try:
            yield
        finally:
            telling.cancel()
