"""What every repository has: a connection, and INSERTs that know what to do on a conflict."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


class Repository:
    """Statements over one connection, inside somebody else's unit of work."""

    __slots__ = ("_connection",)

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def _insert(self, table: Table) -> Any:
        """Return the database's own INSERT: both spell ON CONFLICT alike, SQLAlchemy twice."""
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)
