"""The runs of one bench: which bot, how many customers, in which order."""

import asyncio
import json
import pstats
import signal
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.load import WARM_UP, Budget, Result, Subject, measure, observe, open_bot
from bench.process import ROOT
from bench.shelves import Database, copy_of, shop_settings
from bench.ways import BareWalk, ShopWalk

Counts = dict[str, list[int]]  # kind of update: the SQL statements of each
DEAREST = 25


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: *subjects* of "bare" and "shop", each with *crowds* customers at once."""

    subjects: Sequence[str]
    crowds: Sequence[int]
    seconds: float


def bare() -> Subject:
    """The bare bot."""
    return Subject("bare", [str(ROOT / "bench" / "bare.py")], {}, BareWalk())


def shop(where: Database, *arguments: str) -> Subject:
    """The shop on a database, started by `main.py run` unless *arguments* say otherwise."""
    start = arguments or (str(ROOT / "main.py"), "run")
    return Subject("shop", start, shop_settings(where), ShopWalk())


async def results(plan: Plan, filled: Database) -> AsyncIterator[Result]:
    """Run the plan, the bare bot and the shop in turn, each time from the same beginning."""
    for crowd in plan.crowds:
        for name in plan.subjects:
            async with copy_of(filled, f"{name}{crowd}") as where:
                subject = shop(where) if name == "shop" else bare()
                yield await measure(subject, Budget(crowd, plan.seconds), where.folder)


async def counts(filled: Database, rounds: int) -> tuple[Result, Counts]:
    """Walk one customer through a warm shop; return what each kind of update needed."""
    async with copy_of(filled, "counted") as where:
        path = where.folder / "counts.json"
        subject = shop(where, "-m", "bench.counted", str(path))
        async with open_bot(subject, where.folder) as (street, bot):
            await observe(street, bot, subject, Budget(1, 20.0, rounds), 100_000)
            bot.tell(signal.SIGUSR1)
            result = await observe(street, bot, subject, Budget(1, 20.0, rounds), 200_000)
        return result, json.loads(await asyncio.to_thread(path.read_text))


async def profile(filled: Database, seconds: float) -> tuple[Result, Path]:
    """Let one customer shop under the profiler; return the file with the profile."""
    async with copy_of(filled, "profiled") as where:
        path = where.folder / "profile"
        subject = shop(where, "-m", "bench.profiled", str(path))
        async with open_bot(subject, where.folder) as (street, bot):
            await observe(street, bot, subject, WARM_UP, 100_000)
            bot.tell(signal.SIGUSR1)
            result = await observe(street, bot, subject, Budget(1, seconds), 200_000)
        return result, path


def print_dearest(path: Path) -> None:
    """Print the functions that took most time themselves, without those they called."""
    pstats.Stats(str(path)).strip_dirs().sort_stats("tottime").print_stats(DEAREST)
