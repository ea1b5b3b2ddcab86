"""copyMessage and forwardMessage."""

from sandbox.formatting import message_caption
from sandbox.messages import Entry
from sandbox.params import Params
from sandbox.reach import find_chat, writable
from sandbox.refusals import Json, bad_request
from sandbox.sending import deliver
from sandbox.world import World

CAPTIONED = frozenset(("caption", "caption_entities", "show_caption_above_media"))
MEDIA = frozenset(("photo", "document", "sticker", "has_media_spoiler"))
COPIED = CAPTIONED | MEDIA | {"text", "entities", "contact", "location", "venue"}
FORWARDED = COPIED | {"invoice"}


def copy_message(world: World, params: Params) -> Json:
    """copyMessage; a new caption may replace the old one."""
    source = _source(world, params, "copy")
    kept = {name: value for name, value in source.body.items() if name in COPIED}
    if params.has("caption") and "text" not in kept:
        kept = {name: value for name, value in kept.items() if name not in CAPTIONED}
        kept |= message_caption(params)
    return {"message_id": deliver(world, params, writable(world, params), kept).id}


def forward_message(world: World, params: Params) -> Json:
    """forwardMessage."""
    source = _source(world, params, "forward")
    if source.body.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    kept = {name: value for name, value in source.body.items() if name in FORWARDED}
    origin: Json = {"type": "user", "sender_user": source.body["from"]}
    kept["forward_origin"] = origin | {"date": source.body["date"]}
    entry = deliver(world, params, writable(world, params), kept)
    invoice = world.invoices.get((source.chat_id, source.id))
    if invoice:
        world.invoices[entry.chat_id, entry.id] = invoice
    return entry.body


def _source(world: World, params: Params, verb: str) -> Entry:
    chat = find_chat(world, params, "from_chat_id")
    entry = world.messages.living(chat.id, params.integer("message_id"))
    if entry is None:
        raise bad_request(f"message to {verb} not found")
    if verb == "copy" and not COPIED.intersection(entry.body):
        raise bad_request("message can't be copied")
    return entry
