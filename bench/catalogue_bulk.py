"""The quick ways of many rows into a database, past all use cases: for made-up goods only."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it has no types
from sqlalchemy.engine import make_url

from bench.catalogue_portions import SPOOL, SPOOLED, Rows

_MAKE_SPOOL = (
    f"CREATE {{}} TABLE {SPOOL}"
    " (id BIGINT, product_id BIGINT, bag TEXT, price BIGINT, created_at BIGINT, standing INTEGER)"
)
_INTO_POSTGRES = (
    "INSERT INTO search_docs (id, product_id, bag, price, created_at, standing)"  # noqa: S608
    " SELECT id, product_id, array_to_tsvector(string_to_array(bag, ' ')), price, created_at,"
    " standing"
    f" FROM {SPOOL} ORDER BY id"
)
_NUMBERED = ("products", "variants", "orders")


class Bulk(ABC):
    """Takes rows in, and at last the index: its entries in their order, so built quickly."""

    @abstractmethod
    async def put(self, rows: Rows) -> None:
        """Take rows in as they are."""

    @abstractmethod
    async def finish(self) -> None:
        """Put what was spooled into the index."""


class _Sqlite(Bulk):
    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    async def put(self, rows: Rows) -> None:
        if rows.values:
            places = ", ".join("?" * len(rows.columns))
            into = f"{rows.table} ({', '.join(rows.columns)})"
            self._raw.executemany(f"INSERT INTO {into} VALUES ({places})", rows.values)  # noqa: S608

    async def finish(self) -> None:
        columns = ", ".join(SPOOLED)
        self._raw.execute(
            f"INSERT INTO search_docs ({columns}) SELECT {columns} FROM {SPOOL} ORDER BY id"  # noqa: S608
        )
        self._raw.execute(f"DROP TABLE {SPOOL}")
        self._raw.execute("COMMIT")


class _Postgres(Bulk):
    def __init__(self, raw: Any) -> None:
        self._raw = raw

    async def put(self, rows: Rows) -> None:
        if rows.values:
            await self._raw.copy_records_to_table(
                rows.table, columns=rows.columns, records=rows.values
            )

    async def finish(self) -> None:
        """An index over all bags at once takes a fraction of what they take one by one."""
        indexes = await self._raw.fetch(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'search_fts_%'"
        )
        for index in indexes:
            await self._raw.execute(f"DROP INDEX {index['indexname']}")
        await self._raw.execute("SET maintenance_work_mem = '512MB'")
        await self._raw.execute(_INTO_POSTGRES)
        await self._raw.execute(f"DROP TABLE {SPOOL}")
        for index in indexes:
            await self._raw.execute(index["indexdef"])
        for table in _NUMBERED:
            await self._raw.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id))"  # noqa: S608
                f" FROM {table}"
            )


@asynccontextmanager
async def bulk(url: str) -> AsyncIterator[Bulk]:
    """Have the quick way into a migrated database while the block runs; nobody else writes."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        raw = sqlite3.connect(str(address.database), isolation_level=None)
        raw.execute("PRAGMA cache_size = -200000")
        raw.execute(_MAKE_SPOOL.format("TEMPORARY"))
        raw.execute("BEGIN IMMEDIATE")
        try:
            yield _Sqlite(raw)
        finally:
            raw.close()
        return
    connection = await asyncpg.connect(
        address.set(drivername="postgresql").render_as_string(hide_password=False)
    )
    await connection.execute(_MAKE_SPOOL.format("UNLOGGED"))
    try:
        yield _Postgres(connection)
    finally:
        await connection.close()
