"""Who is there: people, their chats with the bot, and groups."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sandbox.refusals import Json

FIRST_PERSON = 1001
FIRST_BASIC_GROUP = -4001
FIRST_SUPERGROUP = -1001000000001


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; the id is also the id of their chat with the bot."""

    id: int
    first_name: str
    language_code: str = "en"
    last_name: str = ""
    username: str = ""
    label: str = "Customer"
    is_premium: bool = False

    def as_user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        user |= _given(last_name=self.last_name, username=self.username)
        user["language_code"] = self.language_code
        return user | _given(is_premium=self.is_premium)

    def as_chat(self) -> Json:
        """The Bot API's Chat of this person and the bot."""
        chat: Json = {"id": self.id, "first_name": self.first_name, "type": "private"}
        return chat | _given(last_name=self.last_name, username=self.username)


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat or a group; *bot* is the bot's status in it."""

    id: int
    type: str
    title: str
    members: tuple[int, ...]
    bot: str = "member"
    admins: tuple[int, ...] = ()
    moved_to: int = 0

    @property
    def private(self) -> bool:
        """Is it one person's chat with the bot?"""
        return self.type == "private"

    @property
    def open(self) -> bool:
        """May the bot see and write here?"""
        return self.bot in ("member", "administrator")


def _given(**fields: object) -> Json:
    return {name: value for name, value in fields.items() if value}


class People:
    """The directory of one sandbox: people, chats, who blocked the bot, who may be written to."""

    def __init__(self, bot: Person) -> None:
        self.bot = bot
        self.persons: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.started: set[int] = set()
        self.blocked: set[int] = set()
        self.deactivated: set[int] = set()
        self.offstage: set[int] = set()  # their chats are open to the bot, and nobody looks on
        self._users: dict[int, Json] = {}
        self._chats: dict[int, Json] = {}
        self.bot_user: Json = {
            "id": bot.id,
            "is_bot": True,
            "first_name": bot.first_name,
            "username": bot.username,
        }

    def add_person(self, person: Person) -> Person:
        """Register a person and their (not yet started) chat with the bot.

        Raises:
            ValueError: the id is taken.
        """
        if person.id in self.persons:
            raise ValueError(f"person {person.id} exists already")
        self.persons[person.id] = person
        self._users[person.id] = person.as_user()
        self._chats[person.id] = person.as_chat()
        self.chats[person.id] = Chat(person.id, "private", person.first_name, (person.id,))
        return person

    def next_person_id(self) -> int:
        """A free id, growing from 1001."""
        return max([FIRST_PERSON - 1, *(self.persons.keys() - self.offstage)]) + 1

    def add_group(self, title: str, members: Iterable[int], supergroup: bool) -> Chat:
        """Register a group; the first member is its creator."""
        first = FIRST_SUPERGROUP if supergroup else FIRST_BASIC_GROUP
        kind = "supergroup" if supergroup else "group"
        number = sum(chat.type == kind for chat in self.chats.values())
        inside = tuple(members)
        chat = Chat(first - number, kind, title, inside, bot="left", admins=inside[:1])
        return self.put(chat)

    def put(self, chat: Chat) -> Chat:
        """Store the new state of a group."""
        self.chats[chat.id] = chat
        if not chat.private:
            self._chats[chat.id] = {"id": chat.id, "title": chat.title, "type": chat.type}
        return chat

    def bot_status(self, chat_id: int, status: str) -> Chat:
        """Change what the bot is in a chat."""
        return self.put(replace(self.chats[chat_id], bot=status))

    def user(self, person_id: int) -> Json:
        """The User of a person; shared, never change it."""
        return self._users[person_id]

    def chat(self, chat_id: int) -> Json:
        """The Chat as messages carry it; shared, never change it."""
        return self._chats[chat_id]
