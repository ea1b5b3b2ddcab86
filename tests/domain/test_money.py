"""Money is whole minor units, read as people write it and never by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.errors import BadPrice, CurrencyMixed, UnclearPrice
from domain.money import Money, exponent, parse_money, parse_typed_money


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("690", "RUB", 69000),
        ("6,90", "USD", 690),
        ("$6.90", "USD", 690),
        ("6.9", "USD", 690),
        ("1 290,00 ₽", "RUB", 129000),
        ("1,290.00", "USD", 129000),
        ("1,290", "USD", 129000),
        ("1.290,50 EUR", "EUR", 129050),
        ("USD 12", "USD", 1200),
        ("690 руб.", "RUB", 69000),
        ("1 290 ₽", "RUB", 129000),
        ("0", "USD", 0),
        ("¥1,200", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("250", "XTR", 250),
        (".50", "USD", 50),
        ("14.0000", "USD", 1400),
        ("1299.0", "JPY", 1299),
        ("1'299.90", "CHF", 129990),
        ("1,29,900.50", "INR", 12990050),
    ],
)
def test_a_price_is_read_as_people_write_it(text: str, currency: str, amount: int) -> None:
    assert parse_money(text, currency) == Money(amount, currency)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "-5", "12abc34", "1.2345", "5.5.55555", "free", "1e9", "١٢", "9" * 20, "--"],
)
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(BadPrice):
        parse_money(text, "USD")


@given(some.integers(0, 10**12), some.sampled_from(["USD", "JPY", "KWD", "XTR"]))
def test_every_amount_reads_back_from_its_decimal_form(amount: int, currency: str) -> None:
    written = f"{Money(amount, currency).decimal:.{exponent(currency)}f}"

    assert parse_money(written, currency).amount == amount


@pytest.mark.parametrize("text", ["1.555", "$1.555", "1.555 $", "USD 1.555"])
def test_a_typed_price_that_may_be_two_is_asked_about(text: str) -> None:
    with pytest.raises(UnclearPrice) as refused:
        parse_typed_money(text, "USD")

    assert (refused.value.many, refused.value.few) == (155_500, 156)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("1,555", "USD", 155_500),
        ("1 555", "USD", 155_500),
        ("1.555.000", "USD", 155_500_000),
        ("1.555,00", "EUR", 155_500),
        ("1.555", "KWD", 1_555),
        ("1.555", "JPY", 1_555),
        ("1.555", "XTR", 1_555),
        ("1555", "USD", 155_500),
        ("12.5000", "USD", 1_250),
    ],
)
def test_a_typed_price_with_one_meaning_is_read(text: str, currency: str, amount: int) -> None:
    assert parse_typed_money(text, currency).amount == amount


@pytest.mark.parametrize(
    "text", ["12..5", "1,2,3", "0.004", "1.299,000", "1 2 9", "1, 290", "12,34.50", "1,5 00"]
)
def test_marks_in_odd_places_are_no_thousands(text: str) -> None:
    with pytest.raises(BadPrice):
        parse_money(text, "USD")


def test_two_currencies_never_add_up() -> None:
    with pytest.raises(CurrencyMixed):
        Money(1, "USD") + Money(1, "EUR")
