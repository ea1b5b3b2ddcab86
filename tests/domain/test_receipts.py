"""Receipts sum up to the last cent, whatever part of an order goes back."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.customers import Delivery
from domain.fulfilment import Fulfilment, Step
from domain.gateways import Goods
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.receipts import of_order, of_refund, shares
from domain.refunds import PaidBack

PLACED = datetime(2026, 11, 21, tzinfo=UTC)


def _order(lines: list[tuple[int, int, int]], shipping: int = 0) -> Order:
    """An order of (merchant, quantity, price) lines."""
    sold = tuple(
        OrderLine(
            variant_id=at,
            product_id=at,
            merchant_id=merchant,
            sku=f"S-{at}",
            title=f"Goods {at}",
            label="",
            quantity=quantity,
            price=Money(price, "RUB"),
        )
        for at, (merchant, quantity, price) in enumerate(lines)
    )
    subtotal = Money(sum(line.total.amount for line in sold), "RUB")
    parts = sorted({line.merchant_id for line in sold})
    return Order(
        id=42,
        customer_id=1001,
        language="ru",
        status=Status.CONFIRMED,
        payment_status=PaymentStatus.PAID,
        method=Method.YOOKASSA,
        recipient=Recipient("Anna", "+79161234567", Delivery.COURIER, "Street 1"),
        subtotal=subtotal,
        shipping=Money(shipping, "RUB"),
        total=subtotal + Money(shipping, "RUB"),
        placed_at=PLACED,
        expires_at=None,
        lines=sold,
        fulfilments=tuple(Fulfilment(70 + id_, 42, id_, "", Step.NEW) for id_ in parts),
    )


def test_a_discounted_line_is_split_so_that_pieces_times_price_is_what_was_paid() -> None:
    plain = _order([(1, 10, 100)], shipping=300)
    (line,) = plain.lines
    order = replace(
        plain, lines=(replace(line, discount=3),), discount=3, total=Money(1297, "RUB")
    )

    receipt = of_order(order, "Delivery")

    assert [(each.quantity, each.price.amount) for each in receipt] == [
        (7, 100),
        (3, 99),
        (1, 300),
    ]
    assert sum(each.total.amount for each in receipt) == order.total.amount
    part = of_refund(order, Money(997, "RUB"), "part:71", "Delivery")
    assert sum(each.total.amount for each in part) == 997


def test_tax_on_top_is_part_of_the_prices_on_a_receipt() -> None:
    plain = _order([(1, 2, 100)], shipping=300)
    (line,) = plain.lines
    order = replace(plain, lines=(replace(line, tax=20),), tax=50, total=Money(550, "RUB"))

    assert [(each.quantity, each.price.amount) for each in of_order(order, "Delivery")] == [
        (2, 110),
        (1, 330),
    ]


def test_a_whole_refund_repeats_the_receipt_of_the_order() -> None:
    order = _order([(1, 2, 690), (2, 1, 1999)], shipping=300)

    assert of_refund(order, order.total, "charge:x", "Delivery") == of_order(order, "Delivery")


def test_a_cancelled_part_goes_back_with_its_own_lines() -> None:
    order = _order([(1, 2, 690), (2, 1, 1999)], shipping=300)

    (line,) = of_refund(order, Money(1380, "RUB"), "part:71", "Delivery")

    assert (line.name, line.quantity, line.price) == ("Goods 0", 2, Money(690, "RUB"))


def test_a_sum_that_is_no_part_is_shared_out_among_all_lines() -> None:
    order = _order([(1, 2, 100), (2, 1, 100)])

    lines = of_refund(order, Money(100, "RUB"), "part:999", "Delivery")

    assert [(line.name, line.total.amount) for line in lines] == [
        ("Goods 0 × 2", 67),
        ("Goods 1", 33),
    ]


@given(
    lines=st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 9), st.integers(0, 99_999)),
        min_size=1,
        max_size=8,
    ),
    shipping=st.integers(0, 5000),
    subject=st.sampled_from(["part:71", "part:72", "charge:x", "", "part:"]),
    data=st.data(),
)
def test_the_lines_of_a_refund_are_worth_it(
    lines: list[tuple[int, int, int]], shipping: int, subject: str, data: st.DataObject
) -> None:
    order = _order(lines, shipping)
    if order.total.amount == 0:
        return
    back = Money(data.draw(st.integers(1, order.total.amount)), "RUB")

    receipt = of_refund(order, back, subject, "Delivery")

    assert sum(line.total.amount for line in receipt) == back.amount
    assert all(line.quantity >= 1 and line.price.amount >= 0 for line in receipt)


@given(
    amounts=st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any),
    whole=st.integers(0, 10**7),
)
def test_shares_lose_nothing_and_stray_by_less_than_one_unit(
    amounts: list[int], whole: int
) -> None:
    parts = shares(amounts, whole)

    assert sum(parts) == whole
    total = sum(amounts)
    assert all(
        abs(part * total - amount * whole) < total
        for part, amount in zip(parts, amounts, strict=True)
    )


@given(
    lines=st.lists(
        st.tuples(
            st.integers(1, 9), st.integers(0, 9_999), st.integers(0, 100), st.integers(0, 99)
        ),
        min_size=1,
        max_size=8,
    ),
    shipping=st.integers(0, 5000),
)
def test_any_discount_and_tax_stand_on_the_receipt_to_the_last_unit(
    lines: list[tuple[int, int, int, int]], shipping: int
) -> None:
    plain = _order([(1, quantity, price) for quantity, price, _, _ in lines], shipping)
    sold = tuple(
        replace(line, discount=line.total.amount * percent // 100, tax=tax)
        for line, (_, _, percent, tax) in zip(plain.lines, lines, strict=True)
    )
    paid = sum(line.total.amount for line in sold) + shipping
    order = replace(plain, lines=sold, total=Money(paid, "RUB"))

    receipt = of_order(order, "Delivery")

    assert sum(line.total.amount for line in receipt) == paid
    ordered = sum(line.quantity for line in order.lines)
    assert sum(line.quantity for line in receipt) == ordered + bool(shipping)
    assert all(line.price.amount >= 0 for line in receipt)


def test_delivery_is_called_as_told_in_payments_and_refunds() -> None:
    order = _order([(1, 1, 690)], shipping=300)

    paid = of_order(order, "Доставка")
    back = of_refund(order, order.total, "order:42", "Доставка", (PaidBack(0, 1, 690),))

    assert [(line.name, line.kind) for line in paid] == [
        ("Goods 0", Goods.PIECE),
        ("Доставка", Goods.DELIVERY),
    ]
    assert [line.name for line in back] == ["Goods 0", "Доставка"]
