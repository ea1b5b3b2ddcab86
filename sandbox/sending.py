"""The methods that put a new message into a chat."""

from sandbox.formatting import message_caption, message_text
from sandbox.invoices import read_invoice
from sandbox.keyboards import read_markup
from sandbox.media import read_media
from sandbox.messages import Entry
from sandbox.params import Params
from sandbox.people import Chat
from sandbox.reach import writable
from sandbox.refusals import Json, bad_request
from sandbox.world import World

ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "upload_document",
        "upload_video",
        "upload_voice",
        "upload_video_note",
        "record_video",
        "record_voice",
        "record_video_note",
        "choose_sticker",
        "find_location",
    )
)


def deliver(
    world: World, params: Params, chat: Chat, fields: Json, invoice: bool = False
) -> Entry:
    """Post what the bot sends, with the reply and the keyboard of the call.

    Raises:
        Refused: the keyboard or the message replied to is wrong; nothing is posted then.
    """
    markup = read_markup(params, chat, world.warn, invoice)
    extra = reply_fields(world, params, chat) | fields
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    if params.has("message_effect_id"):
        extra["effect_id"] = params.text("message_effect_id")
    if markup.inline:
        extra["reply_markup"] = markup.inline
    entry = world.post(chat, world.people.bot_user, extra, editable=markup.reply is None)
    if markup.reply is not None:
        world.show_keyboard(chat.id, markup.reply)
        if markup.reply.get("force_reply"):
            world.messages.forced[chat.id] = entry.id
    return entry


def reply_fields(world: World, params: Params, chat: Chat) -> Json:
    """The field `reply_to_message`, if the call replies to one.

    Raises:
        Refused: the message is gone and the call insists on it.
    """
    wanted: Json = params.mapping("reply_parameters")
    number = wanted.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return {}
    entry = world.messages.living(chat.id, int(number))
    if entry is not None:
        return {"reply_to_message": quoted(entry.body)}
    if wanted.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def quoted(body: Json) -> Json:
    """A message as another one quotes it: without the message it replied to itself."""
    return {name: value for name, value in body.items() if name != "reply_to_message"}


def send_message(world: World, params: Params) -> Json:
    """sendMessage."""
    fields = message_text(params)
    return deliver(world, params, writable(world, params), fields).body


def send_photo(world: World, params: Params) -> Json:
    """sendPhoto."""
    return _send_media(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """sendDocument."""
    return _send_media(world, params, "document")


def _send_media(world: World, params: Params, kind: str) -> Json:
    fields = message_caption(params)
    chat = writable(world, params)
    media = read_media(world.files, params, kind, kind)
    return deliver(world, params, chat, media | fields | media_flags(params)).body


def media_flags(params: Params) -> Json:
    """How a photo is shown."""
    shown = {
        "show_caption_above_media": "show_caption_above_media",
        "has_spoiler": "has_media_spoiler",
    }
    return {field: True for name, field in shown.items() if params.flag(name)}


def send_contact(world: World, params: Params) -> Json:
    """sendContact."""
    for name in ("phone_number", "first_name"):
        if not params.has(name):
            raise bad_request(f"{name.replace('_', ' ')} is empty")
    given = {name: params.text(name) for name in ("phone_number", "first_name", "last_name")}
    contact = {name: value for name, value in given.items() if value}
    return deliver(world, params, writable(world, params), {"contact": contact}).body


def send_location(world: World, params: Params) -> Json:
    """sendLocation."""
    fields = {"location": _place(params)}
    return deliver(world, params, writable(world, params), fields).body


def send_venue(world: World, params: Params) -> Json:
    """sendVenue."""
    place = _place(params)
    venue = {"location": place, "title": params.text("title"), "address": params.text("address")}
    fields = {"venue": venue, "location": place}
    return deliver(world, params, writable(world, params), fields).body


def _place(params: Params) -> Json:
    try:
        latitude, longitude = float(params.text("latitude")), float(params.text("longitude"))
    except ValueError:
        raise bad_request("latitude and longitude must be numbers") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


def send_invoice(world: World, params: Params) -> Json:
    """sendInvoice."""
    invoice = read_invoice(params)
    chat = writable(world, params)
    entry = deliver(world, params, chat, {"invoice": invoice.shown()}, invoice=True)
    world.invoices[chat.id, entry.id] = invoice
    return entry.body


def create_invoice_link(world: World, params: Params) -> str:
    """createInvoiceLink; the link can be paid with `Telegram.pay_link`."""
    link = f"https://t.me/$sandbox{len(world.links) + 1:06}"
    world.links[link] = read_invoice(params)
    return link


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction."""
    chat, action = writable(world, params), params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.publish("typing", chat_id=chat.id, action=action)
    return True
