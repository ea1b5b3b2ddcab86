"""Catalogue files that admins send: read and saved in the background, told in one message."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import Any, Protocol

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.files.pooled import Reader, Told, processors
from bot.i18n import Translator
from bot.reply import Document, Screen
from bot.screens.imports import (
    failed_screen,
    moved_screen,
    report_screen,
    result_screen,
    rows_document,
    working_screen,
)
from bot.sender import Unreachable
from bot.stage import Gone, Place
from domain.customers import Customer
from domain.errors import ImportRefused
from domain.imports import Catalogue, ImportPlan
from domain.services.imports import Importer

log = structlog.get_logger("bot.import_desk")
_OFTEN = 3.0  # seconds between two looks of the message
_PART = 100  # rows that are saved at a time: taps wait about a tenth of a second


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


class _News:
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

    async def keep_telling(self, pause: Callable[[float], Awaitable[None]]) -> None:
        """Show now and then what was heard last, until cancelled."""
        while True:
            await pause(_OFTEN)
            if self._heard:
                with suppress(TelegramAPIError, Unreachable, Gone):
                    await self._chat.edit(self._place, working_screen(*self._heard, self._t))


class ImportDesk:
    """Works on the files of each chat, one at a time; all of them in turn.

    What was read is kept until it is saved, forgotten, or another file is read, and is lost
    when the shop is closed: the file is sent again then.
    """

    def __init__(
        self,
        importer: Importer,
        chat: Chat,
        currency: str,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._importer = importer
        self._chat = chat
        self._pause = pause
        self._reader = Reader(currency, part=_PART, workers=max(1, processors() - 1))
        self._turn = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._plans: dict[int, tuple[int, ImportPlan]] = {}
        self._count = 0

    def busy(self, chat_id: int) -> bool:
        """Whether a file of the chat is being worked on."""
        return chat_id in self._tasks

    def known(self, chat_id: int, number: int) -> bool:
        """Whether what report *number* was about is at hand still."""
        return chat_id in self._plans and self._plans[chat_id][0] == number

    def forget(self, chat_id: int) -> None:
        """Forget the file that was read last in a chat."""
        self._plans.pop(chat_id, None)

    def look(self, admin: Customer, chat_id: int, content: bytes, t: Translator) -> None:
        """Read a file and tell in the chat what it would change."""
        self.forget(chat_id)
        self._begin(chat_id, self._look(admin, chat_id, content, t), t)

    def save(self, admin: Customer, place: Place, t: Translator) -> None:
        """Save what was read last in the chat, and tell so in the message at *place*."""
        _, plan = self._plans.pop(place.chat_id)
        self._begin(place.chat_id, self._save(admin, place, plan, t), t)

    async def settled(self) -> None:
        """Wait until nothing is being worked on."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def close(self) -> None:
        """Break off what is being worked on; what is saved of it stays."""
        tasks = [*self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._plans.clear()

    def _begin(self, chat_id: int, work: Coroutine[Any, Any, None], t: Translator) -> None:
        task = asyncio.create_task(self._safely(chat_id, work, t))
        self._tasks[chat_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(chat_id, None))

    async def _safely(self, chat_id: int, work: Coroutine[Any, Any, None], t: Translator) -> None:
        try:
            async with self._turn:
                await work
        except Exception:
            log.exception("import_failed")
            with suppress(TelegramAPIError, Unreachable):
                await self._chat.post(chat_id, failed_screen(t))
        finally:
            work.close()

    async def _look(self, admin: Customer, chat_id: int, content: bytes, t: Translator) -> None:
        first = await self._chat.post(chat_id, working_screen("read", 0, 0, t))
        news = _News(self._chat, Place(chat_id, first), t)
        with self._telling(news):
            file = await _read(self._reader, content, news.hear)
            plan = await self._importer.plan(admin, file, news.hear)
        self._count += 1
        if not plan.problems:
            self._plans[chat_id] = self._count, plan
        await news.tell(report_screen(plan, self._count, t))
        if rows := rows_document(plan.problems, t):
            await self._chat.post_document(chat_id, rows)

    async def _save(self, admin: Customer, place: Place, plan: ImportPlan, t: Translator) -> None:
        news = _News(self._chat, place, t)
        await news.tell(working_screen("saved", 0, 0, t))
        try:
            with self._telling(news):
                result = await self._importer.apply(plan, news.hear, admin)
        except ImportRefused:
            await news.tell(moved_screen(t))
            return
        await news.tell(result_screen(result, t))

    @contextmanager
    def _telling(self, news: _News) -> Iterator[None]:
        telling = asyncio.create_task(news.keep_telling(self._pause))
        try:
            yield
        finally:
            telling.cancel()


async def _read(reader: Reader, content: bytes, told: Told) -> Catalogue:
    left = Event()
    try:
        return await asyncio.to_thread(reader.read, content, told, lambda: not left.is_set())
    finally:
        left.set()
