"""Many buyers and few pieces, and how many orders a second a database takes."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench.buyers import ERRORS, REFUSED, SOLD
from bench.process import BotFailed, environment
from bench.report import table
from bench.shelves import Database, copy_of, database, fill
from storage.store import SqlStore

BUYERS, PIECES = 200, 50
PROCESSES = 4
_ORDERS = 400
_FEW_ORDERS = 40
_COLUMNS = ("database", "processes", "buyers", "pieces", SOLD, REFUSED, ERRORS, "seconds", "exact")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rush:
    """*buyers* in all, out of *processes*, want one of *pieces* each."""

    processes: int
    buyers: int
    pieces: int


async def measure_stock(folder: Path, say: Say, *, quick: bool) -> Any:
    """Have 200 buyers want 50 pieces, on both databases; print who got some."""
    rows: list[list[object]] = []
    rushes = {"sqlite": [1], "postgres": [1, PROCESSES]}
    for kind, processes in list(rushes.items())[: 1 if quick else 2]:
        inner = folder / kind
        inner.mkdir()
        async with database(kind, inner) as filled:
            await fill(filled)
            for number in processes:
                rush = Rush(number, BUYERS, PIECES)
                rows.append(await _rush_row(filled, rush))
    say(f"\n{BUYERS} buyers, {PIECES} pieces\n{table(_COLUMNS, rows)}")
    return [dict(zip(_COLUMNS, row, strict=True)) for row in rows]


async def measure_orders(kind: str, folder: Path, say: Say, *, quick: bool) -> Any:
    """Have new customers place orders at once, with no chat around; print how many a second."""
    many = _FEW_ORDERS if quick else _ORDERS
    async with database(kind, folder) as filled:
        await fill(filled)
        came = await _rush(filled, Rush(1, many, many))
    speed = came[SOLD] / came["seconds"]
    say(f"\n{came[SOLD]:.0f} first purchases on {kind}, use cases alone: {speed:.0f} a second")
    return {"database": kind, "orders": came[SOLD], "per_second": speed}


async def _rush_row(filled: Database, rush: Rush) -> list[object]:
    came = await _rush(filled, rush)
    exact = "yes" if came[SOLD] == came["gone"] == rush.pieces else "NO"
    seconds = f"{came['seconds']:.2f}"
    outcome = [round(came[name]) for name in (SOLD, REFUSED, ERRORS)]
    return [filled.kind, rush.processes, rush.buyers, rush.pieces, *outcome, seconds, exact]


async def _rush(filled: Database, rush: Rush) -> Counter[str]:
    """Run the processes; return sums of outcomes, the longest time, and pieces gone."""
    async with copy_of(filled, f"rush{rush.processes}") as where:
        variant_id = await _shelve(where, rush.pieces)
        each = rush.buyers // rush.processes
        came = await asyncio.gather(
            *(_process(where, variant_id, 1000 + n * each, each) for n in range(rush.processes))
        )
        total: Counter[str] = Counter()
        for outcome in came:
            total.update(outcome)
        total["seconds"] = max(outcome["seconds"] for outcome in came)
        total["gone"] = await _gone(where, variant_id)
    return total


async def _process(where: Database, variant_id: int, first_id: int, buyers: int) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench.buyers", where.url),
        *map(str, (variant_id, first_id, buyers)),
        cwd=where.folder,
        env=environment({}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate()
    if process.returncode:
        raise BotFailed(complaint.decode(errors="replace")[-2000:])
    outcome: dict[str, Any] = json.loads(said)
    return outcome


async def _shelve(where: Database, pieces: int) -> int:
    """Leave exactly *pieces* of the first variant on the shelf; return its id."""
    store = SqlStore(where.url)
    async with store.write() as uow:
        first = int(await uow.connection.scalar(text("SELECT min(variant_id) FROM stock")))
        await uow.connection.execute(
            text("UPDATE stock SET on_hand = :pieces WHERE variant_id = :first"),
            {"pieces": pieces, "first": first},
        )
    await store.close()
    return first


async def _gone(where: Database, variant_id: int) -> int:
    """How many pieces are promised to somebody."""
    store = SqlStore(where.url)
    async with store.read() as uow:
        count = await uow.stock.count_of(variant_id)
    await store.close()
    return count.reserved if count else 0
