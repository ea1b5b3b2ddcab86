"""Every total is explained, with the same sums on every screen and on the invoice."""

from dataclasses import replace

import pytest

from bot.callbacks.prices import AskPromo, DropPromo
from bot.papers.contents import contents
from bot.screens.cart import cart_screen
from bot.screens.checkout import invoice, review_screen
from bot.screens.fulfilment_lines import money_back
from bot.screens.merchant import cancel_screen, fulfilment_screen
from bot.screens.notes import note_screen
from bot.screens.orders import order_screen
from domain.fulfilment import Step
from domain.notices import Event
from domain.orders import Method, Order, PaymentStatus, Status
from domain.payments import Attempt, Payment
from domain.price_errors import PromoRefusal, PromoRefused
from domain.pricing import Off, Tax
from domain.promo import Kind, Promo
from domain.receipts import of_order
from domain.rounding import PERCENT
from domain.services.checkout import Placed, Review
from domain.services.fulfilment import Part
from domain.services.pricing import Applied
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
    order,
    order_line,
    part,
    prices,
    usd,
    ways,
)

SPRING = Promo(5, "SPRING", Kind.PERCENT, 10 * PERCENT, "USD")
ALL = Off(percent=10 * PERCENT, products=frozenset(range(50)))
ON_TOP = Tax(20 * PERCENT, included=False)


