"""The methods about chats and who is in them."""

from sandbox.params import Params
from sandbox.people import Chat
from sandbox.reach import find_chat, writable
from sandbox.refusals import Json, bad_request
from sandbox.world import World

_BOT_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_pin_messages",
    "can_invite_users",
    "can_manage_topics",
)


def get_chat(world: World, params: Params) -> Json:
    """getChat."""
    chat = find_chat(world, params)
    full = {**world.people.chat(chat.id), "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False
    )
    full["accepted_gift_types"]["gifts_from_channels"] = False
    pinned = world.messages.pinned(chat.id)
    return full | ({"pinned_message": pinned} if pinned else {})


def get_member(world: World, params: Params) -> Json:
    """getChatMember."""
    chat = find_chat(world, params)
    user_id = params.integer("user_id")
    if user_id == world.people.bot.id:
        return bot_member(world, chat)
    if user_id not in world.people.persons:
        raise bad_request("invalid user_id specified")
    return member(world, chat, user_id)


def member(world: World, chat: Chat, user_id: int) -> Json:
    """The ChatMember of a person; the first admin is the creator."""
    user = world.people.user(user_id)
    if chat.admins[:1] == (user_id,):
        return {"status": "creator", "user": user, "is_anonymous": False}
    if user_id in chat.admins:
        return administrator(user)
    return {"status": "member" if user_id in chat.members else "left", "user": user}


def bot_member(world: World, chat: Chat) -> Json:
    """The ChatMember of the bot."""
    user = world.people.bot_user
    if chat.bot == "administrator":
        return administrator(user)
    return {"status": chat.bot, "user": user} | ({"until_date": 0} if chat.bot == "kicked" else {})


def administrator(user: Json) -> Json:
    """A ChatMemberAdministrator with the rights a staff group gives."""
    refused = (
        "can_be_edited",
        "is_anonymous",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
    )
    rights = dict.fromkeys(_BOT_RIGHTS, True) | dict.fromkeys(refused, False)
    return {"status": "administrator", "user": user, **rights}


def get_administrators(world: World, params: Params) -> list[Json]:
    """getChatAdministrators, other bots never included."""
    chat = _group(world, params)
    people = [member(world, chat, user_id) for user_id in chat.admins]
    return people + ([bot_member(world, chat)] if chat.bot == "administrator" else [])


def _group(world: World, params: Params) -> Chat:
    chat = writable(world, params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return chat


def count_members(world: World, params: Params) -> int:
    """getChatMemberCount, the bot included."""
    chat = find_chat(world, params)
    return len(chat.members) + chat.open


def leave(world: World, params: Params) -> bool:
    """leaveChat."""
    chat = writable(world, params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    tell_status(world, chat, "left", world.people.bot_user)
    return True


def tell_status(world: World, chat: Chat, status: str, by: Json) -> Json:
    """Change what the bot is in a chat; returns the my_chat_member update."""
    before = bot_member(world, chat)
    after = bot_member(world, world.people.bot_status(chat.id, status))
    world.events.publish("chat", chat_id=chat.id)
    change: Json = {"chat": world.people.chat(chat.id), "from": by}
    change["date"] = int(world.clock.now())
    change |= {"old_chat_member": before, "new_chat_member": after}
    return world.updates.add("my_chat_member", change, chat.id)


def get_profile_photos(world: World, params: Params) -> Json:
    """getUserProfilePhotos; nobody here has one."""
    if params.integer("user_id") not in world.people.persons:
        raise bad_request("invalid user_id specified")
    return {"total_count": 0, "photos": []}
