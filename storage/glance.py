"""The connections of units of work: hot statements take the shortest way there is."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import CursorResult, Dialect, Executable, ScalarResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.looks import Deed, Look, Looker, Rows

Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Writing(ABC):
    """What a writing unit of work runs on: hot statements straight, others by SQLAlchemy.

    Both ways end in one connection of the driver's, and so in one transaction. What the
    driver raises comes up as SQLAlchemy's error whichever way was taken.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """The database's dialect."""
        return self._connection.dialect

    @abstractmethod
    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a hot statement, as this transaction sees them."""

    @abstractmethod
    async def do(self, deed: Deed, values: Mapping[str, Any]) -> int:
        """Do a hot change; return how many rows it changed."""

    @abstractmethod
    async def do_each(self, deed: Deed, values: Sequence[Mapping[str, Any]]) -> None:
        """Do a hot change once for each of *values*."""

    @abstractmethod
    async def do_for_rows(self, deed: Deed, values: Mapping[str, Any]) -> Rows:
        """Do a hot change; return the rows it returns."""

    async def execute(
        self, statement: Executable, values: Values | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run any statement."""
        return await self._connection.execute(statement, values)

    async def exec_driver_sql(self, statement: str) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement written in the database's own words."""
        return await self._connection.exec_driver_sql(statement)

    async def scalar(self, statement: Executable) -> Any:
        """Run a statement and return the first column of its first row."""
        return await self._connection.scalar(statement)

    async def scalars(self, statement: Executable) -> ScalarResult[Any]:
        """Run a statement and return the first column of all its rows."""
        return await self._connection.scalars(statement)


class SqliteWriting(Writing):
    """On SQLite, on the event loop's own thread."""

    __slots__ = ("_raw",)

    def __init__(self, connection: AsyncConnection, raw: sqlite3.Connection) -> None:
        """*raw* is the driver's connection that *connection* has its transaction on."""
        super().__init__(connection)
        self._raw = raw

    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """See `Writing`."""
        quick = look.sqlite
        return quick.rows(self._raw.execute(quick.sql, quick.values(values)).fetchall())

    async def do(self, deed: Deed, values: Mapping[str, Any]) -> int:
        """See `Writing`."""
        return self._run(deed, values).rowcount

    async def do_each(self, deed: Deed, values: Sequence[Mapping[str, Any]]) -> None:
        """See `Writing`."""
        for each in values:
            await self.do(deed, each)

    async def do_for_rows(self, deed: Deed, values: Mapping[str, Any]) -> Rows:
        """See `Writing`."""
        return deed.sqlite.rows(self._run(deed, values).fetchall())

    def _run(self, deed: Deed, values: Mapping[str, Any]) -> sqlite3.Cursor:
        quick = deed.sqlite
        try:
            return self._raw.execute(quick.sql, quick.values(values))
        except sqlite3.IntegrityError as error:
            raise IntegrityError(quick.sql, None, error) from error


class Glance(AbstractAsyncContextManager["Glance"]):
    """What a reading unit of work runs on. Looks take the looker's way if there is one."""

    __slots__ = ("_connection", "_engine", "_looker")

    def __init__(self, engine: AsyncEngine, looker: Looker | None) -> None:
        self._engine = engine
        self._looker = looker
        self._connection: AsyncConnection | None = None

    @property
    def dialect(self) -> Dialect:
        """The database's dialect."""
        return self._engine.dialect

    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a hot statement."""
        if self._looker is not None:
            return await self._looker.rows(look, values)
        return (await self.execute(look.statement, dict(values))).all()

    async def execute(
        self, statement: Executable, values: Values | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run any statement."""
        return await (await self._open()).execute(statement, values)

    async def exec_driver_sql(self, statement: str) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement written in the database's own words."""
        return await (await self._open()).exec_driver_sql(statement)

    async def scalar(self, statement: Executable) -> Any:
        """Run a statement and return the first column of its first row."""
        return await (await self._open()).scalar(statement)

    async def scalars(self, statement: Executable) -> ScalarResult[Any]:
        """Run a statement and return the first column of all its rows."""
        return await (await self._open()).scalars(statement)

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give the connection back, if one was needed."""
        if self._connection is not None:
            await self._connection.close()

    async def _open(self) -> AsyncConnection | Writing:
        if self._connection is None:
            self._connection = await self._engine.connect()
        return self._connection
