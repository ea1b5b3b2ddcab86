"""What an update must be for a handler. Coroutines: aiogram runs anything else in a thread,
which costs more than the whole tap.
"""

from aiogram.types import CallbackQuery, ContentType, Message

from domain.customers import Customer

_WORDLESS = frozenset(
    (
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.GAME,
        ContentType.INVOICE,
        ContentType.LIVE_PHOTO,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.RICH_MESSAGE,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    )
)


async def private(event: Message | CallbackQuery) -> bool:
    """Whether it happens between one person and the bot."""
    message = event if isinstance(event, Message) else event.message
    return message is not None and message.chat.type == "private"


async def grouped(message: Message) -> bool:
    """Whether others read along."""
    return message.chat.type != "private"


async def as_group(message: Message) -> bool:
    """Whether somebody writes it in the name of the group, as its hidden administrators do."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


async def by_staff(_: Message | CallbackQuery, customer: Customer | None = None) -> bool:
    """Whether somebody who works here does it; the services check what they may do."""
    return customer is not None and customer.is_staff


async def worded(message: Message) -> bool:
    """Whether it is text."""
    return message.text is not None


async def wordless(message: Message) -> bool:
    """Whether it is something a person sent that has no text: a photo, a voice, a sticker."""
    return message.content_type in _WORDLESS


async def answer(message: Message) -> bool:
    """Whether it is text that may answer a question; a command never does."""
    return message.text is not None and not message.text.startswith("/")


async def slash(message: Message) -> bool:
    """Whether it looks like a command."""
    return message.text is not None and message.text.startswith("/")


async def with_photo(message: Message) -> bool:
    """Whether it has a photo."""
    return bool(message.photo)


async def with_contact(message: Message) -> bool:
    """Whether it has a phone number."""
    return message.contact is not None


async def paid(message: Message) -> bool:
    """Whether it tells that money came."""
    return message.successful_payment is not None


async def moved(message: Message) -> bool:
    """Whether it tells that the group has become a supergroup."""
    return message.migrate_to_chat_id is not None
