"""The whole catalogue as files for an admin, written in the background."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.desks import Chat, Desk, News, Pause
from bot.files.writing import CatalogueWriter
from bot.i18n import Translator
from bot.reply import Document
from bot.screens.exports import export_failed_screen, exported_screen
from bot.screens.imports import working_screen
from bot.stage import Place
from domain.clock import Clock
from domain.customers import Customer
from domain.services.exports import Exporter

_LARGEST = 19 << 20  # bytes: a bot may send 50 MB, but fetch 20, and files shall come back


class ExportDesk(Desk):
    """Writes the catalogue for one chat at a time and sends it, in parts if it is large."""

    def __init__(
        self,
        exporter: Exporter,
        chat: Chat,
        clock: Clock,
        pause: Pause = asyncio.sleep,
        zone: tzinfo = UTC,
    ) -> None:
        """The days of sales in files, and of their names, are in *zone*."""
        super().__init__(chat, pause)
        self._exporter = exporter
        self._clock = clock
        self._zone = zone

    def write(self, admin: Customer, chat_id: int, t: Translator) -> None:
        """Write the catalogue and send it to the chat."""
        self._begin(chat_id, self._write(admin, chat_id, t), export_failed_screen(t))

    async def _write(self, admin: Customer, chat_id: int, t: Translator) -> None:
        outline = await self._exporter.outline(admin)
        first = await self._chat.post(chat_id, working_screen("written", 0, outline.products, t))
        news = News(self._chat, Place(chat_id, first), t)
        with TemporaryDirectory() as folder:
            writer = CatalogueWriter(
                lambda n: Path(folder) / f"{n}.csv", outline, _LARGEST, self._zone
            )
            with self._telling(news), writer as files:
                async for sheets in self._exporter.sheets():
                    await asyncio.to_thread(files.add, sheets)
                    news.hear("written", files.products, outline.products)
            for path, name in zip(files.files, self._names(len(files.files)), strict=True):
                content = await asyncio.to_thread(path.read_bytes)
                await self._chat.post_document(chat_id, Document(name, content))
        await news.tell(exported_screen(files.products, files.rows, len(files.files), t))

    def _names(self, count: int) -> Iterator[str]:
        day = f"{self._clock.now().astimezone(self._zone):%Y-%m-%d}"
        for number in range(1, count + 1):
            yield f"goods-{day}.csv" if count == 1 else f"goods-{day}-{number}.csv"
