"""Checkout: the questions, the review and the invoice."""

from dataclasses import replace

import pytest

from bot.callbacks.shopping import (
    CancelOrder,
    ChooseDelivery,
    EditComment,
    EditFact,
    LeaveForm,
    OpenCheckout,
    PlaceOrder,
)
from bot.reply import KeysGone, ReplyKeys
from bot.screens.checkout import invoice, review_screen
from bot.screens.deliveries import choice_screen
from bot.screens.facts import comment_screen, question
from domain.carts import Cart
from domain.customers import Contact, Delivery
from domain.deliveries import DeliveryMethod
from domain.errors import Fact, WrongStep
from domain.money import Money
from domain.orders import Method, Order, PaymentStatus, Status
from domain.payments import Attempt, Payment
from domain.services.checkout import Placed, Review
from tests.screens.samples import (
    KNOWN,
    NASTY,
    NOON,
    SHOP,
    T,
    button,
    cart,
    cart_line,
    keeps_limits,
    labels,
    main_buttons,
    order,
    order_line,
    prices,
    usd,
    ways,
)

PICKUP = replace(KNOWN, delivery=Delivery.PICKUP, address="")


def review(
    of: Cart | None = None,
    contact: Contact = KNOWN,
    shipping: int = 0,
    methods: tuple[DeliveryMethod, ...] = (),
) -> Review:
    """What would be ordered; by default two mugs."""
    goods = of or cart(cart_line())
    cost = prices(goods, methods or ways(shipping), contact)
    assert cost.method
    return Review(goods, contact, cost, cost.method, 4294967295)


def placed(waits: Order | None = None) -> Placed:
    """An order that waits for its money."""
    waits = waits or order(status=Status.AWAITING_PAYMENT, paid=PaymentStatus.UNPAID)
    payment = Payment(1, 42, "telegram", waits.total, Attempt.CREATED, "k" * 24, NOON)
    return Placed(waits, payment)


@pytest.mark.parametrize("fact", [Fact.ADDRESS, Fact.PHONE, Fact.NAME])
@pytest.mark.parametrize("contact", [Contact(), KNOWN])
def test_every_question_says_why_and_can_be_left(fact: Fact, contact: Contact) -> None:
    screen = question(fact, contact, T)
    presses = [each.press for row in screen.rows for each in row]

    assert keeps_limits(screen)
    assert len(screen.text.split("\n\n")) > 1
    assert LeaveForm() in presses or isinstance(screen.keyboard, ReplyKeys)


def test_only_what_the_shop_offers_is_asked_and_the_present_choice_is_marked() -> None:
    both = choice_screen(prices(cart(cart_line()), contact=PICKUP), T)
    courier = choice_screen(prices(cart(cart_line()), ways()[:1], Contact()), T)

    assert labels(both)[:2] == [["Courier to my door"], ["• I pick it up"]]
    assert both.rows[0][0].press == ChooseDelivery(delivery=Delivery.COURIER)
    assert "Pick-up is at: 1 Market Square" in both.text
    assert labels(courier) == [["• Courier to my door"], ["Cancel"]]


def test_the_phone_is_asked_with_a_key_that_shares_it() -> None:
    screen = question(Fact.PHONE, Contact(), T)

    assert screen.keyboard == ReplyKeys("Send my number", "Cancel", "Phone number")
    assert screen.rows == ()


def test_something_known_is_shown_and_kept_with_one_tap() -> None:
    screen = question(Fact.ADDRESS, KNOWN, T)

    assert "Now: 12 Garden Street, flat 3" in screen.text
    assert button(screen, "Keep as it is").press == OpenCheckout()


def test_the_next_question_takes_the_phone_keys_away() -> None:
    gone = KeysGone("Thank you.")

    for fact in (Fact.ADDRESS, Fact.NAME):
        assert question(fact, Contact(), T, gone).keyboard == gone
    assert choice_screen(prices(cart(cart_line())), T, gone).keyboard == gone
    assert review_screen(review(), T, SHOP, keyboard=gone).keyboard == gone


def test_a_comment_can_be_typed_kept_or_removed() -> None:
    new, old = comment_screen("", T), comment_screen("Ring twice <3", T)

    assert labels(new) == [["Cancel"]]
    assert labels(old) == [["Remove comment"], ["Keep as it is"], ["Cancel"]]
    assert "Ring twice &lt;3" in old.text
    assert button(old, "Remove comment").press == EditComment(clear=True)


def test_the_review_shows_all_that_is_confirmed() -> None:
    screen = review_screen(review(cart(cart_line(), comment="Ring twice"), shipping=500), T, SHOP)

    for said in (
        "Blue mug × 2 — $24",
        "Courier to: 12 Garden Street, flat 3",
        "Name: Anna Orlova",
        "Phone: +12025550123",
        "Comment: Ring twice",
        "Goods: $24\nDelivery: $5\n<b>Total: $29</b>",
        "The goods wait 15 minutes for the payment",
    ):
        assert said in screen.text
    assert keeps_limits(screen)


def test_everything_on_the_review_can_be_changed_and_one_button_stands_out() -> None:
    screen = review_screen(review(), T, SHOP)

    assert labels(screen) == [
        ["Delivery", "Address"],
        ["Name", "Phone"],
        ["Comment"],
        ["Pay $24"],
        ["Cash on delivery"],
        ["‹ Cart"],
    ]
    assert button(screen, "Phone").press == EditFact(fact=Fact.PHONE)
    assert main_buttons(screen) == ["Pay $24"]


