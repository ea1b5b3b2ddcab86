"""Pictures, covers and reply keyboards: what one message cannot do, two can."""

from dataclasses import replace

from bot.reply import (
    KeysGone,
    ReplyKeys,
    Screen,
)
from tests.bot.anna import LIVE, ORDER, SHOP, Anna
from tests.bot.recorder import button_texts, said, tapped


async def test_a_picture_known_to_telegram_is_not_uploaded_again(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, picture=1), tapped(LIVE))

    assert calls == ["editMessageMedia", "answerCallbackQuery"]
    assert anna.telegram.params("editMessageMedia")["media"]["media"] == "known-1"


async def test_a_new_picture_is_uploaded_once(anna: Anna) -> None:
    screen = replace(SHOP, picture=2)

    await anna.gets(screen, said())
    assert anna.telegram.params("sendPhoto")["photo"].startswith("attach://")
    assert anna.pictures.known[2] == "new-101"

    await anna.gets(screen, said())
    assert anna.telegram.params("sendPhoto")["photo"] == "new-101"


async def test_a_picture_that_telegram_forgot_is_uploaded_again(anna: Anna) -> None:
    anna.telegram.refuses("sendPhoto", "Bad Request: wrong file identifier/HTTP URL specified")

    calls = await anna.gets(replace(SHOP, picture=1), said())

    assert calls == ["sendPhoto", "sendPhoto", "deleteMessage"]
    assert anna.pictures.known[1] != "known-1"


async def test_only_the_words_change_under_a_picture_that_stays(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, picture=1), tapped(LIVE, photo="known-1"))

    assert calls == ["editMessageCaption", "answerCallbackQuery"]


async def test_cards_without_a_picture_carry_the_shops_cover(anna: Anna) -> None:
    anna.pictures.cover_id = 1

    await anna.gets(SHOP, said())

    assert anna.telegram.params("sendPhoto")["photo"] == "known-1"
    await anna.gets(ORDER, said())
    assert anna.telegram.methods[-1] == "sendMessage"


async def test_a_photo_that_must_become_text_is_replaced_by_a_new_message(anna: Anna) -> None:
    calls = await anna.gets(SHOP, tapped(LIVE, photo="known-1"))

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]
    assert anna.person.card_message_id == 101


async def test_an_order_under_a_photo_keeps_the_photo(anna: Anna) -> None:
    calls = await anna.gets(ORDER, tapped(LIVE, photo="known-1"))

    assert calls == ["editMessageCaption", "answerCallbackQuery"]


async def test_a_question_with_a_reply_keyboard_is_a_new_message(anna: Anna) -> None:
    ask = Screen("Your number?", keyboard=ReplyKeys("Send my number", "Cancel"))

    calls = await anna.gets(ask, tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]
    keyboard = anna.telegram.params("sendMessage")["reply_markup"]["keyboard"]
    assert keyboard[0][0] == {"text": "Send my number", "request_contact": True}


async def test_the_reply_keyboard_leaves_before_the_next_card_comes(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, keyboard=KeysGone("Thank you.")), said())

    assert calls == ["sendMessage", "sendMessage", "deleteMessage"]
    first = next(params for name, params in anna.telegram.calls if name == "sendMessage")
    assert first["text"] == "Thank you."
    assert first["reply_markup"] == {"remove_keyboard": True}
    assert button_texts(anna.telegram.params("sendMessage")) == ["Home"]


async def test_an_album_stands_above_a_screen_that_is_new_then(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, album=("a", "b")), tapped(LIVE))

    assert calls.index("sendMediaGroup") < calls.index("sendMessage")
    media = anna.telegram.params("sendMediaGroup")["media"]
    assert [each["media"] for each in media] == ["a", "b"]
    assert calls.count("deleteMessage") == 1, "the former card goes"


async def test_photos_of_another_bot_are_left_out_and_the_screen_is_shown(anna: Anna) -> None:
    anna.telegram.refuses("sendPhoto", "Bad Request: wrong file identifier/HTTP URL specified")

    calls = await anna.gets(replace(ORDER, album=("a",)), said())

    assert calls == ["sendPhoto", "sendMessage"]


async def test_a_quiet_screen_makes_no_sound(anna: Anna) -> None:
    await anna.gets(replace(ORDER, quiet=True), said())
    assert anna.telegram.params("sendMessage")["disable_notification"] is True

    await anna.gets(ORDER, said())
    assert "disable_notification" not in anna.telegram.params("sendMessage")
