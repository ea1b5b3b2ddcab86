"""The jobs of money: a provider's call is worked off at once, and wakes nothing else."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import cast

from bot.cashier import Cashier
from domain.services.orders import Orders
from domain.services.refunds import Refunds
from domain.services.watch import Watch


class _Jobs:
    """Stands in for the use cases and counts what is done."""

    def __init__(self, fails: bool) -> None:
        self.done: Counter[str] = Counter()
        self.worked_off = asyncio.Event()
        self._fails = fails

    async def work_off(self) -> int:
        self.done["work off"] += 1
        self.worked_off.set()
        if self._fails:
            raise ConnectionError
        return 0

    async def look(self) -> int:
        self.done["look"] += 1
        return 0

    async def send_due(self) -> int:
        self.done["send"] += 1
        return 0

    async def expire_due(self, _: object) -> int:
        self.done["expire"] += 1
        return 0

    async def may_end(self, _: int) -> bool:
        return True


async def _called(times: int, *, fails: bool = False) -> Counter[str]:
    """Have a cashier called *times*, each call when the one before was worked off."""
    jobs = _Jobs(fails)
    cashier = Cashier(cast(Watch, jobs), cast(Refunds, jobs), cast(Orders, jobs))
    working = asyncio.create_task(cashier.run())
    await jobs.worked_off.wait()  # at its start it works off what was left
    for _ in range(times):
        jobs.worked_off.clear()
        cashier.wake()
        await jobs.worked_off.wait()
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working
    return jobs.done


async def test_every_call_is_worked_off_at_once_and_nothing_else_is_looked_for() -> None:
    assert await _called(5) == {"work off": 6, "look": 1, "send": 1, "expire": 1}


async def test_a_job_that_fails_is_done_again_at_the_next_call() -> None:
    assert (await _called(3, fails=True))["work off"] == 4
