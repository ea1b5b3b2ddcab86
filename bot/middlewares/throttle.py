"""A brake for people (and their scripts) who send far more than anybody types or taps."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.charges import is_payment
from bot.i18n import Translator
from bot.reply import Nothing, Toast

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Throttle(BaseMiddleware):
    """Lets *most* updates of a person through in *window* seconds; the rest wait in vain.

    The first one too many gets a hint, the others nothing (a tap is still acknowledged).
    Whatever belongs to a payment always passes. Sits inside `Show`, which speaks for it.
    """

    def __init__(
        self,
        translator_for: Callable[[str | None], Translator],
        *,
        most: int = 2000,
        window: float = 10.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._translator_for = translator_for
        self._most = most
        self._window = window
        self._now = now
        self._ends_at = 0.0
        self._counts: dict[int, int] = {}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Go on, or answer in the handler's place."""
        user = data.get("event_from_user")
        if user is None or is_payment(event):
            return await handler(event, data)
        count = self._count(user.id)
        if count <= self._most:
            return await handler(event, data)
        if count == self._most + 1:
            t = self._translator_for(user.language_code)
            return Toast(t("That was very fast. Please wait a few seconds and go on."))
        return Nothing()

    def _count(self, user_id: int) -> int:
        """Count one more; all counts start anew when the window ends, so none is kept long."""
        now = self._now()
        if now >= self._ends_at:
            self._ends_at = now + self._window
            self._counts.clear()
        count = self._counts[user_id] = self._counts.get(user_id, 0) + 1
        return count
