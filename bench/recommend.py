"""What suggestions cost: the daily work on many orders, and the look-ups of a tap."""

import asyncio
import random
import resource
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text, update

from bench.baskets import LIST, measure
from bench.made_up import SEED, fill_orders
from bench.report import table
from bench.retail import read_invoices
from bench.shelves import database
from bench.tally import quantile
from domain.clock import SystemClock
from domain.customers import Customer
from domain.services.learning import Learning
from domain.services.recommendations import Recommendations
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables.goods import products, stock
from storage.tables.people import customers
from storage.tables.recommendations import rec_items

Say = Callable[[str], None]
_LOOKS = 300
_QUICK = 2000
_MS = 1000
_MILLION = 1_000_000
_PAUSE = 0.002
_CHANGE = update(stock).where(stock.c.variant_id == 1).values(on_hand=stock.c.on_hand + 1)


async def measure_recommend(
    kind: str, folder: Path, say: Say, *, count: int, baskets: Path | None, quick: bool
) -> Any:
    """Learn from *count* made-up orders and look suggestions up; with a file of *baskets*
    also tell how good they are.
    """
    count = min(count, _QUICK) if quick else count
    measured: dict[str, Any] = {}
    if baskets:
        measured["quality"] = _quality(baskets, say)
    async with database(kind, folder) as where:
        store = SqlStore(where.url)
        await migrate(store)
        await fill_orders(store, count, SystemClock().now())
        await _settled(store)
        say(f"\n{count:,} made-up orders on {kind} (seed {SEED})")
        say(f"A million additions take {_pace():.0f} ms on this machine just now")
        measured["build"] = await _build(store, say)
        await _settled(store)
        measured["looks"] = await _looks(store, say, _LOOKS // 10 if quick else _LOOKS)
        await store.close()
    return measured


async def _settled(store: SqlStore) -> None:
    """Have PostgreSQL know its tables, as it does by itself a minute later."""
    if "postgres" in store.url:
        async with store.write() as uow:
            await uow.connection.execute(text("ANALYZE"))


def _quality(file: Path, say: Say) -> Any:
    invoices = read_invoices(file)
    products = len({id_ for one in invoices for id_ in one.products})
    found = measure(invoices, SEED)
    rows = [
        [name, q.trials, f"{q.popularity:.3f}", f"{q.shop:.3f}", f"{q.ratio:.2f}"]
        for name, q in found.items()
    ]
    say(f"\n{file.name}: {len(invoices):,} invoices, {products:,} products")
    say(f"What people took next is among {LIST}")
    say(table(("list", "trials", "popularity", "the shop", "times"), rows))
    about = {"invoices": len(invoices), "products": products}
    return about | {name: asdict(q) | {"ratio": q.ratio} for name, q in found.items()}


async def _build(store: SqlStore, say: Say) -> Any:
    """Time the daily work, and the longest that anybody else waited meanwhile."""
    turns: list[float] = []
    writes: list[float] = []
    others = [asyncio.create_task(_turns(turns)), asyncio.create_task(_writes(store, writes))]
    wall, cpu = time.perf_counter(), time.process_time()
    await Learning(store, SystemClock()).daily()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    async with store.read() as uow:
        rows = await uow.connection.scalar(select(func.count()).select_from(rec_items)) or 0
    waits = {"a turn": _spread(turns), "a write": _spread(writes)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row = [f"{wall:.1f}", f"{cpu:.1f}", rows, peak]
    say(f"\nThe daily work\n{table(('seconds', 'CPU s', 'rows', 'peak MB'), [row])}")
    shown = [[name, *(f"{ms:.1f}" for ms in found)] for name, found in waits.items()]
    say(table(("others wait for", "p50 ms", "p95 ms", "longest ms"), shown))
    return {"seconds": wall, "cpu": cpu, "rows": rows, "peak_mb": peak, "waits": waits}


async def _turns(waits: list[float]) -> None:
    """How long a tap waits until the event loop goes on with it."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_PAUSE)
        waits.append(time.perf_counter() - began - _PAUSE)


async def _writes(store: SqlStore, waits: list[float]) -> None:
    """How long a small change takes, from asking for a transaction to the end of its commit."""
    while True:
        await asyncio.sleep(_PAUSE)
        began = time.perf_counter()
        async with store.write() as uow:
            await uow.connection.execute(_CHANGE)
        waits.append(time.perf_counter() - began)


def _spread(seconds: Sequence[float]) -> list[float]:
    ordered = sorted(_MS * each for each in seconds)
    return [quantile(ordered, 0.5), quantile(ordered, 0.95), quantile(ordered, 1.0)]


def _pace() -> float:
    """Milliseconds for a million additions: how quick this machine is just now."""
    began = time.perf_counter()
    sum(range(_MILLION), start=0.0)
    return _MS * (time.perf_counter() - began)


async def _looks(store: SqlStore, say: Say, times: int) -> Any:
    """Time each kind of list, for people and products picked at random."""
    chance, shop = random.Random(SEED), Recommendations(store, SystemClock())
    async with store.read() as uow:
        people = await uow.connection.scalar(select(func.max(customers.c.id))) or 1
        goods = await uow.connection.scalar(select(func.max(products.c.id))) or 1

    def somebody() -> Customer:
        return Customer(chance.randint(1, people), "Anna", None, "en")

    def product() -> int:
        return int(goods * chance.random() ** 3) + 1

    lists: dict[str, Callable[[], Awaitable[Any]]] = {
        "with a product": lambda: shop.with_product(somebody(), product(), 0),
        "with the cart": lambda: shop.with_cart(somebody(), 0),
        "for you": lambda: shop.for_customer(somebody(), 0),
        "again": lambda: shop.again(somebody(), 0),
    }
    found = {name: await _timed(look, times) for name, look in lists.items()}
    shown = [[name, *(f"{ms:.2f}" for ms in each)] for name, each in found.items()]
    columns = ("list", "p50 ms", "p95 ms", "longest ms", "CPU ms")
    say(f"\nLook-ups, {times} each\n{table(columns, shown)}")
    return found


async def _timed(look: Callable[[], Awaitable[Any]], times: int) -> list[float]:
    """Milliseconds: the middle one, what 95 of 100 need at most, the longest; and CPU for one."""
    await look()  # prepares its statements
    took, cpu = [], time.process_time()
    for _ in range(times):
        began = time.perf_counter()
        await look()
        took.append(time.perf_counter() - began)
    return [*_spread(took), _MS * (time.process_time() - cpu) / times]
