"""Who comes and goes: people, groups, blocks."""

from collections.abc import Iterable
from dataclasses import replace

from sandbox.membership import tell_status
from sandbox.people import Chat, Person
from sandbox.refusals import Json
from sandbox.world import World


class Gathering:
    """People and groups of the sandbox."""

    _world: World

    def person(
        self,
        first_name: str,
        language_code: str = "en",
        id: int | None = None,  # noqa: A002 - it is Telegram's own word
        username: str | None = None,
        label: str = "Customer",
    ) -> Person:
        """Somebody new, who has not written to the bot yet.

        Raises:
            ValueError: the id is taken.
        """
        people = self._world.people
        number = people.next_person_id() if id is None else id
        person = people.add_person(
            Person(number, first_name, language_code, "", username or "", label)
        )
        self._world.events.publish("person", person_id=number)
        self._world.events.publish("chat", chat_id=number)
        return person

    def offstage(self, id: int, first_name: str, language_code: str) -> Person:  # noqa: A002
        """Somebody who talked with the bot long ago: it may write to them, no page shows it.

        Raises:
            ValueError: the id is taken.
        """
        people = self._world.people
        people.offstage.add(id)
        return people.add_person(Person(id, first_name, language_code))

    def group(self, title: str, members: Iterable[Person], supergroup: bool = False) -> Chat:
        """A group made by the first of *members*, who adds the bot: my_chat_member is queued."""
        people = list(members)
        chat = self._world.people.add_group(title, [each.id for each in people], supergroup)
        self.add_bot_to_group(people[0], chat)
        return self._world.people.chats[chat.id]

    def add_bot_to_group(self, person: Person, chat: Chat, admin: bool = False) -> Json:
        """Somebody adds the bot (or makes it an administrator); returns my_chat_member."""
        user = self._world.people.user(person.id)
        status = "administrator" if admin else "member"
        update = tell_status(self._world, self._world.people.chats[chat.id], status, user)
        added = {"new_chat_members": [self._world.people.bot_user]}
        self._world.receive(self._world.post(chat, user, added))
        return update

    def remove_bot(self, person: Person, chat: Chat) -> Json:
        """Somebody throws the bot out; returns my_chat_member."""
        user = self._world.people.user(person.id)
        return tell_status(self._world, self._world.people.chats[chat.id], "kicked", user)

    def join(self, person: Person, chat: Chat) -> Chat:
        """Somebody joins a group."""
        now = self._world.people.chats[chat.id]
        grown = replace(now, members=(*now.members, person.id))
        return self._world.people.put(grown)

    def upgrade(self, chat: Chat) -> Chat:
        """Turn a basic group into a supergroup; the old id answers with migrate_to_chat_id."""
        people = self._world.people
        new = people.add_group(chat.title, chat.members, supergroup=True)
        new = people.bot_status(new.id, people.chats[chat.id].bot)
        old = people.put(replace(people.chats[chat.id], moved_to=new.id))
        creator = people.user(old.members[0])
        self._world.receive(self._world.post(old, creator, {"migrate_to_chat_id": new.id}))
        self._world.receive(self._world.post(new, creator, {"migrate_from_chat_id": old.id}))
        return new

    def block(self, person: Person) -> Json:
        """The person blocks the bot; returns my_chat_member."""
        self._world.people.blocked.add(person.id)
        return self._told(person, "kicked")

    def unblock(self, person: Person) -> Json:
        """The person lets the bot write again; returns my_chat_member."""
        self._world.people.blocked.discard(person.id)
        return self._told(person, "member")

    def _told(self, person: Person, status: str) -> Json:
        people = self._world.people
        update = tell_status(self._world, people.chats[person.id], status, people.user(person.id))
        self._world.events.publish("person", person_id=person.id)
        return update
