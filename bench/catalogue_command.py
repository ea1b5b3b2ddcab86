"""`python -m bench catalogue`: a made-up shop in a real database, for benches and demos."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence

from bench.catalogue_fill import fill_orders, fill_shelves
from storage.migrate import migrate
from storage.store import SqlStore

_MOST = 1_000_000


async def fill_database(
    url: str, *, seed: int, products: int, buyers: int, orders: int, say: Callable[[str], None]
) -> None:
    """Fill an empty database, whose schema may be missing."""
    begun = time.perf_counter()
    store = SqlStore(url)
    try:
        await migrate(store)
        await fill_shelves([store], seed, products, say)
        await fill_orders(store, seed, buyers, orders, say)
    finally:
        await store.close()
    say(f"seed {seed}: made, with the search's index, in {time.perf_counter() - begun:.0f} s")


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench catalogue", description=__doc__)
    parser.add_argument("--database", required=True, metavar="URL", help="of an empty shop")
    parser.add_argument("--products", type=_number, default=1_000)
    parser.add_argument("--customers", type=_number, default=0)
    parser.add_argument("--orders", type=_number, default=0, help="within the last year")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    if wanted.orders and not wanted.customers:
        parser.error("orders need customers")
    filling = fill_database(
        wanted.database,
        seed=wanted.seed,
        products=wanted.products,
        buyers=wanted.customers,
        orders=wanted.orders,
        say=_say,
    )
    asyncio.run(filling)
    return 0


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST:
        raise argparse.ArgumentTypeError(f"a number up to {_MOST:,}, please")
    return int(text)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
