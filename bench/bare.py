"""The measure: the smallest bot that aiogram can be, with one message and one callback handler.

Its texts and keyboards are about as large as the shop's; it has no database and no rules.
"""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

_LINES = "\n".join(f"Something good number {n} · $12" for n in range(1, 7))


def _keyboard(step: int) -> InlineKeyboardMarkup:
    rows = [
        [InlineKeyboardButton(text=f"Button {n}", callback_data=f"b:{step}:{n}")] for n in range(6)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def said(message: Message) -> None:
    """Answer any message with buttons."""
    await message.answer(f"Hello!\n\n{_LINES}", reply_markup=_keyboard(0))


async def tapped(query: CallbackQuery) -> None:
    """Change the message under which the button is, and stop the button's spinning."""
    step = int((query.data or "b:0:0").split(":")[1]) + 1
    message = query.message
    if message is not None and not isinstance(message, InaccessibleMessage):
        await message.edit_text(f"Step {step}\n\n{_LINES}", reply_markup=_keyboard(step))
    await query.answer()


async def main() -> None:
    """Serve by aiogram's own long polling until a signal."""
    api = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.message.register(said)
    dispatcher.callback_query.register(tapped)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
