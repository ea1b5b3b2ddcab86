"""The shop with its SQL counted: `python -m bench.counted FILE` serves and writes FILE as JSON.

FILE gets, for each kind of update (a button's prefix, "text", "pre_checkout_query", ...),
how many statements each one of them ran, and one number for all work between updates.
SIGUSR1 begins the count anew, so that opening the shop is not in it.
"""

import asyncio
import json
import signal
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.types import Update
from sqlalchemy import Engine, event

from bot.app import build
from bot.running import Running
from bot.settings import read_settings
from storage import sqlite
from storage.glance import SqliteWriting
from storage.lanes import PostgresWriting
from storage.looks import SqliteLooker

BETWEEN = "between updates"
Note = Callable[[], None]


@dataclass(slots=True)
class Account:
    """How many statements one update ran."""

    kind: str
    statements: int = 0


class Ledger:
    """Statements by the update that caused them."""

    def __init__(self) -> None:
        self._updates: list[Account] = []
        self._between = Account(BETWEEN)
        self._open: ContextVar[Account] = ContextVar("account", default=self._between)

    def note(self) -> None:
        """One statement ran."""
        self._open.get().statements += 1

    def clear(self) -> None:
        """Forget all that was counted."""
        self._updates.clear()
        self._between.statements = 0

    def noting(self, feed: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """Return *feed* (the dispatcher's `feed_update`) so that each update has an account."""

        async def feed_update(bot: Bot, update: Update) -> Any:
            account = Account(kind_of(update))
            self._open.set(account)
            self._updates.append(account)
            return await feed(bot, update)

        return feed_update

    def as_json(self) -> dict[str, list[int]]:
        """The statements of each update, by the update's kind."""
        counted: defaultdict[str, list[int]] = defaultdict(list)
        for account in (*self._updates, self._between):
            counted[account.kind].append(account.statements)
        return dict(sorted(counted.items()))


def kind_of(update: Update) -> str:
    """Name a tap by its button's prefix, a message by what it carries, others by their type."""
    if update.callback_query:
        return (update.callback_query.data or "").partition(":")[0]
    if update.message:
        return ContentType(update.message.content_type).value
    return update.event_type


def listen(note: Note) -> None:
    """Have *note* called for every statement of this process, whichever way it goes.

    Many statements pass through SQLAlchemy, which tells. The hot ones go straight to the
    driver, so the doors they go through are watched. BEGIN counts on SQLite, COMMIT does not.
    """
    event.listen(Engine, "before_cursor_execute", lambda *_: note())
    _watch(SqliteLooker, SqliteLooker.rows, note)
    for door in (SqliteWriting, PostgresWriting):
        for way in ("rows", "do", "do_for_rows"):
            _watch(door, getattr(door, way), note)
    _watch(PostgresWriting, PostgresWriting.do_each, note)
    _watch(sqlite, sqlite.begin, note)


def _watch(door: Any, way: Callable[..., Awaitable[Any]], note: Note) -> None:
    async def counted(*given: object) -> Any:
        note()
        return await way(*given)

    setattr(door, way.__name__, counted)


async def serve() -> dict[str, list[int]]:
    """Serve as `main.py run` does, until a signal; return what was counted."""
    ledger = Ledger()
    listen(ledger.note)
    signal.signal(signal.SIGUSR1, lambda *_: ledger.clear())
    app = await build(read_settings())
    setattr(app.dispatcher, "feed_update", ledger.noting(app.dispatcher.feed_update))  # noqa: B010
    running = Running(app)
    running.stop_on_signals()
    await running.run()
    await app.close()
    return ledger.as_json()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(serve())))
