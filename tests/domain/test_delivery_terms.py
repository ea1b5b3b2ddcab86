"""What an admin types after /delivery."""

import pytest

from domain.customers import Delivery
from domain.delivery_terms import DeliveryLine, parse_delivery
from domain.money import Money
from domain.price_errors import BadTerms


def usd(cents: int) -> Money:
    """That many cents."""
    return Money(cents, "USD")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Courier 3", DeliveryLine(Delivery.COURIER, "Courier", usd(300))),
        ("Courier free", DeliveryLine(Delivery.COURIER, "Courier", usd(0))),
        (
            "Post to regions 5.50 free from 50",
            DeliveryLine(Delivery.COURIER, "Post to regions", usd(550), usd(5000)),
        ),
        ("Post 24 3", DeliveryLine(Delivery.COURIER, "Post 24", usd(300))),
        ("«Почта 24» 3 free 50", DeliveryLine(Delivery.COURIER, "Почта 24", usd(300), usd(5000))),
        ("pickup 12 Main St 5", DeliveryLine(Delivery.PICKUP, "12 Main St 5", usd(0))),
        ('Pick-up "12 Main St" 2', DeliveryLine(Delivery.PICKUP, "12 Main St", usd(200))),
    ],
)
def test_a_name_a_price_and_a_threshold_are_told_apart(text: str, line: DeliveryLine) -> None:
    assert parse_delivery(text, "USD") == line


def test_a_number_may_stand_for_a_way_of_the_list() -> None:
    assert parse_delivery("2 3.50", "USD").number == 2
    assert parse_delivery("Post 3.50", "USD").number == 0


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("", ""),
        ("Courier", ""),
        ("pickup", ""),
        ("pickup " + "x" * 201, ""),
        ("x" * 41 + " 3", ""),
        ("Courier much", "much"),
        ("Courier 3 free much", "much"),
        ("Courier 3k", "3k"),
        ("Courier €3", "€3"),
        ("Courier 3 free 5k", "5k"),
        ("Courier 3 free 0", "0"),
        ("Courier 3 free", "free"),
        ('pickup "12 Main St" for 2', "for"),
    ],
)
def test_what_is_not_understood_is_named(text: str, token: str) -> None:
    with pytest.raises(BadTerms) as refused:
        parse_delivery(text, "USD")

    assert refused.value.token == token
