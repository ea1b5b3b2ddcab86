"""Reaching Telegram before the shop opens: who the bot is, and where updates shall come."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.types import User

from bot.trouble import Trouble

UNKNOWN_TOKEN = "Telegram does not know this BOT_TOKEN. Is it complete?"  # noqa: S105


async def introduced(bot: Bot, api_url: str) -> User:
    """Return who the bot is. Raises `Trouble` if Telegram does not say so."""
    with _explained(api_url):
        return await bot.me()


async def updates_to(bot: Bot, api_url: str, url: str, secret: str, allowed: list[str]) -> None:
    """Have Telegram bring updates to *url*. Raises `Trouble` if it does not want to."""
    with _explained(api_url):
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=allowed)
        except TelegramBadRequest as error:
            raise Trouble(f"Telegram does not take WEBHOOK_URL: {error.message}.") from error


@contextmanager
def _explained(api_url: str) -> Iterator[None]:
    try:
        yield
    except (TelegramUnauthorizedError, TelegramNotFound) as error:
        raise Trouble(UNKNOWN_TOKEN) from error
    except AiogramError as error:
        raise Trouble(
            f"Telegram does not answer at {api_url}: {_said(error)}. "
            "Check the connection, and TELEGRAM_API_URL if it is set."
        ) from error


def _said(error: AiogramError) -> str:
    return str(getattr(error, "message", error)).rstrip(".")
