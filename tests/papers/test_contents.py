"""What an order's paper says about goods, sums and money."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.i18n import Translations, Translator
from bot.papers.contents import Paper, contents
from domain.local_time import zone_named
from domain.orders import Method, Order, PaymentStatus, Status
from tests.papers.reading import EN, RU, ZH, half_cancelled, line, ordered
from tests.screens.samples import SHOP, pick_up

MUGS = ordered(line(label="350 ml", quantity=2, price=1200), line("Teapot", price=4950))


def paper(of: Order, t: Translator = EN) -> Paper:
    """The paper of an order in the sample shop."""
    return contents(of, t, SHOP)


def totals(of: Order, t: Translator = EN) -> list[tuple[str, str, bool]]:
    """What stands below the table."""
    return [(total.label, total.sum, total.strong) for total in paper(of, t).totals]


def payment(of: Order) -> tuple[str, ...]:
    """What is said about the money."""
    return next(fact.words for fact in paper(of).facts if fact.label == "Payment")


def test_a_line_tells_name_options_sku_quantity_price_and_sum() -> None:
    first, _ = paper(MUGS).lines

    assert (first.name, first.options, first.sku) == ("Blue mug", "350 ml", "BM-1")
    assert (first.quantity, first.price, first.sum) == ("2", "$12.00", "$24.00")
    assert first.remark == ""


def test_sums_have_equal_decimals_and_whole_ones_none() -> None:
    whole = ordered(line(price=1200), line(price=129000), shipping=500)
    uneven_fee = ordered(line(price=1200), shipping=550)

    assert [each.price for each in paper(whole).lines] == ["$12", "$1,290"]
    assert totals(whole) == [
        ("Goods", "$1,302", False),
        ("Delivery", "$5", False),
        ("Total", "$1,307", True),
    ]
    assert paper(uneven_fee).lines[0].sum == "$12.00"


@pytest.mark.parametrize(
    ("currency", "prices", "written"),
    [
        ("RUB", (129000, 495050), ["1\xa0290,00\xa0₽", "4\xa0950,50\xa0₽"]),
        ("JPY", (1200, 495050), ["1\xa0200\xa0¥", "495\xa0050\xa0¥"]),
        ("KWD", (1000, 1250), ["1,000\xa0KWD", "1,250\xa0KWD"]),
        ("XTR", (250, 1000), ["250\xa0⭐", "1\xa0000\xa0⭐"]),
    ],
)
def test_every_currency_is_written_with_its_own_decimals(
    currency: str, prices: tuple[int, int], written: list[str]
) -> None:
    made = ordered(*(line(price=price, currency=currency) for price in prices))

    assert [each.price for each in paper(made, RU).lines] == written


def test_a_free_delivery_is_named_and_a_pick_up_has_none() -> None:
    assert totals(MUGS) == [("Delivery", "free", False), ("Total", "$73.50", True)]
    assert totals(pick_up(MUGS)) == [("Total", "$73.50", True)]


@pytest.mark.parametrize(
    ("status", "paid", "method", "words"),
    [
        (Status.CONFIRMED, PaymentStatus.UNPAID, Method.CASH, "To be paid in cash on delivery"),
        (Status.COMPLETED, PaymentStatus.PAID, Method.CASH, "Paid in cash"),
        (Status.AWAITING_PAYMENT, PaymentStatus.UNPAID, Method.STRIPE, "Not paid yet"),
        (
            Status.AWAITING_PAYMENT,
            PaymentStatus.CHECKING,
            Method.TRANSFER,
            "The shop has yet to confirm the payment",
        ),
        (Status.CONFIRMED, PaymentStatus.PAID, Method.YOOKASSA, "Paid in full"),
        (Status.CONFIRMED, PaymentStatus.REFUND_DUE, Method.STRIPE, "A refund is due"),
        (Status.COMPLETED, PaymentStatus.PARTLY_REFUNDED, Method.STRIPE, "Paid, partly refunded"),
        (Status.CANCELLED, PaymentStatus.REFUNDED, Method.TELEGRAM, "Refunded"),
        (
            Status.EXPIRED,
            PaymentStatus.NEEDS_REVIEW,
            Method.TELEGRAM,
            "The payment is being checked",
        ),
        (Status.EXPIRED, PaymentStatus.UNPAID, Method.TELEGRAM, "Nothing was charged."),
        (Status.CANCELLED, PaymentStatus.UNPAID, Method.CASH, "Nothing was charged."),
    ],
)
def test_the_money_is_told_as_it_stands(
    status: Status, paid: PaymentStatus, method: Method, words: str
) -> None:
    said = payment(replace(MUGS, status=status, payment_status=paid, method=method))

    assert said[0] == words
    assert (len(said) == 2) is (paid is PaymentStatus.PAID), "only money that stayed has a date"


def test_every_state_of_money_has_words_of_its_own() -> None:
    said = {payment(replace(MUGS, payment_status=state))[0] for state in PaymentStatus}

    assert len(said) == len(PaymentStatus)


def test_cash_at_pick_up_is_not_promised_to_a_courier() -> None:
    cash = replace(MUGS, payment_status=PaymentStatus.UNPAID, method=Method.CASH)

    assert payment(pick_up(cash)) == ("To be paid in cash at pick-up",)


def test_an_order_for_nothing_is_not_called_paid() -> None:
    assert payment(ordered(line(price=0))) == ("Nothing to pay",)


def test_goods_that_will_not_come_are_marked_and_not_asked_for_in_cash() -> None:
    shown = paper(half_cancelled())

    assert [each.remark for each in shown.lines] == ["", "Cancelled"]
    assert totals(half_cancelled())[-3:] == [
        ("Total", "$78.50", False),
        ("Cancelled", "-$49.50", False),
        ("To be paid in cash", "$29.00", True),
    ]
    assert totals(half_cancelled(PaymentStatus.PAID))[-1] == ("Paid in cash", "$29.00", True)


def test_money_paid_online_for_cancelled_goods_is_left_to_the_refund() -> None:
    online = replace(half_cancelled(PaymentStatus.PARTLY_REFUNDED), method=Method.STRIPE)

    assert totals(online)[-1] == ("Total", "$78.50", True)
    assert [each.remark for each in paper(online).lines] == ["", "Cancelled"]


def test_an_order_that_came_to_nothing_says_so_once() -> None:
    over = replace(half_cancelled(), status=Status.CANCELLED)

    assert paper(over).state == "cancelled"
    assert [each.remark for each in paper(over).lines] == ["", ""]
    assert paper(replace(over, status=Status.EXPIRED)).state == "not paid in time"
    assert paper(MUGS).state == ""


def test_a_paper_tells_when_to_whom_and_where_to_ask() -> None:
    shown = paper(replace(MUGS, recipient=replace(MUGS.recipient, comment="Ring twice")))
    facts = {fact.label: fact.words for fact in shown.facts}

    assert (shown.shop, shown.title) == ("Souk", "Order #1042")
    assert _ascii(facts["Ordered on"]) == "Nov 21, 2026, 12:00 PM (UTC)"
    assert facts["Delivery"] == ("By courier", "12 Garden Street, flat 3")
    assert facts["Recipient"] == ("Anna Orlova", "+12025550123")
    assert facts["Comment"] == ("Ring twice",)
    assert shown.ask == "Questions? @souk_help"
    assert (shown.link, shown.address) == ("https://t.me/souk_bot?start=o_1042", "t.me/souk_bot")


def test_days_and_times_on_a_paper_are_the_shops() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # the 22nd in Berlin
    berlin = Translations({}, zone=zone_named("Europe/Berlin")).for_language("en")
    paid = replace(MUGS, placed_at=late, payment_status=PaymentStatus.PAID, paid_at=late)
    facts = {fact.label: fact.words for fact in contents(paid, berlin, SHOP).facts}

    assert _ascii(facts["Ordered on"]) == "Nov 22, 2026, 12:30 AM (Berlin)"
    assert _ascii(facts["Payment"]).endswith("Nov 22, 2026, 12:30 AM (Berlin)")


def _ascii(words: tuple[str, ...]) -> str:
    return " ".join(words).replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_a_shop_without_support_promises_nobody_to_ask() -> None:
    shown = contents(MUGS, EN, replace(SHOP, support=""))

    assert shown.ask == ""
    assert shown.address


def test_names_are_plain_text_and_not_html() -> None:
    shown = paper(ordered(line("Salt & <b>pepper</b>", label="5 > 3")))

    assert (shown.lines[0].name, shown.lines[0].options) == ("Salt & <b>pepper</b>", "5 > 3")


def test_the_paper_speaks_the_readers_language_whatever_the_orders_was() -> None:
    assert paper(MUGS, RU).title == "Заказ №\xa01042"
    assert paper(MUGS, ZH).title == "订单 #1042"
    assert paper(MUGS, RU).lines[0].price == "12,00\xa0$"
