"""What people do in chats: write, send things, tap, change their words."""

from typing import Any

from sandbox.callbacks import Press
from sandbox.formatting import TEXT_LIMIT, message_caption, plain_text
from sandbox.messages import Entry
from sandbox.params import Params, Upload
from sandbox.people import Chat, Person
from sandbox.refusals import Json
from sandbox.sending import quoted
from sandbox.world import World


class Talking:
    """Actions of people; each returns the update it made, `{}` if the bot does not get one."""

    _world: World

    def say(
        self, person: Person, text: str, chat: Chat | None = None, reply_to: int | None = None
    ) -> Json:
        """Write a message, by default into the person's chat with the bot.

        Raises:
            ValueError: nothing to say, too long, or the person may not write there.
        """
        if not text.strip() or len(text) > TEXT_LIMIT:
            raise ValueError(f"a message has 1 to {TEXT_LIMIT} characters")
        return self._send(person, plain_text(text.strip()), chat, reply_to)

    def contact(
        self,
        person: Person,
        phone: str = "15550100",
        owner: Person | None = None,
        first_name: str = "",
        user_id: int | None = None,
    ) -> Json:
        """Share a phone number: the person's own, that of *owner*, or of anybody by name.

        A *first_name* without *user_id* is somebody Telegram does not know.
        """
        whose = owner or person
        contact: Json = {"phone_number": phone, "first_name": first_name or whose.first_name}
        if user_id is None and not first_name:
            user_id = whose.id
        if user_id:
            contact["user_id"] = user_id
        return self._send(person, {"contact": contact})

    def location(self, person: Person, latitude: float, longitude: float) -> Json:
        """Share a place."""
        return self._send(person, {"location": {"latitude": latitude, "longitude": longitude}})

    def photo(
        self, person: Person, data: bytes, caption: str = "", chat: Chat | None = None
    ) -> Json:
        """Send a picture.

        Raises:
            Refused: the bytes are no picture.
        """
        sizes = self._world.files.add_photo(Upload("photo.jpg", data, "image/jpeg"))
        return self._send(person, {"photo": sizes} | _caption(caption), chat)

    def document(
        self,
        person: Person,
        data: bytes,
        file_name: str,
        caption: str = "",
        mime_type: str = "",
        chat: Chat | None = None,
    ) -> Json:
        """Send a file."""
        upload = Upload(file_name, data, mime_type or "application/octet-stream")
        stored = self._world.files.add_document(upload)
        return self._send(person, {"document": stored} | _caption(caption), chat)

    def sticker(self, person: Person, emoji: str = "👍", chat: Chat | None = None) -> Json:
        """Send a sticker."""
        upload = Upload("sticker.webp", emoji.encode(), "image/webp")
        stored = self._world.files.add_document(upload, "sticker")
        ids = {name: stored[name] for name in ("file_id", "file_unique_id", "file_size")}
        looks = {"type": "regular", "width": 512, "height": 512, "emoji": emoji}
        flags = {"is_animated": False, "is_video": False}
        return self._send(person, {"sticker": ids | looks | flags}, chat)

    def edit(self, person: Person, message_id: int, text: str, chat: Chat | None = None) -> Json:
        """Change one's own text.

        Raises:
            ValueError: it is not the person's message.
        """
        where = chat.id if chat else person.id
        entry = self._standing(where, message_id)
        if entry.mine or entry.body["from"]["id"] != person.id or "text" not in entry.body:
            raise ValueError("people edit only their own texts")
        kept = {k: v for k, v in entry.body.items() if k not in ("text", "entities")}
        body = self._world.replace(entry, kept | plain_text(text))
        return self._world.updates.add("edited_message", body, where)

    def tap(
        self, person: Person, chat_id: int, message_id: int, row: int = 0, column: int = 0
    ) -> Json:
        """Press a callback button; the answer's id is `update["callback_query"]["id"]`.

        Raises:
            ValueError: the person sees no such button, or it does not tell the bot when pressed.
        """
        entry = self._standing(chat_id, message_id)
        if person.id not in self._world.people.chats[chat_id].members:
            raise ValueError(f"{person.first_name} does not see chat {chat_id}")
        markup = entry.body.get("reply_markup", {})
        try:
            button = markup["inline_keyboard"][row][column]
        except (KeyError, IndexError):
            raise ValueError(f"no button {row}, {column} under message {message_id}") from None
        if "callback_data" not in button:
            raise ValueError(f"the button {button['text']!r} does not reach the bot")
        return self._press(person, entry, button["callback_data"], (row, column))

    def tap_data(self, person: Person, chat_id: int, message_id: int, data: str) -> Json:
        """Send any callback data, as a modified client can, also from a deleted message.

        Raises:
            ValueError: there never was such a message.
        """
        entry = self._world.messages.get(chat_id, message_id)
        if entry is None:
            raise ValueError(f"there is no message {message_id} in chat {chat_id}")
        return self._press(person, entry, data, (-1, -1))

    def ask_inline(
        self, person: Person, query: str, offset: str = "", chat: Chat | None = None
    ) -> Json:
        """Type the bot's name and a query in some chat, by default in the chat with the bot."""
        asked = self._world.inline.ask(person.id, query)
        where = "sender" if chat is None or chat.private else chat.type
        fields = {"id": asked.id, "from": self._world.people.user(person.id)}
        fields |= {"query": query, "offset": offset, "chat_type": where}
        return self._world.updates.add("inline_query", fields, person.id)

    def choose_inline(
        self, person: Person, query_id: str, result_id: str, chat: Chat | None = None
    ) -> Json:
        """Send one of the results the bot gave: a message of the person, by way of the bot.

        Raises:
            ValueError: the results are gone, or the person may not write there.
        """
        query, message = self._world.inline.choose(query_id, person.id, result_id)
        update = self._send(person, message | {"via_bot": self._world.people.bot_user}, chat)
        if self._world.inline.feedback:
            chosen = {"result_id": result_id, "from": self._world.people.user(person.id)}
            self._world.updates.add(
                "chosen_inline_result", chosen | {"query": query.text}, person.id
            )
        return update

    def _press(self, person: Person, entry: Entry, data: str, place: tuple[int, int]) -> Json:
        press = self._world.presses.add(person.id, entry.chat_id, entry.id, place)
        query: Json = {"id": press.id, "from": self._world.people.user(person.id)}
        query |= {"message": _as_pressed(entry), "chat_instance": _instance(press), "data": data}
        return self._world.updates.add("callback_query", query, entry.chat_id)

    def _standing(self, chat_id: int, message_id: int) -> Entry:
        entry = self._world.messages.living(chat_id, message_id)
        if entry is None:
            raise ValueError(f"there is no message {message_id} in chat {chat_id}")
        return entry

    def _send(
        self, person: Person, fields: Json, chat: Chat | None = None, reply_to: int | None = None
    ) -> Json:
        world = self._world
        where = world.people.chats[chat.id if chat else person.id]
        self._check_may_write(person, where)
        quote = self._quote(where, reply_to)
        entry = world.post(where, world.people.user(person.id), quote | fields)
        self._put_keyboard_away(where)
        return world.receive(entry) if self._bot_sees(where, entry) else {}

    def _check_may_write(self, person: Person, chat: Chat) -> None:
        if person.id not in chat.members:
            raise ValueError(f"{person.first_name} is not in {chat.title}")
        if not chat.private:
            return
        if person.id in self._world.people.blocked:
            raise ValueError(f"{person.first_name} blocked the bot and must unblock it first")
        self._world.people.started.add(person.id)

    def _quote(self, chat: Chat, reply_to: int | None) -> Json:
        number = reply_to or self._world.messages.forced.get(chat.id)
        entry = self._world.messages.living(chat.id, number) if number else None
        return {"reply_to_message": quoted(entry.body)} if entry else {}

    def _put_keyboard_away(self, chat: Chat) -> None:
        markup = self._world.messages.reply_keyboards.get(chat.id, {})
        if markup.get("one_time_keyboard") or markup.get("force_reply"):
            self._world.messages.forced.pop(chat.id, None)
            self._world.show_keyboard(chat.id, {})

    def _bot_sees(self, chat: Chat, entry: Entry) -> bool:
        if chat.private:
            return True
        if not chat.open:
            return False
        if chat.bot == "administrator" or not self._world.privacy:
            return True
        return _addresses(entry.body, self._world.people.bot)


def _addresses(body: Json, bot: Person) -> bool:
    text: str = body.get("text") or body.get("caption") or ""
    answered = body.get("reply_to_message", {}).get("from", {})
    to_bot = answered.get("id") == bot.id
    by_way = body.get("via_bot", {}).get("id") == bot.id
    return to_bot or by_way or text.startswith("/") or f"@{bot.username}".lower() in text.lower()


def _caption(caption: str) -> Json:
    return message_caption(Params({"caption": caption}))


def _as_pressed(entry: Entry) -> Any:
    if not entry.deleted:
        return entry.body
    return {"chat": entry.body["chat"], "message_id": entry.id, "date": 0}


def _instance(press: Press) -> str:
    return str(7_000_000_000_000_000_000 + abs(press.chat_id))
