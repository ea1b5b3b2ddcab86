"""From the invoice to the money."""

from typing import Any

import pytest

from sandbox.checkout import Checkout, Stage
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
MUG = {
    "title": "Mug",
    "description": "A blue mug",
    "payload": "attempt-1",
    "currency": "USD",
    "provider_token": "1:TEST:x",
    "prices": [{"label": "Mug", "amount": 1200}, {"label": "Gift wrap", "amount": 300}],
}
STARS = MUG | {"currency": "XTR", "provider_token": "", "prices": [{"label": "Map", "amount": 50}]}


@pytest.fixture
async def invoice(bot: Bot, anna: Person) -> int:
    """The number of an invoice in Anna's chat."""
    return int((await bot.does("sendInvoice", chat_id=anna.id, **MUG))["message_id"])


async def approve(bot: Bot, checkout: Checkout, **answer: Any) -> None:
    answer = {"ok": True} | answer
    await bot.does("answerPreCheckoutQuery", pre_checkout_query_id=checkout.query_id, **answer)


async def test_the_shop_is_asked_before_and_told_after_the_money(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)
    asked = bot.gets()["pre_checkout_query"]
    nothing_more = telegram.take_update()
    await approve(bot, checkout)
    told = bot.gets()["message"]["successful_payment"]

    assert (asked["total_amount"], asked["invoice_payload"]) == (1500, "attempt-1")
    assert nothing_more is None
    assert told["total_amount"] == 1500
    assert told["telegram_payment_charge_id"] == checkout.charge_id
    assert await checkout.ended() is Stage.PAID


async def test_a_refusal_of_the_shop_ends_the_sheet_with_its_words(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)
    telegram.take_update()

    await approve(bot, checkout, ok=False, error_message="Sold out")

    assert (checkout.stage, checkout.text) == (Stage.REFUSED, "Sold out")
    assert telegram.take_update() is None


async def test_a_refusal_without_words_is_not_taken(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)

    await bot.is_refused(
        "answerPreCheckoutQuery", pre_checkout_query_id=checkout.query_id, ok=False
    )

    assert checkout.stage is Stage.CHECKING


async def test_an_answer_after_ten_seconds_moves_no_money(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)
    telegram.take_update()
    telegram.skip(10)

    words = await bot.is_refused(
        "answerPreCheckoutQuery", pre_checkout_query_id=checkout.query_id, ok=True
    )

    assert words == TOO_OLD
    assert await checkout.ended() is Stage.TIMED_OUT
    assert telegram.take_update() is None
    assert telegram.violations[0].method == "answerPreCheckoutQuery"


async def test_an_answer_counts_once(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)
    await approve(bot, checkout)

    again = await bot.is_refused(
        "answerPreCheckoutQuery", pre_checkout_query_id=checkout.query_id, ok=True
    )

    assert again == TOO_OLD
    assert len(telegram.pending_updates()) == 2


@pytest.mark.parametrize(
    ("outcome", "stage"), [("decline", Stage.DECLINED), ("leave", Stage.APPROVED)]
)
async def test_an_approved_sheet_may_still_bring_no_money(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int, outcome: str, stage: Stage
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice, outcome)
    telegram.take_update()

    await approve(bot, checkout)
    telegram.skip(3600)

    assert await checkout.ended() is stage
    assert telegram.take_update() is None


async def test_slow_money_comes_after_a_while(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice, "slow")
    telegram.take_update()
    await approve(bot, checkout)
    telegram.skip(14)
    early = telegram.take_update()
    telegram.skip(1)

    assert early is None
    assert "successful_payment" in bot.gets()["message"]
    assert checkout.stage is Stage.PAID


async def test_a_query_that_never_arrives_times_out_without_blame(
    telegram: Telegram, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice, "unanswered")
    telegram.skip(10)

    assert checkout.stage is Stage.TIMED_OUT
    assert telegram.pending_updates() == []
    assert list(telegram.violations) == []


async def test_two_sheets_of_one_invoice_make_two_charges(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    first = telegram.pay(anna, anna.id, invoice, "twice")
    second = first.twin
    assert second is not None
    await approve(bot, first)
    await approve(bot, second)

    assert first.query_id != second.query_id
    assert first.charge_id != second.charge_id
    assert (first.stage, second.stage) == (Stage.PAID, Stage.PAID)


async def test_a_stranger_may_pay_and_the_money_is_told_in_the_strangers_chat(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person, invoice: int
) -> None:
    checkout = telegram.pay(boris, anna.id, invoice, "foreign")
    asked = bot.gets()["pre_checkout_query"]
    await approve(bot, checkout)

    told = bot.gets()["message"]
    assert asked["from"]["id"] == boris.id
    assert told["chat"]["id"] == boris.id


async def test_shipping_is_asked_first_and_added_to_the_total(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    sent = await bot.does("sendInvoice", chat_id=anna.id, **MUG, is_flexible=True, need_email=True)
    checkout = telegram.pay(anna, anna.id, sent["message_id"], form={"option": "fast"})
    asked = bot.gets()["shipping_query"]
    options = [
        {"id": "slow", "title": "Post", "prices": [{"label": "Post", "amount": 100}]},
        {"id": "fast", "title": "Courier", "prices": [{"label": "Courier", "amount": 900}]},
    ]
    await bot.does(
        "answerShippingQuery", shipping_query_id=asked["id"], ok=True, shipping_options=options
    )
    query = bot.gets()["pre_checkout_query"]

    assert asked["shipping_address"]["city"] == "Bath"
    assert query["total_amount"] == 2400 == checkout.total
    assert query["shipping_option_id"] == "fast"
    assert query["order_info"]["email"] == "buyer@example.com"
    assert "name" not in query["order_info"]


async def test_an_unanswered_shipping_question_names_its_method(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    sent = await bot.does("sendInvoice", chat_id=anna.id, **MUG, is_flexible=True)
    telegram.pay(anna, anna.id, sent["message_id"])
    telegram.skip(10)

    assert telegram.violations[-1].method == "answerShippingQuery"


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
    await approve(bot, checkout)
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
        await approve(bot, telegram.pay_link(person, link))

    paid = [each for each in telegram.pending_updates() if "message" in each]
    assert (
        len({each["message"]["successful_payment"]["telegram_payment_charge_id"] for each in paid})
        == 3
    )
