"""Receiving updates at a public address that Telegram calls."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from aiohttp import web

from bot.charges import brings_money
from bot.intake import Intake

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
LARGEST_UPDATE = 1024 * 1024  # bytes
Health = Callable[[], Awaitable[Mapping[str, bool]]]


class Webhook:
    """The HTTP side of the shop: Telegram's updates and a health page.

    An update is acknowledged when it is handled, or after *patience* seconds while it is
    handled further, because Telegram would send a slow one again. Money is acknowledged only
    when it is noted.
    """

    def __init__(
        self, intake: Intake, secret: str, health: Health, *, patience: float = 5.0
    ) -> None:
        """*health* tells by name what works ("database", "telegram")."""
        self._intake = intake
        self._secret = secret.encode()
        self._health = health
        self._patience = patience
        self._closing = False

    def app(self, path: str, others: Iterable[web.RouteDef] = ()) -> web.Application:
        """Return the application; it takes updates at *path* and finishes them at its end.

        *others* are the routes of the payment providers.
        """
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post(path, self._receive)
        app.router.add_get("/healthz", self._healthz)
        app.add_routes(others)
        app.on_shutdown.append(self._close)
        return app

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        if self._closing:
            return web.Response(status=503)  # Telegram brings it again
        update = _update(await request.read())
        if update is None:
            return web.Response(status=400)
        task = await self._intake.take(update)
        done, _ = await asyncio.wait((task,), timeout=self._patience)
        if not done and brings_money(update):
            return web.Response(status=503)  # it has to be told until it is noted
        return web.Response()

    async def _healthz(self, _: web.Request) -> web.Response:
        works = dict(await self._health())
        return web.json_response(works, status=200 if all(works.values()) else 503)

    async def _close(self, _: web.Application) -> None:
        self._closing = True
        await self._intake.finish(10.0)


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    known = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if known else None
