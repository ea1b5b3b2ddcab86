"""sendMediaGroup: two to ten photos or documents which belong together."""

from sandbox.formatting import message_caption
from sandbox.media import read_media
from sandbox.params import Params
from sandbox.reach import writable
from sandbox.refusals import Json, bad_request, unsupported
from sandbox.sending import media_flags, reply_fields
from sandbox.world import World

FEWEST, MOST = 2, 10
FIRST_GROUP = 13_000_000_000_000_001


def send_media_group(world: World, params: Params) -> list[Json]:
    """Post the album and return its messages; they share `media_group_id`."""
    if params.has("reply_markup"):
        world.warn("An album carries no keyboard; Telegram ignores this one.")
    items = [params.inner(item) for item in params.sequence("media")]
    _check(items)
    chat = writable(world, params)
    contents = [_content(world, item) for item in items]
    shared = reply_fields(world, params, chat)
    shared["media_group_id"] = str(FIRST_GROUP + world.log.count)
    author = world.people.bot_user
    return [world.post(chat, author, shared | content).body for content in contents]


def _check(items: list[Params]) -> None:
    if not FEWEST <= len(items) <= MOST:
        words = "too many messages to send as an album"
        raise bad_request(words if len(items) > MOST else "wrong number of media in the album")
    kinds = {item.text("type") for item in items}
    if not kinds <= {"photo", "document"}:
        raise unsupported(f"albums of {', '.join(sorted(kinds))}")
    if len(kinds) > 1:
        raise bad_request("Can't use the media of the specified type in the album")


def _content(world: World, item: Params) -> Json:
    media = read_media(world.files, item, "media", item.text("type"))
    return media | message_caption(item) | media_flags(item)
