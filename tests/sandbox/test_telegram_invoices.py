"""Invoices, invoice links and Stars."""

from typing import Any

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import MUG, Bot

STARS = MUG | {"currency": "XTR", "provider_token": "", "prices": [{"label": "Map", "amount": 50}]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prices": []}, "there must be at least one price"),
        ({"prices": [{"label": "x", "amount": 0}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
        ({"currency": "usd"}, "CURRENCY_INVALID"),
        ({"payload": "ж" * 65}, "INVOICE_PAYLOAD_INVALID"),
        ({"title": "x" * 33}, "INVOICE_TITLE_TOO_LONG"),
        ({"currency": "XTR"}, "STARS_INVOICE_INVALID"),
        ({"suggested_tip_amounts": [100]}, "TIP_AMOUNTS_INVALID"),
    ],
)
async def test_an_invoice_telegram_would_not_take_is_refused(
    telegram: Telegram, bot: Bot, anna: Person, change: dict[str, Any], words: str
) -> None:
    refused = await bot.is_refused("sendInvoice", chat_id=anna.id, **(MUG | change))

    assert refused == f"Bad Request: {words}"
    assert len(telegram.messages(anna.id)) == 1


async def test_the_first_button_of_an_invoice_pays(bot: Bot, anna: Person) -> None:
    other = {"inline_keyboard": [[{"text": "Back", "callback_data": "b"}]]}
    pay = {"inline_keyboard": [[{"text": "Pay", "pay": True}], *other["inline_keyboard"]]}

    words = await bot.is_refused("sendInvoice", chat_id=anna.id, **MUG, reply_markup=other)
    sent = await bot.does("sendInvoice", chat_id=anna.id, **MUG, reply_markup=pay)

    assert words == "Bad Request: REPLY_MARKUP_BUY_EMPTY"
    assert sent["reply_markup"] == pay


async def test_stars_are_counted_and_given_back_once(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    sent = await bot.does("sendInvoice", chat_id=anna.id, **STARS)
    checkout = telegram.pay(anna, anna.id, sent["message_id"])
    await bot.approves(checkout)
    earned = await bot.does("getMyStarBalance")
    charge = {"user_id": anna.id, "telegram_payment_charge_id": checkout.charge_id}

    await bot.does("refundStarPayment", **charge)
    again = await bot.is_refused("refundStarPayment", **charge)

    assert earned == {"amount": 50}
    assert again == "Bad Request: CHARGE_ALREADY_REFUNDED"
    assert await bot.does("getMyStarBalance") == {"amount": 0}
    assert len((await bot.does("getStarTransactions"))["transactions"]) == 2
    assert telegram.messages(anna.id)[-1]["refunded_payment"]["total_amount"] == 50


async def test_a_link_can_be_paid_by_anybody_any_number_of_times(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person
) -> None:
    link = await bot.does("createInvoiceLink", **MUG)

    for person in (anna, boris, anna):
        await bot.approves(telegram.pay_link(person, link))

    paid = [each for each in telegram.pending_updates() if "message" in each]
    assert (
        len({each["message"]["successful_payment"]["telegram_payment_charge_id"] for each in paid})
        == 3
    )
