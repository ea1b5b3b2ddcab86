"""Works for the money in the background: calls of providers, open pages, refunds, holds."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

import structlog

from domain.services.orders import Orders
from domain.services.refunds import Refunds
from domain.services.watch import Watch

log = structlog.get_logger("bot.cashier")
_IDLE = 3.0  # seconds between looks for what is due
_SWEEP = 15.0  # seconds between looks for holds that ran out
_SELDOM = 60.0  # seconds between looks for what is done once a day
Job = Callable[[], Awaitable[object]]


class Cashier:
    """Runs the jobs of money until cancelled; every one may run on two hosts at once."""

    def __init__(
        self, watch: Watch, refunds: Refunds, orders: Orders, now_and_then: Sequence[Job] = ()
    ) -> None:
        """*now_and_then*: jobs that know themselves when they are due."""
        self._watch = watch
        self._refunds = refunds
        self._orders = orders
        self._now_and_then = now_and_then
        self._heard = asyncio.Event()

    def wake(self) -> None:
        """Work the stored calls off at once: a provider has called.

        Nothing else is looked for: what a call makes due, is looked for soon enough, and
        looking for all of it at every call would let the next ones wait.
        """
        heard, self._heard = self._heard, asyncio.Event()
        heard.set()

    async def run(self) -> None:
        """Work until cancelled; a provider that lets one job wait holds up no other."""
        holds = partial(self._orders.expire_due, self._watch.may_end)
        await asyncio.gather(
            self._work_off(),
            _every(_IDLE, self._watch.look),
            _every(_IDLE, self._refunds.send_due),
            _every(_SWEEP, holds),
            *(_every(_SELDOM, job) for job in self._now_and_then),
        )

    async def _work_off(self) -> None:
        while True:
            woken = self._heard
            await _safely(self._watch.work_off)
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), _IDLE)


async def _every(seconds: float, job: Job) -> None:
    while True:
        await _safely(job)
        await asyncio.sleep(seconds)


async def _safely(job: Job) -> None:
    try:
        await job()
    except Exception:
        log.exception("money_job_failed")
