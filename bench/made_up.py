"""A shop with made-up goods, customers and orders, to learn suggestions from."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select, update

from storage.store import SqlStore
from storage.tables.goods import categories, category_tree, products, stock, variants
from storage.tables.people import cart_lines, carts, customers, merchants
from storage.tables.trade import order_lines, orders

Rows = Iterator[dict[str, Any]]
SEED = 20261121
_CATEGORIES = 50
_GROUP = 8  # products that are often bought together
_CHUNK = 5000


async def fill_orders(store: SqlStore, count: int, now: datetime) -> None:
    """A shop with a product for ten orders and a customer for five."""
    goods, people = max(200, count // 10), max(50, count // 5)
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
    chance = random.Random(SEED)
    own = range(1, people + 1, 2)
    await _insert(store, carts, ({"customer_id": n} for n in own))
    await _insert(store, cart_lines, (_cart_line(n, m, goods) for n in own for m in range(3)))
    await _sell(store, count, goods, people, chance, now)
    sold = select(func.count()).where(order_lines.c.product_id == products.c.id)
    async with store.write() as uow:
        await uow.connection.execute(update(products).values(sold=sold.scalar_subquery()))
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
