"""The Bot API over HTTP."""

import asyncio
import time

from aiohttp import web

from sandbox.polling import Polling
from sandbox.refusals import Refused, conflict, unauthorized
from sandbox.telegram import Telegram
from sandbox.wire import Parameters, json_response, read_parameters

MOST_BYTES = 60 * 1024 * 1024


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self.polling = Polling(telegram.world)

    def routes(self) -> list[web.RouteDef]:
        """The two addresses."""
        method, file = r"/bot{token:[^/]+}/{method}", r"/file/bot{token:[^/]+}/{path:.+}"
        return [
            web.post(method, self.answer),
            web.get(method, self.answer),
            web.get(file, self.download),
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        try:
            self._check_token(request)
            parameters = await read_parameters(request)
        except Refused as refused:
            return json_response(refused.as_body(), refused.code)
        method = request.match_info["method"]
        if method.lower() == "getupdates":
            return await self._poll(parameters)
        return await self._call(request, method, parameters)

    async def _call(
        self, request: web.Request, method: str, parameters: Parameters
    ) -> web.StreamResponse:
        answer = self._telegram.office.call(method, *parameters)
        if slow := self._telegram.faults.slow_ms:
            await asyncio.sleep(slow / 1000)
        if answer.dropped and request.transport is not None:
            request.transport.abort()
        return json_response(answer.body, answer.status)

    async def _poll(self, parameters: Parameters) -> web.Response:
        started = time.perf_counter()
        try:
            updates = await self.polling.get_updates(parameters[0])
        except Refused as refused:
            self._telegram.office.log("getUpdates", parameters[0], refused, started)
            return json_response(refused.as_body(), refused.code)
        return json_response({"ok": True, "result": updates})

    async def download(self, request: web.Request) -> web.Response:
        """A file by the path getFile told."""
        file = self._telegram.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self._telegram.token or file is None:
            refused = Refused(404, "Not Found")
            return json_response(refused.as_body(), 404)
        return web.Response(body=file.data, content_type=file.content_type)

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._telegram.token:
            raise unauthorized()

    def webhook_changed(self) -> None:
        """End a waiting poll when a webhook takes its place."""
        if self._telegram.world.webhook.url:
            self.polling.end(conflict("terminated by setWebhook request"))
