"""Cards in chats, the journal, and settings changed in the chat."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from domain.ports.store import CardMessage, Entry
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.tables.chat import cards, journal, shop

_CARD = Look(
    select(cards.c.message_id, cards.c.caption).where(
        cards.c.subject == bindparam("subject"), cards.c.chat_id == bindparam("chat_id")
    )
)
_CHATS = Look(select(cards.c.chat_id).where(cards.c.subject == bindparam("subject")))

_shown: dict[str, Any] = {"message_id": bindparam("message"), "caption": bindparam("under")}
_REMEMBER = Deed(
    lambda insert: (
        insert(cards)
        .values(subject=bindparam("the_subject"), chat_id=bindparam("the_chat"), **_shown)
        .on_conflict_do_update(index_elements=[cards.c.subject, cards.c.chat_id], set_=_shown)
    )
)
_WRITE = Deed(
    lambda insert: insert(journal), [column for column in journal.c if column.name != "id"]
)


class Cards(Repository):
    """See `domain.ports.store.CardRepository`."""

    __slots__ = ()

    async def message(self, subject: str, chat_id: int) -> CardMessage | None:
        rows = await self.look(_CARD, {"subject": subject, "chat_id": chat_id})
        return CardMessage(rows[0].message_id, rows[0].caption) if rows else None

    async def chats(self, subject: str) -> tuple[int, ...]:
        rows = await self.look(_CHATS, {"subject": subject})
        return tuple(row.chat_id for row in rows)

    async def remember(self, subject: str, chat_id: int, message: CardMessage) -> None:
        named = {"the_subject": subject, "the_chat": chat_id}
        await self.do(_REMEMBER, {**named, "message": message.id, "under": message.caption})


class Journal(Repository):
    """See `domain.ports.store.JournalRepository`."""

    __slots__ = ()

    async def add(self, entry: Entry, at: datetime) -> None:
        values = {
            "actor_id": entry.actor_id,
            "action": entry.action,
            "subject": entry.subject,
            "before": entry.before,
            "after": entry.after,
            "at": at,
        }
        await self.do(_WRITE, values)


class Shop(Repository):
    """See `domain.ports.store.ShopRepository`."""

    __slots__ = ()

    async def value(self, name: str) -> str | None:
        found = await self._connection.execute(select(shop.c.value).where(shop.c.name == name))
        value: str | None = found.scalar_one_or_none()
        return value

    async def set(self, name: str, value: str) -> None:
        await self._connection.execute(
            self._insert(shop)
            .values(name=name, value=value)
            .on_conflict_do_update(index_elements=[shop.c.name], set_={"value": value})
        )
