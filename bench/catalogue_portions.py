"""A made-up catalogue in portions, made by other processes: rows, and entries of the index."""

import asyncio
import json
import multiprocessing
import os
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from bench.catalogue import Catalogue, Made
from domain.ratings import Rating
from domain.search.bags import Findable, Selling, bags_of
from storage.traits import told

SPOOL = "made_docs"  # entries of the index, until all are there and can be put in order
SPOOLED = ("id", "product_id", "bag", "price", "created_at", "standing")
_PORTION = 2_000
_AHEAD = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_TABLES: tuple[tuple[str, Callable[[Made], Iterable[Mapping[str, Any]]]], ...] = (
    ("products", lambda made: (made.product,)),
    ("product_texts", lambda made: made.texts),
    ("variants", lambda made: made.variants),
    ("stock", lambda made: made.stock),
)


@dataclass(frozen=True, slots=True)
class Shelves:
    """For each noun the shelves of its goods; for each shelf those above it, with their names."""

    by_noun: Sequence[Sequence[int]]
    above: Mapping[int, Sequence[tuple[int, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table as both databases take them."""

    table: str
    columns: tuple[str, ...]
    values: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some products: the noun of each, their rows, and the words of the dictionary."""

    nouns: bytes
    tables: tuple[Rows, ...]
    words: Mapping[str, str]


async def portions(seed: int, shelves: Shelves, count: int) -> AsyncIterator[Portion]:
    """Make *count* products in order; the next are made while one is taken."""
    spans = [(first, min(first + _PORTION - 1, count)) for first in range(1, count + 1, _PORTION)]
    if len(spans) <= 2:
        for span in spans:
            yield _portion(seed, shelves, *span)
        return
    loop, fresh = asyncio.get_running_loop(), multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=fresh) as pool:
        waiting: deque[asyncio.Future[Portion]] = deque()
        for span in spans:
            waiting.append(loop.run_in_executor(pool, _portion, seed, shelves, *span))
            if len(waiting) > _AHEAD:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()


def _portion(seed: int, shelves: Shelves, first: int, last: int) -> Portion:
    made = list(_catalogue(seed).products(first, last, shelves.by_noun))
    bags = bags_of([_findable(one, shelves) for one in made])
    tables = [_rows(name, [row for one in made for row in rows(one)]) for name, rows in _TABLES]
    entries = [
        (one.id, one.product_id, one.bag, one.cost, _plain(one.created_at), one.standing)
        for one in bags.entries
    ]
    skus = sorted((sku, one.product_id) for one in bags.entries for sku in one.skus)
    index = (Rows("search_skus", ("sku", "product_id"), skus), Rows(SPOOL, SPOOLED, entries))
    return Portion(bytes(one.noun for one in made), (*tables, *index), bags.words)


@lru_cache(maxsize=1)
def _catalogue(seed: int) -> Catalogue:
    return Catalogue(seed)


def _rows(table: str, rows: Sequence[Mapping[str, Any]]) -> Rows:
    columns = tuple(rows[0]) if rows else ()
    return Rows(table, columns, [tuple(map(_plain, row.values())) for row in rows])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - _EPOCH) // _MS
    return json.dumps(value) if isinstance(value, list) else value


def _findable(made: Made, shelves: Shelves) -> Findable:
    """Make what the shop itself would read of a product."""
    said = (made.product, *made.texts)
    pairs = [*(text["attributes"] for text in said), *(one["options"] for one in made.variants)]
    above = shelves.above[made.product["category_id"]]
    return Findable(
        product_id=made.product["id"],
        merchant_id=1,
        categories=tuple(id_ for id_, _ in above),
        titles=(made.product["brand"], *(text["title"] for text in said)),
        texts=(
            *(text["description"] for text in said),
            *(name for _, names in above for name in names),
            *(value for some in pairs for _, value in some),
        ),
        skus=tuple(one["sku"] for one in made.variants),
        created_at=made.product["created_at"],
        selling=Selling(
            price=made.product["price_from"],
            currency=made.variants[0]["currency"],
            in_stock=any(one["on_hand"] for one in made.stock),
            on_sale=any(one["compare_at"] for one in made.variants),
        ),
        popularity=made.product["popularity"],
        rating=Rating(made.product["rating_stars"], made.product["rating_count"]),
        traits=tuple(told(made.product["brand"], "", pairs)),
    )
