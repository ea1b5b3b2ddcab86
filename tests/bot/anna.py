"""A customer in front of the frame, whose handler does what the test says."""

from dataclasses import replace
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import SendMessage
from aiogram.types import Update

from bot.i18n import Translations, Translator
from bot.middlewares.customer import WhoWrites
from bot.middlewares.placing import Placing
from bot.middlewares.show import Show, Wording
from bot.pacing import Pacing
from bot.reply import (
    Button,
    Reply,
    Screen,
)
from bot.sender import Sender
from bot.stage import Stage
from domain.customers import Customer
from domain.errors import OutOfStock, ShopError
from domain.services.customers import Profile
from tests.bot.recorder import TOKEN, Recorder

LIVE, OTHER = 60, 40
TELEGRAM_WORDS = SendMessage(chat_id=1, text="x")


class Open(CallbackData, prefix="o"):
    """A button of these tests."""


HOME = Button("Home", Open())
SHOP = Screen("Shop", [[HOME]])
ORDER = Screen("Order 17", [[HOME]], card=False)


class Shelf:
    """Pictures 1 and 2, of which 1 is known to Telegram as "known-1"."""

    def __init__(self) -> None:
        self.known = {1: "known-1"}
        self.cover_id: int | None = None

    async def file_id(self, picture_id: int) -> str | None:
        return self.known.get(picture_id)

    async def content(self, picture_id: int) -> bytes:
        return f"picture {picture_id}".encode()

    async def remember(self, picture_id: int, file_id: str) -> None:
        self.known[picture_id] = file_id

    def cover(self) -> int | None:
        return self.cover_id


class Anna:
    """A customer whose handler returns, or raises, what the test says."""

    def __init__(self) -> None:
        self.telegram = Recorder()
        self.pictures = Shelf()
        self.person = Customer(7, "Anna", None, "en", card_message_id=LIVE)
        self.captions: list[bool] = []
        self.noted: list[tuple[str, int, int]] = []
        self.pauses: list[float] = []
        self.outcome: Reply | Exception | None = None
        self._bot = Bot(TOKEN, self.telegram)
        self._dispatcher = self._wired()

    async def seen(self, profile: Profile) -> Customer:
        assert profile.id == self.person.id
        return self.person

    async def glance(self, profile: Profile) -> Customer:
        return await self.seen(profile)

    async def show_card(self, customer_id: int, message_id: int | None) -> None:
        assert customer_id == self.person.id
        self.person = replace(self.person, card_message_id=message_id)

    async def note_shown(
        self, subject: str, chat_id: int, message_id: int, *, caption: bool = False
    ) -> None:
        self.noted.append((subject, chat_id, message_id))
        self.captions.append(caption)

    async def gets(self, outcome: Reply | Exception | None, after: dict[str, Any]) -> list[str]:
        """Return the calls made when the handler's *outcome* follows the update *after*."""
        self.outcome = outcome
        before = len(self.telegram.calls)
        update = Update.model_validate(after, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, update)
        return self.telegram.methods[before:]

    def _wired(self) -> Dispatcher:
        async def pause(seconds: float) -> None:
            self.pauses.append(seconds)

        sender = Sender(self._bot, Pacing(), pause)
        placing = Placing(Stage(sender.now, self.pictures), self)
        translations = Translations({})
        dispatcher = Dispatcher(disable_fsm=True)
        show = Show(sender.now, placing, WORDING, translations.for_language)
        dispatcher.update.outer_middleware(show)
        dispatcher.update.outer_middleware(WhoWrites(self, translations))
        for observer in (dispatcher.message, dispatcher.callback_query):
            observer.register(self._handle)
        dispatcher.pre_checkout_query.register(self._handle)
        return dispatcher

    async def _handle(self, _: object) -> Reply | None:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def explain(error: ShopError, t: Translator) -> str:
    assert isinstance(error, OutOfStock)
    return t.plural(
        "Only {n} <b>{what}</b> left.", "{n} {what} left.", error.left, what=error.title
    )


WORDING = Wording(
    explain=explain,
    sorry=lambda t: t("Something went wrong. Your cart is safe."),
    apology=lambda t: Screen(t("Something went wrong. Your cart is safe."), [[HOME]]),
)
