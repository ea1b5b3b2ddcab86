"""What kind of chat an update came from."""

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message


def in_group(update: CallbackQuery | Message) -> bool:
    """Whether others read what the answer shows. Unknown chats count as groups."""
    message = update.message if isinstance(update, CallbackQuery) else update
    return message is None or message.chat.type != ChatType.PRIVATE


async def answers_the_bot(message: Message) -> bool:
    """Whether a text is meant for the bot: any in a private chat, replies to it in a group."""
    if not in_group(message):
        return True
    asked = message.reply_to_message
    bot = message.bot
    return bool(asked and asked.from_user and bot and asked.from_user.id == bot.id)
