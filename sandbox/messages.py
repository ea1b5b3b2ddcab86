"""Every message of every chat, as the Bot API writes it."""

from collections import defaultdict
from dataclasses import dataclass

from sandbox.people import Chat
from sandbox.refusals import Json


@dataclass(slots=True)
class Entry:
    """A message with what the Bot API does not show.

    *body* is replaced by a new dictionary on every change and never changed itself, so that
    updates, logs and answers can share it.
    """

    body: Json
    mine: bool
    editable: bool = True
    deleted: bool = False
    pinned: bool = False

    @property
    def chat_id(self) -> int:
        """Where it stands."""
        number: int = self.body["chat"]["id"]
        return number

    @property
    def id(self) -> int:
        """Its number within the chat."""
        number: int = self.body["message_id"]
        return number


class Messages:
    """Messages by chat and number.

    Private chats and basic groups share one counter, every supergroup has its own: numbers have
    gaps and collide across chats, as on Telegram.
    """

    def __init__(self) -> None:
        self._chats: dict[int, dict[int, Entry]] = defaultdict(dict)
        self._counters: dict[int, int] = defaultdict(int)
        self.paid: set[tuple[int, int]] = set()
        self.reply_keyboards: dict[int, Json] = {}
        self.forced: dict[int, int] = {}

    def clear(self) -> None:
        """Forget every message; numbers go on growing."""
        self._chats.clear()
        self.paid.clear()
        self.reply_keyboards.clear()
        self.forced.clear()

    def next_id(self, chat: Chat) -> int:
        """The number for a new message of *chat*."""
        counter = chat.id if chat.type == "supergroup" else 0
        self._counters[counter] += 1
        return self._counters[counter]

    def put(self, entry: Entry) -> Entry:
        """Store a new message."""
        self._chats[entry.chat_id][entry.id] = entry
        return entry

    def get(self, chat_id: int, message_id: int) -> Entry | None:
        """The message, also a deleted one."""
        return self._chats[chat_id].get(message_id)

    def living(self, chat_id: int, message_id: int) -> Entry | None:
        """The message unless it is deleted."""
        entry = self.get(chat_id, message_id)
        return None if entry is None or entry.deleted else entry

    def in_chat(self, chat_id: int) -> list[Entry]:
        """All messages of a chat in the order they came, deleted ones too."""
        return list(self._chats[chat_id].values())

    def pinned(self, chat_id: int) -> Json | None:
        """The newest pinned message of a chat."""
        entries = [entry for entry in self.in_chat(chat_id) if entry.pinned and not entry.deleted]
        return entries[-1].body if entries else None
