"""One run: a bot, a crowd, and what came of it."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bench.customer import Customer, Lost
from bench.process import BotProcess, bot_process
from bench.shelves import OWNER, goods_count
from bench.street import TOKEN, Street
from bench.tally import Tally
from bench.ways import Walk
from sandbox.people import Person
from sandbox.server import running

_LONGEST = 120.0  # seconds; no run may take longer
_AGAIN = 2  # rounds of a customer who is known; then somebody new comes in
_FIRST_ID = 100_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subject:
    """A bot to measure: how to start it, and how a customer walks through it."""

    name: str
    arguments: Sequence[str]
    settings: Mapping[str, str]
    walk: Walk


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of it: *customers* at the same time, starting no round after *seconds*.

    *rounds* bounds the rounds of one place in the crowd.
    """

    customers: int
    seconds: float
    rounds: int = 1_000


WARM_UP = Budget(customers=8, seconds=10.0, rounds=4)


@dataclass(frozen=True, slots=True)
class Result:
    """What one run measured: seconds, bytes, calls of the Bot API."""

    subject: str
    customers: int
    seconds: float
    cpu: float
    peak: int
    visible: int
    silent: int
    tally: Tally
    refusals: Counter[str]

    @property
    def per_second(self) -> float:
        """Steps a second."""
        return self.tally.steps / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the bot's processor time for a step."""
        return 1000 * self.cpu / max(1, self.tally.steps)


class Crowd:
    """Walks a bot with many customers at once."""

    def __init__(self, street: Street, walk: Walk, budget: Budget, first_id: int) -> None:
        self.tally = Tally()
        self._street = street
        self._walk = walk
        self._budget = budget
        self._next_id = first_id
        self._ends_at = 0.0

    async def shop(self) -> float:
        """Let everybody shop; return how many seconds it took until the last was done."""
        started = time.perf_counter()
        self._ends_at = started + self._budget.seconds
        await asyncio.gather(*(self._place(n) for n in range(self._budget.customers)))
        return time.perf_counter() - started

    async def _place(self, number: int) -> None:
        """One place in the crowd: somebody buys, buys again, and makes room for the next."""
        chance = random.Random(number)
        rounds = 0
        while rounds == 0 or (rounds < self._budget.rounds and not self._over):
            customer = Customer(self._street, self._somebody(), self.tally, chance)
            rounds += await self._rounds(customer, self._budget.rounds - rounds)
            customer.leave()

    async def _rounds(self, customer: Customer, most: int) -> int:
        for number in range(min(most, 1 + _AGAIN)):
            if number and self._over:
                return number
            if not await self._arrives(customer, new=number == 0):
                self.tally.stuck += 1
                return number + 1
            self.tally.ways += 1
        return min(most, 1 + _AGAIN)

    async def _arrives(self, customer: Customer, *, new: bool) -> bool:
        """Whether the customer gets through; who lost an answer begins once more."""
        for _ in range(2):
            try:
                await self._walk.go(customer, new=new)
            except Lost:
                continue
            return True
        return False

    def _somebody(self) -> Person:
        self._next_id += 1
        self.tally.people += 1
        return self._street.person(f"Buyer {self._next_id}", id=self._next_id)

    @property
    def _over(self) -> bool:
        return time.perf_counter() >= self._ends_at


@asynccontextmanager
async def open_bot(
    subject: Subject, folder: Path, looked_at: int | None = None
) -> AsyncIterator[tuple[Street, BotProcess]]:
    """Start a Telegram and the bot; both are ready when the block begins.

    So many products were *looked_at* by then, all of the demo's if None.

    Raises:
        BotFailed: The bot's process ended by itself.
    """
    street = Street()
    async with running(street) as server:
        settings = {
            **subject.settings,
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.bot_api_url,
        }
        async with bot_process(subject.arguments, settings, folder) as bot:
            await _while_alive(bot, street.bot_listens())
            await _while_alive(bot, _open_doors(street))
            await _while_alive(bot, _look_at_everything(street, looked_at))
            yield street, bot


async def _open_doors(street: Street) -> None:
    """The owner has met the bot before, so that it may write about orders."""
    owner = street.person("Owner", id=OWNER, label="Admin")
    answered = asyncio.Event()
    street.witness.watch(owner.id, lambda _: answered.set())
    street.say(owner, "/start")
    await answered.wait()
    street.witness.leave(owner.id)


async def _look_at_everything(street: Street, most: int | None) -> None:
    """A picture travels to Telegram once in a shop's life, so it does so before the run."""
    for number in range(1, 1 + (goods_count() if most is None else most)):
        person = street.person(f"Passer {number}", id=OWNER + number)
        passer = Customer(street, person, Tally(), random.Random(number))
        await passer.says("look", f"/start p_{number}", lambda message: message)
        passer.leave()


async def _while_alive(bot: BotProcess, work: Coroutine[Any, Any, T]) -> T:
    """Return what *work* returns. Raises `BotFailed` if the bot ends meanwhile."""
    ended, working = asyncio.create_task(bot.ended()), asyncio.create_task(work)
    try:
        async with asyncio.timeout(_LONGEST):
            await asyncio.wait({ended, working}, return_when=asyncio.FIRST_COMPLETED)
        return ended.result() if ended.done() else working.result()
    finally:
        ended.cancel()
        working.cancel()


async def measure(subject: Subject, budget: Budget, folder: Path) -> Result:
    """Run *budget* on *subject*, after a small crowd has warmed it up."""
    async with open_bot(subject, folder) as (street, bot):
        await observe(street, bot, subject, WARM_UP, _FIRST_ID)
        return await observe(street, bot, subject, budget, 2 * _FIRST_ID)


async def observe(
    street: Street, bot: BotProcess, subject: Subject, budget: Budget, first_id: int
) -> Result:
    """Let a crowd into an open shop and note what it took."""
    crowd = Crowd(street, subject.walk, budget, first_id)
    refusals = street.witness.refusals.copy()
    visible, silent, cpu = street.witness.visible, street.witness.silent, bot.cpu()
    seconds = await _while_alive(bot, crowd.shop())
    return Result(
        subject=subject.name,
        customers=budget.customers,
        seconds=seconds,
        cpu=bot.cpu() - cpu,
        peak=bot.peak,
        visible=street.witness.visible - visible,
        silent=street.witness.silent - silent,
        tally=crowd.tally,
        refusals=street.witness.refusals - refusals,
    )
