"""What owners are told of money."""

from dataclasses import replace
from typing import Any

import pytest

from bot.callbacks.work import ConfirmRefund, OpenAnyOrder
from bot.i18n import Translations
from bot.reply import Screen
from bot.screens.alerts import alert_screen, returned_screen
from domain.gateways import RefundState
from domain.notices import Alert
from domain.refunds import Refund, Taken
from tests.house.test_locales import LANGUAGES, LOCALES
from tests.screens.samples import NASTY, T, button, keeps_limits, labels, usd

TAKEN = Taken(42, "telegram", "tg-7", "ch-7", 1001, usd(2400), settled=True)
REFUND = Refund(5, TAKEN, usd(1200), RefundState.MANUAL, "key", "part:3")
WHOLE = {
    "sku": "GC-10",
    "order_id": 42,
    "amount": 1200,
    "currency": "USD",
    "payer_id": 1001,
    "charge_id": "tg-7",
    "refund_id": 5,
    "provider": "stripe",
    "due": 1500,
    "name": "Mira",
}
# What each kind brings at least.
PAYLOADS: dict[Alert, dict[str, Any]] = {
    Alert.REFUND_DUE: {"order_id": 42, "amount": 1200, "currency": "USD"},
    Alert.REFUNDING: {"order_id": 42, "amount": 1200, "currency": "USD"},
    Alert.REFUNDED_OUTSIDE: {"order_id": 42, "amount": 1200, "currency": "USD"},
    Alert.NEEDS_REVIEW: {"order_id": 0, "amount": 1200, "currency": "USD"},
    Alert.NO_RECEIPT: {"order_id": 42, "provider": "yookassa"},
    Alert.CASH_DIFFERS: {"order_id": 42, "amount": 1, "currency": "USD", "due": 2, "name": "M"},
    Alert.NO_KEYS: {"order_id": 42, "sku": "GC-10"},
    Alert.WAY_CLOSED: {"order_id": 42, "provider": "yookassa"},
}


def told(kind: Alert, refund: Refund | None = None, **changed: object) -> Screen:
    """The alert of that kind with all it can bring."""
    return alert_screen({"alert": kind, **WHOLE, **changed}, T, refund)


@pytest.mark.parametrize("kind", list(Alert))
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_alert_is_told_with_as_little_as_it_brings(kind: Alert, language: str) -> None:
    t = Translations.load(LOCALES).for_language(language)
    for payload in (PAYLOADS[kind], WHOLE):
        screen = alert_screen({"alert": kind, **payload}, t, REFUND)

        assert (screen.card, screen.fresh) == (False, True)
        assert keeps_limits(screen)


def test_money_to_return_by_hand_says_the_sum_the_cause_and_asks_to_confirm() -> None:
    screen = told(Alert.REFUND_DUE, REFUND)

    assert screen.text == (
        "<b>Money to give back: $12</b>\n"
        "It was paid for a part of order #1042 that is cancelled.\n"
        "Please return it by hand at your payment provider, then confirm it here.\n"
        "Charge: <code>tg-7</code>\n"
        "Payer's Telegram id: <code>1001</code>"
    )
    assert labels(screen) == [["I have returned it"], ["Open the order"]]
    assert button(screen, "I have returned it").press == ConfirmRefund(refund=5)


@pytest.mark.parametrize("provider", ["transfer", "cash"])
def test_money_that_no_provider_took_is_not_looked_for_at_one(provider: str) -> None:
    refund = replace(REFUND, taken=replace(TAKEN, provider=provider))
    screen = told(Alert.REFUND_DUE, refund)

    assert "by hand, then confirm it here." in screen.text
    assert "payment provider" not in screen.text


def test_what_cannot_be_confirmed_is_not_asked_to_be() -> None:
    screen = alert_screen({"alert": Alert.REFUND_DUE, **PAYLOADS[Alert.REFUND_DUE]}, T)

    assert "confirm" not in screen.text
    assert labels(screen) == [["Open the order"]]
    assert "None" not in screen.text


def test_a_refund_made_meanwhile_is_not_asked_for_again() -> None:
    screen = told(Alert.REFUND_DUE, replace(REFUND, state=RefundState.SUCCEEDED))

    assert screen.text == "<b>$12 of order #1042 is returned.</b>\nThe payer has been told."
    assert labels(screen) == [["Open the order"]]


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("charge:tg-7", "It was paid for order #1042 but could not be counted towards it."),
        ("part:3", "It was paid for a part of order #1042 that is cancelled."),
        ("order:42", "It was paid for order #1042, which is cancelled."),
        ("other", "It was paid for order #1042."),
    ],
)
def test_money_that_goes_back_by_itself_says_why_and_leaves_nothing_to_do(
    subject: str, why: str
) -> None:
    screen = told(Alert.REFUNDING, replace(REFUND, subject=subject))

    assert screen.text == (f"<b>$12 goes back by itself. There is nothing to do.</b>\n{why}")
    assert labels(screen) == [["Open the order"]]


def test_money_returned_in_the_providers_cabinet_moves_no_goods() -> None:
    text = told(Alert.REFUNDED_OUTSIDE).text

    assert "$12 of order #1042 was returned in the provider's cabinet." in text
    assert "The stock is unchanged" in text


@pytest.mark.parametrize(("provider", "name"), [("stripe", "Stripe"), ("yookassa", "YooKassa")])
def test_a_closed_way_names_the_provider_and_where_to_look(provider: str, name: str) -> None:
    screen = alert_screen({"alert": Alert.WAY_CLOSED, "provider": provider, "order_id": 42}, T)

    assert screen.text.startswith(f"<b>Customers cannot pay by {name} at the moment.</b>")
    assert "Please check the settings." in screen.text
    assert button(screen, "Open the order").press == OpenAnyOrder(order=42)


def test_an_unclear_payment_says_whether_an_order_is_known() -> None:
    assert "It does not fit order #1042" in told(Alert.NEEDS_REVIEW).text
    unknown = told(Alert.NEEDS_REVIEW, order_id=0)
    assert "Payment that belongs to no order: $12" in unknown.text
    assert "#" not in unknown.text
    assert labels(unknown) == [["All orders"]]


@pytest.mark.parametrize("name", NASTY)
def test_a_returned_refund_says_who_noted_it(name: str) -> None:
    screen = returned_screen(REFUND, name, T)

    assert "<b>$12 of order #1042 is returned.</b>" in screen.text
    assert "noted it. The payer has been told." in screen.text
    assert "<script>" not in screen.text
    assert "I have returned it" not in str(labels(screen))
    assert keeps_limits(screen)


def test_money_that_may_have_gone_is_looked_for_before_it_is_returned() -> None:
    screen = told(Alert.REFUND_DUE, REFUND, unsure=1)

    assert "look in its cabinet, return it there only if it is missing" in screen.text
    assert "by hand at your payment provider" not in screen.text
    assert button(screen, "I have returned it").press == ConfirmRefund(refund=5)
