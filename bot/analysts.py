"""Other processes that make bags of goods, for jobs over the whole catalogue."""

import asyncio
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

from domain.search.bags import Bags, Findable, bags_of

_WORTH = 200  # goods from which it pays to hand them over
_MOST = 4  # processes; more only wait for the one that writes


class Analysts:
    """Makes bags as `bags_of` does, many at once in other processes, which start when needed."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    async def __call__(self, goods: Sequence[Findable]) -> Bags:
        """Return the bags of *goods*."""
        if len(goods) < _WORTH:
            return bags_of(goods)
        return await asyncio.get_running_loop().run_in_executor(self._pool, bags_of, goods)


@contextmanager
def analysts() -> Iterator[Analysts]:
    """Have as many as the machine has processors for while the block runs."""
    number = max(1, min(_MOST, (os.cpu_count() or 1) - 1))
    fresh = multiprocessing.get_context("spawn")  # a fork would copy what threads hold just now
    pool = ProcessPoolExecutor(number, mp_context=fresh)
    try:
        yield Analysts(pool)
    finally:
        pool.shutdown(cancel_futures=True)