def explained(**changes: object) -> Order:
    """An order of two mugs with everything on it that changes a total."""
    whole = replace(
        order(status=Status.AWAITING_PAYMENT, paid=PaymentStatus.UNPAID),
        lines=(replace(order_line(), discount=240, tax=432),),
        shipping=usd(300),
        total=usd(2952),
        promo="SPRING",
        discount=240,
        tax=492,
        tax_rate=20 * PERCENT,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def review_of_all() -> Review:
    """The review from which that order is placed."""
    goods = cart(cart_line())
    cost = prices(goods, ways(300), promo=Applied(SPRING), off=ALL, tax=ON_TOP, promos=True)
    assert cost.method
    return Review(goods, KNOWN, cost, cost.method, 1)


SAID = "Goods: $24\nPromo SPRING: −$2.40\nDelivery: $3\nTax, 20%: $4.92\n<b>Total: $29.52</b>"


def test_the_same_lines_lead_to_the_total_on_cart_review_and_order() -> None:
    cost = review_of_all().prices

    assert SAID in cart_screen(cart(cart_line()), T, prices=cost).text
    assert SAID in review_screen(review_of_all(), T, SHOP).text
    assert SAID in order_screen(explained(), T, SHOP).text
    assert (
        SAID.partition("\n<b>")[0]
        in fulfilment_screen(Part(part(), explained(status=Status.CONFIRMED)), T, group=False).text
    )


def test_invoice_and_receipt_come_to_the_same_to_the_cent() -> None:
    whole = explained()
    payment = Payment(1, 42, "telegram", whole.total, Attempt.CREATED, "k" * 24, NOON)
    bill = invoice(Placed(whole, payment), T, SHOP)

    assert [(each.label, each.price.amount) for each in bill.prices] == [
        ("Blue mug × 2", 2400),
        ("Promo SPRING", -240),
        ("Delivery", 300),
        ("Tax, 20%", 492),
    ]
    assert sum(each.price.amount for each in bill.prices) == whole.total.amount
    assert sum(each.total.amount for each in of_order(whole, "Delivery")) == whole.total.amount
    assert keeps_limits(bill)


def test_the_paper_explains_the_total_too() -> None:
    paper = contents(explained(), T, SHOP)

    assert [(each.label, each.sum) for each in paper.totals] == [
        ("Goods", "$24.00"),
        ("Promo SPRING", "-$2.40"),
        ("Delivery", "$3.00"),
        ("Tax, 20%", "$4.92"),
        ("Total", "$29.52"),
    ]


def test_included_tax_is_told_below_the_total_and_needs_no_other_lines() -> None:
    whole = explained(
        lines=(order_line(),),
        shipping=usd(0),
        total=usd(2400),
        promo="",
        discount=0,
        tax=0,
        included_tax=400,
    )

    text = order_screen(whole, T, SHOP).text
    assert "<b>Total: $24</b>\nTax included, 20%: $4" in text
    assert "Goods:" not in text
    assert contents(whole, T, SHOP).totals[-1].label == "Tax included, 20%"


def test_a_rate_is_written_with_its_decimals() -> None:
    assert "Tax, 8.875%: $4.92" in order_screen(explained(tax_rate=8_875), T, SHOP).text


def test_a_code_for_free_delivery_says_so() -> None:
    whole = explained(lines=(order_line(),), shipping=usd(0), total=usd(2400), discount=0, tax=0)

    assert "Promo SPRING: free delivery" in order_screen(whole, T, SHOP).text


def test_nothing_is_explained_where_goods_are_all_there_is() -> None:
    cost = prices(cart(cart_line()))

    assert cart_screen(cart(cart_line()), T, prices=cost).text == (
        cart_screen(cart(cart_line()), T).text
    )


def test_what_is_missing_to_free_delivery_is_told_and_no_more_once_it_is_free() -> None:
    goods = cart(cart_line())

    short = cart_screen(goods, T, prices=prices(goods, ways(300, 2710)))
    free = cart_screen(goods, T, prices=prices(goods, ways(300, 2400)))

    assert "Delivery: $3\n<b>Total: $27</b>\nAdd $3.10 for free delivery." in short.text
    assert "Delivery: free\n<b>Total: $24</b>" in free.text
    assert "Checkout · $27" in str(labels(short))


def test_before_a_way_is_chosen_the_cart_says_what_delivery_costs_at_least() -> None:
    goods = cart(cart_line())
    dear = tuple(replace(way, fee=usd(700)) for way in ways())
    unknown = replace(KNOWN, delivery=None)

    screen = cart_screen(goods, T, prices=prices(goods, dear, unknown))

    assert "Delivery: from $7\n<b>Total without delivery: $24</b>" in screen.text


def test_a_code_is_asked_for_and_taken_away_where_the_shop_has_codes() -> None:
    goods = cart(cart_line())
    none = cart_screen(goods, T, prices=prices(goods))
    some = cart_screen(goods, T, prices=prices(goods, promos=True))
    used = cart_screen(goods, T, prices=prices(goods, promo=Applied(SPRING), promos=True))

    assert "Promo" not in str(labels(none))
    assert button(some, "Promo code").press == AskPromo(review=False)
    assert button(used, "Remove SPRING").press == DropPromo(review=False)
    on_the_review = review_screen(review_of_all(), T, SHOP)
    assert button(on_the_review, "Remove SPRING").press == DropPromo(review=True)


def test_a_code_that_does_not_count_any_more_says_why_and_takes_nothing_off() -> None:
    goods = cart(cart_line())
    refused = PromoRefused("SPRING", PromoRefusal.EXPIRED, at=NOON.replace(hour=0))
    cost = prices(goods, promo=Applied(SPRING, refused), promos=True)

    text = cart_screen(goods, T, prices=cost).text

    assert "<b>Total: $24</b>\n“SPRING” was valid until Nov 20, 2026." in text
    assert "Promo SPRING: −" not in text


def test_changes_of_the_goods_come_before_prices_of_anything_else() -> None:
    goods = cart(cart_line(price=1300, seen=1200))

    text = cart_screen(goods, T, prices=None).text

    assert "Total now: $26" in text
    assert "Delivery" not in text


def test_a_merchant_of_several_sees_the_sums_of_their_own_lines() -> None:
    mug = replace(order_line(), discount=240)
    tea = replace(order_line("Tea", 1, 1000), merchant_id=2, discount=100)
    whole = replace(
        order(mug, tea, parts=(part(n=1), part(n=2))),
        subtotal=usd(3400),
        promo="SPRING",
        discount=340,
        shipping=usd(300),
        total=usd(3360),
    )

    text = fulfilment_screen(Part(part(n=1), whole), T, group=True).text

    assert "$21.60" in text
    assert "Goods: $24\nPromo SPRING: −$2.40\nDelivery of the whole order: $3" in text
    assert "Tea" not in text


def test_what_goes_back_with_the_last_part_is_all_that_is_left() -> None:
    mug, tea = order_line(), replace(order_line("Tea", 1, 1000), merchant_id=2)
    other = part(Step.CANCELLED, n=2)
    whole = replace(order(mug, tea, parts=(part(n=1), other)), shipping=usd(300), total=usd(3700))
    open_too = replace(whole, fulfilments=(part(n=1), part(n=2)))

    assert money_back(Part(part(n=1), whole)) == usd(2700)
    assert money_back(Part(part(n=1), open_too)) == usd(2400)
    assert "$27" in cancel_screen(Part(part(n=1), whole), T).text


def test_an_order_of_nothing_asks_for_nothing() -> None:
    goods = cart(cart_line())
    gift = Off(percent=100 * PERCENT, products=frozenset(range(50)))
    cost = prices(goods, promo=Applied(SPRING), off=gift, promos=True)
    assert cost.method
    screen = review_screen(Review(goods, KNOWN, cost, cost.method, 1), T, SHOP)
    free = replace(order(method=Method.CASH), total=usd(0), discount=2400, promo="GIFT")

    assert [label for row in labels(screen) for label in row].count("Place the order") == 1
    assert "Cash" not in str(labels(screen))
    assert "There is nothing to pay." in order_screen(free, T, SHOP).text
    note = note_screen(free, Event.PLACED, T).text
    assert "There is nothing to pay." in note
    assert "cash" not in note


@pytest.mark.parametrize("text", NASTY)
def test_any_order_with_everything_on_it_fits_every_screen(text: str) -> None:
    lines = [cart_line(n, text) for n in range(9)]
    goods = cart(*lines, comment=(text * 9)[:300])
    refused = PromoRefused("X" * 24, PromoRefusal.MINIMUM, needs=10**9, have=1, currency="USD")
    cost = prices(goods, ways(300, 10**9), promo=Applied(SPRING, refused), tax=ON_TOP, promos=True)
    assert cost.method
    method = replace(cost.method, title=text[:40])
    whole = explained(
        lines=tuple(replace(order_line(text), discount=1, tax=1) for _ in range(9)),
        promo="X" * 24,
        recipient=replace(explained().recipient, method=text[:40]),
    )

    assert keeps_limits(cart_screen(goods, T, prices=cost, removed=lines[0]))
    assert keeps_limits(review_screen(Review(goods, KNOWN, cost, method, 1), T, SHOP))
    assert keeps_limits(order_screen(whole, T, SHOP))
    assert keeps_limits(fulfilment_screen(Part(part(), whole), T, group=True))
    assert "<script>" not in order_screen(whole, T, SHOP).text
