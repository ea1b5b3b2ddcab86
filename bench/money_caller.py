"""A provider that calls: `python -m bench.money_caller URL AT_ONCE`, in a process of its own.

Bodies come by standard input, one a line. Prints the seconds each call waited, as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterable, Iterator

from aiohttp import ClientSession


async def call(url: str, at_once: int, bodies: Iterable[bytes]) -> list[float]:
    """Make all calls, *at_once* at the same time; return how long each waited.

    Raises:
        ClientResponseError: A call was not accepted.
    """
    waiting = iter(bodies)
    async with ClientSession(raise_for_status=True) as session:
        each = [_calls(session, url, waiting) for _ in range(at_once)]
        return [seconds for waits in await asyncio.gather(*each) for seconds in waits]


async def _calls(session: ClientSession, url: str, bodies: Iterator[bytes]) -> list[float]:
    waits = []
    for body in bodies:
        began = time.perf_counter()
        async with session.post(url, data=body) as answer:
            await answer.read()
        waits.append(time.perf_counter() - began)
    return waits


if __name__ == "__main__":
    lines = sys.stdin.buffer.read().splitlines()
    print(json.dumps(asyncio.run(call(sys.argv[1], int(sys.argv[2]), lines))))
