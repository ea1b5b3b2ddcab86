"""The drivers as one uses them without a library on top: sqlite3, aiosqlite, asyncpg.

Each opens its connections with the settings that the shop opens its own with.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import aiosqlite
import asyncpg  # type: ignore[import-untyped]  # it tells no types

from bench.money_statements import Sql
from bench.shelves import Database

CONNECTIONS = 8  # as many as the shop has on PostgreSQL
_SETTINGS = {"lock_timeout": "10000", "timezone": "UTC", "application_name": "bench"}
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")
Rows = Sequence[Any]  # whose columns are asked for by name


class Session(Protocol):
    """Statements on one connection."""

    async def rows(self, sql: Sql, *values: object) -> Rows:
        """Return all rows."""
        ...

    async def do(self, sql: Sql, *values: object) -> int:
        """Return how many rows were changed."""
        ...

    async def each(self, sql: Sql, values: Sequence[Sequence[object]]) -> None:
        """Do it once for each of *values*."""
        ...


class Driver(Protocol):
    """A database by its raw driver."""

    name: str

    def writing(self) -> AbstractAsyncContextManager[Session]:
        """Open a transaction with the borders the shop's have."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """Open no transaction: each statement stands for itself."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


@asynccontextmanager
async def drivers(where: Database) -> AsyncIterator[list[Driver]]:
    """Have *where* open with every driver that speaks to it, the quickest first."""
    opened = await _opened(where)
    try:
        yield opened
    finally:
        for driver in opened:
            await driver.close()


async def _opened(where: Database) -> list[Driver]:
    if where.kind == "postgres":
        return [await Asyncpg.open(where.url.replace("+asyncpg", ""))]
    path = where.folder / "shop.db"
    return [Sqlite(path), await Aiosqlite.open(path)]


class Sqlite:
    """The standard library's driver, on the event loop's own thread."""

    name = "sqlite3"

    def __init__(self, path: Path) -> None:
        self._raw = sqlite3.connect(path, isolation_level=None)
        self._raw.row_factory = sqlite3.Row
        for pragma in _PRAGMAS:
            self._raw.execute(f"PRAGMA {pragma}")

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Session]:
        """See `Driver`. Nothing in it waits, so no two of them ever meet."""
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield self
            self._raw.commit()
        except BaseException:
            self._raw.rollback()
            raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """See `Driver`."""
        yield self

    async def rows(self, sql: Sql, *values: object) -> Rows:
        """See `Session`."""
        return self._raw.execute(sql.sqlite, values).fetchall()

    async def do(self, sql: Sql, *values: object) -> int:
        """See `Session`."""
        return self._raw.execute(sql.sqlite, values).rowcount

    async def each(self, sql: Sql, values: Sequence[Sequence[object]]) -> None:
        """See `Session`."""
        self._raw.executemany(sql.sqlite, values)

    async def close(self) -> None:
        """See `Driver`."""
        self._raw.close()


class Aiosqlite:
    """The same behind a thread, as most asynchronous programs use it."""

    name = "aiosqlite"

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._writer = _AiosqliteSession(writer)
        self._reader = _AiosqliteSession(reader)
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> "Aiosqlite":
        """Open one connection to write with and one to read."""
        opened = [await aiosqlite.connect(path, isolation_level=None) for _ in range(2)]
        for connection in opened:
            connection.row_factory = sqlite3.Row
            for pragma in _PRAGMAS:
                await connection.execute(f"PRAGMA {pragma}")
        return cls(*opened)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Session]:
        """See `Driver`."""
        raw = self._writer.raw
        async with self._turn:
            await raw.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                await raw.commit()
            except BaseException:
                await raw.rollback()
                raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """See `Driver`."""
        yield self._reader

    async def close(self) -> None:
        """See `Driver`."""
        for session in (self._writer, self._reader):
            await session.raw.close()


class _AiosqliteSession:
    def __init__(self, raw: aiosqlite.Connection) -> None:
        self.raw = raw

    async def rows(self, sql: Sql, *values: object) -> Rows:
        return list(await self.raw.execute_fetchall(sql.sqlite, values))

    async def do(self, sql: Sql, *values: object) -> int:
        return (await self.raw.execute(sql.sqlite, values)).rowcount

    async def each(self, sql: Sql, values: Sequence[Sequence[object]]) -> None:
        await self.raw.executemany(sql.sqlite, values)


class Asyncpg:
    """PostgreSQL's driver, each connection lent to one at a time."""

    name = "asyncpg"

    def __init__(self, connections: Sequence[Any]) -> None:
        self._connections = connections
        self._free: asyncio.LifoQueue[Any] = asyncio.LifoQueue()
        for connection in connections:
            self._free.put_nowait(connection)

    @classmethod
    async def open(cls, url: str) -> "Asyncpg":
        """Open as many connections as the shop has."""
        opened = range(CONNECTIONS)
        return cls([await asyncpg.connect(url, server_settings=_SETTINGS) for _ in opened])

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Session]:
        """See `Driver`."""
        async with self._lent() as connection, connection.transaction():
            yield _AsyncpgSession(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """See `Driver`."""
        async with self._lent() as connection:
            yield _AsyncpgSession(connection)

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Any]:
        connection = await self._free.get()
        try:
            yield connection
        finally:
            self._free.put_nowait(connection)

    async def close(self) -> None:
        """See `Driver`."""
        for connection in self._connections:
            await connection.close()


class _AsyncpgSession:
    def __init__(self, raw: Any) -> None:
        self._raw = raw

    async def rows(self, sql: Sql, *values: object) -> Rows:
        rows: Rows = await self._raw.fetch(sql.postgres, *values)
        return rows

    async def do(self, sql: Sql, *values: object) -> int:
        status: str = await self._raw.execute(sql.postgres, *values)
        return int(status.rpartition(" ")[2])

    async def each(self, sql: Sql, values: Sequence[Sequence[object]]) -> None:
        await self._raw.executemany(sql.postgres, values)
