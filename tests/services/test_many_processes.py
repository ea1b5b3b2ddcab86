"""Several processes sell from one PostgreSQL: nothing twice, and nobody waits for ever."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import SqlStore
from tests.conftest import StandingClock, open_postgres
from tests.shop import Shop

ROOT = Path(__file__).parent.parent.parent
PROCESSES = 4
BUYERS = 50  # of each process


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[SqlStore]:
    """An empty shop on PostgreSQL; SQLite has one process."""
    opened = await open_postgres(postgres_url)
    yield opened
    await opened.close()


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> Shop:
    """The shop as this process sees it."""
    return Shop(store, clock)


async def _process(url: str, first: int, *variants: int) -> tuple[int, int]:
    """Run one process of buyers; return how many were served, and how many refused."""
    buyers = [sys.executable, "-m", "tests.services.buyers", url, str(first), str(BUYERS)]
    ended = await asyncio.to_thread(
        subprocess.run, [*buyers, *map(str, variants)], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    sold, refused = map(int, ended.stdout.split())
    return sold, refused


async def _rush(url: str, *baskets: tuple[int, ...]) -> tuple[int, int]:
    """Run all processes at once, each with its basket; return the sums."""
    came = await asyncio.gather(
        *(_process(url, 2000 + n * BUYERS, *basket) for n, basket in enumerate(baskets))
    )
    return sum(sold for sold, _ in came), sum(refused for _, refused in came)


async def test_four_processes_sell_no_piece_twice(shop: Shop) -> None:
    mug = await shop.stock("BM-1", 50)

    sold, refused = await _rush(shop.store.url, *[(mug,)] * PROCESSES)

    assert (sold, refused) == (50, 150)
    assert await shop.free(mug) == 0
    assert await shop.rows("orders") == 50
    await shop.ensure_sound()


async def test_opposite_baskets_in_several_processes_never_deadlock(shop: Shop) -> None:
    mug = await shop.stock("BM-1", 60)
    tea = await shop.stock("GT-1", 60)
    there, back = (mug, tea), (tea, mug)

    sold, refused = await _rush(shop.store.url, there, back, there, back)

    assert (sold, refused) == (60, 140)
    assert await shop.free(mug) == await shop.free(tea) == 0
    assert await shop.rows("orders") == 60, "who was refused got half a basket"
    await shop.ensure_sound()
