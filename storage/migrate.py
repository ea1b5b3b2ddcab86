"""Brings a database to the newest schema at start."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from storage.store import SqlStore
from storage.tables import metadata

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_011_685  # any number; two starting processes must agree on it


class NewerSchema(Exception):
    """The database is at a revision, *found*, that this release does not know."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class NotOurs(Exception):
    """Another program has a *table* in the database that the shop wants to make."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def newest() -> str:
    """Return the newest revision: its file has the greatest name in the folder."""
    return max(_known())


def _known() -> frozenset[str]:
    files = (_FOLDER / "versions").glob("[0-9]*.py")
    return frozenset(path.stem.split("_")[0] for path in files)


async def migrate(store: SqlStore) -> bool:
    """Bring the schema to the newest revision; return whether anything had to be done.

    Processes that start together wait for one another; all or nothing is changed.

    Raises:
        NewerSchema: A newer release has changed the database.
        NotOurs: It is another program's.
    """
    async with store.writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        revision = await connection.run_sync(current)
        if revision == newest():
            return False
        await connection.run_sync(_ensure_ours, revision)
        await connection.run_sync(_upgrade)
    return True


def current(connection: Connection) -> str | None:
    """Return the revision the database is at; None if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _ensure_ours(connection: Connection, revision: str | None) -> None:
    if revision is not None and revision not in _known():
        raise NewerSchema(revision)
    if revision is None:
        taken = {*inspect(connection).get_table_names()} & {*metadata.tables}
        for table in sorted(taken):
            raise NotOurs(table)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # heavy, and needed only when the schema is old

    command.upgrade(config(connection), "head")


def config(connection: Connection) -> Any:
    """Return Alembic's settings for commands on this connection."""
    from alembic.config import Config  # as above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config
