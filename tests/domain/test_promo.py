"""Promo codes: what an admin types, and when a code may be used."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.carts import Cart, CartLine
from domain.local_time import zone_named
from domain.money import Money
from domain.price_errors import BadTerms, PromoDays, PromoRefusal
from domain.promo import Kind, Offered, Promo
from domain.promo_terms import parse_promo

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SPRING = Promo(1, "SPRING", Kind.PERCENT, 10_000, "USD")


def a_cart(price: int = 2400, free: int = 9) -> Cart:
    """A cart with one piece of product 7."""
    money = Money(price, "USD")
    return Cart(1001, (CartLine(1, 7, 1, "BM-1", "Mug", "", 1, money, money, free),))


def refusal(promo: Promo, used: int = 0, cart: Cart | None = None) -> PromoRefusal | None:
    """Why a code for everything cannot be used at noon."""
    refused = Offered(promo, used, frozenset({7})).refusal(cart or a_cart(), NOON)
    return refused.reason if refused else None


def test_days_are_those_of_the_shops_zone_also_when_clocks_change() -> None:
    zone = zone_named("Europe/Berlin")
    terms = parse_promo("SPRING 10% from 2026-03-28 until 2026-03-29", "USD", zone).terms

    assert terms is not None
    assert terms.starts_at == datetime(2026, 3, 27, 23, tzinfo=UTC)
    assert terms.ends_at == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_a_line_says_all_that_a_code_is() -> None:
    line = parse_promo("spring 12,5% min 50 until 2026-12-31 limit 100 each 1", "USD")

    assert line.terms == Promo(
        id=0,
        code="SPRING",
        kind=Kind.PERCENT,
        amount=12_500,
        currency="USD",
        minimum=5000,
        ends_at=datetime(2027, 1, 1, tzinfo=UTC),  # all of the last day
        most=100,
        each=1,
    )


def test_sums_free_delivery_days_with_dots_and_goods_are_understood() -> None:
    fixed = parse_promo("X-5 5.00 from 01.12.2026 for Mugs , BM-1", "USD")
    free = parse_promo("Ship free delivery", "USD")

    assert fixed.terms
    assert (fixed.terms.kind, fixed.terms.amount) == (Kind.FIXED, 500)
    assert fixed.terms.starts_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert fixed.goods == ("Mugs", "BM-1")
    assert fixed.terms.targeted
    assert free.terms
    assert free.terms.kind is Kind.DELIVERY
    assert not free.terms.targeted


def test_a_code_alone_is_asked_about_and_switched_by_a_word() -> None:
    assert parse_promo(" spring ", "USD").terms is None
    assert parse_promo("spring", "USD").on is None
    assert parse_promo("spring OFF", "USD").on is False
    assert parse_promo("весна on", "USD").code == "ВЕСНА"


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("S 10%", "S"),
        ("SPRING!", "SPRING!"),
        ("SPRING 0%", "0%"),
        ("SPRING 101%", "101%"),
        ("SPRING 0", "0"),
        ("SPRING -5", "-5"),
        ("SPRING 5k", "5k"),
        ("SPRING €5", "€5"),
        ("SPRING 10% min 5k", "5k"),
        ("SPRING free", "free"),
        ("SPRING free lunch", "lunch"),
        ("SPRING 10% min", "min"),
        ("SPRING 10% minimum 5", "minimum"),
        ("SPRING 10% until 2026-02-30", "2026-02-30"),
        ("SPRING 10% until tomorrow", "tomorrow"),
        ("SPRING 10% until 9999-12-31", "9999-12-31"),
        ("SPRING 10% limit 0", "0"),
        ("SPRING 10% each many", "many"),
    ],
)
def test_the_word_that_is_not_understood_is_named(text: str, token: str) -> None:
    with pytest.raises(BadTerms) as refused:
        parse_promo(text, "USD")

    assert refused.value.token == token


def test_a_code_does_not_end_before_it_begins() -> None:
    with pytest.raises(PromoDays) as refused:
        parse_promo("SPRING 10% until 2026-12-01 from 2026-12-10", "USD")

    assert (refused.value.at, refused.value.over) == (datetime(2026, 12, 2, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"active": False}, PromoRefusal.OFF),
        ({"starts_at": NOON}, None),
        ({"starts_at": NOON + timedelta(seconds=1)}, PromoRefusal.NOT_YET),
        ({"ends_at": NOON}, PromoRefusal.EXPIRED),
        ({"ends_at": NOON + timedelta(seconds=1)}, None),
        ({"most": 3, "used": 2}, None),
        ({"most": 3, "used": 3}, PromoRefusal.USED_UP),
        ({"minimum": 2400}, None),
        ({"minimum": 2401}, PromoRefusal.MINIMUM),
        ({"currency": "EUR"}, PromoRefusal.NOTHING_FITS),
    ],
)
def test_a_code_is_refused_for_one_reason(
    changes: dict[str, object], reason: PromoRefusal | None
) -> None:
    assert refusal(replace(SPRING, **changes)) is reason  # type: ignore[arg-type]


def test_each_person_has_uses_of_their_own() -> None:
    assert refusal(replace(SPRING, each=2), used=1) is None
    assert refusal(replace(SPRING, each=2), used=2) is PromoRefusal.USED_BY_YOU


def test_goods_that_cannot_be_bought_fit_no_code() -> None:
    sold_out = a_cart(free=0)

    assert refusal(SPRING, cart=sold_out) is PromoRefusal.NOTHING_FITS
    assert Offered(SPRING, 0, frozenset()).refusal(a_cart(), NOON)


def test_a_refusal_carries_what_the_customer_must_know() -> None:
    dear = Offered(replace(SPRING, minimum=5000), 0, frozenset({7})).refusal(a_cart(), NOON)

    assert dear
    assert (dear.code, dear.needs, dear.have, dear.currency) == ("SPRING", 5000, 2400, "USD")
