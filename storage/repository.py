"""What every repository has: a connection, looks, and INSERTs that know of conflicts."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.glance import Glance, Writing
from storage.looks import Deed, Look, Rows

Connection = AsyncConnection | Glance | Writing


class Repository:
    """Statements over one connection, inside somebody else's unit of work."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def look(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a hot statement, by the shortest way this unit of work has."""
        if not isinstance(self._connection, AsyncConnection):
            return await self._connection.rows(look, values)
        rows: Rows = (await self._connection.execute(look.statement, dict(values))).all()
        return rows

    async def do(self, deed: Deed, values: Mapping[str, Any]) -> int:
        """Do a hot change by the shortest way; return how many rows it changed."""
        if isinstance(self._connection, Writing):
            return await self._connection.do(deed, values)
        return (await self._connection.execute(deed.postgres, dict(values))).rowcount

    async def do_each(self, deed: Deed, values: Sequence[Mapping[str, Any]]) -> None:
        """Do a hot change once for each of *values*."""
        if isinstance(self._connection, Writing):
            for each in values:
                await self._connection.do(deed, each)
        else:
            await self._connection.execute(deed.postgres, [dict(each) for each in values])

    async def do_for_rows(self, deed: Deed, values: Mapping[str, Any]) -> Rows:
        """Do a hot change by the shortest way; return the rows it returns."""
        if isinstance(self._connection, Writing):
            return await self._connection.do_for_rows(deed, values)
        rows: Rows = (await self._connection.execute(deed.postgres, dict(values))).all()
        return rows

    def _insert(self, table: Table) -> Any:
        """Return the database's own INSERT: both spell ON CONFLICT alike, SQLAlchemy twice."""
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)
