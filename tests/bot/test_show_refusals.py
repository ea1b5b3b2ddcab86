"""Refusals, faults and charges: everybody gets an answer, and nobody a traceback."""

from typing import Any

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError

from bot.reply import (
    Approve,
    Nothing,
)
from domain.errors import OutOfStock
from tests.bot.anna import LIVE, ORDER, SHOP, TELEGRAM_WORDS, Anna
from tests.bot.recorder import button_texts, checkout_question, paid, said, tapped


async def test_a_refusal_after_a_tap_is_an_alert_without_tags(anna: Anna) -> None:
    calls = await anna.gets(OutOfStock("Salt & Co", 1), tapped(LIVE))

    assert calls == ["answerCallbackQuery"]
    assert anna.telegram.params("answerCallbackQuery")["text"] == "Only 1 Salt & Co left."
    assert anna.telegram.params("answerCallbackQuery")["show_alert"] is True


async def test_a_long_refusal_is_cut_at_a_word_to_fit_an_alert(anna: Anna) -> None:
    await anna.gets(OutOfStock("very " * 80, 2), tapped(LIVE))

    text = anna.telegram.params("answerCallbackQuery")["text"]
    assert len(text) <= 200
    assert text.endswith("very…")


async def test_a_refusal_after_typing_is_a_message_and_the_card_stays(anna: Anna) -> None:
    calls = await anna.gets(OutOfStock("Salt & Co", 1), said())

    assert calls == ["sendMessage"]
    assert anna.telegram.params("sendMessage")["text"] == "Only 1 <b>Salt &amp; Co</b> left."
    assert anna.person.card_message_id == LIVE


async def test_a_fault_of_ours_after_a_tap_is_an_alert_without_details(
    anna: Anna, logs: list[Any]
) -> None:
    calls = await anna.gets(RuntimeError("secret detail"), tapped(LIVE))

    assert calls == ["answerCallbackQuery"]
    text = anna.telegram.params("answerCallbackQuery")["text"]
    assert text == "Something went wrong. Your cart is safe."
    assert [(log["event"], log["update_id"], log["customer_id"]) for log in logs] == [
        ("failed", 1, 7)
    ]


async def test_money_that_was_not_noted_is_told_to_who_has_it_in_hand_and_not_to_the_payer(
    anna: Anna,
) -> None:
    with pytest.raises(RuntimeError):
        await anna.gets(RuntimeError("the database is away"), paid())

    assert anna.telegram.methods == []


async def test_a_fault_of_ours_after_typing_shows_a_way_back(anna: Anna) -> None:
    await anna.gets(RuntimeError("secret detail"), said())

    shown = anna.telegram.params("sendMessage")
    assert "secret" not in shown["text"]
    assert button_texts(shown) == ["Home"]


async def test_a_screen_that_telegram_refuses_becomes_an_apology(anna: Anna) -> None:
    anna.telegram.refuses("editMessageText", "Bad Request: can't parse entities")

    calls = await anna.gets(SHOP, tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert "went wrong" in anna.telegram.params("sendMessage")["text"]


async def test_somebody_who_blocked_the_shop_breaks_nothing(anna: Anna) -> None:
    anna.telegram.answers("sendMessage", TelegramForbiddenError(TELEGRAM_WORDS, "blocked"))

    assert await anna.gets(SHOP, said()) == ["sendMessage"]
    assert anna.person.card_message_id == LIVE


async def test_an_answer_that_comes_too_late_breaks_nothing(anna: Anna) -> None:
    anna.telegram.refuses("answerCallbackQuery", "Bad Request: query is too old")

    assert await anna.gets(SHOP, tapped(LIVE)) == ["editMessageText", "answerCallbackQuery"]


async def test_a_message_with_a_cut_connection_is_not_sent_twice(anna: Anna) -> None:
    anna.telegram.answers("sendMessage", TelegramNetworkError(TELEGRAM_WORDS, "cut"))

    calls = await anna.gets(ORDER, said())

    assert calls == ["sendMessage", "sendMessage"]
    assert "went wrong" in anna.telegram.params("sendMessage")["text"]


async def test_a_charge_is_approved_only_by_an_approval(anna: Anna) -> None:
    assert await anna.gets(Approve(), checkout_question()) == ["answerPreCheckoutQuery"]
    assert anna.telegram.params("answerPreCheckoutQuery")["ok"] is True

    for outcome in (None, Nothing(), RuntimeError("x")):
        await anna.gets(outcome, checkout_question())
        assert anna.telegram.params("answerPreCheckoutQuery")["ok"] is False


async def test_a_yes_that_comes_too_late_is_noted_and_nothing_breaks(
    anna: Anna, logs: list[Any]
) -> None:
    anna.telegram.refuses("answerPreCheckoutQuery", "query is too old")

    assert await anna.gets(Approve(), checkout_question()) == ["answerPreCheckoutQuery"]

    assert [(line["event"], line["log_level"]) for line in logs] == [("not_answered", "warning")]


async def test_a_refused_charge_says_why(anna: Anna) -> None:
    await anna.gets(OutOfStock("tea", 2), checkout_question())

    answer = anna.telegram.params("answerPreCheckoutQuery")
    assert answer["ok"] is False
    assert answer["error_message"] == "2 tea left."
