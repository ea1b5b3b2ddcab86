"""Puts a made-up department store into a shop's database, some goods at a time."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any, TypeVar

from sqlalchemy import Table, func, select

from bench.catalogue import DEPARTMENTS, NEWEST, NOUN
from bench.catalogue_bulk import bulk
from bench.catalogue_portions import Shelves, portions
from domain.clock import SystemClock
from domain.services.indexing import TENDED, Indexing
from storage.store import SqlStore
from storage.tables import goods
from storage.tables.people import customers, merchants
from storage.tables.trade import order_lines, orders

LOOKER = 1001  # the customer who looks for things
_BATCH = 2_000
_DEEP = 10_000  # products from which a noun's shelf has shelves of its own
_SERIES = ("Basic", "Classic", "Studio", "Garden", "Travel", "Gift")
_DAYS = 365
_RICH = 1.16  # Pareto's: a fifth of the buyers order four fifths

Each = TypeVar("Each")
Say = Callable[[str], None]


async def fill_shelves(
    stores: Sequence[SqlStore], seed: int, count: int, say: Say
) -> Sequence[int]:
    """Put *count* products into empty migrated shops, and into their search index.

    All get the same goods. Returns the noun of each product. The index is what building it
    anew would make of the goods, but never reads them back.
    """
    for store in stores:
        shelves = await _open(store, count)
    nouns = array("B")
    words: dict[str, str] = {}
    async with AsyncExitStack() as stack:
        ways = [await stack.enter_async_context(bulk(store.url)) for store in stores]
        async for portion in portions(seed, shelves, count):
            nouns.extend(portion.nouns)
            words |= portion.words
            for way in ways:
                for rows in portion.tables:
                    await way.put(rows)
            _tell(say, "products", len(nouns), len(portion.nouns))
        for way in ways:
            await way.finish()
    for store in stores:
        await _learn(store, words)
    return nouns


async def _learn(store: SqlStore, words: Mapping[str, str]) -> None:
    for some in _batches(words.items()):
        async with store.write() as uow:
            await uow.index.learn(dict(some))
    await Indexing(store, SystemClock()).note_built()
    async with store.write() as uow:  # or all goods' popularity would be reckoned at once
        await uow.shop.set(TENDED, SystemClock().now().isoformat())


async def fill_orders(store: SqlStore, seed: int, buyers: int, count: int, say: Say) -> None:
    """Have *buyers*, some of them much more eager than others, place *count* orders in a year."""
    chance = Random(seed)
    async with store.read() as uow:
        many = await uow.connection.scalar(select(func.max(goods.products.c.id))) or 0
    for batch in _batches(range(LOOKER + 1, LOOKER + 1 + buyers)):
        await _add(store, customers, [_customer(id_) for id_ in batch])
        _tell(say, "customers", batch[-1] - LOOKER, len(batch))
    if not many or not buyers:
        return
    for batch in _batches(range(1, count + 1)):
        theirs = {id_: _basket(chance, many) for id_ in batch}
        sold = await _sold(store, {one for basket in theirs.values() for one in basket})
        made = [_order(chance, id_, buyers, [sold[one] for one in theirs[id_]]) for id_ in batch]
        await _add(store, orders, [order for order, _ in made])
        await _add(store, order_lines, [line for _, lines in made for line in lines])
        _tell(say, "orders", batch[-1], len(batch))


async def _open(store: SqlStore, count: int) -> Shelves:
    """Add the merchant, the looker and the shelves."""
    merchant = {"id": 1, "name": "Department store", "created_at": NEWEST}
    await _add(store, merchants, [merchant])
    await _add(store, customers, [_customer(LOOKER)])
    paths = [_path(noun) for noun in range(len(NOUN))]
    leaves = [[(*path, series) for series in _SERIES] if count >= _DEEP else [path]
              for path in paths]  # fmt: skip
    names = {path: {"ru": NOUN[at][1].title(), "zh": NOUN[at][2]} for at, path in enumerate(paths)}
    async with store.write() as uow:
        await uow.sheets.add_categories([(f"Department {n}",) for n in range(DEPARTMENTS)])
        await uow.sheets.add_categories([path for some in leaves for path in some])
        ids = {one.path: one.id for one in await uow.sheets.categories()}
        await uow.sheets.translate_categories({ids[path]: said for path, said in names.items()})
    above = {
        id_: [(ids[part], (part[-1], *names.get(part, {}).values()))
              for part in (path[:depth] for depth in range(1, len(path) + 1))]
        for path, id_ in ids.items()
    }  # fmt: skip
    return Shelves([[ids[path] for path in some] for some in leaves], above)


def _path(noun: int) -> tuple[str, ...]:
    return f"Department {noun % DEPARTMENTS}", NOUN[noun][0].title()


def _customer(id_: int) -> dict[str, Any]:
    moments = {"created_at": NEWEST - timedelta(days=_DAYS), "seen_at": NEWEST}
    return {"id": id_, "first_name": f"Buyer {id_}", "language": "en", **moments}


def _basket(chance: Random, many: int) -> list[int]:
    """Return one to six products, few of which are bought very often."""
    pieces = 1 + min(5, int(chance.expovariate(0.6)))
    return sorted({int(many * chance.random() ** 3) + 1 for _ in range(pieces)})


async def _sold(store: SqlStore, ids: set[int]) -> dict[int, Any]:
    """Return a variant of each product, with its product's title."""
    found: dict[int, Any] = {}
    for some in _batches(sorted(ids)):
        statement = (
            select(goods.variants, goods.products.c.title)
            .join(goods.products, goods.products.c.id == goods.variants.c.product_id)
            .where(goods.variants.c.product_id.in_(some), goods.variants.c.position == 0)
        )
        async with store.read() as uow:
            rows = await uow.connection.execute(statement)
            found |= {row.product_id: row for row in rows}
    return found


def _order(
    chance: Random, id_: int, buyers: int, sold: Sequence[Any]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    buyer = LOOKER + 1 + min(buyers, int(chance.paretovariate(1 / _RICH))) - 1
    total = sum(one.price for one in sold)
    at = NEWEST - timedelta(minutes=chance.randrange(_DAYS * 24 * 60))
    order = {
        "id": id_, "customer_id": buyer, "checkout_key": f"made-{id_}", "language": "en",
        "status": "completed", "payment_status": "paid", "method": "cash", "name": "Buyer",
        "phone": "", "delivery": "courier", "currency": "USD", "subtotal": total,
        "total": total, "placed_at": at, "paid_at": at,
    }  # fmt: skip
    lines = [
        {
            "order_id": id_, "variant_id": one.id, "product_id": one.product_id,
            "merchant_id": 1, "sku": one.sku, "title": one.title, "quantity": 1,
            "price": one.price, "total": one.price,
        }
        for one in sold
    ]  # fmt: skip
    return order, lines


async def _add(store: SqlStore, table: Table, rows: Sequence[Any]) -> None:
    if rows:
        async with store.write() as uow:
            await uow.connection.execute(table.insert(), rows)


def _batches(all_: Iterable[Each]) -> Iterator[list[Each]]:
    rest = iter(all_)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _tell(say: Say, what: str, done: int, step: int) -> None:
    """Tell now and then, and at every batch of a small number."""
    if done < 10_000 or done // 50_000 > (done - step) // 50_000:
        say(f"{what}: {done:,}")
