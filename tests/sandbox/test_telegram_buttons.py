"""Keyboards and what happens when a button is pressed."""

from typing import Any

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Buy", **button}]]}


@pytest.fixture
async def card(bot: Bot, anna: Person) -> int:
    """The number of a message with one button."""
    markup = keyboard(callback_data="buy:1")
    sent = await bot.does("sendMessage", chat_id=anna.id, text="Mug", reply_markup=markup)
    return int(sent["message_id"])


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        ({"url": "no address"}, "BUTTON_URL_INVALID"),
        ({"url": "http://localhost/x"}, "BUTTON_URL_INVALID"),
        ({"web_app": {"url": "http://a.org"}}, "BUTTON_URL_INVALID"),
        ({"pay": True}, "BUTTON_TYPE_INVALID"),
        (
            {},
            "can't parse inline keyboard button:"
            " Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_a_button_telegram_would_not_take_is_refused(
    telegram: Telegram, bot: Bot, anna: Person, button: dict[str, Any], words: str
) -> None:
    refused = await bot.is_refused(
        "sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard(**button)
    )

    assert refused == f"Bad Request: {words}"
    assert len(telegram.messages(anna.id)) == 1


async def test_callback_data_is_measured_in_bytes(bot: Bot, anna: Person) -> None:
    markup = keyboard(callback_data="ж" * 32)

    sent = await bot.does("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)

    assert sent["reply_markup"] == markup


async def test_a_row_of_nine_is_sent_but_noted(bot: Bot, anna: Person) -> None:
    row = [{"text": str(number), "callback_data": "x"} for number in range(9)]

    await bot.does(
        "sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": [row]}
    )

    assert "more than 8 buttons" in bot.broke()


async def test_more_than_a_hundred_buttons_are_refused(bot: Bot, anna: Person) -> None:
    rows = [[{"text": "x", "callback_data": "x"}] for _ in range(101)]

    words = await bot.is_refused(
        "sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows}
    )

    assert words == "Bad Request: reply markup is too long"


async def test_a_phone_number_is_asked_for_in_private_only(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    group = telegram.group("Staff", [anna])
    markup = {"keyboard": [[{"text": "My number", "request_contact": True}]]}

    words = await bot.is_refused("sendMessage", chat_id=group.id, text="?", reply_markup=markup)
    sent = await bot.does("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)

    assert words == "Bad Request: phone number can be requested in private chats only"
    assert telegram.reply_keyboard(anna.id) == markup
    assert "reply_markup" not in sent


async def test_a_one_time_keyboard_goes_when_used_and_a_removed_one_at_once(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    once = {"keyboard": [["Yes"]], "one_time_keyboard": True}
    await bot.does("sendMessage", chat_id=anna.id, text="?", reply_markup=once)
    telegram.say(anna, "Yes")
    after_use = telegram.reply_keyboard(anna.id)

    await bot.does("sendMessage", chat_id=anna.id, text="?", reply_markup={"keyboard": [["No"]]})
    telegram.say(anna, "No")
    kept = telegram.reply_keyboard(anna.id)
    gone = {"remove_keyboard": True}
    await bot.does("sendMessage", chat_id=anna.id, text="!", reply_markup=gone)

    assert after_use is None
    assert kept == {"keyboard": [[{"text": "No"}]]}
    assert telegram.reply_keyboard(anna.id) is None


async def test_an_answer_to_force_reply_quotes_the_question(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    asked = await bot.does(
        "sendMessage", chat_id=anna.id, text="Your name?", reply_markup={"force_reply": True}
    )

    first = telegram.say(anna, "Anna")["message"]
    second = telegram.say(anna, "Hello")["message"]

    assert first["reply_to_message"] == asked
    assert "reply_to_message" not in second


async def test_a_tap_reaches_the_bot_with_the_message_it_belongs_to(
    telegram: Telegram, anna: Person, card: int
) -> None:
    query = telegram.tap(anna, anna.id, card)["callback_query"]

    assert query["data"] == "buy:1"
    assert query["from"]["id"] == anna.id
    assert query["message"] == telegram.message(anna.id, card)
    assert telegram.pending_updates()[0]["callback_query"] == query


async def test_nobody_taps_in_somebody_elses_chat(
    telegram: Telegram, anna: Person, boris: Person, card: int
) -> None:
    with pytest.raises(ValueError, match="does not see"):
        telegram.tap(boris, anna.id, card)

    assert telegram.pending_updates() == []


async def test_a_tap_is_answered_once(
    telegram: Telegram, bot: Bot, anna: Person, card: int
) -> None:
    query = telegram.tap(anna, anna.id, card)["callback_query"]

    await bot.does("answerCallbackQuery", callback_query_id=query["id"], text="Added")
    again = await bot.is_refused("answerCallbackQuery", callback_query_id=query["id"], text="Ha")

    assert again == TOO_OLD
    assert [toast["text"] for toast in telegram.toasts] == ["Added"]


async def test_two_taps_are_two_questions(telegram: Telegram, anna: Person, card: int) -> None:
    first = telegram.tap(anna, anna.id, card)
    second = telegram.tap(anna, anna.id, card)

    assert first["callback_query"]["id"] != second["callback_query"]["id"]
    assert len(telegram.pending_updates()) == 2


async def test_a_forgotten_tap_is_a_violation_and_its_answer_comes_too_late(
    telegram: Telegram, bot: Bot, anna: Person, card: int
) -> None:
    query = telegram.tap(anna, anna.id, card)["callback_query"]
    telegram.skip(29)
    before = list(telegram.violations)
    telegram.skip(1)

    words = await bot.is_refused("answerCallbackQuery", callback_query_id=query["id"])

    assert before == []
    assert "without an answer" in str(telegram.violations[0].violation)
    assert words == TOO_OLD


async def test_a_long_toast_is_refused_and_the_tap_stays_open(
    telegram: Telegram, bot: Bot, anna: Person, card: int
) -> None:
    query_id = telegram.tap(anna, anna.id, card)["callback_query"]["id"]

    await bot.is_refused("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)

    assert await bot.does("answerCallbackQuery", callback_query_id=query_id, text="x" * 200)


async def test_a_forged_tap_carries_any_data_also_from_a_deleted_message(
    telegram: Telegram, bot: Bot, anna: Person, card: int
) -> None:
    await bot.does("deleteMessage", chat_id=anna.id, message_id=card)

    query = telegram.tap_data(anna, anna.id, card, "admin:1")["callback_query"]

    assert query["data"] == "admin:1"
    assert query["message"] == {
        "chat": {"id": anna.id, "first_name": "Anna", "type": "private"},
        "message_id": card,
        "date": 0,
    }


@pytest.mark.parametrize("place", [(1, 0), (0, 1)])
async def test_nobody_can_press_a_button_that_is_not_there(
    telegram: Telegram, anna: Person, card: int, place: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="no button"):
        telegram.tap(anna, anna.id, card, *place)

    assert telegram.pending_updates() == []
