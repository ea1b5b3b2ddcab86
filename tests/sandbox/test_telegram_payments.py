"""From the invoice to the money."""

import pytest

from sandbox.checkout import Stage
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.conftest import MUG, Bot

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def invoice(bot: Bot, anna: Person) -> int:
    """The number of an invoice in Anna's chat."""
    return int((await bot.does("sendInvoice", chat_id=anna.id, **MUG))["message_id"])


async def test_the_shop_is_asked_before_and_told_after_the_money(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)
    asked = bot.gets()["pre_checkout_query"]
    nothing_more = telegram.take_update()
    await bot.approves(checkout)
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

    await bot.approves(checkout, ok=False, error_message="Sold out")

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
    telegram.clock.skip(10)

    words = await bot.is_refused(
        "answerPreCheckoutQuery", pre_checkout_query_id=checkout.query_id, ok=True
    )

    telegram.tick()
    assert words == TOO_OLD
    assert await checkout.ended() is Stage.TIMED_OUT
    assert telegram.take_update() is None
    assert telegram.violations[0].method == "answerPreCheckoutQuery"


async def test_an_answer_counts_once(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice)
    await bot.approves(checkout)

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

    await bot.approves(checkout)
    telegram.skip(3600)

    assert await checkout.ended() is stage
    assert telegram.take_update() is None


async def test_slow_money_comes_after_a_while(
    telegram: Telegram, bot: Bot, anna: Person, invoice: int
) -> None:
    checkout = telegram.pay(anna, anna.id, invoice, "slow")
    telegram.take_update()
    await bot.approves(checkout)
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
    await bot.approves(first)
    await bot.approves(second)

    assert first.query_id != second.query_id
    assert first.charge_id != second.charge_id
    assert (first.stage, second.stage) == (Stage.PAID, Stage.PAID)


async def test_a_stranger_may_pay_and_the_money_is_told_in_the_strangers_chat(
    telegram: Telegram, bot: Bot, anna: Person, boris: Person, invoice: int
) -> None:
    checkout = telegram.pay(boris, anna.id, invoice, "foreign")
    asked = bot.gets()["pre_checkout_query"]
    await bot.approves(checkout)

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
