"""The store: where reads and writes come from."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.unit import SqlUnit
from storage.ways import Opened, PostgresWays, SqliteWays


def _nobody_waits(_: Collection[str]) -> None:
    """Stand in until somebody wants to know of queued messages."""


def _nothing(_: SqlUnit) -> None:
    """What a unit of work for looking leaves."""


async def _settle(unit: SqlUnit) -> None:
    if unit.touched:
        await unit.index.settle(unit.touched)


class SqlStore:
    """Reads and writes of one database. *on_queued* gets the kinds of messages a commit left."""

    def __init__(self, url: str) -> None:
        """Open nothing yet; *url* is ``sqlite+aiosqlite:///...`` or ``postgresql+asyncpg://...``."""
        self.url = url
        self.on_queued: Callable[[Collection[str]], None] = _nobody_waits
        ways = SqliteWays if make_url(url).get_backend_name() == "sqlite" else PostgresWays
        self._ways: SqliteWays | PostgresWays = ways(url)
        self.writer: AsyncEngine = self._ways.writer

    def read(self) -> AbstractAsyncContextManager[SqlUnit]:
        """Open a unit for looking only; every statement sees what is committed by then."""
        return Opened(self._ways.glance(), SqlUnit, _nothing)

    def write(self) -> AbstractAsyncContextManager[SqlUnit]:
        """Open a transaction: committed when the block ends, rolled back when it raises.

        What it changed about goods is in the search index when it commits.
        """
        return Opened(self._ways.lane.transaction(), SqlUnit, self._tell, _settle)

    async def give_way(self) -> None:
        """Let everybody write who waits for it: between two of many transactions in a row.

        Who waits for another process to let go of SQLite's file looks ten times a second.
        """
        await asyncio.sleep(self._ways.patience)

    @property
    def engines(self) -> tuple[AsyncEngine, ...]:
        """All engines that statements may pass through."""
        return self._ways.engines

    def _tell(self, unit: SqlUnit) -> None:
        if unit.queued:
            self.on_queued(unit.queued)

    async def warm(self) -> None:
        """Open what writing needs before somebody waits for it; raises what `ping` raises."""
        await self._ways.warm()

    async def ping(self) -> None:
        """Raise whatever the database raises when it cannot answer."""
        async with self.read() as unit:
            await unit.connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close all connections."""
        await self._ways.close()
