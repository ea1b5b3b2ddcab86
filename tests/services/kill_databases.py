"""Databases that can be put back to how they were, between two processes of the shop."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path
from typing import Protocol

import asyncpg  # type: ignore[import-untyped]  # it tells no types
from sqlalchemy.engine import make_url

from storage.tables import metadata


class Kept(Protocol):
    """A database at *url* that nobody has open when a method is called."""

    url: str

    def keep(self) -> None:
        """Remember how it is now."""

    def put_back(self) -> None:
        """Make it what was kept last, whatever a process left in it."""


class KeptFile:
    """A SQLite database in a folder of its own, with all files that belong to it."""

    def __init__(self, path: Path) -> None:
        self.url = f"sqlite+aiosqlite:///{path}"
        self._folder = path.parent
        self._kept = path.parent.with_name("kept")

    def keep(self) -> None:
        """See `Kept`."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self._folder, self._kept)

    def put_back(self) -> None:
        """See `Kept`."""
        shutil.rmtree(self._folder)
        shutil.copytree(self._kept, self._folder)


class KeptServer:
    """The PostgreSQL database at *url*; its rows are kept in memory."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._rows: dict[str, bytes] = {}
        self._numbers: list[tuple[str, int | None]] = []

    def keep(self) -> None:
        """See `Kept`."""
        asyncio.run(self._connected(self._keep))

    def put_back(self) -> None:
        """See `Kept`."""
        asyncio.run(self._connected(self._put_back))

    async def _connected(self, work: Callable[[asyncpg.Connection], Awaitable[None]]) -> None:
        address = make_url(self.url).set(drivername="postgresql")
        connection = await asyncpg.connect(address.render_as_string(hide_password=False))
        async with connection.transaction():
            await work(connection)
        await connection.close()

    async def _keep(self, connection: asyncpg.Connection) -> None:
        for table in metadata.sorted_tables:
            rows = BytesIO()
            await connection.copy_from_table(table.name, output=rows, format="binary")
            self._rows[table.name] = rows.getvalue()
        numbers = await connection.fetch("SELECT sequencename, last_value FROM pg_sequences")
        self._numbers = [(row[0], row[1]) for row in numbers]

    async def _put_back(self, connection: asyncpg.Connection) -> None:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(f"DELETE FROM {table.name}")  # noqa: S608  our own name
        for name, rows in self._rows.items():
            await connection.copy_to_table(name, source=BytesIO(rows), format="binary")
        for name, last in self._numbers:
            await connection.fetchval(
                "SELECT setval($1::text, $2, $3)", name, last or 1, bool(last)
            )
