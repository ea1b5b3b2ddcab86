"""What the page may let a person do: JSON in, an action of the sandbox out."""

import base64
import binascii
from collections.abc import Callable, Mapping

from sandbox.people import Chat, Person
from sandbox.refusals import Json
from sandbox.sample import sample_picture
from sandbox.telegram import Telegram

Act = Callable[[Telegram, Person, Chat, Json], Json]


def act(telegram: Telegram, wanted: Json) -> Json:
    """Do what the page asks and return what it should know besides "ok".

    Raises:
        ValueError, KeyError: it makes no sense; the page shows the sentence.
        Refused: Telegram would not take the file.
    """
    people = telegram.world.people
    person = people.persons.get(int(wanted["as"]))
    chat = people.chats.get(int(wanted.get("chat") or wanted["as"]))
    does = _ACTS.get(str(wanted["do"]))
    if person is None or chat is None:
        raise ValueError("there is no such person or chat")
    if does is None:
        raise ValueError(f"the sandbox cannot do {wanted['do']!r}")
    return does(telegram, person, chat, wanted)


def _say(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    telegram.say(person, str(wanted["text"]), chat, wanted.get("reply_to"))
    return {}


def _tap(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    place = int(wanted["message_id"]), int(wanted["row"]), int(wanted["column"])
    update = telegram.tap(person, chat.id, *place)
    return {"query_id": update["callback_query"]["id"] if update else ""}


def _contact(telegram: Telegram, person: Person, _chat: Chat, wanted: Json) -> Json:
    if wanted.get("own"):
        telegram.contact(person, str(wanted.get("phone") or "15550100"))
    else:
        user_id = int(wanted["user_id"]) if wanted.get("user_id") else None
        name = str(wanted.get("first_name") or "Somebody")
        telegram.contact(person, str(wanted["phone"]), first_name=name, user_id=user_id)
    return {}


def _location(telegram: Telegram, person: Person, _chat: Chat, wanted: Json) -> Json:
    telegram.location(person, float(wanted["latitude"]), float(wanted["longitude"]))
    return {}


def _photo(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    data = sample_picture() if wanted.get("sample") else _bytes(wanted)
    telegram.photo(person, data, str(wanted.get("caption") or ""), chat)
    return {}


def _document(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    caption, kind = str(wanted.get("caption") or ""), str(wanted.get("mime_type") or "")
    telegram.document(person, _bytes(wanted), str(wanted["file_name"]), caption, kind, chat)
    return {}


def _sticker(telegram: Telegram, person: Person, chat: Chat, _wanted: Json) -> Json:
    telegram.sticker(person, chat=chat)
    return {}


def _edit(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    telegram.edit(person, int(wanted["message_id"]), str(wanted["text"]), chat)
    return {}


def _inline(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    offset = str(wanted.get("offset") or "")
    update = telegram.ask_inline(person, str(wanted["query"])[:256], offset, chat)
    return {"query_id": update["inline_query"]["id"] if update else ""}


def _choose(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    telegram.choose_inline(person, str(wanted["query_id"]), str(wanted["result_id"]), chat)
    return {}


def _pay(telegram: Telegram, person: Person, chat: Chat, wanted: Json) -> Json:
    payer = telegram.world.people.persons[int(wanted.get("from") or person.id)]
    outcome = str(wanted.get("outcome") or "succeed")
    checkout = telegram.pay(payer, chat.id, int(wanted["message_id"]), outcome, wanted)
    return {"stage": checkout.stage.value}


def _block(telegram: Telegram, person: Person, _chat: Chat, _wanted: Json) -> Json:
    telegram.block(person)
    return {}


def _unblock(telegram: Telegram, person: Person, _chat: Chat, _wanted: Json) -> Json:
    telegram.unblock(person)
    return {}


def _remove_bot(telegram: Telegram, person: Person, chat: Chat, _wanted: Json) -> Json:
    if chat.private:
        raise ValueError("the bot cannot be removed from a private chat, only blocked")
    telegram.remove_bot(person, chat)
    return {}


def _bytes(wanted: Json) -> bytes:
    try:
        return base64.b64decode(wanted["data_base64"], validate=True)
    except binascii.Error:
        raise ValueError("the file did not arrive whole") from None


_ACTS: Mapping[str, Act] = {
    "say": _say,
    "tap": _tap,
    "contact": _contact,
    "location": _location,
    "photo": _photo,
    "document": _document,
    "sticker": _sticker,
    "edit": _edit,
    "inline": _inline,
    "choose": _choose,
    "pay": _pay,
    "block": _block,
    "unblock": _unblock,
    "remove_bot": _remove_bot,
}
