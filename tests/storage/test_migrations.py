"""The migrations and the tables say the same."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import metadata
from storage.tables.search import FULL_TEXT


def _ours(name: str | None, kind: str, _: Any) -> bool:
    """Each database has a full-text index of its own kind, which only migrations know."""
    return not (kind in ("table", "index") and (name or "").startswith(FULL_TEXT))


def _differences(connection: Connection) -> Any:
    context = MigrationContext.configure(connection, opts={"include_name": _ours})
    return compare_metadata(context, metadata)


async def test_a_migrated_database_is_what_the_tables_say(store: SqlStore) -> None:
    async with store.writer.begin() as connection:
        assert await connection.run_sync(_differences) == []


async def test_the_newest_schema_has_nothing_to_migrate(store: SqlStore) -> None:
    assert await migrate(store) is False
