"""The connection says the same to Telegram as aiogram's own, over real HTTP."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerPreCheckoutQuery,
    EditMessageMedia,
    EditMessageText,
    GetMe,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.wire import Wire
from tests.bot.recorder import TOKEN, raw_message

INVITE = {
    "invite_link": "https://t.me/+x",
    "creator": {"id": 42, "is_bot": True, "first_name": "Shop"},
    "creates_join_request": False,
    "is_primary": False,
    "is_revoked": False,
}
BUTTON = InlineKeyboardButton(text="Чай", callback_data="t:1")


class Listener:
    """A server that keeps what it was sent and answers what it was told."""

    def __init__(self) -> None:
        self.answer: tuple[int, dict[str, Any]] = (200, {"ok": True, "result": True})
        self.kind = ""
        self.params: dict[str, Any] = {}
        self.hang_up = False
        self.page = b""  # in place of an answer

    async def hear(self, request: web.Request) -> web.Response:
        self.kind = request.content_type
        if self.hang_up and request.transport:
            request.transport.close()
        self.params = dict(await request.post())
        status, body = self.answer
        if self.page:
            return web.Response(status=status, body=self.page, content_type="text/html")
        return web.json_response(body, status=status)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def bot(listener: Listener) -> AsyncIterator[Bot]:
    app = web.Application()
    app.router.add_post("/{path:.*}", listener.hear)
    async with TestServer(app) as server:
        api = TelegramAPIServer.from_base(str(server.make_url("/")).rstrip("/"))
        async with Bot(TOKEN, Wire(api=api), DefaultBotProperties(parse_mode="HTML")) as bot:
            yield bot


async def test_parameters_travel_as_a_form_with_the_bots_defaults(
    bot: Bot, listener: Listener
) -> None:
    listener.answer = (200, {"ok": True, "result": raw_message(5)})

    sent = await bot(
        SendMessage(
            chat_id=7,
            text="Чай",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[BUTTON]]),
        )
    )

    assert isinstance(sent, Message)
    assert sent.message_id == 5
    keyboard = json.loads(listener.params.pop("reply_markup"))
    assert keyboard == {"inline_keyboard": [[{"text": "Чай", "callback_data": "t:1"}]]}
    assert listener.params == {"chat_id": "7", "text": "Чай", "parse_mode": "HTML"}


async def test_bytes_travel_in_a_multipart_body(bot: Bot, listener: Listener) -> None:
    listener.answer = (200, {"ok": True, "result": raw_message(5, photo="f")})

    await bot(SendPhoto(chat_id=7, photo=BufferedInputFile(b"jpeg", "1.jpg")))

    assert listener.kind == "multipart/form-data"
    assert listener.params["photo"].startswith("attach://")


async def test_an_upload_inside_an_edit_is_found_and_its_answer_read(
    bot: Bot, listener: Listener
) -> None:
    listener.answer = (200, {"ok": True, "result": raw_message(5, photo="f")})
    media = InputMediaPhoto(media=BufferedInputFile(b"jpeg", "1.jpg"), caption="x")

    edited = await bot(EditMessageMedia(chat_id=7, message_id=5, media=media))

    assert json.loads(listener.params["media"])["media"].startswith("attach://")
    assert isinstance(edited, Message)
    assert edited.photo
    assert edited.photo[0].file_id == "f"


async def test_an_edit_is_just_done(bot: Bot, listener: Listener) -> None:
    listener.answer = (200, {"ok": True, "result": raw_message(5)})

    assert await bot(EditMessageText(chat_id=7, message_id=5, text="x")) is True
    assert await bot(AnswerCallbackQuery(callback_query_id="q")) is True


@pytest.mark.parametrize("method", [EditMessageText(text="x"), GetMe()])
async def test_refusals_are_raised_as_aiogram_does(
    bot: Bot, listener: Listener, method: TelegramMethod[Any]
) -> None:
    listener.answer = (400, {"ok": False, "error_code": 400, "description": "Bad Request: no"})
    with pytest.raises(TelegramBadRequest, match="no"):
        await bot(method)

    flood = {"ok": False, "description": "x", "parameters": {"retry_after": 3}}
    listener.answer = (429, flood)
    with pytest.raises(TelegramRetryAfter):
        await bot(method)


async def test_a_cut_connection_is_a_network_error(bot: Bot, listener: Listener) -> None:
    listener.hang_up = True

    with pytest.raises(TelegramNetworkError):
        await bot(GetMe())


@pytest.mark.parametrize("status", [200, 502])
@pytest.mark.parametrize("page", [b"<h1>Bad gateway</h1>", b'{"resu', b"\xff\xfe", b"[]", b"null"])
@pytest.mark.parametrize(
    "method",
    [
        SendMessage(chat_id=7, text="hello"),
        SendPhoto(chat_id=7, photo=BufferedInputFile(b"jpeg", "1.jpg")),
        EditMessageText(chat_id=7, message_id=5, text="hello"),
        AnswerPreCheckoutQuery(pre_checkout_query_id="q", ok=True),
        GetMe(),
    ],
)
async def test_what_is_no_answer_is_a_failure_of_the_server(
    bot: Bot, listener: Listener, status: int, page: bytes, method: TelegramMethod[Any]
) -> None:
    """A tap or a charge is not taken as answered because some proxy said 200."""
    listener.answer, listener.page = (status, {}), page

    with pytest.raises(TelegramServerError):
        await bot(method)


async def test_moments_travel_as_unix_time(bot: Bot, listener: Listener) -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)

    listener.answer = (200, {"ok": True, "result": INVITE})
    await bot.create_chat_invite_link(chat_id=1, expire_date=moment)

    assert float(listener.params["expire_date"]) == moment.timestamp()
