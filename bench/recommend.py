"""What suggestions cost: the daily work on many orders, and the look-ups of a tap."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select

from bench.baskets import LIST, measure, read_baskets
from bench.report import table
from bench.shelves import database
from bench.tally import quantile
from domain.clock import SystemClock
from domain.customers import Customer
from domain.services.learning import Learning
from domain.services.recommendations import Recommendations
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables.goods import categories, category_tree, products, stock, variants
from storage.tables.people import cart_lines, carts, customers, merchants
from storage.tables.recommendations import rec_items
from storage.tables.trade import order_lines, orders

Say = Callable[[str], None]
Rows = Iterator[dict[str, Any]]
_SEED = 20261121
_CATEGORIES = 50
_GROUP = 8  # products that are often bought together
_CHUNK = 5000
_LOOKS = 300
_QUICK = 2000
_MS = 1000


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
        await _fill(store, count)
        say(f"\n{count:,} made-up orders on {kind} (seed {_SEED})")
        measured["build"] = await _build(store, say)
        measured["looks"] = await _looks(store, say, _LOOKS // 10 if quick else _LOOKS)
        await store.close()
    return measured


def _quality(file: Path, say: Say) -> Any:
    found = measure(read_baskets(file), _SEED)
    row = [found.baskets, found.products, found.trials]
    shares = [f"{found.popularity:.3f}", f"{found.together:.3f}", f"{found.ratio:.1f}"]
    columns = ("baskets", "products", "trials", "popularity", "together", "times")
    say(f"\nThe hidden thing is among {LIST}, {file.name}\n{table(columns, [[*row, *shares]])}")
    return dict(zip(columns, [*row, found.popularity, found.together, found.ratio], strict=True))


async def _build(store: SqlStore, say: Say) -> Any:
    """Time the daily work, and the longest that anybody else waited for their turn."""
    waits: list[float] = []
    watch = asyncio.create_task(_watch(waits))
    wall, cpu = time.perf_counter(), time.process_time()
    await Learning(store, SystemClock()).daily()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    watch.cancel()
    async with store.read() as uow:
        rows = await uow.connection.scalar(select(func.count()).select_from(rec_items)) or 0
    longest = _MS * max(waits, default=0.0)
    usual = _MS * quantile(sorted(waits), 0.99) if waits else 0.0
    columns = ("seconds", "CPU s", "rows kept", "others wait p99 ms", "longest ms")
    row = [f"{wall:.1f}", f"{cpu:.1f}", rows, f"{usual:.1f}", f"{longest:.1f}"]
    say(f"\nThe daily work\n{table(columns, [row])}")
    return {"seconds": wall, "cpu": cpu, "rows": rows, "p99_ms": usual, "longest_ms": longest}


async def _watch(waits: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.002)
        waits.append(time.perf_counter() - began - 0.002)


async def _looks(store: SqlStore, say: Say, times: int) -> Any:
    """Time each kind of list, for people and products picked at random."""
    chance, shop = random.Random(_SEED), Recommendations(store, SystemClock())
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
    say(f"\nLook-ups, {times} each\n{table(('list', 'p50 ms', 'p95 ms', 'max ms'), shown)}")
    return found


async def _timed(look: Callable[[], Awaitable[Any]], times: int) -> list[float]:
    await look()  # prepares its statements
    took = []
    for _ in range(times):
        began = time.perf_counter()
        await look()
        took.append(_MS * (time.perf_counter() - began))
    ordered = sorted(took)
    return [quantile(ordered, 0.5), quantile(ordered, 0.95), ordered[-1]]


async def _fill(store: SqlStore, count: int) -> None:
    """A shop with a product for ten orders and a customer for five."""
    goods, people = max(200, count // 10), max(50, count // 5)
    now = datetime.now(UTC)
    at = {"created_at": now, "updated_at": now}
    await _insert(store, merchants, iter([{"name": "Souk", "created_at": now}]))
    shelves = range(1, _CATEGORIES + 1)
    await _insert(store, categories, ({"id": n, "title": f"Shelf {n}"} for n in shelves))
    await _insert(store, category_tree, ({"ancestor_id": n, "category_id": n} for n in shelves))
    await _insert(store, products, (_product(n) | at for n in range(1, goods + 1)))
    await _insert(store, variants, (_variant(n) for n in range(1, goods + 1)))
    whole = {"on_hand": 9, "reserved": 0}
    await _insert(store, stock, ({"variant_id": n, **whole} for n in range(1, goods + 1)))
    known = {"first_name": "Anna", "language": "en", "created_at": now, "seen_at": now}
    await _insert(store, customers, ({"id": n, **known} for n in range(1, people + 1)))
    chance = random.Random(_SEED)
    own = range(1, people + 1, 2)
    await _insert(store, carts, ({"customer_id": n} for n in own))
    await _insert(store, cart_lines, (_cart_line(n, m, goods) for n in own for m in range(3)))
    await _sell(store, count, goods, people, chance, now)
    if store.writer.dialect.name == "postgresql":
        async with store.writer.begin() as connection:
            await connection.exec_driver_sql("ANALYZE")


def _product(n: int) -> dict[str, Any]:
    return {
        "handle": f"g{n}",
        "merchant_id": 1,
        "category_id": n % _CATEGORIES + 1,
        "title": f"Goods {n}",
        "price_from": 500 + n % 5000,
    }


def _variant(n: int) -> dict[str, Any]:
    sku = {"sku": f"S{n}", "sku_key": f"s{n}", "options": []}
    return {"product_id": n, "price": 500 + n % 5000, "currency": "USD", **sku}


def _cart_line(n: int, m: int, goods: int) -> dict[str, Any]:
    variant = (n * 7 + m * 13) % goods + 1
    return {"customer_id": n, "variant_id": variant, "quantity": 1, "seen_price": 500}


async def _sell(
    store: SqlStore, count: int, goods: int, people: int, chance: random.Random, now: datetime
) -> None:
    paid = {
        "language": "en", "status": "completed", "payment_status": "paid", "method": "cash",
        "name": "", "phone": "", "delivery": "courier", "currency": "USD",
        "subtotal": 0, "total": 0,
    }  # fmt: skip
    line = {"merchant_id": 1, "sku": "", "title": "", "quantity": 1, "price": 0, "total": 0}
    for first in range(1, count + 1, _CHUNK):
        ids = range(first, min(first + _CHUNK, count + 1))
        placed = ({"id": n, "checkout_key": f"k{n}", "customer_id": chance.randint(1, people),
                   "placed_at": now - timedelta(days=365 * chance.random()), **paid}
                  for n in ids)  # fmt: skip
        await _insert(store, orders, placed)
        sold = ({"order_id": n, "product_id": id_, **line}
                for n in ids for id_ in _basket(goods, chance))  # fmt: skip
        await _insert(store, order_lines, sold)


def _basket(goods: int, chance: random.Random) -> Sequence[int]:
    """One to six things, few of them sold very often; half of a kind that belongs together."""
    first = int(goods * chance.random() ** 3) + 1
    group = (first - 1) // _GROUP * _GROUP
    basket = {first}
    for _ in range(min(5, int(chance.expovariate(0.45)))):
        near = chance.random() < 0.5
        other = group + chance.randrange(_GROUP) if near else int(goods * chance.random() ** 3)
        basket.add(min(other, goods - 1) + 1)
    return sorted(basket)


async def _insert(store: SqlStore, into: Table, rows: Rows) -> None:
    while part := list(islice(rows, _CHUNK)):
        async with store.write() as uow:
            await uow.connection.execute(insert(into), part)
