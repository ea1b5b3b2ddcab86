"""The shop with its SQL counted: `python -m bench.counted FILE` serves and writes FILE as JSON.

FILE gets, for each kind of update (a button's prefix, "message", "pre_checkout_query", ...)
and for work between updates, how many there were and how many statements they ran.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.types import Update
from sqlalchemy import Engine, event

from bot.app import build
from bot.running import Running
from bot.settings import read_settings
from storage.glance import Writing
from storage.looks import Look, Rows, SqliteLooker

BETWEEN = "between updates"
Note = Callable[[], None]


class Ledger:
    """Statements by what caused them."""

    def __init__(self) -> None:
        self.updates: Counter[str] = Counter()
        self.statements: Counter[str] = Counter()
        self._cause: ContextVar[str] = ContextVar("cause", default=BETWEEN)

    def note(self) -> None:
        """One statement ran."""
        self.statements[self._cause.get()] += 1

    def noting(self, feed: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """Return *feed* (the dispatcher's `feed_update`) so that each update is a cause."""

        async def feed_update(bot: Bot, update: Update) -> Any:
            kind = kind_of(update)
            self.updates[kind] += 1
            self._cause.set(kind)
            return await feed(bot, update)

        return feed_update

    def as_json(self) -> dict[str, dict[str, int]]:
        """The counts, by cause."""
        causes = sorted({*self.updates, *self.statements})
        return {
            cause: {"updates": self.updates[cause], "statements": self.statements[cause]}
            for cause in causes
        }


def kind_of(update: Update) -> str:
    """Name a tap by its button's prefix, a message by what it carries, others by their type."""
    if update.callback_query:
        return (update.callback_query.data or "").partition(":")[0]
    if update.message:
        return str(update.message.content_type)
    return update.event_type


def listen(note: Note) -> None:
    """Have *note* called for every statement of this process, whichever way it goes.

    Most statements pass through SQLAlchemy, which tells. On SQLite the hot ones go straight
    to the driver, so the two doors they go through are watched. BEGIN counts, COMMIT does not.
    """
    event.listen(Engine, "before_cursor_execute", lambda *_: note())
    for door in (SqliteLooker, Writing):
        _watch(door, door.rows, note)


def _watch(
    door: type, rows: Callable[[Any, Look, Mapping[str, Any]], Awaitable[Rows]], note: Note
) -> None:
    async def counted(self: object, look: Look, values: Mapping[str, Any]) -> Rows:
        note()
        return await rows(self, look, values)

    setattr(door, rows.__name__, counted)


async def serve() -> dict[str, dict[str, int]]:
    """Serve as `main.py run` does, until a signal; return what was counted."""
    ledger = Ledger()
    listen(ledger.note)
    app = await build(read_settings())
    setattr(app.dispatcher, "feed_update", ledger.noting(app.dispatcher.feed_update))  # noqa: B010
    running = Running(app)
    running.stop_on_signals()
    await running.run()
    await app.close()
    return ledger.as_json()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(serve())))
