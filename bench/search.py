"""How long the search takes, what it finds, and whether both databases agree."""

import asyncio
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from bench.catalogue_fill import fill_shelves
from bench.report import table
from bench.search_questions import Question, questions
from bench.search_sizes import measure_sizes
from bench.search_speed import TEN, Shop, by_like, classes, measure_speed, page_of
from bench.search_taps import measure_taps
from bench.search_writes import measure_writes
from bench.shelves import KINDS, Database, database
from bot.analysts import analysts
from domain.catalog import PAGE
from domain.clock import SystemClock
from domain.search.phrases import parse
from domain.search.wishes import Order
from domain.services.indexing import Indexing
from storage.migrate import migrate
from storage.store import SqlStore

_SEED = 20_261
_MEMORY = "1GB"  # for PostgreSQL's pages: a quarter of a small server's, as is usual
_REBUILT = 50_000  # products up to which the index is also built anew
_TAPS = 200
_MS = 1000
_NOUNS = "nouns"  # the file that a kept folder has when it is filled
Say = Callable[[str], None]


async def measure_search(
    folder: Path, say: Say, *, products: int, seed: int, asked: int, quick: bool = False
) -> dict[str, Any]:
    """Fill both databases with the same goods and ask them the same; return all figures.

    *seed* makes the questions whose answer is known, *asked* of them. A *folder* that was
    filled before is taken as it is.
    """
    say(f"{products:,} products, catalogue's seed {_SEED}, questions' seed {seed}")
    say(f"PostgreSQL with {_MEMORY} of shared_buffers")
    measured: dict[str, Any] = {"products": products}
    async with AsyncExitStack() as stack:
        places, stores = [], []
        for kind in KINDS:
            where = folder / kind
            where.mkdir(exist_ok=True)
            places.append(await stack.enter_async_context(database(kind, where, _MEMORY)))
            stores.append(SqlStore(places[-1].url))
            stack.push_async_callback(stores[-1].close)
        nouns = await _filled(folder, stores, products, say)
        shops = [Shop(kind, store, nouns) for kind, store in zip(KINDS, stores, strict=True)]
        turn = time.time_ns()
        for shop, place in zip(shops, places, strict=True):
            measured[shop.kind] = await _measured(shop, place, seed, asked, turn, say, quick=quick)
        same, of = await _agreement(shops, seed, asked)
        say(f"\nThe same page on both databases: {same} of {of}")
    return {**measured, "same": same, "of": of}


async def _filled(
    folder: Path, stores: Sequence[SqlStore], products: int, say: Say
) -> Sequence[int]:
    kept = folder / _NOUNS
    nouns = array("B")
    if kept.exists():
        nouns.frombytes(await asyncio.to_thread(kept.read_bytes))
        return nouns
    for store in stores:
        await migrate(store)
    begun, cpu = time.perf_counter(), time.process_time()
    nouns.extend(await fill_shelves(stores, _SEED, products, say))
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    for store in stores:
        async with store.write() as uow:
            await uow.connection.execute(
                text("ANALYZE" if "postgres" in store.url else "SELECT 1")
            )
    say(f"made and indexed on both databases in {took:.0f} s ({cpu:.0f} s CPU)")
    await asyncio.to_thread(kept.write_bytes, nouns.tobytes())
    return nouns


async def _measured(
    shop: Shop, where: Database, seed: int, asked: int, turn: int, say: Say, *, quick: bool
) -> dict[str, Any]:
    found: dict[str, Any] = {"sizes": await measure_sizes(shop.store, say)}
    found["ms"] = await measure_speed(shop, say)
    found["recall"] = await _recall(shop, seed, asked, say)
    found["write_ms"] = await measure_writes(shop, say, turn)
    if len(shop.nouns) <= _REBUILT:
        found["rebuild_s"] = await _rebuild(shop, say)
    found["taps"] = await measure_taps(where, 5 if quick else _TAPS, say)
    return found


async def _rebuild(shop: Shop, say: Say) -> float:
    begun, cpu = time.perf_counter(), time.process_time()
    with analysts() as analyse:
        done = await Indexing(shop.store, SystemClock(), analyse).rebuild()
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    each = f"{_MS * took / done:.2f} ms a product, {_MS * cpu / done:.2f} ms CPU of the writer"
    say(f"\nThe index built anew on {shop.kind}: {took:.0f} s, {each}")
    return took


async def _recall(shop: Shop, seed: int, asked: int, say: Say) -> dict[str, list[float]]:
    """How often what was meant is among the first ten, for us and, if it can answer, LIKE."""
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    slow = len(shop.nouns) > _REBUILT
    for question in questions(seed, asked):
        _, ours = await page_of(shop, parse(question.text, "USD"), TEN)
        theirs = () if slow else await by_like(shop, question.text)
        hits[question.kind].append((_hit(shop, ours, question), _hit(shop, theirs, question)))
    hits["all"] = [pair for pairs in [*hits.values()] for pair in pairs]
    found = {
        kind: [sum(pair[at] for pair in pairs) / len(pairs) for at in (0, 1)]
        for kind, pairs in hits.items()
    }
    shown = [[kind, len(hits[kind]), f"{ours:.2f}", "-" if slow else f"{theirs:.2f}"]
             for kind, (ours, theirs) in found.items()]  # fmt: skip
    columns = ("kind", "asked", "found", "LIKE")
    say(f"\nRecall@10 on {shop.kind}, seed {seed}\n{table(columns, shown)}")
    return found


def _hit(shop: Shop, found: Sequence[int], question: Question) -> bool:
    return any(shop.nouns[id_ - 1] == question.noun for id_ in found)


async def _agreement(shops: Sequence[Shop], seed: int, asked: int) -> tuple[int, int]:
    """Ask both databases everything, in every order; return how many pages are the same."""
    chance = Random(seed)
    wishes = [wish for _, some in classes() for wish in some]
    for question in questions(seed, asked):
        wish = parse(question.text, "USD")
        wishes.append(replace(wish, order=chance.choice(list(Order))))
    same = 0
    for wish in wishes:
        one, other = [await page_of(shop, wish, PAGE) for shop in shops]
        same += one == other
    return same, len(wishes)
