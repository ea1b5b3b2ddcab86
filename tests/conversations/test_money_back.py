"""Money that goes back, and buttons of money in the hands of those it is not for."""

import pytest

from domain.orders import Method
from tests.conversations.street import Passer, Street
from tests.conversations.till import PAGE, PAID, WAITING, orders, read, standing
from tests.provider import Provider


@pytest.fixture
def providers(yookassa: Provider, stripe: Provider) -> tuple[Provider, ...]:
    """Both beside Telegram's own way and cash."""
    return yookassa, stripe


async def test_a_second_payment_goes_back_by_itself_and_both_are_told(
    street: Street, anna: Passer, owner: Passer, stripe: Provider, yookassa: Provider
) -> None:
    await orders(anna)
    await anna.taps("Pay another way", "Card, SBP, YooMoney")
    for provider in (yookassa, stripe):
        provider.pay(f"{provider.provider}-pay-1")
    for provider in (yookassa, stripe):
        await street.is_told(provider, f"{provider.provider}-pay-1")

    assert await standing(street) == PAID
    assert stripe.back() == [3000]
    assert yookassa.back() == []
    assert anna.sees("$30 went back to you.", "For order #1001.")
    assert owner.sees("$30 goes back by itself. There is nothing to do.")
    assert "I have returned it" not in str(owner.messages)


async def test_cancelling_warns_whoever_has_just_paid(anna: Passer) -> None:
    await orders(anna)
    await anna.taps("Cancel order")

    assert "If you have just paid, please keep the order" in anna.text
    assert "Nothing was charged" not in anna.text


async def test_a_cancelled_order_paid_on_a_page_is_paid_back_and_told(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await orders(anna)
    stripe.pay("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1")
    await owner.taps("Cancel order", "Cancel order")
    await street.minds_the_money()

    assert stripe.back() == [3000]
    assert anna.sees("$30 went back to you.", "The money went back to you.")
    assert owner.sees("It was paid for a part of order #1001 that is cancelled.")


async def test_a_customer_who_cancels_a_paid_order_gets_the_money_back(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await orders(anna)
    stripe.pay("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1")
    await anna.taps("Cancel order")
    assert anna.sees("The goods go back to the shelf, and $30 to you.")
    await anna.taps("Cancel order")
    await street.minds_the_money()

    assert stripe.back() == [3000]
    assert anna.all_text.count("$30 went back to you.") == 1
    assert anna.sees("The money went back to you.")
    assert owner.sees("It was paid for order #1001, which is cancelled.")


async def test_money_that_no_provider_returns_is_confirmed_by_an_owner_once(
    anna: Passer, owner: Passer
) -> None:
    await orders(anna, "Card, in this chat")
    await anna.pays()
    await owner.taps("Cancel order", "Cancel order")
    assert owner.sees("Money to give back: $30", "then confirm it here")
    alert = owner.card
    data = alert["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert not anna.sees("went back to you")

    await owner.taps("I have returned it")

    assert owner.sees("$30 of order #1001 is returned.", "Olga noted it.")
    assert "I have returned it" not in str(owner.messages)
    assert anna.sees("$30 went back to you.", "The money went back to you.")
    await owner.sends_forged(data, alert["message_id"])
    assert owner.toasts == ["Somebody did this already. Nothing was changed again."]
    assert anna.all_text.count("$30 went back to you.") == 1


async def test_a_stranger_neither_chooses_nor_pays_nor_confirms_for_another(
    street: Street, anna: Passer, stripe: Provider
) -> None:
    await orders(anna, "Card, in this chat")
    await anna.pays()
    await anna.says("/start")
    await anna.taps("Home", "Clay vase", "Buy now", "Card, Alipay, WeChat")
    assert anna.page("Pay $45") == PAGE
    mallory = street.person("Mallory")
    await mallory.says("/start")
    calls = len(stripe.calls)
    before = await read(street, 2)

    for forged in ("yw:2", "yb:2:telegram", "yb:2:yookassa", "yb:2:cash", "oy:2", "rb:1"):
        await mallory.sends_forged(forged)
        assert "answerCallbackQuery" in mallory.calls, forged
        assert not mallory.sees("#1002"), forged

    assert await read(street, 2) == before
    assert len(stripe.calls) == calls


async def test_nobody_else_turns_an_unpaid_order_into_one_for_cash(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await orders(anna)
    await owner.sends_forged("yb:1:cash")

    assert (await read(street)).method is Method.STRIPE
    assert await standing(street) == WAITING


async def test_not_even_an_owner_chooses_for_a_customer(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await orders(anna)
    await owner.sends_forged("yw:1")

    assert owner.toasts == ["There is no such order among yours. My orders lists them all."]
    assert not owner.sees("Please choose how to pay.")
    assert (await read(street)).method is Method.STRIPE


async def test_a_cancelled_part_is_paid_back_and_told_with_its_own_sum(
    street: Street, anna: Passer, owner: Passer, stripe: Provider
) -> None:
    await anna.says("/start")
    await anna.taps("Home", "Clay vase", "Add")
    await orders(anna)
    assert anna.page("Pay $75") == PAGE
    stripe.pay("stripe-pay-1")
    await street.is_told(stripe, "stripe-pay-1")
    vase = next(m for m in owner.messages if "VS-1" in str(m))
    for at in (-1, 0):  # ask, then yes
        row = vase["reply_markup"]["inline_keyboard"][at]
        await owner.sends_forged(row[-1]["callback_data"], vase["message_id"])
        vase = next(m for m in owner.messages if m["message_id"] == vase["message_id"])
    await street.minds_the_money()

    assert stripe.back() == [4500]
    assert anna.sees("$45 went back to you.", "A part of the money went back to you.")
    assert not anna.sees("$75 went back")
