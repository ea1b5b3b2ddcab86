"""Where a reply goes: which message is edited, which is new, which has to leave."""

from dataclasses import dataclass
from typing import Protocol

from aiogram.types import Chat, Message

from bot.markup import escape
from bot.reply import Document, Invoice, Reply, Screen, Toast
from bot.stage import Gone, Place, Stage
from domain.customers import Customer


class Cards(Protocol):
    """Where it is kept which message shows what. Nothing is asked of it on an ordinary tap."""

    async def show_card(self, customer_id: int, message_id: int | None) -> None:
        """Note the live card of a customer's chat; it comes back as `card_message_id`."""
        ...

    async def note_shown(
        self, subject: str, chat_id: int, message_id: int, *, caption: bool = False
    ) -> None:
        """Note the message that shows *subject*, a screen's or an invoice's.

        *caption* tells that its words stand under a picture.
        """
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What the person did. *live* is the live card; only private chats have one."""

    chat_id: int
    private: bool = True
    live: int | None = None
    tapped: Place | None = None

    @property
    def tapped_live(self) -> bool:
        """Whether the tap was on the live card."""
        return self.tapped is not None and self.tapped.message_id == self.live


def scene(chat: Chat, customer: Customer | None, tapped: object = None) -> Scene:
    """Describe what *customer* did in *chat*; *tapped* is the message with the button."""
    private = chat.type == "private"
    live = customer.card_message_id if customer and private else None
    return Scene(chat.id, private, live, _place(tapped))


class Placing:
    """Follows the rule of one live card a chat.

    A tap on the live card changes that card. Anything else that leads to a card makes a
    new one at the bottom, and the former one goes. Messages of their own (orders, staff)
    change only by their own buttons; a live card that turns into one stops being the card.
    """

    def __init__(self, stage: Stage, cards: Cards) -> None:
        self._stage = stage
        self._cards = cards

    async def show(self, reply: Reply, at: Scene) -> None:
        """Show *reply*; replies without anything to see are left alone."""
        match reply:
            case Screen():
                await self._screen(reply, at)
            case Toast():
                await self._stage.post(at.chat_id, Screen(escape(reply.text), card=False))
            case Invoice():
                message_id = await self._stage.post_invoice(at.chat_id, reply)
                await self._note(reply.subject, at, message_id)
            case Document():
                await self._stage.post_document(at.chat_id, reply)

    async def _screen(self, screen: Screen, at: Scene) -> None:
        place = _to_edit(screen, at)
        if place is None or not await self._edited(place, screen):
            await self._post(screen, at)
        elif at.tapped_live and not screen.card:
            await self._cards.show_card(at.chat_id, None)
            caption = place.photo is not None
            await self._note(screen.subject, at, place.message_id, caption=caption)

    async def _edited(self, place: Place, screen: Screen) -> bool:
        try:
            await self._stage.edit(place, screen)
        except Gone:
            return False
        return True

    async def _post(self, screen: Screen, at: Scene) -> None:
        message_id = await self._stage.post(at.chat_id, screen)
        await self._note(screen.subject, at, message_id)
        if screen.card and at.private:
            await self._cards.show_card(at.chat_id, message_id)
            if at.live is not None:
                await self._stage.remove(at.chat_id, at.live)

    async def _note(
        self, subject: str | None, at: Scene, message_id: int, *, caption: bool = False
    ) -> None:
        if subject is not None:
            await self._cards.note_shown(subject, at.chat_id, message_id, caption=caption)


def _to_edit(screen: Screen, at: Scene) -> Place | None:
    if screen.fresh or screen.album or screen.keyboard is not None:
        return None
    if screen.card and at.private and not at.tapped_live:
        return None
    return at.tapped


def _place(message: object) -> Place | None:
    """Return the tapped message if it can be edited: not too old to be told, text or photo."""
    if not isinstance(message, Message):
        return None
    if message.photo:
        return Place(message.chat.id, message.message_id, message.photo[-1].file_id)
    return Place(message.chat.id, message.message_id) if message.text is not None else None
