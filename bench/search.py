"""How long the search takes, what it finds, and whether both databases agree."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import bindparam, text

from bench.catalogue import NOUN, fill_shelves
from bench.catalogue_words import ADJECTIVES, rows
from bench.report import table
from bench.search_questions import Question, questions
from bench.shelves import KINDS, database
from bench.tally import quantile
from domain.catalog import PAGE
from domain.clock import SystemClock
from domain.search.phrases import parse
from domain.search.wishes import Order, Wish
from domain.services.indexing import Indexing
from domain.services.understanding import Understanding
from storage.migrate import migrate
from storage.store import SqlStore

_SEED = 20_261
_TIMES = 3
_TEN = 10
_MS = 1000
# As a shop without an index would do it: scored and ordered, or it is no search.
_LIKE = text(
    "SELECT id FROM products WHERE NOT hidden"
    " AND (lower(title) LIKE :like OR lower(description) LIKE :like)"
    " ORDER BY CASE WHEN lower(title) LIKE :like THEN 0 ELSE 1 END, sold DESC, id LIMIT :most"
).bindparams(bindparam("most", _TEN))
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Shop:
    kind: str
    store: SqlStore
    nouns: Sequence[int]


async def measure_search(
    folder: Path, say: Say, *, products: int, seed: int, asked: int
) -> dict[str, Any]:
    """Fill both databases with the same goods and ask them the same; return all figures.

    *seed* makes the questions whose answer is known, *asked* of them.
    """
    async with AsyncExitStack() as stack:
        shops = []
        for kind in KINDS:
            where = folder / kind
            where.mkdir()
            opened = await stack.enter_async_context(database(kind, where))
            store = SqlStore(opened.url)
            stack.push_async_callback(store.close)
            shops.append(await _filled(kind, store, products, say))
        speed = {shop.kind: await _speed(shop, say) for shop in shops}
        recall = {shop.kind: await _recall(shop, seed, asked, say) for shop in shops}
        same, of = await _agreement(shops, seed, asked)
        say(f"\nThe same page on both databases: {same} of {of}")
    return {"products": products, "ms": speed, "recall": recall, "same": same, "of": of}


async def _filled(kind: str, store: SqlStore, products: int, say: Say) -> _Shop:
    await migrate(store)
    begun, cpu = time.perf_counter(), time.process_time()
    indexing = Indexing(store, SystemClock())
    nouns = await fill_shelves(store, indexing, _SEED, products, lambda _: None)
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    async with store.write() as uow:
        if kind == "postgres":
            await uow.connection.execute(text("ANALYZE"))
    say(f"{kind}: {products} products made and indexed in {took:.0f} s ({cpu:.0f} s CPU)")
    return _Shop(kind, store, nouns)


def _classes() -> Iterator[tuple[str, Sequence[Wish]]]:
    """Kinds of questions, each with some."""
    looks, nouns = rows(ADJECTIVES), NOUN
    common = [Wish(noun[at]) for noun in nouns[:5] for at in (0, 1)]
    rare = [Wish(noun[at]) for noun in nouns[-10:] for at in (0, 1)]
    pairs = [Wish(f"{looks[n][0]} {nouns[n][0]}") for n in range(10)]
    yield "common word", common
    yield "seldom word", rare
    yield "two words", pairs
    yield "two languages", [Wish(f"{looks[n][0]} {nouns[n][1]}") for n in range(10)]
    yield "Chinese word", [Wish(noun[2]) for noun in nouns[:10]]
    yield "common, one shelf", [replace(one, category=n + 1) for n, one in enumerate(common)]
    yield "common, in stock", [replace(one, in_stock=True) for one in common]
    yield "common, under a price", [replace(one, high=2_500) for one in common]
    yield "price sort, common", [replace(one, order=Order.CHEAP) for one in common]
    yield "price sort, two words", [replace(one, order=Order.DEAR) for one in pairs]
    yield "newest, common", [replace(one, order=Order.NEW) for one in common]
    yield "beginning of 3 letters", [Wish(noun[1][:3]) for noun in nouns[:20]]
    yield "one slip", [Wish(q.text) for q in questions(3, 90) if q.kind == "typo 1"]
    yield "nothing has it", [Wish(f"qzx{n}wvj") for n in range(10)]


async def _speed(shop: _Shop, say: Say) -> dict[str, list[float]]:
    measured = {}
    for name, wishes in _classes():
        measured[name] = sorted([await _best(shop, wish) for wish in wishes])
    likes = [Wish(noun[at]) for noun in (*NOUN[:10], *NOUN[-10:]) for at in (0, 1)]
    measured["LIKE, scored"] = sorted([await _best(shop, wish, like=True) for wish in likes])
    base = quantile(measured["LIKE, scored"], 0.5)
    shown = [
        [name, len(ms), *(f"{quantile(ms, share):.2f}" for share in (0.5, 0.95)),
         f"{base / max(quantile(ms, 0.95), 0.001):.1f}"]
        for name, ms in measured.items()
    ]  # fmt: skip
    columns = ("question", "asked", "p50 ms", "p95 ms", "LIKE p50 / p95")
    say(f"\nSearch on {shop.kind}: reading, planning, a page of {PAGE}\n{table(columns, shown)}")
    return {name: [quantile(ms, share) for share in (0.5, 0.95)] for name, ms in measured.items()}


async def _best(shop: _Shop, wish: Wish, *, like: bool = False) -> float:
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        await (_by_like(shop, wish.words) if like else _page(shop, wish, PAGE))
        times.append((time.perf_counter() - begun) * _MS)
    return min(times)


async def _page(shop: _Shop, wish: Wish, most: int) -> tuple[int, tuple[int, ...]]:
    async with shop.store.read() as uow:
        read = await Understanding(uow.search, wish).read()
        leaf = await uow.search.leaf(read.plan, wish.order, None, most)
    return read.total, leaf.product_ids


async def _by_like(shop: _Shop, words: str) -> tuple[int, ...]:
    async with shop.store.read() as uow:
        rows_ = await uow.connection.execute(_LIKE, {"like": f"%{words}%"})
        return tuple(row.id for row in rows_)


async def _recall(shop: _Shop, seed: int, asked: int, say: Say) -> dict[str, list[float]]:
    """How often what was meant is among the first ten, for us and for LIKE."""
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for question in questions(seed, asked):
        _, ours = await _page(shop, parse(question.text, "USD"), _TEN)
        theirs = await _by_like(shop, question.text)
        hits[question.kind].append((_hit(shop, ours, question), _hit(shop, theirs, question)))
    hits["all"] = [pair for pairs in [*hits.values()] for pair in pairs]
    found = {
        kind: [sum(pair[at] for pair in pairs) / len(pairs) for at in (0, 1)]
        for kind, pairs in hits.items()
    }
    shown = [[kind, len(hits[kind]), *(f"{x:.2f}" for x in both)] for kind, both in found.items()]
    columns = ("kind", "asked", "found", "LIKE")
    say(f"\nRecall@10 on {shop.kind}, seed {seed}\n{table(columns, shown)}")
    return found


def _hit(shop: _Shop, found: Sequence[int], question: Question) -> bool:
    return any(shop.nouns[id_ - 1] == question.noun for id_ in found)


async def _agreement(shops: Sequence[_Shop], seed: int, asked: int) -> tuple[int, int]:
    """Ask both databases everything, in every order; return how many pages are the same."""
    chance = Random(seed)
    wishes = [wish for _, some in _classes() for wish in some]
    for question in questions(seed, asked):
        wish = parse(question.text, "USD")
        wishes.append(replace(wish, order=chance.choice(list(Order))))
    same = 0
    for wish in wishes:
        one, other = [await _page(shop, wish, PAGE) for shop in shops]
        same += one == other
    return same, len(wishes)
