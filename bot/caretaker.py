"""Does what is to be done now and then and has nothing to do with money."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.open_forms import OpenForms
from domain.services.favourites import Favourites
from domain.services.goods_news import GoodsNews
from domain.services.indexing import Indexing
from domain.services.learning import Learning
from domain.services.sale_clock import SaleClock
from domain.services.shared_carts import SharedCarts

log = structlog.get_logger("bot.caretaker")
_SOON = 15.0  # seconds: somebody waits for it
_LATER = 300.0
_SELDOM = 3600.0
Job = Callable[[], Awaitable[object]]


class Caretaker:
    """Runs the jobs until cancelled; every one may run on two hosts at once."""

    def __init__(
        self,
        favourites: Favourites,
        news: GoodsNews,
        learning: Learning,
        sales: SaleClock,
        indexing: Indexing,
        shared_carts: SharedCarts,
        forms: OpenForms,
    ) -> None:
        self._favourites = favourites
        self._jobs: tuple[tuple[float, Job], ...] = (
            (_SOON, sales.turn),
            (_SOON, news.call_waiting),
            (_SOON, favourites.write_down),
            (_SOON, indexing.catch_up),
            (_LATER, news.tell_of_prices),
            (_LATER, learning.daily),
            (_SELDOM, news.forget),
            (_SELDOM, favourites.forget),
            (_SELDOM, shared_carts.forget),
            (_SELDOM, forms.end_old),
        )

    async def run(self) -> None:
        """Work until cancelled; what was looked at is written down at the end too."""
        try:
            await asyncio.gather(*(_every(seconds, job) for seconds, job in self._jobs))
        finally:
            await _safely(self._favourites.write_down)


async def _every(seconds: float, job: Job) -> None:
    while True:
        await _safely(job)
        await asyncio.sleep(seconds)


async def _safely(job: Job) -> None:
    try:
        await job()
    except Exception:
        log.exception("job_failed", job=getattr(job, "__qualname__", ""))
