"""PostgreSQL's lanes: connections that stay open, each lent to one unit of work at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import postgres
from storage.glance import Glance, Writing
from storage.looks import Deed, Look, Quick, Rows

_MOST = 8  # connections; with more of them units of work wait inside the server instead
_PATIENCE = 120  # seconds until somebody who waits for a connection gives up


class PostgresWriting(Writing):
    """A connection on PostgreSQL; hot statements go to asyncpg itself."""

    __slots__ = ("_adapter", "_raw", "_transaction")

    def __init__(self, connection: AsyncConnection, adapter: Any) -> None:
        """*adapter* is what SQLAlchemy has made of asyncpg's connection."""
        super().__init__(connection)
        self._adapter = adapter
        self._raw = adapter.driver_connection
        self._transaction: Any = None

    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """See `Writing`."""
        return await self._fetched(look.postgres, values)

    async def do(self, deed: Deed, values: Mapping[str, Any]) -> int:
        """See `Writing`."""
        quick = deed.postgres
        try:
            status: str = await self._raw.execute(quick.sql, *quick.values(values))
        except Exception as error:
            raise postgres.as_told(error, self._adapter, quick.sql) from error
        return int(status.rpartition(" ")[2])  # of "UPDATE 1", of "INSERT 0 1"

    async def do_each(self, deed: Deed, values: Sequence[Mapping[str, Any]]) -> None:
        """See `Writing`."""
        quick = deed.postgres
        try:
            await self._raw.executemany(quick.sql, [quick.values(each) for each in values])
        except Exception as error:
            raise postgres.as_told(error, self._adapter, quick.sql) from error

    async def do_for_rows(self, deed: Deed, values: Mapping[str, Any]) -> Rows:
        """See `Writing`."""
        return await self._fetched(deed.postgres, values)

    async def _fetched(self, quick: Quick, values: Mapping[str, Any]) -> Rows:
        try:
            return quick.rows(await self._raw.fetch(quick.sql, *quick.values(values)))
        except Exception as error:
            raise postgres.as_told(error, self._adapter, quick.sql) from error

    async def begin(self) -> None:
        """Begin a transaction, before anything runs: SQLAlchemy, in autocommit, begins none."""
        self._transaction = self._raw.transaction()
        try:
            await self._transaction.start()
        except Exception as error:
            raise postgres.as_told(error, self._adapter, "BEGIN") from error

    async def commit(self) -> None:
        """Commit what was begun."""
        try:
            await self._transaction.commit()
        except Exception as error:
            raise postgres.as_told(error, self._adapter, "COMMIT") from error

    async def undo(self) -> None:
        """Roll back; a connection of which nobody knows whether it did is given up."""
        try:
            await self._transaction.rollback()
        except Exception:  # it is lost, or BEGIN or COMMIT was cut off; the server rolls back
            self._raw.terminate()
        except BaseException:
            self._raw.terminate()
            raise

    @property
    def usable(self) -> bool:
        """Whether the connection is open and in no transaction."""
        raw = self._raw
        return not (raw.is_closed() or raw.is_in_transaction() or self._connection.invalidated)

    async def close(self) -> None:
        """Close the connection, at once if it is in the middle of something."""
        if not self.usable:
            self._raw.terminate()
        await self._connection.close()


class Lanes:
    """Lends connections, the last one used first.

    SQLAlchemy's pool and transactions cost more than the statements inside. A connection
    that was lost, or is still in a transaction, is closed and not lent again.
    """

    def __init__(self, url: str) -> None:
        self._engine = postgres.lane(url)
        self._turns = asyncio.Semaphore(_MOST)
        self._free: list[PostgresWriting] = []

    @property
    def engine(self) -> AsyncEngine:
        """Where statements that are not hot pass through."""
        return self._engine

    def transaction(self) -> AbstractAsyncContextManager[Writing]:
        """Return what opens a transaction (read committed) on a connection of its own.

        It is committed when the block ends and rolled back when it raises. Opening it raises
        TimeoutError if no connection became free within two minutes.
        """
        return _Transaction(self)

    async def take(self) -> PostgresWriting:
        """Lend a connection in autocommit, until it is given back.

        Raises:
            TimeoutError: No connection became free within two minutes.
        """
        await self._my_turn()
        try:
            while self._free:
                lane = self._free.pop()
                if lane.usable:
                    return lane
                await lane.close()  # the server went away while nobody used it
            return await self._open()
        except BaseException:
            self._turns.release()
            raise

    async def warm(self) -> None:
        """Open every connection now: whoever wants it first waits for no handshake."""
        taken: list[PostgresWriting] = []
        try:
            while len(taken) < _MOST:
                taken.append(await self.take())
        finally:
            for lane in taken:
                await self.give(lane)

    async def give(self, lane: PostgresWriting) -> None:
        """Take a connection back, and close it if it must not be lent again."""
        try:
            if lane.usable:
                self._free.append(lane)
            else:
                await lane.close()
        finally:
            self._turns.release()

    async def close(self) -> None:
        """Close the connections that are not lent."""
        while self._free:
            await self._free.pop().close()
        await self._engine.dispose()

    async def _my_turn(self) -> None:
        if not self._turns.locked():
            await self._turns.acquire()  # without waiting
            return
        async with asyncio.timeout(_PATIENCE):
            await self._turns.acquire()

    async def _open(self) -> PostgresWriting:
        connection = await self._engine.connect()
        return PostgresWriting(
            connection, (await connection.get_raw_connection()).dbapi_connection
        )


class _Transaction(AbstractAsyncContextManager[Writing]):
    """From BEGIN to COMMIT on a connection that is lent for that long."""

    __slots__ = ("_lane", "_lanes")

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes

    async def __aenter__(self) -> Writing:
        self._lane = await self._lanes.take()
        try:
            await self._lane.begin()
        except BaseException as error:
            await self.__aexit__(type(error))
            raise
        return self._lane

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            await (self._lane.undo() if kind else self._committed())
        finally:
            await self._lanes.give(self._lane)

    async def _committed(self) -> None:
        try:
            await self._lane.commit()
        except BaseException:
            await self._lane.undo()
            raise


class PostgresGlance(Glance):
    """A reading unit of work on PostgreSQL: each statement sees what is committed by then."""

    __slots__ = ("_lane", "_lanes")

    def __init__(self, lanes: Lanes) -> None:
        super().__init__(lanes.engine, None)
        self._lanes = lanes
        self._lane: PostgresWriting | None = None

    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """See `Glance`."""
        return await (await self._open()).rows(look, values)

    async def close(self) -> None:
        """See `Glance`."""
        if self._lane is not None:
            await self._lanes.give(self._lane)

    async def _open(self) -> PostgresWriting:
        if self._lane is None:
            self._lane = await self._lanes.take()
        return self._lane
