"""Which sums Stripe takes, and which languages its page speaks."""

import pytest

from domain.money import Money
from payments.stripe.asking import locale
from payments.stripe.currencies import ways_for

ALL = ("card", "alipay", "wechat_pay")


@pytest.mark.parametrize(
    ("amount", "currency", "ways"),
    [
        (49, "USD", ()),
        (50, "USD", ALL),
        (99_999_999, "USD", ALL),
        (100_000_000, "USD", ()),
        (49, "JPY", ()),
        (50, "JPY", ALL),
        (100_000_000, "JPY", ("card",)),
        (10_000_000_000, "JPY", ()),
        (399, "HKD", ()),
        (200, "MYR", ("card", "alipay")),
        (300, "SEK", ("card", "wechat_pay")),
        (10_000, "RUB", ("card",)),
        (999_999_999_999, "IDR", ("card",)),
        (5120, "KWD", ("card",)),
        (5124, "KWD", ()),
        (500, "XTR", ()),
        (500, "ISK", ()),
        (500, "UGX", ()),
        (500, "MGA", ()),
        (0, "USD", ()),
        (-500, "USD", ()),
    ],
)
def test_a_sum_is_taken_within_the_limits_of_its_currency_and_way(
    amount: int, currency: str, ways: tuple[str, ...]
) -> None:
    assert ways_for(Money(amount, currency), ALL) == ways


def test_what_the_shop_does_not_offer_is_never_offered() -> None:
    assert ways_for(Money(500, "USD"), ("wechat_pay", "bitcoin")) == ("wechat_pay",)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", "ru"),
        ("zh", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh-hans", "zh"),
        ("pt_br", "pt-BR"),
        ("uk", "auto"),
        ("", "auto"),
    ],
)
def test_the_page_speaks_the_nearest_language_stripe_has(language: str, expected: str) -> None:
    assert locale(language) == expected
