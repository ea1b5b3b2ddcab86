"""SQLite between processes: who finds the file locked waits, and nobody else does."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage.store import SqlStore


async def test_a_write_waits_for_a_foreign_lock_while_looks_go_on(
    sqlite_store: SqlStore,
) -> None:
    path = Path(sqlite_store.url.removeprefix("sqlite+aiosqlite:///"))
    foreign = sqlite3.connect(path, isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with sqlite_store.write() as uow:
            await uow.shop.set("name", "Souk")

    writing = asyncio.create_task(write())
    async with sqlite_store.read() as uow:
        seen = await uow.customers.get(1)
        before = await uow.shop.value("name")
    done_too_early = writing.done()
    foreign.execute("COMMIT")
    foreign.close()
    await writing
    async with sqlite_store.read() as uow:
        after = await uow.shop.value("name")

    assert (seen, before, done_too_early, after) == (None, None, False, "Souk")


async def test_a_write_that_raises_leaves_nothing_and_the_next_one_works(
    sqlite_store: SqlStore,
) -> None:
    async def fail() -> None:
        async with sqlite_store.write() as uow:
            await uow.shop.set("name", "Souk")
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with sqlite_store.write() as uow:
        kept = await uow.shop.value("name")
        await uow.shop.set("name", "Bazaar")

    assert kept is None


async def test_a_write_cancelled_in_its_middle_is_rolled_back(sqlite_store: SqlStore) -> None:
    reached = asyncio.Event()

    async def write() -> None:
        async with sqlite_store.write() as uow:
            await uow.shop.set("name", "Souk")
            reached.set()
            await asyncio.Event().wait()

    writing = asyncio.create_task(write())
    await reached.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing

    async with sqlite_store.write() as uow:
        assert await uow.shop.value("name") is None
