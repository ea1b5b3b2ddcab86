"""The sandbox as the page sees it."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.events import Event
from sandbox.people import Chat, Person
from sandbox.refusals import Json
from sandbox.world import World

MESSAGES = 300
CALLS = 200


def person_json(world: World, person: Person) -> Json:
    """A person with their label and whether they blocked the bot."""
    shown = person.as_user() | {"label": person.label}
    shown["blocked"] = person.id in world.people.blocked
    return shown


def chat_json(world: World, chat: Chat) -> Json:
    """A chat with its last messages, its command menu and its reply keyboard."""
    shown: Json = {"id": chat.id, "type": chat.type, "title": chat.title}
    if chat.private:
        shown["person_id"] = chat.id
    shown["members"] = list(chat.members)
    shown["bot"] = chat.bot
    entries = [each for each in world.messages.in_chat(chat.id) if not each.deleted]
    shown["messages"] = [message_json(world, each.body) for each in entries[-MESSAGES:]]
    shown["commands"] = commands_json(world, chat)
    shown["reply_keyboard"] = world.messages.reply_keyboards.get(chat.id)
    return shown


def commands_json(world: World, chat: Chat) -> list[Json]:
    """The command menu of a chat for its first member."""
    if not chat.members:
        return []
    who = world.people.persons[chat.members[0]]
    return world.profile.commands_for(chat, who.id, who.language_code)


def message_json(world: World, body: Json) -> Json:
    """A message with what only the sandbox knows."""
    chat_id, number = body["chat"]["id"], body["message_id"]
    entry = world.messages.get(chat_id, number)
    extra: Json = {"deleted": entry is None or entry.deleted}
    extra["spinning"] = world.presses.spinning(chat_id, number)
    extra["paid"] = (chat_id, number) in world.messages.paid
    extra["pinned"] = entry is not None and entry.pinned
    invoice = world.invoices.get((chat_id, number))
    if invoice:
        extra["prices"] = list(invoice.prices)
        extra["flexible"] = invoice.flexible
        extra["needs"] = sorted(invoice.needs)
        extra["max_tip"] = invoice.max_tip
    return {**body, "sandbox": extra}


def state_json(world: World) -> Json:
    """Everything the page needs to begin."""
    people = world.people
    bot = {name: people.bot_user[name] for name in ("id", "username", "first_name")}
    state: Json = {"bot": bot}
    shown = [each for each in people.persons.values() if each.id not in people.offstage]
    state["people"] = [person_json(world, each) for each in shown]
    state["chats"] = [chat_json(world, each) for each in _chats(world)]
    state["calls"] = [call.as_json() for call in list(world.log.last)[-CALLS:]]
    state["faults"] = world.faults.as_json()
    state["now"] = int(world.clock.now())
    state["seq"] = world.events.seq
    return state


def _chats(world: World) -> list[Chat]:
    people = world.people
    return [chat for chat in people.chats.values() if chat.id not in people.offstage]


def event_json(world: World, event: Event) -> list[Json]:
    """An event as the page reads it; one about every chat becomes several."""
    render = _RENDERERS.get(event.kind)
    shown = render(world, event.fields) if render else [event.fields]
    return [{"seq": event.seq, "kind": event.kind, **fields} for fields in shown]


def _message(world: World, fields: Json) -> list[Json]:
    message = fields["message"]
    if message["chat"]["id"] in world.people.offstage:
        return []
    return [{"message": message_json(world, message)}]


def _call(_: World, fields: Json) -> list[Json]:
    return [{"call": fields["call"].as_json()}]


def _person(world: World, fields: Json) -> list[Json]:
    return [{"person": person_json(world, world.people.persons[fields["person_id"]])}]


def _chat(world: World, fields: Json) -> list[Json]:
    return [{"chat": chat_json(world, world.people.chats[fields["chat_id"]])}]


def _commands(world: World, _: Json) -> list[Json]:
    return [{"chat_id": chat.id, "commands": commands_json(world, chat)} for chat in _chats(world)]


_RENDERERS: Mapping[str, Callable[[World, Any], list[Json]]] = {
    "message": _message,
    "edited": _message,
    "call": _call,
    "person": _person,
    "chat": _chat,
    "commands": _commands,
}
