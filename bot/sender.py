"""The one outgoing lane to Telegram: everything the bot says goes through here."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerPreCheckoutQuery,
    AnswerShippingQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)
from aiohttp import ClientConnectorError

from bot.pacing import Lane, Pacing, Pause

T = TypeVar("T")
Follow = Callable[[int, int], Awaitable[None]]
log = structlog.get_logger("bot.sender")

ATTEMPTS = 4
PATIENCE = 10.0  # seconds: the longest a tap waits for one "retry after"
_REPEATABLE = (
    AnswerCallbackQuery,
    AnswerPreCheckoutQuery,
    AnswerShippingQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
)
_CLOSED_DOORS = (
    "chat not found",
    "user is deactivated",
    "PEER_ID_INVALID",
    "not enough rights to send",
    "have no rights to send",
    "CHAT_WRITE_FORBIDDEN",
)


class Make(Protocol):
    """A way to make a call of the Bot API."""

    async def __call__(self, method: TelegramMethod[T], /) -> T:
        """Make the call and return what Telegram answered."""
        ...


class Unreachable(Exception):
    """The person blocked the bot, left, or never started it; trying again is useless."""


async def _nobody_follows(_: int, __: int) -> None:
    """Stand in until somebody wants to know of groups that moved."""


class Sender:
    """Sends calls of the Bot API and stands between the shop and a bad moment of the network.

    A call is tried again after 429, and, when a second time does no harm, after a cut
    connection or a 5xx. A new message whose connection was cut may have arrived: it is not
    repeated here, so that nobody reads it twice.
    """

    def __init__(
        self,
        bot: Bot,
        pacing: Pacing,
        pause: Pause = asyncio.sleep,
        follow: Follow = _nobody_follows,
    ) -> None:
        """*follow* is told the former and the new id of a group that became a supergroup."""
        self._bot = bot
        self._pacing = pacing
        self._pause = pause
        self._follow = follow

    @property
    def bot_id(self) -> int:
        """Telegram's id of the bot that sends."""
        return self._bot.id

    async def now(self, method: TelegramMethod[T]) -> T:
        """Make a call that a person waits for; it never queues behind background messages.

        Raises:
            Unreachable: The chat is closed to the bot, or is another by now.
            TelegramAPIError: Telegram refused, or stayed away for all attempts.
        """
        try:
            return await self._bot(method)
        except TelegramMigrateToChat as moved:
            await self._follow(getattr(method, "chat_id", 0), moved.migrate_to_chat_id)
            raise Unreachable(moved.message) from moved
        except TelegramAPIError as error:
            return await self._after(error, method, PATIENCE)

    async def later(
        self, chat_id: int, method: TelegramMethod[T], lane: Lane = Lane.TRANSACTIONAL
    ) -> T:
        """Make a background call when *chat_id* and the whole bot have a turn for it.

        Raises:
            Unreachable: The chat is closed to the bot.
            TelegramRetryAfter: Telegram wants a pause; all background sends keep it.
            TelegramAPIError: Telegram refused, or stayed away for all attempts.
        """
        await self._pacing.turn(chat_id, lane)
        try:
            return await self.now(method)
        except TelegramRetryAfter as error:
            self._pacing.hold(error.retry_after)
            raise

    def background(self, chat_id: int, lane: Lane) -> Make:
        """Return `later` for one chat, for those who make calls without knowing how."""

        async def make(method: TelegramMethod[T], /) -> T:
            return await self.later(chat_id, method, lane)

        return make

    async def _after(
        self, error: TelegramAPIError, method: TelegramMethod[T], patience: float
    ) -> T:
        for attempt in range(1, ATTEMPTS):
            wait = _wait(error, method, attempt)
            if wait is None or wait > patience:
                break
            log.warning(
                "telegram_retry", method=type(method).__name__, wait=wait, error=str(error)
            )
            await self._pause(wait)
            try:
                return await self._bot(method)
            except TelegramAPIError as again:
                error = again
        raise _final(error) from error


def _wait(error: TelegramAPIError, method: TelegramMethod[Any], attempt: int) -> float | None:
    """Return after how many seconds *method* may be tried again; None: it may not."""
    match error:
        case TelegramRetryAfter():
            return float(error.retry_after)
        case TelegramEntityTooLarge():
            return None
        case TelegramNetworkError() if _harmless(error, method):
            return math.ldexp(0.25, attempt - 1)
        case TelegramServerError() if isinstance(method, _REPEATABLE):
            return math.ldexp(0.5, attempt - 1)
    return None


def _harmless(error: TelegramNetworkError, method: TelegramMethod[Any]) -> bool:
    never_arrived = isinstance(error.__cause__, ClientConnectorError)
    return never_arrived or isinstance(method, _REPEATABLE)


def _final(error: TelegramAPIError) -> Exception:
    if isinstance(error, TelegramForbiddenError):
        return Unreachable(error.message)
    if isinstance(error, TelegramBadRequest) and any(d in error.message for d in _CLOSED_DOORS):
        return Unreachable(error.message)
    return error
