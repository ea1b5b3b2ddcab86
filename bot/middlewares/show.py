"""The last word on every update: what a handler returned or raised becomes Bot API calls."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    AnswerPreCheckoutQuery,
    AnswerShippingQuery,
)
from aiogram.types import CallbackQuery, TelegramObject, Update

from bot.charges import tells_of_money
from bot.drawing import found
from bot.i18n import Translator
from bot.limits import TOAST
from bot.markup import plain
from bot.middlewares.placing import Placing, scene
from bot.reply import Approve, Document, Invoice, Reply, Results, Screen, Toast
from bot.sender import Make, Unreachable
from domain.errors import ShopError

log = structlog.get_logger("bot.show")
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_AtTheTill = AnswerPreCheckoutQuery | AnswerShippingQuery
_Answer = AnswerCallbackQuery | AnswerInlineQuery | _AtTheTill


@dataclass(frozen=True, slots=True)
class Wording:
    """What show has to say by itself.

    *explain*: the sentence for a refusal. *sorry*: one sentence that something went wrong
    and nothing is lost. *apology*: the same as a screen that leads back.
    """

    explain: Callable[[ShopError, Translator], str]
    sorry: Callable[[Translator], str]
    apology: Callable[[Translator], Screen]


class Show(BaseMiddleware):
    """Shows each update's reply, answers every tap, and keeps failures out of the chat.

    It belongs on the dispatcher's updates, around the middleware that knows the customer.
    """

    def __init__(
        self,
        make: Make,
        placing: Placing,
        wording: Wording,
        translator_for: Callable[[str | None], Translator],
    ) -> None:
        """*translator_for* a language code is asked only when no customer could be read."""
        self._make = make
        self._placing = placing
        self._wording = wording
        self._translator_for = translator_for

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Let *handler* work, show what comes of it and return that.

        Nothing is raised but what kept money from being noted: whoever has it in hand must
        know, and tries again.
        """
        if not isinstance(event, Update):
            raise TypeError("show belongs on dispatcher.update")
        reply = await self._reply(handler, event, data)
        try:
            await self._present(reply, event, data)
        except Unreachable:
            log.info("unreachable", **_who(event, data))
        except Exception:
            log.exception("not_shown", **_who(event, data))
            await self._apologise(data)
        return reply

    async def _reply(self, handler: Handler, event: Update, data: dict[str, Any]) -> Any:
        try:
            return await handler(event, data)
        except ShopError as error:
            return Toast(self._wording.explain(error, self._t(data)), alert=True)
        except Exception:
            log.exception("failed", **_who(event, data))
            if tells_of_money(event):
                raise
            return self._sorry(event, self._t(data))

    def _sorry(self, event: Update, t: Translator) -> Reply:
        if event.message is not None:
            return self._wording.apology(t)
        return Toast(self._wording.sorry(t), alert=True)

    async def _apologise(self, data: dict[str, Any]) -> None:
        if (chat := data.get("event_chat")) is None:
            return
        with suppress(TelegramAPIError, Unreachable):
            apology = replace(self._wording.apology(self._t(data)), card=False, fresh=True)
            await self._placing.show(apology, scene(chat, None))

    async def _present(self, reply: Any, event: Update, data: dict[str, Any]) -> None:
        if event.callback_query is not None:
            await self._after_tap(reply, event.callback_query, data)
        elif event.pre_checkout_query is not None:
            await self._answer(self._verdict(reply, event.pre_checkout_query.id, data))
        elif event.shipping_query is not None:
            await self._answer(self._no_shipping(reply, event.shipping_query.id, data))
        elif event.inline_query is not None:
            results = reply if isinstance(reply, Results) else Results(())
            await self._answer(found(event.inline_query.id, results))
        elif (chat := data.get("event_chat")) is not None:
            await self._placing.show(reply, scene(chat, data.get("customer")))

    async def _after_tap(self, reply: Any, query: CallbackQuery, data: dict[str, Any]) -> None:
        """Show the reply and answer the tap, both at once."""
        answer = _answer(reply, query.id)
        if query.message is None or not _visible(reply):
            await self._answer(answer)
            return
        answering = asyncio.create_task(self._answer(answer))
        try:
            at = scene(query.message.chat, data.get("customer"), query.message)
            await self._placing.show(reply, at)
        finally:
            await answering

    async def _answer(self, answer: _Answer) -> None:
        try:
            await self._make(answer)
        except (TelegramAPIError, Unreachable) as error:  # too late: its wheel stopped by itself
            tell = log.warning if isinstance(answer, _AtTheTill) else log.info
            tell("not_answered", method=type(answer).__name__, error=str(error))

    def _verdict(self, reply: Any, query_id: str, data: dict[str, Any]) -> AnswerPreCheckoutQuery:
        if isinstance(reply, Approve):
            return AnswerPreCheckoutQuery(pre_checkout_query_id=query_id, ok=True)
        return AnswerPreCheckoutQuery(
            pre_checkout_query_id=query_id, ok=False, error_message=self._refusal(reply, data)
        )

    def _no_shipping(self, reply: Any, query_id: str, data: dict[str, Any]) -> AnswerShippingQuery:
        return AnswerShippingQuery(
            shipping_query_id=query_id, ok=False, error_message=self._refusal(reply, data)
        )

    def _refusal(self, reply: Any, data: dict[str, Any]) -> str:
        words = reply.text if isinstance(reply, Toast) else self._wording.sorry(self._t(data))
        return plain(words)

    def _t(self, data: dict[str, Any]) -> Translator:
        user = data.get("event_from_user")
        return data.get("t") or self._translator_for(user and user.language_code)


def _answer(reply: Any, query_id: str) -> AnswerCallbackQuery:
    toast, alert = None, False
    if isinstance(reply, Toast):
        toast, alert = reply.text, reply.alert
    elif isinstance(reply, Screen):
        toast, alert = reply.toast, reply.alert
    return AnswerCallbackQuery.model_construct(
        callback_query_id=query_id,
        text=None if toast is None else _cut(plain(toast)),
        show_alert=alert or None,
    )


def _visible(reply: Any) -> bool:
    return isinstance(reply, Screen | Invoice | Document)


def _cut(text: str) -> str:
    """Shorten *text* to what a toast holds, at a space."""
    if len(text) <= TOAST:
        return text
    return text[: TOAST - 1].rsplit(None, 1)[0] + "…"


def _who(event: Update, data: dict[str, Any]) -> dict[str, int | None]:
    user = data.get("event_from_user")
    return {"update_id": event.update_id, "customer_id": user and user.id}
