"""The methods that change or remove messages."""

from sandbox.formatting import message_caption, message_text
from sandbox.keyboards import read_markup
from sandbox.media import read_media
from sandbox.messages import Entry
from sandbox.params import Params
from sandbox.reach import find_chat, writable
from sandbox.refusals import Json, bad_request, unsupported
from sandbox.sending import media_flags
from sandbox.world import World

DELETE_WITHIN = 48 * 3600
DELETE_AT_ONCE = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)
_TEXT = frozenset(("text", "entities"))
_CAPTION = frozenset(("caption", "caption_entities", "show_caption_above_media"))
_MEDIA = frozenset(("photo", "document", "has_media_spoiler"))
_WITH_CAPTION = frozenset(("photo", "document"))


def edit_text(world: World, params: Params) -> Json:
    """editMessageText."""
    fields = message_text(params)
    entry = _editable(world, params)
    if "text" not in entry.body:
        raise bad_request("there is no text in the message to edit")
    return _apply(world, params, entry, _TEXT, fields)


def edit_caption(world: World, params: Params) -> Json:
    """editMessageCaption; without a caption the old one goes."""
    fields = message_caption(params)
    entry = _editable(world, params)
    if not _WITH_CAPTION.intersection(entry.body):
        raise bad_request("there is no caption in the message to edit")
    if params.flag("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return _apply(world, params, entry, _CAPTION, fields)


def edit_media(world: World, params: Params) -> Json:
    """editMessageMedia; a text may become a photo, never the other way round."""
    media = params.inner(params.mapping("media"))
    kind = media.text("type")
    if kind not in _WITH_CAPTION:
        raise unsupported(f"media of type {kind!r}")
    entry = _editable(world, params)
    if not _WITH_CAPTION.union(_TEXT).intersection(entry.body):
        raise bad_request("message can't be edited")
    fields = read_media(world.files, media, "media", kind)
    fields |= message_caption(media) | media_flags(media)
    return _apply(world, params, entry, _TEXT | _CAPTION | _MEDIA, fields)


def edit_keyboard(world: World, params: Params) -> Json:
    """editMessageReplyMarkup; a new keyboard alone does not mark a message as edited."""
    return _apply(world, params, _editable(world, params), frozenset(), {})


def _editable(world: World, params: Params) -> Entry:
    if params.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = writable(world, params)
    if not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    entry = world.messages.living(chat.id, params.integer("message_id"))
    if entry is None:
        raise bad_request("message to edit not found")
    if not entry.mine or not entry.editable or "forward_origin" in entry.body:
        raise bad_request("message can't be edited")
    return entry


def _apply(
    world: World, params: Params, entry: Entry, replaced: frozenset[str], fields: Json
) -> Json:
    chat = world.people.chats[entry.chat_id]
    markup = read_markup(params, chat, world.warn, invoice="invoice" in entry.body)
    if markup.reply is not None:
        raise bad_request("inline keyboard expected")
    gone = replaced | {"reply_markup"}
    body = {name: value for name, value in entry.body.items() if name not in gone}
    body.update(fields)
    if markup.inline:
        body["reply_markup"] = markup.inline
    if body == entry.body:
        raise bad_request(NOT_MODIFIED)
    return world.replace(entry, body, marked=bool(replaced))


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage."""
    chat = find_chat(world, params)
    entry = world.messages.living(chat.id, params.integer("message_id"))
    if entry is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, entry):
        raise bad_request("message can't be deleted")
    world.delete(entry)
    return True


def _may_delete(world: World, entry: Entry) -> bool:
    chat = world.people.chats[entry.chat_id]
    if chat.bot == "administrator":
        return True
    young: bool = world.clock.now() - entry.body["date"] < DELETE_WITHIN
    return young and (entry.mine or chat.private)


def delete_messages(world: World, params: Params) -> bool:
    """deleteMessages; those which cannot be deleted are passed over."""
    chat = find_chat(world, params)
    numbers = params.sequence("message_ids")
    if not 1 <= len(numbers) <= DELETE_AT_ONCE:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        entry = world.messages.living(chat.id, int(number))
        if entry is not None and _may_delete(world, entry):
            world.delete(entry)
    return True


def pin_message(world: World, params: Params) -> bool:
    """pinChatMessage; the chat gets a service message, the bot no update about it."""
    chat = writable(world, params)
    entry = world.messages.living(chat.id, params.integer("message_id"))
    if entry is None:
        raise bad_request("message to pin not found")
    if not chat.private and chat.bot != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if not entry.pinned:
        entry.pinned = True
        world.post(chat, world.people.bot_user, {"pinned_message": entry.body}, editable=False)
    return True


def unpin_message(world: World, params: Params) -> bool:
    """unpinChatMessage; without a number the newest pinned one."""
    chat = writable(world, params)
    pinned = [entry for entry in world.messages.in_chat(chat.id) if entry.pinned]
    number = params.integer("message_id")
    found = [entry for entry in pinned if not number or entry.id == number][-1:]
    if not found:
        raise bad_request("message to unpin not found")
    found[0].pinned = False
    return True


def unpin_all(world: World, params: Params) -> bool:
    """unpinAllChatMessages."""
    for entry in world.messages.in_chat(writable(world, params).id):
        entry.pinned = False
    return True


def react(world: World, params: Params) -> bool:
    """setMessageReaction; a bot may set one reaction."""
    chat = writable(world, params)
    entry = world.messages.living(chat.id, params.integer("message_id"))
    if entry is None:
        raise bad_request("message to react not found")
    if len(params.sequence("reaction")) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    return True
