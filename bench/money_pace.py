"""How many orders and settlements a second: the shop beside the same by hand, in turns."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Protocol

from bench.money_drivers import CONNECTIONS, drivers
from bench.money_hand import RawHand
from bench.money_provider import MemoryProvider
from bench.money_shop import Basket
from bench.money_street import Street
from bench.money_watched import Watched, listening
from bench.report import Aim
from bench.shelves import Database
from domain.gateways import Inbound
from domain.payments import Charge
from storage.store import SqlStore

SHOP = "shop"
AIM = 0.5
COLUMNS = (
    "database", "what", "by", "rounds", "a second", "slowest", "fastest", "share", "CPU ms",
    "CPU share",
)  # fmt: skip
WATCHED_COLUMNS = ("what", "statements", "by hand", "the same")


class Hand(Protocol):
    """Whoever places orders and settles them: the shop, or the driver by hand."""

    async def place(self, basket: Basket) -> None:
        """Order what is in a basket."""
        ...

    async def settle(self, charge: Charge) -> None:
        """Take note of money that came."""
        ...

    async def hear(self, call: Inbound) -> None:
        """Store a provider's call."""
        ...

    async def work_off(self) -> int:
        """Apply stored calls; return how many were taken up."""
        ...


@dataclass(frozen=True, slots=True)
class Effort:
    """*rounds* for each hand, with *each* orders or settlements a round."""

    rounds: int
    each: int


@dataclass(frozen=True, slots=True)
class Lap:
    """One round of one hand: how many in a second, and processor milliseconds for each.

    The processor's time is this process's: a database server's is not in it.
    """

    pace: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Race:
    """Rounds by hand; the n-th rounds of all hands were run right after one another."""

    database: str
    what: str
    laps: dict[str, list[Lap]] = field(default_factory=dict)

    def pace(self, by: str) -> float:
        """How many a second, in the middle one of the rounds."""
        return median(lap.pace for lap in self.laps[by])

    def share(self, by: str) -> float:
        """The shop's pace by this hand's, round by round, the middle one of these."""
        pairs = zip(self.laps[SHOP], self.laps[by], strict=True)
        return median(shop.pace / raw.pace for shop, raw in pairs)

    def cpu_share(self, by: str) -> float:
        """The same of the processor's time that each of them takes for one."""
        pairs = zip(self.laps[SHOP], self.laps[by], strict=True)
        return median(raw.cpu_ms / shop.cpu_ms for shop, raw in pairs)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done many times: how to get ready for it, and how a hand does it."""

    what: str
    ready: Callable[[Street, int], Awaitable[Sequence[Any]]]
    do: Callable[[Hand, Sequence[Any]], Awaitable[None]]


async def races(where: Database, effort: Effort) -> tuple[list[Race], list[Watched]]:
    """Let shop and hands take turns; return how fast they were, and what they ran.

    What they ran is known on SQLite alone, where statements can be watched from outside.
    """
    watched = await _watched(where) if where.kind == "sqlite" else []
    async with _hands(where) as (street, hands):
        return [await _race(where, task, street, hands, effort) for task in _TASKS], watched


@asynccontextmanager
async def _hands(where: Database) -> AsyncIterator[tuple[Street, dict[str, Hand]]]:
    """Have the shop, the first, and each raw driver at work on one database."""
    store, provider = SqlStore(where.url), MemoryProvider()
    street = Street(store, provider)
    try:
        async with drivers(where) as raw:
            hands = {driver.name: RawHand(driver, provider) for driver in raw}
            yield street, {SHOP: street.shop, **hands}
    finally:
        await store.close()


async def _watched(where: Database) -> list[Watched]:
    """Have each task done once by the shop and once by hand, and note what is asked."""
    with listening() as heard:
        async with _hands(where) as (street, hands):
            shop, hand, *_ = hands.values()
            found = []
            for task in _TASKS:
                ran = []
                for doing in (shop, shop, hand):  # the shop's first time opens connections
                    ready = await task.ready(street, 1)
                    heard.clear()
                    await task.do(doing, ready)
                    ran.append([*heard])
                found.append(Watched(task.what, *ran[1:]))
            return found


async def _race(
    where: Database, task: Task, street: Street, hands: dict[str, Hand], effort: Effort
) -> Race:
    """Every hand begins as often as any other; a first short round is nobody's."""
    race, names = Race(where.kind, task.what), [*hands]
    await _lap(task, street, hands[SHOP], max(1, effort.each // 4))
    for number in range(effort.rounds):
        turned = number % len(names)
        for name in (*names[turned:], *names[:turned]):
            lap = await _lap(task, street, hands[name], effort.each)
            race.laps.setdefault(name, []).append(lap)
    return race


async def _lap(task: Task, street: Street, hand: Hand, many: int) -> Lap:
    ready = await task.ready(street, many)
    began, cpu = time.perf_counter(), time.process_time()
    await task.do(hand, ready)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return Lap(many / seconds, 1000 * cpu / many)


async def _place(hand: Hand, baskets: Sequence[Basket]) -> None:
    await _side_by_side(hand.place, baskets)


async def _settle(hand: Hand, charges: Sequence[Charge]) -> None:
    await _side_by_side(hand.settle, charges)


async def _hear(hand: Hand, calls: Sequence[Inbound]) -> None:
    await _side_by_side(hand.hear, calls)
    left = len(calls)
    while left > 0:
        left -= await hand.work_off()


async def _side_by_side(do: Callable[[Any], Awaitable[None]], wanted: Sequence[Any]) -> None:
    """Do all of it, as many at the same time as there are connections."""
    waiting = iter(wanted)

    async def work() -> None:
        for one in waiting:
            await do(one)

    await asyncio.gather(*(work() for _ in range(CONNECTIONS)))


_TASKS = (
    Task("orders placed", Street.baskets, _place),
    Task("settlements", Street.charges, _settle),
    Task("settlements by a call", Street.calls, _hear),
)


def rows(race: Race) -> list[list[object]]:
    """A row a hand; *share* is what the shop reaches of it."""
    return [
        [
            *(race.database, race.what, by, len(laps), f"{race.pace(by):.0f}"),
            *(f"{best(lap.pace for lap in laps):.0f}" for best in (min, max)),
            "" if by == SHOP else f"{race.share(by):.2f}",
            f"{median(lap.cpu_ms for lap in laps):.2f}",
            "" if by == SHOP else f"{race.cpu_share(by):.2f}",
        ]
        for by, laps in race.laps.items()
    ]


def aims(race: Race) -> list[Aim]:
    """Compare the shop with each driver by hand."""
    return [
        Aim(
            f"{race.what}, shop/{by}, {race.database}",
            f">= {AIM}",
            race.share(by),
            race.share(by) >= AIM,
        )
        for by in race.laps
        if by != SHOP
    ]


def watched_rows(watched: Sequence[Watched]) -> list[list[object]]:
    """A row a task: how many statements one of it takes, and whether both run the same."""
    return [
        [each.name, len(each.shop), len(each.hand), "yes" if each.same else "NO"]
        for each in watched
    ]
