"""Paying on a provider's own page, seen from the chat."""

import asyncio

import pytest

from domain.gateways import Declined, KeysRefused
from domain.orders import Method, PaymentStatus, Status
from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.conversations.till import PAGE, PAID, WAITING, orders, read, reviews, standing
from tests.provider import Provider

SOON = "The pay page is on its way. It will be here in a moment."


@pytest.fixture
def providers(yookassa: Provider, stripe: Provider) -> tuple[Provider, ...]:
    """Both beside Telegram's own way and cash."""
    return yookassa, stripe


async def test_the_review_becomes_a_card_that_opens_the_page_and_follows_the_payment(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await reviews(anna)
    review = anna.card["message_id"]
    await anna.taps("Card, Alipay, WeChat")

    assert anna.card["message_id"] == review
    assert anna.page("Pay $30") == PAGE
    assert "You pay on Stripe's page" in anna.text
    assert not any("invoice" in message for message in anna.messages)

    stripe.pay("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1")

    card = next(m for m in anna.messages if m["message_id"] == review)
    assert "Paid." in str(card)
    assert "Pay $30" not in str(card)
    assert anna.all_text.count("Thank you! Order #1001 is paid.") == 1
    assert owner.text.startswith("PAID · Order #1001 · $30")
    assert not street.telegram.violations


async def test_each_way_to_pay_is_one_tap_on_the_review(anna: Passer) -> None:
    await reviews(anna)

    ways = [label for label in anna.buttons if label.startswith(("Ca", "Pay"))]
    assert ways == [
        "Card, in this chat",
        "Card, SBP, YooMoney",
        "Card, Alipay, WeChat",
        "Cash at pick-up",
    ]


async def test_a_way_that_is_refused_charges_nothing_and_leads_to_another(
    street: Street, anna: Passer, stripe: Provider
) -> None:
    stripe.strike("create", Declined("amount_too_small"), effect=False)
    await orders(anna)

    assert anna.toasts == [
        "This way to pay does not work at the moment. Nothing was charged. Please choose another."
    ]
    assert await standing(street) == WAITING
    await anna.taps("Pay another way", "Card, in this chat")
    await anna.pays()

    assert await standing(street) == PAID
    assert stripe.payments == {}
    assert anna.all_text.count("is paid") == 1


async def test_what_can_be_chosen_instead_leaves_out_what_was_refused(
    anna: Passer, stripe: Provider
) -> None:
    await orders(anna, "Card, in this chat")
    stripe.strike("create", Declined("amount_too_small"), effect=False)
    await anna.taps("Pay another way", "Card, Alipay, WeChat")

    assert anna.toasts[0].endswith("Please choose another.")
    chosen = next(m for m in anna.messages if "$30 to pay" in str(m))
    labels = [
        button["text"] for row in chosen["reply_markup"]["inline_keyboard"] for button in row
    ]
    assert labels == [
        "Card, in this chat",
        "Card, SBP, YooMoney",
        "Cash at pick-up",
        "‹ The order",
    ]


async def test_a_page_is_left_for_cash_and_the_order_is_placed(
    street: Street, anna: Passer
) -> None:
    await orders(anna)
    await anna.taps("Pay another way", "Cash at pick-up")

    assert anna.toasts[-1] == "You pay in cash. The order is placed."
    assert await standing(street) == (Status.CONFIRMED, PaymentStatus.UNPAID)
    assert "You pay in cash at pick-up." in anna.all_text
    assert not [button for button in anna.buttons if button.startswith("Pay")]


async def test_refused_keys_reach_the_owner_once_and_the_customer_pays_otherwise(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    stripe.strike("create", KeysRefused("no such key"), effect=False, times=2)
    await orders(anna)
    await anna.taps("Pay $30")

    assert owner.all_text.count("Customers cannot pay by Stripe at the moment.") == 1
    assert "Open the order" in owner.buttons
    await anna.taps("Card, SBP, YooMoney")
    assert anna.page("Pay $30") == "https://pay.example/yookassa-pay-1"
    assert await standing(street) == WAITING


async def test_a_silent_provider_costs_no_order_and_its_page_comes_into_the_same_card(
    street: Street, anna: Passer, stripe: Provider, clock: StandingClock
) -> None:
    stripe.silent = True
    await orders(anna)
    card = anna.card["message_id"]

    assert anna.toasts == [SOON]
    assert anna.page("Pay $30") is None
    assert await standing(street) == WAITING

    stripe.silent = False
    clock.skip(seconds=21)
    await street.minds_the_money()

    assert anna.card["message_id"] == card
    assert anna.page("Pay $30") == PAGE
    assert len(stripe.payments) == 1


async def test_whoever_taps_again_gets_the_page_that_was_asked_for(
    street: Street, anna: Passer, stripe: Provider
) -> None:
    stripe.silent = True
    await orders(anna)
    stripe.silent = False
    await anna.taps("Pay $30")

    assert anna.page("Pay $30") == PAGE
    assert len(stripe.payments) == 1
    assert await standing(street) == WAITING


async def test_nobody_waits_longer_than_a_tap_may_take(
    anna: Passer, stripe: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.till._PATIENCE", 0)
    stripe.before_answering("create", asyncio.Event().wait)
    await orders(anna)

    assert anna.toasts == [SOON]
    assert anna.page("Pay $30") is None


async def test_after_a_payment_failed_there_the_card_still_offers_to_pay(
    street: Street, anna: Passer, stripe: Provider
) -> None:
    await orders(anna)
    stripe.decline("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1", "payment.canceled")
    assert anna.page("Pay $30") is None

    await anna.taps("Pay $30")
    assert anna.page("Pay $30") == "https://pay.example/stripe-pay-2"
    stripe.pay("stripe-pay-2")
    await street.is_told(stripe, "stripe-pay-2")

    assert await standing(street) == PAID


async def test_the_way_back_from_the_page_asks_at_once(
    street: Street, anna: Passer, stripe: Provider
) -> None:
    await orders(anna)
    stripe.pay("stripe-pay-1")
    await anna.says("/start o_1001")

    assert await standing(street) == PAID
    shown = [m for m in anna.messages if "Paid." in str(m)]
    assert len(shown) == 2  # the order's own card, and the one just opened
    assert not anna.sees("No payment has reached us yet")


@pytest.mark.parametrize("silent", [True, False])
async def test_who_comes_back_unpaid_is_told_kindly_and_can_go_on(
    street: Street, anna: Passer, stripe: Provider, silent: bool
) -> None:
    await orders(anna)
    stripe.silent = silent
    await anna.says("/start o_1001")

    assert anna.text.startswith(
        "No payment has reached us yet. If you have paid, it can take a minute."
    )
    assert anna.page("Pay $30") == PAGE
    assert stripe.count("fetch") == 1
    assert await standing(street) == WAITING


async def test_a_slow_provider_does_not_keep_whoever_comes_back(
    anna: Passer, stripe: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.start._PATIENCE", 0)
    await orders(anna)
    stripe.before_answering("fetch", asyncio.Event().wait)
    await anna.says("/start o_1001")

    assert anna.text.startswith("No payment has reached us yet.")


async def test_the_live_card_on_which_one_pays_becomes_the_orders_own_and_follows_it(
    street: Street, anna: Passer, yookassa: Provider
) -> None:
    await orders(anna)
    first = anna.card["message_id"]
    await anna.says("/orders")
    await anna.taps("#1001", "Pay another way")
    assert "If two payments come, the second goes back by itself." in anna.text
    assert "The goods are held until" in anna.text
    card = anna.card["message_id"]
    await anna.taps("Card, SBP, YooMoney")

    assert anna.card["message_id"] == card
    assert anna.page("Pay $30") == "https://pay.example/yookassa-pay-1"
    assert street.telegram.message(anna.id, first) is None
    assert (await read(street)).method is Method.YOOKASSA

    yookassa.pay("yookassa-pay-1")
    await street.is_told(yookassa, "yookassa-pay-1")
    assert "Paid." in str(street.telegram.message(anna.id, card))


async def test_the_choice_can_be_left_again(street: Street, anna: Passer) -> None:
    await orders(anna)
    await anna.taps("Pay another way", "‹ The order")

    assert anna.page("Pay $30") == PAGE
    assert (await read(street)).method is Method.STRIPE


async def test_a_button_of_a_paid_order_shows_how_it_stands(
    street: Street, anna: Passer, stripe: Provider
) -> None:
    await orders(anna)
    await anna.taps("Pay another way")
    choice = anna.card
    stripe.pay("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1")
    for row in choice["reply_markup"]["inline_keyboard"][:2]:
        await anna.sends_forged(row[0]["callback_data"], choice["message_id"])

        assert anna.toasts == ["This order waits for no payment any more. Here is how it stands."]
        assert "Paid." in str(street.telegram.message(anna.id, choice["message_id"]))
    assert len(stripe.payments) == 1
