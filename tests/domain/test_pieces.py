"""Single pieces of a line sum up to the line, however it is given up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.customers import Delivery
from domain.fulfilment import Fulfilment, Step
from domain.money import Money
from domain.orders import OrderLine
from domain.pieces import cost_of
from domain.receipts import of_refund, shares
from domain.refunds import PaidBack
from tests.screens.samples import order, usd

totals = st.integers(0, 10**12)
quantities = st.integers(1, 999)


@settings(deadline=None)
@given(total=totals, quantity=st.integers(1, 60), data=st.data())
def test_commerce_35_pieces_given_up_in_any_portions_sum_up_to_the_total(
    total: int, quantity: int, data: st.DataObject
) -> None:
    """A discounted line need not divide by its pieces."""
    gone, costs = 0, []
    while gone < quantity:
        pieces = data.draw(st.integers(1, quantity - gone))
        costs.append(cost_of(total, quantity, gone, pieces))
        gone += pieces

    assert sum(costs) == total
    assert all(cost >= 0 for cost in costs)


@settings(deadline=None)
@given(total=totals, quantity=quantities)
def test_a_piece_is_worth_its_share_by_the_largest_remainder(total: int, quantity: int) -> None:
    pieces = [cost_of(total, quantity, gone, 1) for gone in range(quantity)]

    assert pieces == shares([1] * quantity, total)


@pytest.mark.parametrize(("gone", "pieces"), [(0, 4), (3, 1), (-1, 1), (1, -1)])
def test_commerce_34_pieces_that_are_not_there_have_no_price(gone: int, pieces: int) -> None:
    with pytest.raises(ValueError, match="pieces after"):
        cost_of(1000, 3, gone, pieces)


def test_an_order_counts_what_is_gone_beside_its_lines() -> None:
    line = OrderLine(11, 1, 1, "SKU", "Mug", "", 5, usd(700), 1, cancelled=1, returned=2, waived=1)

    assert (line.gone, line.kept, line.to_hand_over) == (4, 1, 4)
    assert (line.total, line.left, line.taken_off) == (usd(3500), usd(700), usd(700))


def test_at_the_door_nothing_is_due_that_was_cancelled_or_taken_off() -> None:
    mug = OrderLine(11, 1, 1, "MUG", "Mug", "", 3, usd(700), 1, cancelled=1)
    vase = OrderLine(12, 2, 2, "VASE", "Vase", "", 1, usd(1900), 2)
    parts = (
        Fulfilment(1, 42, 1, "Mugs", Step.PACKED),
        Fulfilment(2, 42, 2, "Vases", Step.CANCELLED),
    )

    placed = order(mug, vase, parts=parts)

    assert placed.never_due == usd(2600)
    assert placed.to_pay == usd(1400)
    assert placed.recipient.delivery is Delivery.COURIER


@given(amount=st.integers(1, 10**9), pieces=st.integers(1, 99))
def test_a_receipt_names_the_pieces_that_go_back_to_the_last_cent(
    amount: int, pieces: int
) -> None:
    line = OrderLine(11, 1, 1, "MUG", "Mug", "", 100, usd(10**9), 1)
    back = (PaidBack(1, pieces, amount),)

    lines = of_refund(order(line), usd(amount), "drop:1:0", "Delivery", back)

    assert sum(each.total.amount for each in lines) == amount
    assert {each.name for each in lines} == {"Mug"}
    if amount >= pieces:
        assert sum(each.quantity for each in lines) == pieces


def test_a_receipt_of_the_last_part_names_its_pieces_and_the_delivery() -> None:
    mug = OrderLine(11, 1, 1, "MUG", "Mug", "", 3, usd(700), 1, cancelled=1)
    placed = replace(order(mug), shipping=usd(300), total=usd(2400))

    lines = of_refund(placed, usd(1700), "part:1", "Delivery", (PaidBack(1, 2, 1400),))

    assert [(each.name, each.quantity, each.price) for each in lines] == [
        ("Mug", 2, Money(700, "USD")),
        ("Delivery", 1, Money(300, "USD")),
    ]
