"""SQLite's one writing lane: transactions one after the other, on one connection."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import sqlite
from storage.glance import Writing


class Lane:
    """Hands the writing connection to one unit of work at a time.

    BEGIN and COMMIT go straight to the driver; SQLAlchemy's own transactions cost more
    than the statements inside and are never begun here (its connection is in autocommit).
    """

    def __init__(self, url: str) -> None:
        self._engine: AsyncEngine = sqlite.lane(url)
        self._turn = asyncio.Lock()
        self._connection: AsyncConnection | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Writing]:
        """Open a transaction that holds the write lock from its beginning."""
        async with self._turn:
            writing, driver = await self._opened()
            raw: sqlite3.Connection = driver.raw
            await sqlite.begin(driver)
            try:
                yield writing
                raw.commit()
            except BaseException:
                raw.rollback()
                raise

    @property
    def engine(self) -> AsyncEngine:
        """Where statements that are not hot pass through."""
        return self._engine

    async def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            await self._connection.close()
        await self._engine.dispose()

    async def _opened(self) -> tuple[Writing, Any]:
        if self._connection is None:
            self._connection = await self._engine.connect()
        driver: Any = (await self._connection.get_raw_connection()).driver_connection
        return Writing(self._connection, driver.raw), driver
