"""A Telegram made of a list: it writes down calls and answers what it was told to."""

import json
from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message

TOKEN = "42:recorded_token_of_nobody_at_all_0123"


class Recorder(BaseSession):
    """Keeps every call as (method, parameters); `answers` are given in order, by method."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._answers: dict[str, list[Any]] = {}
        self._next_id = 100

    def answers(self, method: str, *answers: Any) -> None:
        """Give these to the next calls of *method*; errors are raised, functions awaited."""
        self._answers.setdefault(method, []).extend(answers)

    def refuses(self, method: str, words: str) -> None:
        """Answer the next call of *method* with 400 and Telegram's *words*."""
        self.answers(method, TelegramBadRequest(SendMessage(chat_id=1, text="x"), words))

    @property
    def methods(self) -> list[str]:
        """The names of the methods that were called, in order."""
        return [name for name, _ in self.calls]

    def params(self, method: str) -> dict[str, Any]:
        """The parameters of the last call of *method*."""
        return next(params for name, params in reversed(self.calls) if name == method)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109  aiogram's signature
    ) -> TelegramType:
        """Write the call down and answer it."""
        name = method.__api_method__
        self.calls.append((name, self._params(bot, method)))
        waiting = self._answers.get(name)
        answer = waiting.pop(0) if waiting else self._ordinary(name)
        if callable(answer):
            answer = await answer()
        if isinstance(answer, Exception):
            raise answer
        return cast(TelegramType, answer)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """There are no files here."""
        raise NotImplementedError
        yield b""

    def _params(self, bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
        files: dict[str, Any] = {}
        fields = method.model_dump(warnings=False)
        texts = {name: self.prepare_value(value, bot, files) for name, value in fields.items()}
        return {name: _read(text) for name, text in texts.items() if text is not None}

    def _ordinary(self, name: str) -> Any:
        if not name.startswith("send"):
            return True
        self._next_id += 1
        return message(
            self._next_id, photo=f"new-{self._next_id}" if name == "sendPhoto" else None
        )


def message(
    message_id: int, *, photo: str | None = None, chat_id: int = 7, kind: str = "private"
) -> Message:
    """A message of the bot, with text or a photo whose file_id is *photo*."""
    return Message.model_validate(raw_message(message_id, photo=photo, chat_id=chat_id, kind=kind))


def raw_message(
    message_id: int,
    *,
    photo: str | None = None,
    chat_id: int = 7,
    kind: str = "private",
    text: str = "words",
) -> dict[str, Any]:
    """The same as Telegram's JSON."""
    chat = {"id": chat_id, "type": kind, "first_name": "Anna"}
    raw: dict[str, Any] = {"message_id": message_id, "date": 1, "chat": chat}
    if photo is None:
        return {**raw, "text": text}
    size = {"file_id": photo, "file_unique_id": "u", "width": 4, "height": 3}
    return {**raw, "photo": [size], "caption": text}


ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "language_code": "en"}


def said(text: str = "tea", *, update_id: int = 1, **of_message: Any) -> dict[str, Any]:
    """An update: Anna wrote *text*."""
    return {
        "update_id": update_id,
        "message": {**raw_message(50, text=text, **of_message), "from": ANNA},
    }


def paid(*, update_id: int = 1) -> dict[str, Any]:
    """Telegram tells that Anna's money came."""
    money = {
        "currency": "USD",
        "total_amount": 690,
        "invoice_payload": "key",
        "telegram_payment_charge_id": "charge-1",
        "provider_payment_charge_id": "p-1",
    }
    told = said(update_id=update_id)
    told["message"]["successful_payment"] = money
    return told


def tapped(
    message_id: int, *, update_id: int = 1, data: str = "x", **of_message: Any
) -> dict[str, Any]:
    """An update: Anna tapped a button of the message."""
    query = {
        "id": "q1",
        "from": ANNA,
        "chat_instance": "1",
        "data": data,
        "message": raw_message(message_id, **of_message),
    }
    return {"update_id": update_id, "callback_query": query}


def checkout_question(update_id: int = 1) -> dict[str, Any]:
    """An update: Telegram asks whether it may charge Anna."""
    query = {"id": "p1", "from": ANNA, "currency": "USD", "total_amount": 100}
    return {"update_id": update_id, "pre_checkout_query": {**query, "invoice_payload": "o1"}}


def button_texts(params: dict[str, Any]) -> list[str]:
    """The labels of a call's inline keyboard."""
    keyboard = params.get("reply_markup", {})
    return [button["text"] for row in keyboard.get("inline_keyboard", []) for button in row]


def _read(text: Any) -> Any:
    """Undo the JSON that forms are filled with, for values that are not plain text."""
    if not isinstance(text, str) or text[:1] not in "[{0123456789tfn-":
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
