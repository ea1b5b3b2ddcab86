"""Ways to pay an order: the buttons, choosing between them, and what is said meanwhile."""

from dataclasses import replace

import pytest

from bot.callbacks.shopping import ChooseWay, KeepOrder, PayBy, PayOrder
from bot.i18n import Translations
from bot.screens.orders import cancel_screen, order_screen
from bot.screens.till import ways_screen
from domain.orders import Method, Order, PaymentStatus, Status
from tests.house.test_locales import LANGUAGES, LOCALES
from tests.screens.samples import (
    NOON,
    SHOP,
    T,
    button,
    keeps_limits,
    labels,
    main_buttons,
    order,
    order_line,
    pick_up,
)

EVERY_WAY = replace(SHOP, methods=tuple(Method))
STRIPE_ONLY = replace(SHOP, methods=(Method.STRIPE,))
PAGE = "https://pay.example/1"


def waits(method: Method = Method.STRIPE, pay_url: str = "") -> Order:
    """An order that waits for its money."""
    unpaid = order(status=Status.AWAITING_PAYMENT, paid=PaymentStatus.UNPAID, method=method)
    return replace(unpaid, pay_url=pay_url)


def test_an_order_with_a_page_opens_it_and_says_whose_it_is() -> None:
    screen = order_screen(waits(pay_url=PAGE), T, EVERY_WAY, card=False)

    pay = screen.rows[0][0]
    assert (pay.text, pay.url, pay.press) == ("Pay $24", PAGE, None)
    assert "You pay on Stripe's page; we write here once the money is in." in screen.text
    assert main_buttons(screen) == ["Pay $24"]
    assert keeps_limits(screen)


def test_without_a_page_the_button_asks_for_one_and_nothing_is_promised() -> None:
    screen = order_screen(waits(), T, EVERY_WAY)

    assert button(screen, "Pay $24").press == PayOrder(order=42)
    assert "Stripe" not in screen.text


def test_the_card_with_a_page_differs_from_the_one_without_in_its_words() -> None:
    """A card is edited only when its words or labels change."""
    cards = (waits(), waits(pay_url=PAGE), waits(Method.YOOKASSA, PAGE))

    assert len({order_screen(card, T, EVERY_WAY).text for card in cards}) == 3


def test_another_way_is_offered_only_where_there_is_one() -> None:
    assert button(order_screen(waits(), T, EVERY_WAY), "Pay another way").press == ChooseWay(
        order=42
    )
    cash_too = replace(SHOP, methods=(Method.STRIPE, Method.CASH))
    assert ["Pay another way"] in labels(order_screen(waits(), T, cash_too))
    assert ["Pay another way"] not in labels(order_screen(waits(), T, STRIPE_ONLY))
    assert ["Pay another way"] not in labels(order_screen(order(), T, EVERY_WAY))


def test_an_order_whose_way_was_given_up_can_still_be_paid() -> None:
    assert ["Pay another way"] in labels(order_screen(waits(Method.TELEGRAM), T, STRIPE_ONLY))


def test_a_bank_transfer_says_where_to_and_takes_the_claim() -> None:
    shop = replace(EVERY_WAY, bank_details="W" * 600)
    unpaid = waits(Method.TRANSFER)
    who = replace(unpaid.recipient, name="W" * 64, address="W" * 200, comment="W" * 300)
    screen = order_screen(replace(unpaid, recipient=who), T, shop)

    assert "Please transfer $24 to:" in screen.text
    assert main_buttons(screen) == ["I have paid"]
    assert ["Pay another way"] in labels(screen)
    assert keeps_limits(screen)


def test_an_order_for_a_transfer_the_shop_gave_up_can_be_paid_another_way() -> None:
    screen = order_screen(waits(Method.TRANSFER), T, STRIPE_ONLY)

    assert "transfer" not in screen.text
    assert ["Pay another way"] in labels(screen)
    assert keeps_limits(screen)


def test_who_says_they_paid_is_not_asked_to_pay_again() -> None:
    checking = replace(waits(Method.TRANSFER), payment_status=PaymentStatus.CHECKING)
    screen = order_screen(checking, T, EVERY_WAY)

    assert "The shop is looking for your payment and will tell you." in screen.text
    assert main_buttons(screen) == []


def test_choosing_says_the_sum_the_time_left_and_that_no_money_is_lost() -> None:
    screen = ways_screen(waits(), T, EVERY_WAY, card=False)
    until = f'unix="{int(NOON.timestamp()) + 900}"'

    assert screen.text.startswith("<b>Order #1042: $24 to pay</b>\n")
    assert f'held until <tg-time {until} format="t">' in screen.text
    assert f'(<tg-time {until} format="r">' in screen.text
    assert "If two payments come, the second goes back by itself." in screen.text
    assert labels(screen) == [
        ["Card, in this chat"],
        ["Card, SBP, YooMoney"],
        ["Card, Alipay, WeChat"],
        ["Bank transfer"],
        ["Cash on delivery"],
        ["‹ The order"],
    ]
    assert button(screen, "Card, SBP, YooMoney").press == PayBy(order=42, method=Method.YOOKASSA)
    assert button(screen, "‹ The order").press == KeepOrder(order=42)
    assert (screen.card, screen.subject) == (False, "order:42")
    assert keeps_limits(screen)


def test_a_way_that_was_refused_is_not_offered_again() -> None:
    screen = ways_screen(waits(), T, EVERY_WAY, closed=True, toast="No.", alert=True)

    assert ["Card, Alipay, WeChat"] not in labels(screen)
    assert (screen.card, screen.subject, screen.toast) == (True, None, "No.")


def test_cancelling_an_order_with_a_page_promises_nothing_about_money() -> None:
    paying = cancel_screen(waits(pay_url=PAGE), T)
    in_chat = cancel_screen(waits(Method.TELEGRAM), T)

    assert "Nothing was charged" not in paying.text
    assert "If you have just paid, please keep the order" in paying.text
    assert "Nothing was charged." in in_chat.text


def test_a_note_comes_first_and_the_whole_still_fits_a_caption() -> None:
    many = replace(waits(), lines=tuple(order_line("W" * 48) for _ in range(40)))
    screen = order_screen(many, T, EVERY_WAY, note="N" * 100, card=False)

    assert screen.text.startswith("N" * 100 + "\n\n<b>Order #1042</b>")
    assert keeps_limits(replace(screen, card=True))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (PaymentStatus.PARTLY_REFUNDED, "A part of the money went back to you."),
        (PaymentStatus.REFUNDED, "The money went back to you."),
    ],
)
def test_money_that_went_back_is_said(status: PaymentStatus, said: str) -> None:
    assert said in order_screen(order(paid=status), T, SHOP).text


def test_an_order_paid_on_a_page_is_never_called_one_for_cash() -> None:
    confirmed = order(paid=PaymentStatus.UNPAID, method=Method.STRIPE)

    for each in (confirmed, pick_up(confirmed)):
        assert "cash" not in order_screen(each, T, EVERY_WAY).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_to_pay_fit_their_buttons_in_every_language(language: str) -> None:
    t = Translations.load(LOCALES).for_language(language)

    for unpaid in (waits(), waits(pay_url=PAGE)):
        assert keeps_limits(order_screen(unpaid, t, EVERY_WAY))
        assert keeps_limits(ways_screen(unpaid, t, EVERY_WAY))
        assert keeps_limits(cancel_screen(unpaid, t))
