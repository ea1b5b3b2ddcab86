"""`python -m bench`: measure the shop, and print how it compares with a bare bot."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bench import (
    catalogue_command,
    intents,
    leanings,
    money,
    recommend,
    report,
    runs,
    search,
    stock,
)
from bench.load import Result
from bench.runs import Counts, Plan
from bench.shelves import KINDS, database, fill

_WHAT = (
    "all",
    "shop",
    "bare",
    "stock",
    "orders",
    "money",
    "recommend",
    "intents",
    "search",
    "profile",
)
_SECONDS = 8.0  # after which nobody in a crowd starts another round
_ROUNDS = 9  # of the one customer whose statements are counted


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=_WHAT, default="all")
    parser.add_argument("--customers", type=_numbers, default=(1, 50, 500), metavar="1,50,500")
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--products", type=int, default=20_000, help="of the search's shop")
    parser.add_argument(
        "--seed", type=int, default=1, help="of the questions and sentences people type"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="of the search's databases")
    parser.add_argument("--quick", action="store_true", help="a short look, for tests")
    parser.add_argument("--orders", type=int, default=100_000, help="that suggestions learn from")
    parser.add_argument("--baskets", type=Path, metavar="FILE.csv", help="Online Retail's columns")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(max(1, int(number)) for number in text.split(","))


async def _load(wanted: argparse.Namespace, folder: Path) -> Any:
    """The bots: a table a crowd, then what one customer's steps need, then the aims."""
    subjects = {"all": ("bare", "shop"), "shop": ("bare", "shop"), "bare": ("bare",)}[wanted.what]
    if wanted.quick and wanted.what == "shop":
        subjects = ("shop",)
    plan = Plan(subjects, wanted.customers, 1.0 if wanted.quick else _SECONDS)
    results: list[Result] = []
    counts: Counts = {}
    async with database(wanted.database, folder) as where:
        await fill(where)
        async for result in runs.results(plan, where):
            results.append(result)
            _say(f"measured: {result.subject}, {result.customers} at once")
        if "shop" in subjects:
            one, counts = await runs.counts(where, 2 if wanted.quick else _ROUNDS)
    _say(f"\nBots on {wanted.database}\n{report.load_table(results)}")
    crowded = max(results, key=lambda result: (result.subject == "shop", result.customers))
    if crowded.customers > 1:
        named = f"The {crowded.subject} with {crowded.customers} customers at once"
        _say(f"\n{named}, step by step\n{report.steps_table(crowded)}")
    if counts:
        _say(f"\nThe shop with one customer, step by step\n{report.steps_table(one)}")
        _say(f"\nSQL statements by update\n{report.counts_table(counts)}")
    for result in results:
        for refusal, times in result.refusals.items():
            _say(f"refused {times} times, {result.subject}: {refusal}")
    _say("\n" + "\n".join(map(str, report.aims(results, counts))))
    return {"runs": [report.as_json(result) for result in results], "statements": counts}


async def _stock(wanted: argparse.Namespace, folder: Path) -> Any:
    return await stock.measure_stock(folder, _say, quick=wanted.quick)


async def _orders(wanted: argparse.Namespace, folder: Path) -> Any:
    return await stock.measure_orders(wanted.database, folder, _say, quick=wanted.quick)


async def _money(wanted: argparse.Namespace, folder: Path) -> Any:
    return await money.measure_money(folder, _say, quick=wanted.quick)


async def _search(wanted: argparse.Namespace, folder: Path) -> Any:
    products = 500 if wanted.quick else wanted.products
    if wanted.keep:
        wanted.keep.mkdir(parents=True, exist_ok=True)
    return await search.measure_search(
        wanted.keep or folder,
        _say,
        products=products,
        seed=wanted.seed,
        asked=45 if wanted.quick else 225,
        quick=wanted.quick,
    )


async def _recommend(wanted: argparse.Namespace, folder: Path) -> Any:
    return await recommend.measure_recommend(
        wanted.database,
        folder,
        _say,
        count=wanted.orders,
        baskets=wanted.baskets,
        quick=wanted.quick,
    )


async def _intents(wanted: argparse.Namespace, _: Path) -> Any:
    return intents.measure_intents(wanted.seed, _say)


async def _profile(wanted: argparse.Namespace, folder: Path) -> Any:
    async with database(wanted.database, folder) as where:
        await fill(where)
        result, path = await runs.profile(where, _SECONDS)
        _say(f"{result.tally.steps} steps of one customer, under the profiler")
        runs.print_dearest(path)
    return report.as_json(result)


async def _all(wanted: argparse.Namespace, folder: Path) -> Any:
    measured = {}
    parts = {
        "load": _load,
        "stock": _stock,
        "orders": _orders,
        "money": _money,
        "recommend": _recommend,
        "intents": _intents,
        "search": _search,
    }
    for name, part in parts.items():
        inner = folder / name
        inner.mkdir()
        measured[name] = await part(wanted, inner)
    return measured


async def _measure(wanted: argparse.Namespace) -> None:
    parts: dict[str, Callable[[argparse.Namespace, Path], Awaitable[Any]]] = {
        "all": _all, "shop": _load, "bare": _load,
        "stock": _stock, "orders": _orders, "money": _money, "recommend": _recommend,
        "intents": _intents, "search": _search, "profile": _profile,
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="souk-bench-") as folder:
        measured = await parts[wanted.what](wanted, Path(folder))
    _say(f"\nKept in {report.save(wanted.what, measured)}")


def _say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line says; return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["catalogue"]:
        return catalogue_command.main(arguments[1:])
    if arguments[:1] == ["leanings"]:
        return leanings.main()
    asyncio.run(_measure(_parser().parse_args(arguments)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
