"""What people send besides words."""

from aiogram import Bot
from aiogram.types import Message


def photo_of(message: Message) -> str:
    """Return Telegram's id of a message's photo in its largest size; empty if it has none."""
    return message.photo[-1].file_id if message.photo else ""


async def fetched(bot: Bot, file_id: str) -> bytes:
    """Return a file that was sent, 20 MB at most."""
    file = await bot.download(file_id)
    return file.read() if file else b""
