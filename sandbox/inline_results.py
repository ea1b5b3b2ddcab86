"""What a bot gives as inline results, read as the messages that people would send."""

from typing import Any

from sandbox.formatting import message_caption, message_text
from sandbox.keyboards import read_markup
from sandbox.media import read_media
from sandbox.params import Params
from sandbox.people import Chat
from sandbox.refusals import Json, bad_request
from sandbox.world import World

NO_BUTTONS_TO_PEOPLE = "reply keyboards cannot stand under an inline result"


def answer_inline(world: World, params: Params) -> bool:
    """answerInlineQuery.

    Raises:
        Refused: late, too many results, ids that are not unique, or a result that could not
            be sent.
    """
    given = params.sequence("results")
    messages = {str(each.get("id", "")): _message(world, params, each) for each in given}
    query = world.inline.answer(params, messages)
    world.events.publish(
        "inline",
        person_id=query.person_id,
        query_id=query.id,
        results=[_shown(each, messages) for each in given],
        next_offset=params.text("next_offset"),
        button=params.mapping("button"),
    )
    return True


def _message(world: World, params: Params, given: Any) -> Json:
    """The content of the message that a result becomes; empty where it says nothing."""
    result = params.inner(given)
    given_words = result.mapping("input_message_content")
    words = result.inner({**given_words, "text": given_words.get("message_text")})
    match given.get("type"):
        case "article":
            fields = message_text(words) if given_words else {}
        case "photo" if given.get("photo_file_id"):
            photo = read_media(world.files, result, "photo_file_id", "photo")
            fields = message_text(words) if given_words else photo | message_caption(result)
        case kind:
            raise bad_request(f"the sandbox knows articles and photos by file_id, not {kind!r}")
    somewhere = Chat(0, "private", "", ())
    markup = read_markup(result, somewhere, world.warn)
    if markup.reply is not None:
        raise bad_request(NO_BUTTONS_TO_PEOPLE)
    return fields | ({"reply_markup": markup.inline} if markup.inline else {})


def _shown(given: Json, messages: Json) -> Json:
    shown = {name: given.get(name, "") for name in ("id", "type", "title", "description")}
    photo = messages[str(given["id"])].get("photo")
    return shown | ({"photo": photo} if photo else {})
