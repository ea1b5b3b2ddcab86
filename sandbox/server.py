"""The sandbox as a web server on this machine: the Bot API, the page and its own API."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from aiohttp import web

from sandbox.bot_api import MOST_BYTES, BotApi
from sandbox.courier import Courier, Pause
from sandbox.page_api import PageApi
from sandbox.providers.desk import Desk
from sandbox.providers.mounted import Providers
from sandbox.telegram import Telegram

LOOPBACK = ("127.0.0.1", "::1", "localhost")
TICK = 0.25

Control = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Server:
    """Where a running sandbox is."""

    host: str
    port: int
    key: str

    @property
    def bot_api_url(self) -> str:
        """What a bot takes for https://api.telegram.org."""
        return f"http://{self.host}:{self.port}"

    @property
    def page_url(self) -> str:
        """The page, with its session key: for one person's eyes."""
        return f"{self.bot_api_url}/?key={self.key}"


def create_app(
    telegram: Telegram,
    *,
    key: str = "",
    title: str = "Souk",
    controls: Mapping[str, Control] | None = None,
    pause: Pause = asyncio.sleep,
    providers: Iterable[Desk] = (),
) -> web.Application:
    """The web application of a sandbox.

    *key* opens the page (by default a random one nobody knows), *controls* are the buttons
    "restart" and "reset" of the page, *pause* waits between two attempts at a webhook.
    *providers* are served along with it; their *base_url* is the caller's to set.
    """
    app = web.Application(client_max_size=MOST_BYTES)
    bot_api = BotApi(telegram)
    desks = Providers(providers)
    page = PageApi(telegram, key or secrets.token_urlsafe(16), title, controls or {}, desks)
    courier = Courier(telegram.world, telegram.office, pause)
    app.add_routes([*bot_api.routes(), *page.routes(), *desks.routes()])
    app.cleanup_ctx.append(_life(telegram, bot_api, page, courier, desks))
    app.on_shutdown.append(_goodbye(bot_api, page, desks))
    return app


def _life(
    telegram: Telegram, bot_api: BotApi, page: PageApi, courier: Courier, desks: Providers
) -> Callable[[web.Application], AsyncIterator[None]]:
    async def life(_: web.Application) -> AsyncIterator[None]:
        def webhook_changed() -> None:
            bot_api.webhook_changed()
            courier.look()

        telegram.world.webhook.changed = webhook_changed
        courier.start()
        page.start()
        ticking = asyncio.create_task(_tick(telegram, desks, page))
        yield
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking
        page.stop()
        await courier.stop()
        await desks.close()  # once more: the last requests may have begun to tell a shop

    return life


def _goodbye(
    bot_api: BotApi, page: PageApi, desks: Providers
) -> Callable[[web.Application], Awaitable[None]]:
    async def goodbye(_: web.Application) -> None:
        bot_api.polling.end()
        page.end_streams()
        await desks.close()

    return goodbye


async def _tick(telegram: Telegram, desks: Providers, page: PageApi) -> None:
    while True:
        await asyncio.sleep(TICK)
        telegram.tick()
        desks.tick()
        page.look()


@asynccontextmanager
async def running(
    telegram: Telegram,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    title: str = "Souk",
    controls: Mapping[str, Control] | None = None,
    pause: Pause = asyncio.sleep,
    providers: Iterable[Desk] = (),
) -> AsyncIterator[Server]:
    """Serve the sandbox and *providers* while the block runs; port 0 takes a free one.

    Raises:
        ValueError: *host* is not this machine; the sandbox is for nobody else.
    """
    if host not in LOOPBACK:
        raise ValueError(f"the sandbox listens on this machine only, not on {host}")
    key, desks = secrets.token_urlsafe(16), list(providers)
    app = create_app(
        telegram, key=key, title=title, controls=controls, pause=pause, providers=desks
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        server = Server(host, runner.addresses[0][1], key)
        for desk in desks:
            desk.base_url = server.bot_api_url
        yield server
    finally:
        await runner.cleanup()
