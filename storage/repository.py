"""What every repository has: a connection, looks, and INSERTs that know of conflicts."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.glance import Glance, Writing
from storage.looks import Deed, Look, Rows

Connection = Glance | Writing


class Repository:
    """Statements over one connection, inside somebody else's unit of work."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def look(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a hot statement, by the shortest way this unit of work has."""
        return await self._connection.rows(look, values)

    async def do(self, deed: Deed, values: Mapping[str, Any]) -> int:
        """Do a hot change by the shortest way; return how many rows it changed."""
        return await self._writing.do(deed, values)

    async def do_each(self, deed: Deed, values: Sequence[Mapping[str, Any]]) -> None:
        """Do a hot change once for each of *values*."""
        await self._writing.do_each(deed, values)

    async def do_for_rows(self, deed: Deed, values: Mapping[str, Any]) -> Rows:
        """Do a hot change by the shortest way; return the rows it returns."""
        return await self._writing.do_for_rows(deed, values)

    @property
    def _writing(self) -> Writing:
        if isinstance(self._connection, Glance):
            raise TypeError("a unit of work for looking changes nothing")
        return self._connection

    def _insert(self, table: Table) -> Any:
        """Return the database's own INSERT: both spell ON CONFLICT alike, SQLAlchemy twice."""
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)
