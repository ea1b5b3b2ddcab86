"""Prices: every sum adds up to the minor unit, whatever is bought, taken off or taxed."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.customers import Contact, Delivery
from domain.deliveries import DeliveryMethod, chosen
from domain.errors import CurrencyMixed
from domain.money import Money
from domain.pricing import NO_TAX, Off, Quote, Tax, quote
from domain.rounding import PERCENT, WHOLE, half_up, shares


@dataclass(frozen=True)
class Bought:
    """A line of a cart, with only what pricing looks at."""

    product_id: int
    total: Money


def bought(*amounts: int, currency: str = "USD") -> list[Bought]:
    """Lines of that many minor units, of products 1, 2 and so on."""
    return [Bought(at, Money(amount, currency)) for at, amount in enumerate(amounts, 1)]


def courier(fee: int, free_from: int | None = None) -> DeliveryMethod:
    """A courier for that fee."""
    threshold = None if free_from is None else Money(free_from, "USD")
    return DeliveryMethod(1, Delivery.COURIER, Money(fee, "USD"), "Courier", threshold)


def off(percent: float = 0, amount: int = 0, products: frozenset[int] | None = None) -> Off:
    """What a code takes off, by default of everything."""
    return Off(round(percent * PERCENT), amount, products=products or frozenset(range(99)))


def amounts(priced: Quote) -> dict[str, int]:
    """The sums of a quote in minor units, those that are not zero."""
    sums = priced.sums
    found = {
        "goods": sums.goods,
        "discount": sums.discount,
        "shipping": sums.shipping,
        "tax": sums.tax,
        "included": sums.included,
        "total": sums.total,
    }
    return {name: money.amount for name, money in found.items() if money.amount}


_LINES = st.lists(st.integers(0, 10**7), min_size=1, max_size=12)
_OFFS = st.one_of(
    st.none(),
    st.builds(
        Off,
        percent=st.integers(0, WHOLE),
        amount=st.integers(0, 10**7),
        free_delivery=st.booleans(),
        products=st.frozensets(st.integers(1, 12)),
    ),
)
_METHODS = st.one_of(
    st.none(), st.builds(courier, st.integers(0, 5000), st.none() | st.integers(1, 10**7))
)
_TAXES = st.builds(Tax, st.integers(0, WHOLE), st.booleans())


@given(_LINES, _METHODS, _OFFS, _TAXES)
def test_lines_and_delivery_add_up_to_what_is_paid(
    gross: list[int], method: DeliveryMethod | None, less: Off | None, tax: Tax
) -> None:
    priced = quote(bought(*gross), method, less, tax)
    sums, lines = priced.sums, priced.lines

    assert sum(line.gross.amount for line in lines) == sums.goods.amount
    assert sum(line.discount.amount for line in lines) == sums.discount.amount
    taxes = sum(line.tax.amount for line in lines) + priced.delivery_tax.amount
    assert taxes == sums.tax.amount
    paid = sum(line.total.amount for line in lines)
    assert paid + sums.shipping.amount + priced.delivery_tax.amount == sums.total.amount
    assert sums.total == sums.goods - sums.discount + sums.shipping + sums.tax


@given(_LINES, _METHODS, _OFFS, _TAXES)
def test_commerce_42_nothing_is_ever_less_than_free(
    gross: list[int], method: DeliveryMethod | None, less: Off | None, tax: Tax
) -> None:
    priced = quote(bought(*gross), method, less, tax)

    assert priced.total.amount >= 0
    assert 0 <= priced.sums.included.amount <= priced.total.amount
    for line in priced.lines:
        assert 0 <= line.discount.amount <= line.gross.amount
        assert line.tax.amount >= 0
    assert priced.delivery_tax.amount >= 0


@given(_LINES, _METHODS, _OFFS, _TAXES, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_no_sum(
    gross: list[int], method: DeliveryMethod | None, less: Off | None, tax: Tax, chance: Random
) -> None:
    lines = bought(*gross)
    mixed = chance.sample(lines, len(lines))

    assert quote(lines, method, less, tax).sums == quote(mixed, method, less, tax).sums


@given(_LINES, st.integers(0, WHOLE))
def test_a_discount_is_rounded_once_and_never_strays_further(
    gross: list[int], percent: int
) -> None:
    taken = quote(bought(*gross), None, Off(percent, products=frozenset(range(99))), NO_TAX)

    exact = sum(gross) * percent
    assert abs(2 * (taken.sums.discount.amount * WHOLE - exact)) <= WHOLE


def test_commerce_42_three_thirds_sum_up_to_the_cent() -> None:
    priced = quote(bought(1000, 1000, 1000), None, off(33.33), NO_TAX)

    assert priced.sums.discount.amount == 1000  # 999.9
    assert [line.discount.amount for line in priced.lines] == [334, 333, 333]


@pytest.mark.parametrize("currency", ["JPY", "KWD", "XTR"])
def test_commerce_42_any_currency_is_shared_in_its_own_minor_units(currency: str) -> None:
    priced = quote(bought(100, 101, currency=currency), None, off(50), NO_TAX)

    assert priced.sums.discount == Money(101, currency)  # 100.5
    assert priced.total == Money(100, currency)


def test_half_a_unit_is_rounded_up() -> None:
    assert [half_up(amount, 1, 2) for amount in (1, 2, 3)] == [1, 1, 2]
    assert half_up(1, 49, 100) == 0


def test_a_fixed_discount_larger_than_the_goods_takes_them_and_not_the_delivery() -> None:
    assert amounts(quote(bought(300, 200), courier(400), off(amount=99_999), NO_TAX)) == {
        "goods": 500,
        "discount": 500,
        "shipping": 400,
        "total": 400,
    }


def test_only_the_goods_a_code_is_for_are_cheaper() -> None:
    priced = quote(bought(1000, 3000), None, off(10, products=frozenset({2})), NO_TAX)

    assert [line.discount.amount for line in priced.lines] == [0, 300]


def test_delivery_is_free_from_a_sum_of_goods_that_no_promo_takes_away() -> None:
    just, short = bought(5000), bought(4999)

    assert amounts(quote(just, courier(300, 5000), off(50), NO_TAX))["total"] == 2500
    assert amounts(quote(short, courier(300, 5000), None, NO_TAX))["total"] == 5299


def test_what_is_missing_to_free_delivery_is_told_until_it_is_free() -> None:
    way = courier(300, 5000)

    assert way.missing(Money(4690, "USD")) == Money(310, "USD")
    assert way.missing(Money(5000, "USD")) is None
    assert courier(300).missing(Money(1, "USD")) is None
    assert courier(0, 5000).missing(Money(1, "USD")) is None


def test_a_code_for_free_delivery_takes_nothing_off_the_goods() -> None:
    priced = quote(bought(1000), courier(300), Off(free_delivery=True), NO_TAX)

    assert amounts(priced) == {"goods": 1000, "total": 1000}


def test_included_tax_is_explained_and_changes_no_price() -> None:
    priced = quote(bought(1290), courier(0), None, Tax(20 * PERCENT))

    assert amounts(priced) == {"goods": 1290, "included": 215, "total": 1290}
    assert [line.total.amount for line in priced.lines] == [1290]


def test_exclusive_tax_comes_on_top_of_goods_after_discount_and_of_delivery() -> None:
    tax = Tax(8_875, included=False)
    priced = quote(bought(1000, 1000), courier(500), off(10), tax)

    assert amounts(priced) == {
        "goods": 2000,
        "discount": 200,
        "shipping": 500,
        "tax": 204,  # 8.875 % of 23.00 is 2.04125
        "total": 2504,
    }
    assert [line.tax.amount for line in priced.lines] == [80, 80]
    assert priced.delivery_tax.amount == 44


def test_goods_and_delivery_in_two_currencies_are_not_added() -> None:
    with pytest.raises(CurrencyMixed):
        quote(bought(100, currency="EUR"), courier(300), None, NO_TAX)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any), st.data())
def test_nobodys_share_is_more_than_what_it_is_a_share_of(
    parts: list[int], data: st.DataObject
) -> None:
    whole = data.draw(st.integers(0, sum(parts)))

    assert all(share <= part for share, part in zip(shares(parts, whole), parts, strict=True))


def test_a_kind_chosen_earlier_holds_while_there_is_one_way_of_it() -> None:
    post = DeliveryMethod(2, Delivery.COURIER, Money(500, "USD"), "Post")
    point = DeliveryMethod(3, Delivery.PICKUP, Money(0, "USD"), address="5 Main Street")
    by_kind = Contact(delivery=Delivery.COURIER)

    assert chosen((post, point), by_kind) is post
    assert chosen((courier(300), post, point), by_kind) is None
    assert chosen((courier(300), post), Contact(delivery=Delivery.COURIER, method=2)) is post
    assert chosen((courier(300), point), Contact(delivery=Delivery.COURIER, method=2)) is None
