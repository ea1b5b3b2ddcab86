"""What is kept of people, and the question whether they want to be forgotten."""

import json
from datetime import UTC, datetime

import pytest

from bot.callbacks.privacy import DeleteAccount, SendOwnData
from bot.callbacks.shopping import OpenOrder
from bot.i18n import Translations
from bot.papers.own_data import own_data_file
from bot.screens.privacy import farewell_screen, needed_screen, privacy_screen, sure_screen
from bot.settings import LOCALES
from domain.orders import PaymentStatus, Status
from domain.privacy import Business, OwnData, Records, Standing, Why
from tests.screens.samples import SHOP, T, button, keeps_limits

NOON = datetime(2026, 11, 21, 12, 0, 0, 123_000, tzinfo=UTC)
OVER = Business(1, Status.COMPLETED, PaymentStatus.PAID)
OPEN = Business(2, Status.CONFIRMED, PaymentStatus.UNPAID)
DUE = Business(3, Status.CANCELLED, PaymentStatus.REFUND_DUE)


def test_an_order_needs_its_customer_until_goods_and_money_are_where_they_belong() -> None:
    done, paid = Status.COMPLETED, PaymentStatus.PAID

    assert OVER.why is None
    assert OPEN.why is Why.OPEN
    assert Business(1, Status.AWAITING_PAYMENT, PaymentStatus.UNPAID).why is Why.OPEN
    assert DUE.why is Why.MONEY
    assert Business(1, done, paid, refunding=True).why is Why.MONEY
    assert Business(1, done, paid, returning=True).why is Why.RETURN
    assert Business(1, Status.EXPIRED, PaymentStatus.NEEDS_REVIEW).why is Why.MONEY
    assert Business(1, done, PaymentStatus.NEEDS_REVIEW).why is None, "taken at the door"
    assert Business(1, done, PaymentStatus.PARTLY_REFUNDED).why is None


def test_the_yes_names_when_it_was_asked_for() -> None:
    screen = sure_screen(Standing(works=False, business=(OVER,), at=NOON), T)

    assert button(screen, "Delete for good").press == DeleteAccount(asked=1_795_262_400)
    assert button(screen, "Delete for good").style == "danger"
    assert button(screen, "Download my data").press == SendOwnData()
    assert "Keys" not in screen.text


def test_whoever_bought_keys_is_told_to_save_them_first() -> None:
    keys = Business(1, Status.COMPLETED, PaymentStatus.PAID, digital=True)

    assert (
        "Save them first." in sure_screen(Standing(works=False, business=(keys,), at=NOON), T).text
    )


def test_what_stands_in_the_way_is_named_and_five_orders_are_led_to() -> None:
    many = tuple(Business(n, Status.CONFIRMED, PaymentStatus.PAID) for n in range(10, 16))
    screen = needed_screen(Standing(works=False, business=(OVER, OPEN, DUE), at=NOON), T, SHOP)
    long = needed_screen(Standing(works=True, business=many, at=NOON), T, SHOP)

    assert "Order #1002 is not finished yet." in screen.text
    assert "The money of order #1003 is not settled yet." in screen.text
    assert "#1001" not in screen.text
    assert button(screen, "Order #1002").press == OpenOrder(order=2)
    assert "You work for this shop." in long.text
    assert "and 1 more order" in long.text
    assert "#1015" not in long.text


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_all_of_it_fits_in_every_language(language: str) -> None:
    t = Translations.load(LOCALES, "en").for_language(language)
    keys = Business(1, Status.COMPLETED, PaymentStatus.PAID, digital=True)
    many = tuple(Business(n, Status.CONFIRMED, PaymentStatus.PAID) for n in range(10, 18))

    for screen in (
        privacy_screen(t, SHOP),
        sure_screen(Standing(works=False, business=(keys,), at=NOON), t),
        needed_screen(Standing(works=True, business=many, at=NOON), t, SHOP),
        farewell_screen(t),
    ):
        assert keeps_limits(screen)


def test_the_file_is_json_that_people_can_read() -> None:
    records: Records = {"person": [{"id": 1, "first_name": "Аня\ud800", "seen_at": NOON}]}

    file = own_data_file(OwnData(NOON, records), "Souk")

    assert "Аня?" in file.decode("utf-8")
    told = json.loads(file)
    assert told["about"]["made_at"] == told["person"][0]["seen_at"] == "2026-11-21T12:00:00+00:00"
