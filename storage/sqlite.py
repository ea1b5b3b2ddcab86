"""SQLite made quick and strict: one thread hop a statement, one writer, real transactions."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.looks import SqliteLooker

_BUSY_MS = 30_000  # another process may hold the file for a moment; wait rather than fail
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_READERS = 4


class _OneHopCursor:
    """A cursor that runs a statement and reads all its rows in one visit to the thread.

    SQLAlchemy's adapter opens, executes, fetches and closes, and aiosqlite sends each of
    the four to its thread. A visit costs more than a look-up by key, so this does all at once.
    """

    def __init__(self, connection: "_OneHopConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "_OneHopCursor":
        return self

    async def execute(self, operation: str, parameters: Iterable[Any] = ()) -> "_OneHopCursor":
        await self._connection.visit(self._run, operation, parameters)
        return self

    async def executemany(
        self, operation: str, parameters: Iterable[Iterable[Any]]
    ) -> "_OneHopCursor":
        await self._connection.visit(self._run_many, operation, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing to do: the thread closed it already."""

    def _run(self, raw: sqlite3.Connection, operation: str, parameters: Any) -> None:
        cursor = raw.execute(operation, parameters)
        self.description = cursor.description
        if self.description:
            self._rows = cursor.fetchall()
        self._keep(cursor)

    def _run_many(self, raw: sqlite3.Connection, operation: str, parameters: Any) -> None:
        self._keep(raw.executemany(operation, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid
        cursor.close()


class _OneHopConnection(aiosqlite.Connection):
    """aiosqlite's connection with that cursor."""

    def cursor(self, *_: Any, **__: Any) -> Any:
        return _OneHopCursor(self)

    async def _connect(self) -> aiosqlite.Connection:
        """Open the file; of one that cannot be opened no thread is left, to outlive the loop."""
        try:
            return await super()._connect()
        except sqlite3.Error:
            await asyncio.to_thread(self._thread.join)
            raise

    async def visit(self, work: Callable[..., None], operation: str, parameters: Any) -> None:
        """Run *work* on the thread that owns the connection.

        Whoever is cancelled meanwhile does not wait for a long statement to end.
        """
        try:
            await self._execute(  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped
                work, self._conn, operation, parameters
            )
        except asyncio.CancelledError:
            self._conn.interrupt()
            raise


class _WriterConnection(_OneHopConnection):
    """The one writer, which works on the event loop's own thread and waits on another.

    A statement by key takes some ten microseconds, and with a write-ahead log a commit
    only appends to a file: a transaction is over before a thread would have begun it, so
    nobody ever queues behind one. Only when another process holds the write lock does
    the waiting for it go to aiosqlite's thread.
    """

    @property
    def raw(self) -> sqlite3.Connection:
        """The driver's connection, for looks inside a transaction."""
        return self._conn

    async def visit(self, work: Callable[..., None], operation: str, parameters: Any) -> None:
        """Run *work* here; a BEGIN that meets a foreign lock waits on the thread."""
        try:
            work(self._conn, operation, parameters)
        except sqlite3.OperationalError as error:
            if not operation.startswith("BEGIN") or error.sqlite_errorcode not in _LOCKED:
                raise
            await super().visit(partial(_patiently, work), operation, parameters)

    async def commit(self) -> None:
        """Commit here."""
        self._conn.commit()

    async def rollback(self) -> None:
        """Roll back here."""
        self._conn.rollback()


def _patiently(
    work: Callable[..., None], raw: sqlite3.Connection, operation: str, parameters: Any
) -> None:
    raw.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    try:
        work(raw, operation, parameters)
    finally:
        raw.execute("PRAGMA busy_timeout = 0")


def _opened(
    kind: type[_OneHopConnection], busy_ms: int, database: str, **options: Any
) -> _OneHopConnection:
    def open_file() -> sqlite3.Connection:
        options.pop("iter_chunk_size", None)
        own = {"isolation_level": None, "check_same_thread": False}
        raw: sqlite3.Connection = sqlite3.connect(database, **{**options, **own})
        raw.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = NORMAL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA busy_timeout = {busy_ms}")
        return raw

    connection = kind(open_file, iter_chunk_size=64)
    connection._thread.daemon = True  # a forgotten connection must not keep the process alive
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def writer(url: str) -> AsyncEngine:
    """Return an engine of one connection whose transactions take the write lock at once.

    A transaction that reads first and locks later fails with "database is locked" as soon
    as two of them meet; one that locks first waits for its turn.
    """
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=120,
        connect_args={"async_creator_fn": partial(_opened, _WriterConnection, 0)},
    )
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def lane(url: str) -> AsyncEngine:
    """Return an engine of one connection that begins and ends no transaction by itself."""
    return create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        connect_args={"async_creator_fn": partial(_opened, _WriterConnection, 0)},
    )


async def begin(connection: Any) -> None:
    """Take the write lock on a lane's driver connection; wait while another process has it."""
    await connection.visit(_plainly, "BEGIN IMMEDIATE", ())


def _plainly(raw: sqlite3.Connection, operation: str, parameters: Any) -> None:
    raw.execute(operation, parameters)


def reader(url: str) -> AsyncEngine:
    """Return an engine for looking: no transaction, so nothing to begin or end."""
    return create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=_READERS,
        max_overflow=0,
        pool_timeout=120,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        connect_args={"async_creator_fn": partial(_opened, _OneHopConnection, _BUSY_MS)},
    )


def looker(url: str) -> SqliteLooker | None:
    """Return the short way to the rows of hot statements; None for a database in memory."""
    path = make_url(url).database
    return SqliteLooker(path) if path and path != ":memory:" else None
