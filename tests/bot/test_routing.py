"""An update is offered only to the handlers that may want it, and to all of those."""

from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from handlers.routing import Subject
from tests.bot.recorder import TOKEN, Recorder

ANNA = User(id=1, is_bot=False, first_name="Anna")


class Tea(CallbackData, prefix="te"):
    """A button."""


class Cup(CallbackData, prefix="cu"):
    """Another."""


class Shelf:
    """Two subjects, one inside a room, whose filters tell when they are asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.done: list[str] = []
        self.bot = Bot(TOKEN, session=Recorder())
        self.dispatcher = Dispatcher(disable_fsm=True)
        room = Subject("room")
        room.include_routers(self._subject("tea", Tea), self._subject("cup", Cup))
        self.dispatcher.include_router(room)

    def _subject(self, name: str, button: type[CallbackData]) -> Subject:
        async def ask(_: Any) -> bool:
            self.asked.append(name)
            return True

        async def do(_: Any) -> None:
            self.done.append(name)

        subject = Subject(name)
        subject.callback_query.filter(ask)
        subject.message.filter(ask)
        subject.callback_query.register(do, button.filter())
        subject.message.register(do, Command(name))
        return subject

    async def presses(self, data: str) -> None:
        message = Message(message_id=5, date=datetime.now(UTC), chat=Chat(id=1, type="private"))
        query = CallbackQuery(
            id="1", from_user=ANNA, chat_instance="1", data=data, message=message
        )
        await self.dispatcher.feed_update(self.bot, Update(update_id=1, callback_query=query))

    async def says(self, text: str) -> None:
        chat = Chat(id=1, type="private")
        message = Message(
            message_id=6, date=datetime.now(UTC), chat=chat, from_user=ANNA, text=text
        )
        await self.dispatcher.feed_update(self.bot, Update(update_id=2, message=message))


async def test_a_button_reaches_its_own_subject_and_nobody_else_is_asked() -> None:
    shelf = Shelf()

    await shelf.presses(Cup().pack())

    assert (shelf.asked, shelf.done) == (["cup"], ["cup"])


async def test_an_unknown_button_and_plain_words_ask_nobody() -> None:
    shelf = Shelf()

    await shelf.presses("gone:1")
    await shelf.says("a blue cup")

    assert shelf.asked == []


async def test_a_command_reaches_its_subject_with_words_and_mentions() -> None:
    shelf = Shelf()
    shelf.bot._me = User(id=42, is_bot=True, first_name="Souk", username="souk_bot")

    await shelf.says("/tea green")
    await shelf.says("/cup@souk_bot")

    assert shelf.done == ["tea", "cup"]


async def test_a_handler_that_names_nothing_is_asked_about_everything() -> None:
    shelf = Shelf()
    open_door = Subject("open")

    async def welcome(_: Any) -> None:
        shelf.done.append("open")

    open_door.message.register(welcome)
    shelf.dispatcher.sub_routers[0].include_router(open_door)

    await shelf.says("/unknown")
    await shelf.says("a blue cup")

    assert shelf.done == ["open", "open"]
