"""How long Telegram waits for our yes to a charge, when many buyers pay at the same moment."""

import asyncio
import random
import time
from collections.abc import Iterable
from dataclasses import replace

from bench import runs
from bench.customer import Customer, Found, Lost, Sight, Spot
from bench.load import Subject, open_bot
from bench.money_provider import MemoryProvider
from bench.money_street import Street
from bench.money_waits import Waits, in_order
from bench.shelves import Database
from bench.street import Street as Telegram
from bench.tally import Tally
from bench.ways import Walk
from domain.payments import Charge
from sandbox.people import Person
from storage.store import SqlStore

LIMIT_MS = 1000
_FIRST_ID = 500_000


async def questions(where: Database, buyers: int, rounds: int) -> Waits:
    """Have the use case asked about *buyers* at the same moment, *rounds* times."""
    store = SqlStore(where.url)
    street = Street(store, MemoryProvider())
    waits: list[float] = []
    for _ in range(rounds):
        charges = await street.charges(buyers)
        began = time.perf_counter()
        waits += await asyncio.gather(*(_asked(street, one, began) for one in charges))
    await store.close()
    return Waits(where.kind, "pre_checkout, use case", buyers, in_order(waits), LIMIT_MS)


async def _asked(street: Street, charge: Charge, began: float) -> float:
    await street.shop.payments.approve(charge.key, charge.payer_id, charge.money)
    return time.perf_counter() - began


async def questions_by_wire(where: Database, buyers: int) -> list[Waits]:
    """Have *buyers* of a running bot pay at the same moment, over HTTP on loopback.

    The bare bot comes first: as many tap in it at the same moment, and it only answers.
    """
    bare = await _by_wire("a tap, the bare bot", runs.bare(), where, buyers)
    shop = await _by_wire("pre_checkout, the bot", runs.shop(where), where, buyers)
    return [replace(bare, limit=None), shop]


async def _by_wire(what: str, subject: Subject, where: Database, buyers: int) -> Waits:
    tally = Tally()
    async with open_bot(subject, where.folder) as (telegram, _):
        ids = range(_FIRST_ID, _FIRST_ID + buyers)
        gate = _Gate(ids)
        people = [telegram.person(f"Buyer {id_}", id=id_) for id_ in ids]
        crowd = [_Together(gate, telegram, who, tally) for who in people]
        await asyncio.gather(*(buyer.walks(subject.walk) for buyer in crowd))
    ms = in_order(tally.times["pay"])
    return Waits(where.kind, what, buyers, ms, LIMIT_MS, tally.stuck)


class _Gate:
    """Opens when everybody who is awaited has come to it, or has given up."""

    def __init__(self, awaited: Iterable[int]) -> None:
        self._awaited = set(awaited)
        self._open = asyncio.Event()

    def tick_off(self, id_: int) -> None:
        """Somebody has come, or will not. Twice is once."""
        self._awaited.discard(id_)
        if not self._awaited:
            self._open.set()

    async def passed(self, id_: int) -> None:
        """Come to the gate and wait for all the others."""
        self.tick_off(id_)
        await self._open.wait()


class _Together(Customer):
    """Buys one thing and pays for it when all the others pay."""

    def __init__(self, gate: _Gate, telegram: Telegram, person: Person, tally: Tally) -> None:
        super().__init__(telegram, person, tally, random.Random(person.id))
        self._gate = gate

    async def walks(self, walk: Walk) -> None:
        """Walk the whole way; who loses an answer is stuck and keeps nobody waiting."""
        try:
            await walk.go(self, new=True)
        except Lost:
            self._tally.stuck += 1
        finally:
            self._gate.tick_off(self._person.id)

    async def pays(self, invoice_id: int, sight: Sight[Found]) -> Found:
        """See `Customer`."""
        await self._gate.passed(self._person.id)
        return await super().pays(invoice_id, sight)

    async def taps(self, step: str, spot: Spot, sight: Sight[Found]) -> Found:
        """See `Customer`; the bare bot has a tap where the shop has money."""
        if step == "pay":
            await self._gate.passed(self._person.id)
        return await super().taps(step, spot, sight)
