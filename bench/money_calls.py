"""How long a provider waits until its call is acknowledged, whatever state it is in itself."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bench.money_provider import MemoryProvider, Mood
from bench.money_street import Street
from bench.money_waits import Waits, in_order
from bench.process import BotFailed, environment
from bench.shelves import Database
from bot.cashier import Cashier
from domain.clock import SystemClock
from domain.gateways import Inbound
from payments.webhooks import Hear, ProviderCalls
from storage.store import SqlStore

LIMIT_MS = 50


async def calls(where: Database, many: int, at_once: int) -> list[Waits]:
    """Have a provider call while it answers, while it fails, and while it hangs.

    First it calls somebody who says thanks and stores nothing: what HTTP and machine cost.
    """
    bare = await _bare(where, many, at_once)
    return [bare, *[await _calls(where, mood, many, at_once) for mood in Mood]]


async def _bare(where: Database, many: int, at_once: int) -> Waits:
    async with _listening(_forgets, lambda: None) as url:
        waits = await _caller(url, at_once, [b"{}"] * many, where)
    return Waits(where.kind, "webhook, nothing stored", at_once, in_order(waits), None)


async def _forgets(provider: str, call: Inbound) -> None:
    """Stand in for the shop."""


async def _calls(where: Database, mood: Mood, many: int, at_once: int) -> Waits:
    """Calls are worked off while others come in, as a running shop does it."""
    store, provider = SqlStore(where.url), MemoryProvider(mood)
    await store.warm()
    street = Street(store, provider)
    bodies = [call.body for call in await street.calls(many)]
    shop = street.shop
    cashier = Cashier(shop.watch, shop.refunds, shop.orders)
    working = asyncio.create_task(cashier.run())
    async with _listening(shop.watch.hear, cashier.wake) as url:
        waits = await _caller(url, at_once, bodies, where)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await store.close()
    return Waits(where.kind, f"webhook, provider {mood}", at_once, in_order(waits), LIMIT_MS)


@asynccontextmanager
async def _listening(hear: Hear, heard: Callable[[], None]) -> AsyncIterator[str]:
    """Take a provider's calls; the block gets the address to call."""
    name = MemoryProvider.provider
    app = web.Application()
    app.add_routes(ProviderCalls(hear, SystemClock(), heard).routes([name]))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/{name}"
    finally:
        await runner.cleanup()


async def _caller(url: str, at_once: int, bodies: Sequence[bytes], where: Database) -> list[float]:
    """Let another process call, so that what calling costs is not in the shop's figures."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench.money_caller", url, str(at_once)),
        cwd=where.folder,
        env=environment({}),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate(b"\n".join(bodies))
    if process.returncode:
        raise BotFailed(complaint.decode(errors="replace")[-2000:])
    waits: list[float] = json.loads(said)
    return waits
