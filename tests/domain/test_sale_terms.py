"""What is typed of a sale is read as it was meant, or refused with the word that is wrong."""

from datetime import UTC, datetime

import pytest

from domain.money import Money
from domain.sale_errors import BadDays, BadSale, Clash, Missing, SaleUnfinished
from domain.sale_terms import Reduced, SaleTerms, parse_terms

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def read(text: str, currency: str = "USD") -> SaleTerms:
    """Read at noon of 21 November 2026."""
    return parse_terms(text, currency, "USD", NOON)


def day(number: int, month: int = 12, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of 2026."""
    return datetime(2026, month, number, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("590", 59000),
        ("=5.90", 590),
        ("$5,90", 590),
        ("5.90 USD", 590),
        ("1 290", 129000),
    ],
)
def test_a_price_may_be_written_in_many_ways(text: str, amount: int) -> None:
    assert read(f"{text} 2026-12-07").reduced == Reduced(Money(amount, "USD"))


@pytest.mark.parametrize("text", ["-15%", "15%", "−15 %", "–15.0%", "- 15%"])
def test_a_percentage_is_taken_off_with_any_minus_or_none(text: str) -> None:
    assert read(f"{text} until 2026-12-07").reduced == Reduced(rate=15_000)


def test_a_price_in_stars_is_one() -> None:
    assert read("250 ⭐ 2026-12-07", "XTR").reduced.price == Money(250, "XTR")


@pytest.mark.parametrize(
    "days",
    [
        "2026-12-01 2026-12-07",
        "from 2026-12-01 until 2026-12-07",
        "2026-12-01 - 2026-12-07",
        "2026-12-01 – 2026-12-07",
        "from 1.12.2026 to 07.12.2026",
        "FROM 2026-12-01 TILL 2026-12-07",
    ],
)
def test_days_may_be_written_in_many_ways_and_both_count(days: str) -> None:
    terms = read(f"-15% {days}")

    assert (terms.starts_at, terms.ends_at) == (day(1), day(8))


def test_times_are_exact_and_in_utc() -> None:
    terms = read("5.90 2026-12-01 10:30 2026-12-07 18:00")

    assert (terms.starts_at, terms.ends_at) == (day(1, hour=10, minute=30), day(7, hour=18))


@pytest.mark.parametrize("days", ["2026-12-07", "until 2026-12-07", "2026-11-21 2026-12-07"])
def test_without_a_first_day_or_from_today_it_begins_at_once(days: str) -> None:
    terms = read(f"-15% {days}")

    assert (terms.starts_at, terms.ends_at) == (None, day(8))


@pytest.mark.parametrize(
    ("text", "clash"),
    [
        ("5.90 until 2026-11-20", Clash.OVER),
        ("5.90 until 2026-11-21 11:59", Clash.OVER),
        ("5.90 2026-11-20 2026-12-07", Clash.BEGUN),
        ("5.90 2026-12-07 2026-12-01", Clash.BACKWARDS),
        ("5.90 2026-12-01 10:00 2026-12-01 10:00", Clash.BACKWARDS),
    ],
)
def test_days_that_make_no_sale_are_told_apart(text: str, clash: Clash) -> None:
    with pytest.raises(BadDays) as refused:
        read(text)

    assert refused.value.clash is clash


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", Missing.PRICE),
        ("2026-12-01 2026-12-07", Missing.PRICE),
        ("5.90", Missing.END),
        ("-15% until", Missing.END),
        ("5.90 from 2026-12-01", Missing.END),
    ],
)
def test_what_is_missing_is_named(text: str, missing: Missing) -> None:
    with pytest.raises(SaleUnfinished) as refused:
        read(text)

    assert refused.value.missing is missing


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("cheap until 2026-12-07", "cheap"),
        ("0% until 2026-12-07", "0%"),
        ("100% until 2026-12-07", "100%"),
        ("+5% until 2026-12-07", "+5%"),
        ("0 until 2026-12-07", "0"),
        ("5.90 until Friday", "Friday"),
        ("5.90 2026-12-32", "2026-12-32"),
        ("5.90 2026-02-30 10:00", "2026-02-30 10:00"),
        ("5.90 2026-12-01 25:00 2026-12-07", "2026-12-01 25:00"),
        ("5.90 2026-12-01 2026-12-07 please", "please"),
        ("5.90 until 2026-12-01 2026-12-07", "2026-12-07"),
    ],
)
def test_the_word_that_is_not_understood_is_named(text: str, token: str) -> None:
    with pytest.raises(BadSale) as refused:
        read(text)

    assert refused.value.token == token


@pytest.mark.parametrize(
    ("rate", "price", "target"), [(15_000, 1290, 1096), (50_000, 1, 0), (33_333, 99, 66)]
)
def test_what_a_percentage_takes_off_is_rounded_half_up(
    rate: int, price: int, target: int
) -> None:
    assert Reduced(rate=rate).target(Money(price, "USD")) == Money(target, "USD")
