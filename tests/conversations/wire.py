"""A connection from aiogram's bot straight into the sandbox's Telegram, without HTTP."""

import json
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from sandbox.params import Upload
from sandbox.telegram import Telegram


class DirectWire(BaseSession):
    """Makes each call on the engine; the bot notices no difference."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self._telegram = telegram

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109  aiogram's signature
    ) -> TelegramType:
        """Make the call; raises what aiogram raises for Telegram's refusals."""
        files: dict[str, InputFile] = {}
        given = method.model_dump(warnings=False)
        params = {
            name: self.prepare_value(value, bot=bot, files=files)
            for name, value in given.items()
            if value is not None
        }
        uploads = {name: await _upload(file, bot) for name, file in files.items()}
        sent = {name: value for name, value in params.items() if value is not None}
        answer = await self._telegram.call(method.__api_method__, sent, uploads)
        body = json.dumps(answer.body)
        return cast(TelegramType, self.check_response(bot, method, answer.status, body).result)

    async def stream_content(self, url: str, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Download a file by its path at the end of *url*."""
        path = url.partition(f"/bot{self._telegram.token}/")[2]
        file = self._telegram.world.files.at(path)
        if file is None:
            raise LookupError(url)
        yield file.data

    async def close(self) -> None:
        """Nothing to close."""


async def _upload(file: InputFile, bot: Bot) -> Upload:
    content = b"".join([chunk async for chunk in file.read(bot)])
    return Upload(file.filename or "file", content, "application/octet-stream")
