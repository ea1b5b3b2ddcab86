"""What people see after each update, and what Telegram is told."""

from dataclasses import replace
from typing import Any

import pytest

from bot.reply import (
    Document,
    Invoice,
    Nothing,
    Price,
    Reply,
    Toast,
)
from domain.money import Money
from tests.bot.anna import HOME, LIVE, ORDER, OTHER, SHOP, Anna
from tests.bot.recorder import button_texts, said, tapped


async def test_a_tap_on_the_live_card_edits_it_and_is_answered(anna: Anna) -> None:
    calls = await anna.gets(SHOP, tapped(LIVE))

    assert calls == ["editMessageText", "answerCallbackQuery"]
    assert anna.telegram.params("editMessageText")["message_id"] == LIVE
    assert anna.telegram.params("answerCallbackQuery") == {"callback_query_id": "q1"}
    assert anna.person.card_message_id == LIVE
    assert anna.noted == []


async def test_typing_makes_a_new_card_below_and_takes_the_former_one_away(anna: Anna) -> None:
    calls = await anna.gets(SHOP, said())

    assert calls == ["sendMessage", "deleteMessage"]
    assert anna.telegram.params("deleteMessage")["message_id"] == LIVE
    assert anna.person.card_message_id == 101


async def test_a_card_too_old_to_delete_loses_its_buttons(anna: Anna) -> None:
    anna.telegram.refuses("deleteMessage", "Bad Request: message can't be deleted")

    calls = await anna.gets(SHOP, said())

    assert calls == ["sendMessage", "deleteMessage", "editMessageReplyMarkup"]
    assert "reply_markup" not in anna.telegram.params("editMessageReplyMarkup")


async def test_a_tap_on_an_order_that_leads_to_a_card_leaves_the_order_alone(anna: Anna) -> None:
    calls = await anna.gets(SHOP, tapped(OTHER))

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]
    assert anna.telegram.params("deleteMessage")["message_id"] == LIVE
    assert anna.person.card_message_id == 101


async def test_an_orders_own_button_changes_the_order_and_not_the_card(anna: Anna) -> None:
    calls = await anna.gets(ORDER, tapped(OTHER))

    assert calls == ["editMessageText", "answerCallbackQuery"]
    assert anna.telegram.params("editMessageText")["message_id"] == OTHER
    assert anna.person.card_message_id == LIVE


async def test_a_card_that_becomes_an_order_is_no_longer_the_card(anna: Anna) -> None:
    placed = replace(ORDER, subject="order:17")

    await anna.gets(placed, tapped(LIVE))
    assert anna.person.card_message_id is None
    assert anna.noted == [("order:17", 7, LIVE)]

    calls = await anna.gets(SHOP, tapped(LIVE))
    assert sorted(calls) == ["answerCallbackQuery", "sendMessage"]


async def test_a_fresh_screen_is_a_new_message_and_noted_by_what_it_shows(anna: Anna) -> None:
    calls = await anna.gets(replace(ORDER, fresh=True, subject="order:17"), tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "sendMessage"]
    assert anna.noted == [("order:17", 7, 101)]
    assert anna.person.card_message_id == LIVE


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
async def test_a_card_that_is_gone_comes_back_as_a_new_one(anna: Anna, words: str) -> None:
    anna.telegram.refuses("editMessageText", words)

    calls = await anna.gets(SHOP, tapped(LIVE))

    assert [call for call in calls if call != "answerCallbackQuery"] == [
        "editMessageText",
        "sendMessage",
        "deleteMessage",
    ]
    assert anna.person.card_message_id == 101


async def test_a_message_too_old_to_be_told_about_gets_a_new_card(anna: Anna) -> None:
    update = tapped(LIVE)
    update["callback_query"]["message"] = {
        "message_id": LIVE,
        "date": 0,
        "chat": {"id": 7, "type": "private"},
    }

    calls = await anna.gets(SHOP, update)

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]


async def test_the_same_content_again_is_no_failure(anna: Anna) -> None:
    anna.telegram.refuses("editMessageText", "Bad Request: message is not modified: same")

    calls = await anna.gets(SHOP, tapped(LIVE))

    assert calls == ["editMessageText", "answerCallbackQuery"]


async def test_a_toast_leaves_the_screen_alone(anna: Anna) -> None:
    calls = await anna.gets(Toast("Only 3 left", alert=True), tapped(LIVE))

    assert calls == ["answerCallbackQuery"]
    assert anna.telegram.params("answerCallbackQuery")["text"] == "Only 3 left"
    assert anna.telegram.params("answerCallbackQuery")["show_alert"] is True


async def test_a_screens_toast_travels_with_the_answer_to_the_tap(anna: Anna) -> None:
    await anna.gets(replace(SHOP, toast="Added"), tapped(LIVE))

    assert anna.telegram.params("answerCallbackQuery")["text"] == "Added"


@pytest.mark.parametrize("outcome", [Nothing(), None])
async def test_a_tap_that_needs_nothing_is_still_answered(
    anna: Anna, outcome: Reply | None
) -> None:
    assert await anna.gets(outcome, tapped(LIVE)) == ["answerCallbackQuery"]


async def test_a_group_has_no_live_card(anna: Anna) -> None:
    group: dict[str, Any] = {"chat_id": -5, "kind": "supergroup"}

    assert await anna.gets(SHOP, tapped(OTHER, **group)) == [
        "editMessageText",
        "answerCallbackQuery",
    ]
    assert await anna.gets(SHOP, said(**group)) == ["sendMessage"]
    assert anna.person.card_message_id == LIVE


async def test_an_invoice_pays_with_its_first_button(anna: Anna) -> None:
    invoice = Invoice(
        title="Order 17",
        description="Tea & cake",
        payload="o17",
        prices=(Price("Tea", Money(250, "USD")),),
        pay="Pay $2.50",
        start_parameter="o_17",
        rows=[[HOME]],
        subject="invoice:17",
    )

    calls = await anna.gets(invoice, tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "sendInvoice"]
    sent = anna.telegram.params("sendInvoice")
    assert button_texts(sent) == ["Pay $2.50", "Home"]
    assert sent["reply_markup"]["inline_keyboard"][0][0]["pay"] is True
    assert sent["prices"] == [{"label": "Tea", "amount": 250}]
    assert anna.noted == [("invoice:17", 7, 101)]


async def test_a_document_is_a_message_of_its_own(anna: Anna) -> None:
    calls = await anna.gets(Document("goods.csv", b"a,b", "All goods"), said())

    assert calls == ["sendDocument"]
    assert anna.telegram.params("sendDocument")["caption"] == "All goods"
    assert anna.person.card_message_id == LIVE
