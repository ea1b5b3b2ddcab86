"""The street in front of the shop: people who say, tap and see."""

import io
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from aiogram.types import Update

from bot.app import App
from bot.files.command import import_file
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.provider import Provider

_VISIBLE = {
    "sendMessage",
    "sendPhoto",
    "sendInvoice",
    "sendDocument",
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
}


class Street:
    """The shop with its local Telegram; nothing happens but what a test makes happen."""

    def __init__(self, app: App, telegram: Telegram) -> None:
        self.app = app
        self.telegram = telegram

    async def quiet(self) -> None:
        """Let the shop handle all updates and deliver all it queued."""
        while True:
            while update := self.telegram.take_update():
                await self.feed(update)
            sent = [await outbox.deliver() for outbox in self.app.outboxes]
            if not any(sent) and not self.telegram.pending_updates():
                return

    async def feed(self, update: dict[str, Any]) -> None:
        """Let the shop handle one update."""
        bot = self.app.bot
        read = Update.model_validate(update, context={"bot": bot})
        await self.app.dispatcher.feed_update(bot, read)

    async def minds_the_money(self) -> None:
        """Let the shop ask its providers once, and tell what comes of it."""
        services = self.app.services
        for job in (
            services.money.watch.work_off,
            services.money.watch.look,
            services.money.refunds.send_due,
        ):
            await job()
        await self.quiet()

    async def is_told(
        self, provider: Provider, name: str, kind: str = "payment.succeeded"
    ) -> None:
        """Have a provider call about a payment, by its key or id, and the shop work that off."""
        await self.app.services.money.watch.hear(provider.provider, provider.hint(name, kind))
        await self.minds_the_money()

    def person(self, name: str, language: str = "en") -> "Passer":
        """Have somebody new on the street."""
        return Passer(self, self.telegram.person(name, language))


class Passer:
    """A person with the shop's chat open. Labels and texts are matched as people read them."""

    def __init__(self, street: Street, person: Person, chat_id: int | None = None) -> None:
        self.street = street
        self.person = person
        self.id = person.id
        self.chat_id = chat_id or person.id

    async def says(self, *texts: str) -> None:
        """Type messages, one after the other."""
        for text in texts:
            self._forget()
            self.street.telegram.say(self.person, text, chat=self._group)
            await self.street.quiet()

    async def taps(self, *labels: str) -> None:
        """Tap buttons by their label (or its beginning), each on the newest message with it."""
        for label in labels:
            message_id, row, column = self._find(label)
            self._forget()
            self.street.telegram.tap(self.person, self.chat_id, message_id, row, column)
            await self.street.quiet()

    async def sends_forged(self, data: str, message_id: int | None = None) -> None:
        """Send callback data that no button of theirs has."""
        self._forget()
        at = message_id or (self.messages[-1]["message_id"] if self.messages else 1)
        self.street.telegram.tap_data(self.person, self.chat_id, at, data)
        await self.street.quiet()

    async def shares_phone(self, phone: str, owner: Person | None = None) -> None:
        """Share a contact: their own, or another person's."""
        self._forget()
        self.street.telegram.contact(self.person, phone, owner=owner)
        await self.street.quiet()

    async def pays(self, outcome: str = "succeed", payer: "Passer | None" = None) -> Any:
        """Pay the newest invoice of this chat; return the sandbox's checkout."""
        invoice = [m for m in self.messages if "invoice" in m][-1]
        who = payer.person if payer else self.person
        self._forget()
        checkout = self.street.telegram.pay(who, self.chat_id, invoice["message_id"], outcome)
        await self.street.quiet()
        return checkout

    @property
    def messages(self) -> list[dict[str, Any]]:
        """All messages in the chat, oldest first."""
        return list(self.street.telegram.messages(self.chat_id))

    @property
    def card(self) -> dict[str, Any]:
        """The newest message of the shop."""
        return [m for m in self.messages if m["from"]["is_bot"]][-1]

    @property
    def text(self) -> str:
        """What the newest message of the shop says, without formatting."""
        return _words(self.card)

    @property
    def all_text(self) -> str:
        """Everything that is written in the chat."""
        return "\n".join(_words(message) for message in self.messages)

    def sees(self, *texts: str) -> bool:
        """Whether all *texts* are somewhere in the chat."""
        return all(text in self.all_text for text in texts)

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message of the shop."""
        return [button["text"] for row in _rows(self.card) for button in row]

    def page(self, label: str) -> str | None:
        """The address that the newest button with this label opens; None if it opens none."""
        message_id, row, column = self._find(label)
        message = next(m for m in self.messages if m["message_id"] == message_id)
        address: str | None = _rows(message)[row][column].get("url")
        return address

    @property
    def toasts(self) -> list[str]:
        """What popped up over the chat since the last act of this person."""
        mine = (t for t in self.street.telegram.toasts if t["person_id"] == self.id)
        return [toast["text"] for toast in mine if toast["text"]]

    @property
    def calls(self) -> list[str]:
        """The Bot API calls into this chat since the last act of this person."""
        return [
            call.method
            for call in self.street.telegram.calls
            if call.params.get("chat_id") in (self.chat_id, str(self.chat_id), None)
        ]

    @property
    def visible_calls(self) -> list[str]:
        """Those of `calls` that show something."""
        return [method for method in self.calls if method in _VISIBLE]

    @property
    def _group(self) -> Any:
        world = self.street.telegram.world
        return None if self.chat_id == self.id else world.people.chats[self.chat_id]

    def _forget(self) -> None:
        self.street.telegram.calls.clear()
        self.street.telegram.toasts.clear()

    def _find(self, label: str) -> tuple[int, int, int]:
        places = list(_places(reversed(self.messages)))
        for fits in (str.__eq__, str.startswith):
            for text, place in places:
                if fits(text, label):
                    return place
        raise AssertionError(f"no button {label!r} among {[text for text, _ in places]}")


def _places(
    messages: Iterable[dict[str, Any]],
) -> Iterable[tuple[str, tuple[int, int, int]]]:
    for message in messages:
        for r, row in enumerate(_rows(message)):
            for c, button in enumerate(row):
                yield button["text"], (message["message_id"], r, c)


def _rows(message: dict[str, Any]) -> list[list[dict[str, Any]]]:
    markup = message.get("reply_markup") or {}
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard", [])
    return rows


def _words(message: dict[str, Any]) -> str:
    invoice = message.get("invoice", {})
    said = message.get("text") or message.get("caption") or invoice.get("title") or ""
    return unescape(str(said))


async def brings(street: Street, file: Path) -> None:
    """Have a catalogue file read into the shop."""
    app = street.app
    out = io.StringIO()
    done = await import_file(
        app.store, app.clock, file, dry_run=False, currency="USD", shop_name="Souk", out=out
    )
    assert not done, out.getvalue()
