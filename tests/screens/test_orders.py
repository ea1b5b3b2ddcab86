"""A customer's orders, one order, and the notes about it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.callbacks.shopping import (
    CancelOrder,
    KeepOrder,
    OpenOrder,
    OpenOrders,
    PayOrder,
    RepeatOrder,
)
from bot.screens.notes import note_screen
from bot.screens.orders import cancel_screen, order_screen, orders_screen
from domain.fulfilment import Step
from domain.notices import Event
from domain.orders import Method, Order, PaymentStatus, Status
from domain.services.orders import OrderPage
from tests.screens.samples import (
    NASTY,
    NOON,
    SHOP,
    T,
    button,
    keeps_limits,
    labels,
    main_buttons,
    order,
    order_line,
    part,
    pick_up,
    usd,
)

UNPAID = order(status=Status.AWAITING_PAYMENT, paid=PaymentStatus.UNPAID)
CASH = order(paid=PaymentStatus.UNPAID, method=Method.CASH)


def test_the_list_shows_number_day_sum_and_state_of_each_order() -> None:
    screen = orders_screen(OrderPage((order(), UNPAID), 0, 2), T)

    assert "<b>#1042</b> · <tg-time" in screen.text
    assert labels(screen) == [["#1042 · in progress"], ["#1042 · to be paid"], ["‹ Shop"]]
    assert screen.rows[0][0].press == OpenOrder(order=42)


def test_more_orders_than_fit_are_paged() -> None:
    screen = orders_screen(OrderPage((order(),) * 5, 1, 12), T)

    assert "6–10 of 12" in screen.text
    assert button(screen, "›").press == OpenOrders(page=2)
    assert keeps_limits(screen)


def test_who_has_not_ordered_is_led_to_the_goods() -> None:
    screen = orders_screen(OrderPage((), 0, 0), T)

    assert "You have not ordered yet." in screen.text
    assert labels(screen) == [["Catalogue", "‹ Shop"]]


def test_an_unpaid_order_says_until_when_it_waits_and_can_be_paid_or_cancelled() -> None:
    screen = order_screen(UNPAID, T, SHOP)

    assert screen.text.startswith("<b>Order #1042</b> · waiting for payment")
    assert (
        f'until <tg-time unix="{int((NOON + timedelta(minutes=15)).timestamp())}"' in screen.text
    )
    assert button(screen, "Pay $24").press == PayOrder(order=42)
    assert button(screen, "Cancel order").press == CancelOrder(order=42)
    assert main_buttons(screen) == ["Pay $24"]


def test_a_paid_order_cannot_be_paid_again() -> None:
    begun = order(parts=(part(Step.ACCEPTED),))
    flat = [label for row in labels(order_screen(begun, T, SHOP)) for label in row]

    assert flat == ["Copy number", "PDF", "Order again", "‹ My orders", "‹ Shop"]


@pytest.mark.parametrize("placed", [order(), CASH])
def test_an_order_can_be_cancelled_until_the_shop_starts_on_it(placed: Order) -> None:
    begun = replace(placed, fulfilments=(part(Step.ACCEPTED),))

    assert ["Cancel order"] in labels(order_screen(placed, T, SHOP))
    assert ["Cancel order"] not in labels(order_screen(begun, T, SHOP))


def test_an_order_for_cash_says_so() -> None:
    assert "You pay in cash on delivery." in order_screen(CASH, T, SHOP).text


def test_cancelling_a_paid_order_says_that_its_money_goes_back() -> None:
    screen = cancel_screen(order(), T)

    assert "The goods go back to the shelf, and $24 to you." in screen.text
    assert "Nothing was charged" not in screen.text
    assert keeps_limits(screen)


@pytest.mark.parametrize(
    ("step", "said", "way"),
    [
        (Step.NEW, "waiting for the shop", "○ Accepted  ○ Packed  ○ Sent  ○ Delivered"),
        (Step.PACKED, "packed", "● Accepted  ● Packed  ○ Sent  ○ Delivered"),
        (Step.SHIPPED, "on the way", "● Accepted  ● Packed  ● Sent  ○ Delivered"),
    ],
)
def test_the_steps_are_told_in_words(step: Step, said: str, way: str) -> None:
    text = order_screen(order(parts=(part(step),)), T, SHOP).text

    assert f"<b>Order #1042</b> · {said}\n" in text
    assert way in text


def test_what_is_fetched_is_ready_and_not_on_the_way() -> None:
    ready = pick_up(order(parts=(part(Step.SHIPPED),)))
    text = order_screen(ready, T, SHOP).text

    assert "ready for pick-up" in text
    assert "● Ready  ○ Picked up" in text
    assert "on the way" not in text


def test_number_and_tracking_are_copied_with_a_tap() -> None:
    screen = order_screen(order(parts=(part(Step.SHIPPED, "RR12"),)), T, SHOP)

    assert button(screen, "Copy number").copy == "1042"
    assert button(screen, "Copy tracking").copy == "RR12"
    assert "Tracking number: <code>RR12</code>" in screen.text


def test_with_several_merchants_each_part_is_told_by_its_merchant() -> None:
    parts = (part(Step.SHIPPED, "RR12", 1, "Clay & Co"), part(Step.PACKED, n=2))
    text = order_screen(order(parts=parts), T, SHOP).text

    assert "Clay &amp; Co: on the way, <code>RR12</code>\nMerchant 2: packed" in text


def test_the_order_card_is_a_message_of_its_own_that_is_kept_up_to_date() -> None:
    own, view = order_screen(order(), T, SHOP, card=False), order_screen(order(), T, SHOP)

    assert (own.card, own.subject) == (False, "order:42")
    assert (view.card, view.subject) == (True, None)
    assert own.text == view.text


@pytest.mark.parametrize(
    ("status", "paid", "said"),
    [
        (Status.EXPIRED, PaymentStatus.UNPAID, "Nothing was charged."),
        (Status.CANCELLED, PaymentStatus.UNPAID, "Nothing was charged."),
        (Status.CANCELLED, PaymentStatus.REFUND_DUE, "goes back to you"),
        (Status.CONFIRMED, PaymentStatus.NEEDS_REVIEW, "is looking at your payment"),
        (Status.COMPLETED, PaymentStatus.PAID, "Paid."),
    ],
)
def test_what_became_of_the_money_is_said(status: Status, paid: PaymentStatus, said: str) -> None:
    screen = order_screen(order(status=status, paid=paid), T, SHOP)

    assert said in screen.text
    assert button(screen, "Order again").press == RepeatOrder(order=42)


def test_cancelling_asks_first_and_says_what_it_means() -> None:
    screen = cancel_screen(UNPAID, T, card=False)

    assert "Cancel order #1042?" in screen.text
    assert "Nothing was charged." in screen.text
    assert button(screen, "Cancel order").press == CancelOrder(order=42, sure=True)
    assert button(screen, "Keep the order").press == KeepOrder(order=42)
    assert (screen.card, screen.subject) == (False, "order:42")


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("card", [True, False])
def test_any_order_fits_its_card(text: str, card: bool) -> None:
    many = order(
        *(order_line(text) for _ in range(50)),
        parts=tuple(part(Step.SHIPPED, text[:64], n, text) for n in range(9)),
    )
    who = replace(many.recipient, name=text[:64], address=(text * 9)[:200], comment=text * 5)
    screen = order_screen(replace(many, recipient=who), T, SHOP, card=card)

    assert keeps_limits(screen)
    assert "<script>" not in screen.text


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("of", [order(), pick_up(CASH), order(parts=(part(), part(n=2)))])
def test_every_event_is_told_in_at_most_three_lines(event: Event, of: Order) -> None:
    screen = note_screen(of, event, T, part(Step.SHIPPED, "RR12"))

    assert screen.text.count("\n") < 3
    assert "#1042" in screen.text
    assert not screen.card
    assert keeps_limits(screen)


@pytest.mark.parametrize("event", [Event.REFUND_DUE, Event.REFUNDED])
def test_who_paid_for_another_learns_nothing_about_the_order(event: Event) -> None:
    screen = note_screen(order(), event, T, money=usd(500))

    assert "Blue mug" not in screen.text
    assert [each.press for row in screen.rows for each in row] != [OpenOrder(order=42)]


def test_money_that_went_back_is_told_with_its_own_sum() -> None:
    screen = note_screen(order(), Event.REFUNDED, T, money=usd(500))

    assert screen.text == (
        "<b>$5 went back to you.</b>\nFor order #1042. Your bank may take some days to show it."
    )
    assert "$24" not in screen.text


def test_a_part_is_told_with_its_merchant_and_a_whole_order_without() -> None:
    whole = note_screen(order(), Event.SHIPPED, T, part(Step.SHIPPED, "RR12"))
    parts = order(parts=(part(), part(n=2, merchant="Clay & Co")))
    partly = note_screen(parts, Event.SHIPPED, T, parts.fulfilments[1])

    assert whole.text == ("<b>Order #1042 is on the way.</b>\nTracking number: <code>RR12</code>")
    assert partly.text == "<b>Clay &amp; Co sent a part of order #1042.</b>"


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        ("", ""),
        ("pending", "Receipt: being made."),
        ("succeeded", "Receipt: sent to +1•••23."),
        ("canceled", "Receipt: it could not be made. The shop has been told."),
    ],
)
def test_the_card_says_how_the_fiscal_receipt_stands(receipt: str, said: str) -> None:
    text = order_screen(replace(order(), receipt=receipt), T, SHOP).text

    assert said in text
    assert ("Receipt" in text) is bool(said)
