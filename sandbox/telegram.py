"""The sandbox as one object: a Telegram for one bot, in this process."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from sandbox.calls import Call
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.gathering import Gathering
from sandbox.making import new_world
from sandbox.office import Answer, Office
from sandbox.params import Upload
from sandbox.paying import Paying
from sandbox.people import Chat, Person
from sandbox.refusals import Json
from sandbox.talking import Talking
from sandbox.world import World


class Telegram(Gathering, Talking, Paying):
    """A local Telegram.

    `call` is the bot's side: one Bot API call. Everything else is the people's side. Nothing
    waits and nothing is random: time is the clock's, ids are the same in every run.
    """

    def __init__(
        self,
        token: str,
        clock: Clock | None = None,
        bot_username: str = "souk_demo_bot",
        bot_name: str = "Souk",
        *,
        privacy: bool = True,
        log_size: int = 1000,
    ) -> None:
        """Open an empty sandbox for the bot of *token*.

        Raises:
            ValueError: *token* does not look like `123456:letters`.
        """
        bot = Person(_bot_id(token), bot_name, username=bot_username, label="Bot")
        self._world = new_world(token, bot, clock or Clock(), log_size, privacy)
        self._office = Office(self._world)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Answer:
        """Do one Bot API call as if it came over HTTP; getUpdates answers at once."""
        return self._office.call(method, params or {}, files or {})

    @property
    def world(self) -> World:
        """The state, for the server and for curious tests."""
        return self._world

    @property
    def office(self) -> Office:
        """Where calls arrive, for the server."""
        return self._office

    @property
    def token(self) -> str:
        """The bot's token."""
        return self._world.token

    @property
    def clock(self) -> Clock:
        """The sandbox's time."""
        return self._world.clock

    @property
    def faults(self) -> Faults:
        """The switches that make trouble."""
        return self._world.faults

    @property
    def calls(self) -> deque[Call]:
        """The last calls, oldest first."""
        return self._world.log.last

    @property
    def violations(self) -> deque[Call]:
        """The calls which broke a rule of Telegram; `violation` says which."""
        return self._world.log.broken

    @property
    def toasts(self) -> deque[Json]:
        """Answers to taps that people saw: person_id, chat_id, message_id, text, alert, url?"""
        return self._world.toasts

    def skip(self, seconds: float) -> None:
        """Let time pass, with everything that becomes due by it."""
        self._world.clock.skip(seconds)
        self._world.events.publish("clock", now=int(self._world.clock.now()))
        self.tick()

    def tick(self) -> None:
        """Let happen what is due by now; the server does this by itself."""
        self._office.tick()

    def clear_chats(self) -> None:
        """Empty every chat, as before anybody wrote; people, groups and commands stay."""
        self._world.clear_chats()

    def pending_updates(self) -> list[Json]:
        """Updates which wait for the bot, oldest first."""
        return [pending.update for pending in self._world.updates.waiting()]

    def take_update(self) -> Json | None:
        """Take the oldest update out of the queue, or None."""
        return self._world.updates.take()

    def messages(self, chat_id: int) -> list[Json]:
        """The messages of a chat which are not deleted, oldest first."""
        entries = self._world.messages.in_chat(chat_id)
        return [entry.body for entry in entries if not entry.deleted]

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """One message as it stands now, or None when it is deleted."""
        entry = self._world.messages.living(chat_id, message_id)
        return entry.body if entry else None

    def reply_keyboard(self, chat_id: int) -> Json | None:
        """The reply keyboard (or ForceReply) that stands in a chat."""
        return self._world.messages.reply_keyboards.get(chat_id)

    def inline_results(self, query_id: str) -> list[Json]:
        """What the bot answered to an inline query; empty before it did."""
        return self._world.inline.results(query_id)

    def commands_for(self, chat: Chat | Person, person: Person | None = None) -> list[Json]:
        """The command menu in a chat as *person* (in a private chat: its owner) sees it."""
        where = self._world.people.chats[chat.id]
        who = person.id if person else where.members[0]
        language = self._world.people.persons[who].language_code
        return self._world.profile.commands_for(where, who, language)


def _bot_id(token: str) -> int:
    number, colon, rest = token.partition(":")
    if not (number.isdigit() and colon and rest):
        raise ValueError("a bot token looks like 123456:letters")
    return int(number)
