"""Sending, changing and removing messages."""

from typing import Any

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot

HOUR = 3600
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)
ONE_BUTTON = {"inline_keyboard": [[{"text": "Buy", "callback_data": "b"}]]}


async def test_a_bot_cannot_write_first(telegram: Telegram, bot: Bot, boris: Person) -> None:
    words = await bot.is_refused("sendMessage", chat_id=boris.id, text="Hello")

    assert words == "Forbidden: bot can't initiate conversation with a user"
    assert telegram.messages(boris.id) == []


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    assert (
        await bot.is_refused("sendMessage", chat_id=5, text="x") == "Bad Request: chat not found"
    )
    assert await bot.is_refused("sendMessage", text="x") == "Bad Request: chat_id is empty"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_a_text_has_1_to_4096_characters(
    telegram: Telegram, bot: Bot, anna: Person, text: str, words: str
) -> None:
    assert (
        await bot.is_refused("sendMessage", chat_id=anna.id, text=text) == f"Bad Request: {words}"
    )
    assert len(telegram.messages(anna.id)) == 1
    assert await bot.does("sendMessage", chat_id=anna.id, text="x" * 4096)


async def test_private_chats_share_one_counter_and_a_supergroup_has_its_own(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    telegram.say(telegram.person("Clara"), "hi")
    group = telegram.group("Staff", [anna], supergroup=True)

    private = await bot.does("sendMessage", chat_id=anna.id, text="x")
    public = await bot.does("sendMessage", chat_id=group.id, text="x")

    assert private["message_id"] == 3
    assert public["message_id"] == 2


async def test_the_same_content_again_is_not_a_change(bot: Bot, anna: Person) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Cart", reply_markup=ONE_BUTTON)
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}

    same = await bot.is_refused("editMessageText", **where, text="Cart", reply_markup=ONE_BUTTON)

    assert same == NOT_MODIFIED
    assert "edit_date" not in bot.sees(anna, sent["message_id"])


async def test_an_edit_without_a_keyboard_takes_the_old_one_away(bot: Bot, anna: Person) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Cart", reply_markup=ONE_BUTTON)

    await bot.does(
        "editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="Cart, empty"
    )

    now = bot.sees(anna, sent["message_id"])
    assert now["text"] == "Cart, empty"
    assert "reply_markup" not in now
    assert sent["reply_markup"] == ONE_BUTTON


async def test_a_new_keyboard_alone_does_not_mark_a_message_as_edited(
    bot: Bot, anna: Person
) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Cart")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}

    await bot.does("editMessageReplyMarkup", **where, reply_markup=ONE_BUTTON)
    keyboard_only = bot.sees(anna, sent["message_id"])
    await bot.does("editMessageText", **where, text="Cart, empty")

    assert keyboard_only == sent | {"reply_markup": ONE_BUTTON}
    assert "edit_date" in bot.sees(anna, sent["message_id"])


async def test_a_photo_has_a_caption_and_no_text_to_edit(bot: Bot, anna: Person) -> None:
    photo = await bot.sends_photo(anna, caption="Mug")
    text = await bot.does("sendMessage", chat_id=anna.id, text="Mug")

    no_text = await bot.is_refused(
        "editMessageText", chat_id=anna.id, message_id=photo["message_id"], text="Mug, blue"
    )
    no_caption = await bot.is_refused(
        "editMessageCaption", chat_id=anna.id, message_id=text["message_id"], caption="Mug, blue"
    )

    assert no_text == "Bad Request: there is no text in the message to edit"
    assert no_caption == "Bad Request: there is no caption in the message to edit"


async def test_a_text_may_become_a_photo(bot: Bot, anna: Person) -> None:
    photo = await bot.sends_photo(anna)
    text = await bot.does("sendMessage", chat_id=anna.id, text="Mug")
    media = {"type": "photo", "media": photo["photo"][0]["file_id"], "caption": "Blue"}

    await bot.does("editMessageMedia", chat_id=anna.id, message_id=text["message_id"], media=media)

    now = bot.sees(anna, text["message_id"])
    assert now["photo"] == photo["photo"]
    assert now["caption"] == "Blue"
    assert "text" not in now


async def test_only_the_bots_own_messages_can_be_edited(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    said = telegram.say(anna, "hi")["message"]["message_id"]
    asked = await bot.does(
        "sendMessage", chat_id=anna.id, text="?", reply_markup={"keyboard": [["Yes"]]}
    )

    for number in (said, asked["message_id"]):
        words = await bot.is_refused(
            "editMessageText", chat_id=anna.id, message_id=number, text="new"
        )
        assert words == "Bad Request: message can't be edited"
    assert bot.sees(anna, said)["text"] == "hi"


async def test_a_message_can_be_deleted_for_48_hours(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    old = await bot.does("sendMessage", chat_id=anna.id, text="old")
    telegram.skip(48 * HOUR)
    new = await bot.does("sendMessage", chat_id=anna.id, text="new")

    words = await bot.is_refused("deleteMessage", chat_id=anna.id, message_id=old["message_id"])
    await bot.does("deleteMessage", chat_id=anna.id, message_id=new["message_id"])

    assert words == "Bad Request: message can't be deleted"
    assert telegram.message(anna.id, old["message_id"])
    assert telegram.message(anna.id, new["message_id"]) is None


async def test_what_is_deleted_is_not_found_again(bot: Bot, anna: Person) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="x")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await bot.does("deleteMessage", **where)

    again = await bot.is_refused("deleteMessage", **where)
    edited = await bot.is_refused("editMessageText", **where, text="y")
    answered = await bot.is_refused(
        "sendMessage",
        chat_id=anna.id,
        text="y",
        reply_parameters={"message_id": where["message_id"]},
    )

    assert again == "Bad Request: message to delete not found"
    assert edited == "Bad Request: message to edit not found"
    assert answered == "Bad Request: message to be replied not found"


async def test_a_lost_reply_can_be_sent_without_it(bot: Bot, anna: Person) -> None:
    wanted = {"message_id": 99, "allow_sending_without_reply": True}

    sent = await bot.does("sendMessage", chat_id=anna.id, text="y", reply_parameters=wanted)

    assert "reply_to_message" not in sent


async def test_unknown_methods_are_404_and_known_but_missing_ones_say_so(bot: Bot) -> None:
    assert await bot.is_refused("makeCoffee") == "Not Found: method not found"
    assert "does not support sendPoll" in await bot.is_refused("SENDPOLL")


@pytest.mark.parametrize(
    "nonsense",
    [{"reply_markup": "[1"}, {"entities": [1]}, {"reply_markup": {"inline_keyboard": [3]}}],
)
async def test_nonsense_in_a_parameter_is_the_callers_mistake(
    telegram: Telegram, bot: Bot, anna: Person, nonsense: dict[str, Any]
) -> None:
    words = await bot.is_refused("sendMessage", chat_id=anna.id, text="x", **nonsense)

    assert words.startswith("Bad Request: ")
    assert len(telegram.messages(anna.id)) == 1


async def test_markdown_is_refused_as_not_supported(telegram: Telegram, anna: Person) -> None:
    wanted = {"chat_id": anna.id, "text": "*x*", "parse_mode": "MarkdownV2"}

    answer = await telegram.call("sendMessage", wanted)

    assert answer.status == 501
    assert "only HTML" in answer.body["description"]
    assert list(telegram.violations) == []


async def test_method_names_may_be_written_in_any_case(bot: Bot) -> None:
    assert (await bot.does("GETME"))["id"] == (await bot.does("getme"))["id"] == 123456
