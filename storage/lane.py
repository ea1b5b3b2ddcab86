"""SQLite's one writing lane: transactions one after the other, on one connection."""

import asyncio
import sqlite3
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import sqlite
from storage.glance import SqliteWriting, Writing


class Lane(AbstractAsyncContextManager[Writing]):
    """Hands the writing connection to one unit of work at a time.

    BEGIN and COMMIT go straight to the driver; SQLAlchemy's own transactions cost more
    than the statements inside and are never begun here (its connection is in autocommit).
    """

    def __init__(self, url: str) -> None:
        self._engine: AsyncEngine = sqlite.lane(url)
        self._turn = asyncio.Lock()
        self._open: tuple[AsyncConnection, Writing, Any] | None = None

    def transaction(self) -> AbstractAsyncContextManager[Writing]:
        """Return what opens a transaction, which holds the write lock from its beginning.

        It is committed when the block ends and rolled back when it raises.
        """
        return self  # there is only one at a time

    async def __aenter__(self) -> Writing:
        await self._turn.acquire()
        try:
            writing, driver = await self._opened()
            if driver.raw.in_transaction:  # who waited for its BEGIN was cancelled
                driver.raw.rollback()
            await sqlite.begin(driver)
        except BaseException:
            self._turn.release()
            raise
        return writing

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        raw: sqlite3.Connection = (await self._opened())[1].raw
        try:
            if kind is None:
                raw.commit()
        finally:
            if raw.in_transaction:  # the block raised, or nothing could be committed
                raw.rollback()
            self._turn.release()

    @property
    def engine(self) -> AsyncEngine:
        """Where statements that are not hot pass through."""
        return self._engine

    async def close(self) -> None:
        """Close the connection."""
        if self._open is not None:
            await self._open[0].close()
        await self._engine.dispose()

    async def _opened(self) -> tuple[Writing, Any]:
        if self._open is None:
            connection = await self._engine.connect()
            driver: Any = (await connection.get_raw_connection()).driver_connection
            self._open = connection, SqliteWriting(connection, driver.raw), driver
        return self._open[1:]
