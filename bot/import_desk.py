"""Catalogue files that admins send: read and saved in the background, told in one message."""

import asyncio
from datetime import UTC, tzinfo
from threading import Event

from bot.desks import Chat, Desk, News, Pause
from bot.files.pooled import Reader, Told, processors
from bot.i18n import Translator
from bot.screens.imports import (
    failed_screen,
    moved_screen,
    report_screen,
    result_screen,
    rows_document,
    working_screen,
)
from bot.stage import Place
from domain.customers import Customer
from domain.errors import ImportRefused
from domain.imports import Catalogue, ImportPlan
from domain.services.imports import Importer

_PART = 100  # rows that are saved at a time: taps wait about a tenth of a second


class ImportDesk(Desk):
    """Works on the files of each chat, one at a time; all of them in turn.

    What was read is kept until it is saved, forgotten, or another file is read, and is lost
    when the shop is closed: the file is sent again then.
    """

    def __init__(
        self,
        importer: Importer,
        chat: Chat,
        currency: str,
        pause: Pause = asyncio.sleep,
        zone: tzinfo = UTC,
    ) -> None:
        """The days of sales in files are in *zone*."""
        super().__init__(chat, pause)
        self._importer = importer
        self._reader = Reader(currency, zone, part=_PART, workers=max(1, processors() - 1))
        self._plans: dict[int, tuple[int, ImportPlan]] = {}
        self._count = 0

    def known(self, chat_id: int, number: int) -> bool:
        """Whether what report *number* was about is at hand still."""
        return chat_id in self._plans and self._plans[chat_id][0] == number

    def forget(self, chat_id: int) -> None:
        """Forget the file that was read last in a chat."""
        self._plans.pop(chat_id, None)

    def look(self, admin: Customer, chat_id: int, content: bytes, t: Translator) -> None:
        """Read a file and tell in the chat what it would change."""
        self.forget(chat_id)
        self._begin(chat_id, self._look(admin, chat_id, content, t), failed_screen(t))

    def save(self, admin: Customer, place: Place, t: Translator) -> None:
        """Save what was read last in the chat, and tell so in the message at *place*."""
        _, plan = self._plans.pop(place.chat_id)
        self._begin(place.chat_id, self._save(admin, place, plan, t), failed_screen(t))

    async def close(self) -> None:
        """Break off what is being worked on; what is saved of it stays."""
        await super().close()
        self._plans.clear()

    async def _look(self, admin: Customer, chat_id: int, content: bytes, t: Translator) -> None:
        first = await self._chat.post(chat_id, working_screen("read", 0, 0, t))
        news = News(self._chat, Place(chat_id, first), t)
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
        news = News(self._chat, place, t)
        await news.tell(working_screen("saved", 0, 0, t))
        try:
            with self._telling(news):
                result = await self._importer.apply(plan, news.hear, admin)
        except ImportRefused:
            await news.tell(moved_screen(t))
            return
        await news.tell(result_screen(result, t))


async def _read(reader: Reader, content: bytes, told: Told) -> Catalogue:
    left = Event()
    try:
        return await asyncio.to_thread(reader.read, content, told, lambda: not left.is_set())
    finally:
        left.set()
