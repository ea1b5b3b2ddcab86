"""Which chat a call means, and whether the bot may write there."""

from sandbox.params import Params
from sandbox.people import Chat
from sandbox.refusals import bad_request, forbidden
from sandbox.world import World


def find_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call names.

    Raises:
        Refused: none named, or none there.
    """
    if not params.has(name):
        raise bad_request(f"{name} is empty")
    chat = world.people.chats.get(params.integer(name))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable(world: World, params: Params) -> Chat:
    """The chat a call names, if the bot may write there now.

    Raises:
        Refused: it may not, with Telegram's reason.
    """
    chat = find_chat(world, params)
    if world.faults.flood_limits:
        world.flood.check(chat, world.clock.now())
    if chat.private:
        _check_person(world, chat.id)
    else:
        _check_group(chat)
    if params.has("message_thread_id"):
        raise bad_request("message thread not found")
    return chat


def _check_person(world: World, person_id: int) -> None:
    people = world.people
    if person_id in people.blocked or person_id in world.faults.blocked:
        raise forbidden("bot was blocked by the user")
    if person_id in people.deactivated:
        raise forbidden("user is deactivated")
    if person_id not in people.started | people.offstage:
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(chat: Chat) -> None:
    if chat.moved_to:
        words = "group chat was upgraded to a supergroup chat"
        raise bad_request(words, migrate_to_chat_id=chat.moved_to)
    if chat.bot == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not chat.open:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
