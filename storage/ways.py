"""The ways into each database: to look, to write, and for whole transactions of SQLAlchemy's."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from storage import postgres, sqlite
from storage.glance import Glance
from storage.lane import Lane
from storage.lanes import Lanes, PostgresGlance
from storage.repository import Connection

Unit = TypeVar("Unit")


class Opened(AbstractAsyncContextManager[Unit]):
    """A unit of work, while it is open. A generator would cost as much as a look-up."""

    __slots__ = ("_connection", "_done", "_make", "_settle", "_unit")

    def __init__(
        self,
        connection: AbstractAsyncContextManager[Connection],
        make: Callable[[Connection], Unit],
        done: Callable[[Unit], None],
        settle: Callable[[Unit], Awaitable[None]] | None = None,
    ) -> None:
        """*done* is called after the block, and a commit, if neither of them raised; *settle*
        after the block and before the commit.
        """
        self._connection = connection
        self._make = make
        self._done = done
        self._settle = settle

    async def __aenter__(self) -> Unit:
        self._unit = self._make(await self._connection.__aenter__())
        return self._unit

    async def __aexit__(self, kind: type[BaseException] | None, *more: Any) -> None:
        if kind is None and self._settle is not None:
            await self._settled(self._settle)
        await self._connection.__aexit__(kind, *more)
        if kind is None:
            self._done(self._unit)

    async def _settled(self, settle: Callable[[Unit], Awaitable[None]]) -> None:
        try:
            await settle(self._unit)
        except BaseException as error:
            await self._connection.__aexit__(type(error), error, error.__traceback__)
            raise


class SqliteWays:
    """One connection that writes; looks go straight into the file, or through a pool."""

    patience = 0.11  # seconds in which everybody who waits for the file looks once

    def __init__(self, url: str) -> None:
        """Open nothing yet."""
        self.writer = sqlite.writer(url)
        self.lane = Lane(url)
        self._reader = sqlite.reader(url)
        self._looker = sqlite.looker(url)

    @property
    def engines(self) -> tuple[AsyncEngine, ...]:
        """All engines that statements may pass through."""
        return (self._reader, self.writer, self.lane.engine)

    def glance(self) -> Glance:
        """Return what a reading unit of work runs on."""
        return Glance(self._reader, self._looker)

    async def warm(self) -> None:
        """Do nothing: a file is opened in no time."""

    async def close(self) -> None:
        """Close all connections."""
        if self._looker is not None:
            self._looker.close()
        await self.lane.close()
        await self._reader.dispose()
        await self.writer.dispose()


class PostgresWays:
    """Connections to write and others to look: who writes and looks meanwhile waits for nobody."""

    patience = 0.0  # seconds: the server has who waits take turns

    def __init__(self, url: str) -> None:
        """Open nothing yet."""
        self.writer = postgres.writer(url)
        self.lane = Lanes(url)
        self._looks = Lanes(url)

    @property
    def engines(self) -> tuple[AsyncEngine, ...]:
        """All engines that statements may pass through."""
        return (self._looks.engine, self.writer, self.lane.engine)

    def glance(self) -> Glance:
        """Return what a reading unit of work runs on."""
        return PostgresGlance(self._looks)

    async def warm(self) -> None:
        """Open the connections that write."""
        await self.lane.warm()

    async def close(self) -> None:
        """Close all connections."""
        await self.lane.close()
        await self._looks.close()
        await self.writer.dispose()
