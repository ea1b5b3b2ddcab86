"""A shop at work: receiving, delivering, sweeping, until told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import structlog
from aiogram.exceptions import TelegramAPIError
from aiohttp import web

from bot import commands
from bot.app import App
from bot.caretaker import Caretaker
from bot.cashier import Cashier
from bot.intake import Intake
from bot.open_forms import OpenForms
from bot.polling import Polling, allowed_updates
from bot.reaching import updates_to
from bot.trouble import not_listening
from bot.webhook import Webhook
from domain.services.sale_clock import SaleClock
from payments.webhooks import ProviderCalls

log = structlog.get_logger("bot.running")


class Running:
    """Runs one shop. `stop` is safe to call from a signal handler, and twice."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stopping = asyncio.Event()
        self._intake = Intake(app.bot, app.dispatcher.feed_update)
        self._allowed = allowed_updates(app.dispatcher.resolve_used_update_types())
        services = app.services
        self._cashier = Cashier(
            services.money.watch,
            services.money.refunds,
            services.orders,
            now_and_then=(
                services.reconciliation.daily,
                services.review_asks.ask_due,
                services.indexing.daily,
            ),
        )
        self._caretaker = Caretaker(
            services.favourites,
            services.goods_news,
            services.learning,
            SaleClock(app.store, app.clock),
            services.indexing,
            services.shared_carts,
            OpenForms(app.forms, app.clock),
        )
        self._polling = Polling(app.bot, self._intake, self._allowed)

    def stop(self) -> None:
        """Take no more updates; `run` returns when those in hand are finished."""
        self._stopping.set()
        self._polling.stop()

    def stop_on_signals(self) -> None:
        """Stop on SIGTERM and Ctrl-C."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):  # Windows has no signal handlers for loops
                loop.add_signal_handler(number, self.stop)

    async def run(self) -> None:
        """Serve until `stop`. Raises `Trouble` when serving is impossible."""
        async with self._background():
            await self._publish_commands()
            if self._app.settings.webhook_url:
                await self._serve_webhook()
            elif "port" in self._app.settings.model_fields_set:
                async with self._listening():
                    await self._polling.run()
            else:
                await self._polling.run()

    async def _serve_webhook(self) -> None:
        settings = self._app.settings
        async with self._listening():
            await updates_to(
                self._app.bot,
                settings.telegram_api_url,
                settings.webhook_url,
                settings.webhook_secret.get_secret_value(),
                self._allowed,
            )
            log.info("webhook_set", path=self._path)
            await self._stopping.wait()

    @property
    def _path(self) -> str:
        return urlsplit(self._app.settings.webhook_url).path or "/"

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        settings = self._app.settings
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(self._intake, secret, self._health)
        watch = self._app.services.money.watch
        calls = ProviderCalls(watch.hear, self._app.clock, self._cashier.wake)
        routes = calls.routes(self._app.gateways)
        runner = web.AppRunner(webhook.app(self._path, routes), access_log=None)
        await self._app.store.warm()
        await runner.setup()
        try:
            await _listen(runner, settings.host, settings.port)
            yield
        finally:
            await runner.cleanup()

    async def _health(self) -> Mapping[str, bool]:
        return {"database": await _works(self._app.store.ping())}

    async def _publish_commands(self) -> None:
        """Command menus are a hint; a shop without them still sells."""
        try:
            app = self._app
            await commands.publish(app.bot, app.translations, app.shop, app.store)
        except TelegramAPIError as error:
            log.warning("commands_not_published", error=str(error))

    @asynccontextmanager
    async def _background(self) -> AsyncIterator[None]:
        work = [outbox.run() for outbox in self._app.outboxes]
        work += [self._cashier.run(), self._caretaker.run()]
        tasks = [asyncio.create_task(job) for job in work]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise not_listening(error, host, port, "HOST and PORT") from error


async def _works(check: Awaitable[None]) -> bool:
    try:
        await check
    except Exception:
        log.exception("health_check_failed")
        return False
    return True
