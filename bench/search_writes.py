"""How long a change of a product takes, with its place in the index, in its own transaction."""

import time
from collections.abc import Awaitable, Callable
from random import Random

from bench.catalogue_fill import LOOKER
from bench.report import table
from bench.search_speed import Shop
from bench.tally import quantile
from domain.clock import SystemClock
from domain.customers import Customer, Post, Role
from domain.money import Money
from domain.services.stock import StockRoom
from domain.stock import Priced

_TIMES = 200
_MS = 1000
_MOST = 99_999  # minor units
Say = Callable[[str], None]
Write = Callable[[int, int], Awaitable[bool]]  # of a product's number and a price


async def measure_writes(shop: Shop, say: Say, turn: int) -> dict[str, list[float]]:
    """Change prices; return all times in milliseconds, in order.

    The same *turn* makes the same changes; another one makes others, as in a kept folder the
    prices of last time would change nothing.
    Alone: the price, what the product costs from, and the index. As an admin does it there
    come rights, locks, a movement, the journal and a look for a sale that this ends.
    """
    ways = {"alone": _alone(shop), "as an admin does it": _by_hand(shop)}
    took = {
        name: await _timed(write, len(shop.nouns), Random(f"{turn} {name}"))
        for name, write in ways.items()
    }
    shown = [
        [name, len(ms), *(f"{quantile(ms, share):.2f}" for share in (0.5, 0.95)), f"{ms[-1]:.1f}"]
        for name, ms in took.items()
    ]
    columns = ("a price", "changed", "p50 ms", "p95 ms", "max ms")
    say(f"\nA change of a product on {shop.kind}\n{table(columns, shown)}")
    return took


async def _timed(write: Write, products: int, chance: Random) -> list[float]:
    took = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        if await write(chance.randint(1, products), chance.randint(100, _MOST)):
            took.append((time.perf_counter() - begun) * _MS)
    return sorted(took)


def _alone(shop: Shop) -> Write:
    async def write(number: int, price: int) -> bool:
        async with shop.store.write() as uow:
            await uow.goods.set_price(number, Money(price, "USD"), SystemClock().now())
        return True

    return write


def _by_hand(shop: Shop) -> Write:
    room = StockRoom(shop.store, SystemClock(), "USD")
    admin = Customer(LOOKER, "Looker", None, "en", posts=frozenset({Post(Role.ADMIN)}))

    async def write(number: int, price: int) -> bool:
        line = f"SKU-{number} {price / 100}"
        (answer,) = await room.price(admin, line, time.perf_counter_ns())
        return isinstance(answer, Priced)  # what has sizes has other SKUs

    return write