def test_the_order_button_proves_what_was_shown() -> None:
    screen = review_screen(review(), T, SHOP)

    assert button(screen, "Pay $24").press == PlaceOrder(
        revision=3, fingerprint=4294967295, method=Method.TELEGRAM
    )


def test_who_picks_up_is_told_where_and_not_asked_for_an_address() -> None:
    screen = review_screen(review(contact=PICKUP), T, SHOP)

    assert "Pick-up: 1 Market Square" in screen.text
    assert "Delivery: free" not in screen.text
    assert "Address" not in [label for row in labels(screen) for label in row]
    assert ["Cash at pick-up"] in labels(screen)


def test_a_shop_with_one_way_to_pay_and_deliver_offers_no_choice() -> None:
    plain = replace(SHOP, methods=(Method.CASH,))
    screen = review_screen(review(methods=ways()[:1]), T, plain)

    assert labels(screen)[0] == ["Address", "Name"]
    assert main_buttons(screen) == ["Cash on delivery"]
    assert "wait" not in screen.text


@pytest.mark.parametrize("method", [Method.TELEGRAM, Method.YOOKASSA, Method.STRIPE])
def test_the_only_way_that_is_not_cash_is_called_by_the_sum(method: Method) -> None:
    screen = review_screen(review(), T, replace(SHOP, methods=(method, Method.CASH)))

    assert labels(screen)[3:5] == [["Pay $24"], ["Cash on delivery"]]
    assert "The goods wait 15 minutes for the payment" in screen.text
    assert main_buttons(screen) == ["Pay $24"]


def test_several_ways_are_one_tap_each_and_say_what_one_pays_with() -> None:
    screen = review_screen(review(), T, replace(SHOP, methods=tuple(Method)))

    assert labels(screen)[:7] == [
        ["Delivery", "Address", "Name"],
        ["Phone", "Comment"],
        ["Card, in this chat"],
        ["Card, SBP, YooMoney"],
        ["Card, Alipay, WeChat"],
        ["Bank transfer"],
        ["Cash on delivery"],
    ]
    assert button(screen, "Card, Alipay, WeChat").press == PlaceOrder(
        revision=3, fingerprint=4294967295, method=Method.STRIPE
    )
    assert "<b>Total: $24</b>" in screen.text
    assert main_buttons(screen) == ["Card, in this chat"]
    assert keeps_limits(screen)


def test_a_shop_without_a_way_to_pay_says_so_and_has_no_dead_button() -> None:
    screen = review_screen(review(), T, replace(SHOP, methods=()))

    assert "The shop cannot take orders at the moment. Your cart is kept." in screen.text
    assert main_buttons(screen) == []


@pytest.mark.parametrize("text", NASTY)
def test_any_texts_fit_the_review_however_much_is_ordered(text: str) -> None:
    goods = cart(*(cart_line(n, text) for n in range(40)), comment=(text * 9)[:300])
    contact = replace(KNOWN, name=text[:64], address=(text * 9)[:200])
    screen = review_screen(review(goods, contact), T, SHOP)

    assert keeps_limits(screen)
    assert "<script>" not in screen.text
    assert "more items" in screen.text


def test_the_invoice_adds_up_to_the_total_line_by_line() -> None:
    bill = invoice(placed(), T, SHOP)

    assert (bill.title, bill.description) == ("Order #1042", "Blue mug × 2")
    assert [(each.label, each.price) for each in bill.prices] == [("Blue mug × 2", usd(2400))]
    assert (bill.payload, bill.start_parameter) == ("k" * 24, "o_1042")
    assert bill.provider_token == "token"
    assert button(bill, "Cancel order").press == CancelOrder(order=42)
    assert keeps_limits(bill)


def test_delivery_is_a_line_of_the_invoice_when_it_costs() -> None:
    waits = order(status=Status.AWAITING_PAYMENT, paid=PaymentStatus.UNPAID)
    waits = replace(waits, shipping=usd(500), total=usd(2900))
    bill = invoice(placed(waits), T, SHOP)

    assert [each.label for each in bill.prices] == ["Blue mug × 2", "Delivery"]
    assert sum(each.price.amount for each in bill.prices) == 2900


def test_stars_are_asked_for_in_one_price_and_without_a_token_or_a_receipt() -> None:
    russian = replace(SHOP, receipts=lambda lines, total: f"{lines} {total}")
    line = replace(order_line(), price=Money(50, "XTR"))
    total = Money(100, "XTR")
    waits = replace(
        order(line, line, status=Status.AWAITING_PAYMENT), shipping=Money(0, "XTR"), total=total
    )
    bill = invoice(placed(waits), T, russian)

    assert [each.price for each in bill.prices] == [total]
    assert bill.provider_token == ""
    assert (bill.provider_data, bill.needs) == (None, frozenset())


@pytest.mark.parametrize("title", NASTY)
def test_any_order_makes_an_invoice_that_telegram_takes(title: str) -> None:
    many = order(*(order_line(title) for _ in range(30)), status=Status.AWAITING_PAYMENT)
    bill = invoice(placed(many), T, SHOP)

    assert keeps_limits(bill)
    assert sum(each.price.amount for each in bill.prices) == many.total.amount


def test_an_order_that_waits_for_no_money_has_no_invoice() -> None:
    with pytest.raises(WrongStep):
        invoice(Placed(order(), None), T, SHOP)
