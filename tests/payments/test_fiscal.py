"""Fiscal receipts: every line, every code, and the sum to the kopeck."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import CurrencyMixed
from domain.gateways import Goods, NotDone, ReceiptLine
from domain.money import Money
from payments.fiscal import MOST_ITEMS, Fiscal, provider_data, receipt
from tests.payments.yookassa_stand import line, rubles

FISCAL = Fiscal(tax_system=3, vat_code=7, delivery_vat_code=11, subject="excise")
PHONE = "+7 (900) 123-45-67"


def test_a_receipt_has_goods_delivery_taxes_and_the_customer() -> None:
    lines = line("Tea, Assam", 3, 99.99), ReceiptLine("Courier", 1, rubles(250), Goods.DELIVERY)
    assert receipt(FISCAL, lines, rubles(549.97), PHONE, " a@example.org ") == {
        "customer": {"email": "a@example.org", "phone": "79001234567"},
        "items": [
            {
                "description": "Tea, Assam",
                "quantity": "3.00",
                "amount": {"value": "99.99", "currency": "RUB"},
                "vat_code": 7,
                "payment_subject": "excise",
                "payment_mode": "full_payment",
                "measure": "piece",
            },
            {
                "description": "Courier",
                "quantity": "1.00",
                "amount": {"value": "250.00", "currency": "RUB"},
                "vat_code": 11,
                "payment_subject": "service",
                "payment_mode": "full_payment",
                "measure": "piece",
            },
        ],
        "tax_system_code": 3,
    }


def test_a_tax_system_the_register_knows_is_not_sent() -> None:
    made = receipt(replace(FISCAL, tax_system=None), (line(),), rubles(100), PHONE, "")
    assert "tax_system_code" not in made


def test_a_name_is_cut_to_what_a_receipt_holds() -> None:
    made = receipt(FISCAL, (line("я" * 200),), rubles(100), PHONE, "")
    assert made["items"][0]["description"] == "я" * 128


def test_a_line_without_money_is_left_out() -> None:
    free = ReceiptLine("Free delivery", 1, rubles(0), Goods.DELIVERY)
    assert len(receipt(FISCAL, (line(), free), rubles(100), PHONE, "")["items"]) == 1


@pytest.mark.parametrize("money", [rubles(99.99), rubles(100.01), rubles(0)])
def test_lines_not_worth_the_sum_make_no_receipt(money: Money) -> None:
    with pytest.raises(ValueError, match="worth"):
        receipt(FISCAL, (line(),), money, PHONE, "")


def test_other_money_than_roubles_makes_no_receipt() -> None:
    dollar = ReceiptLine("Mug", 1, Money(100, "USD"))
    with pytest.raises(ValueError, match="RUB"):
        receipt(FISCAL, (dollar,), Money(100, "USD"), PHONE, "")
    with pytest.raises(CurrencyMixed):
        receipt(FISCAL, (dollar, line()), rubles(101), PHONE, "")


@pytest.mark.parametrize("count", [0, MOST_ITEMS + 1])
def test_too_many_lines_or_none_make_no_receipt(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        receipt(FISCAL, (line(),) * count, rubles(100 * count), PHONE, "")


def test_a_hundred_lines_still_fit() -> None:
    made = receipt(FISCAL, (line(),) * MOST_ITEMS, rubles(10_000), PHONE, "")
    assert len(made["items"]) == MOST_ITEMS


@pytest.mark.parametrize(
    ("phone", "email"),
    [("", ""), ("112", ""), ("", "nobody"), ("", "a@b"), ("0000000000", "a b@example.org")],
)
def test_nobody_to_send_it_to_makes_no_receipt(phone: str, email: str) -> None:
    with pytest.raises(NotDone) as caught:
        receipt(FISCAL, (line(),), rubles(100), phone, email)
    assert not (phone and phone in str(caught.value))


@pytest.mark.parametrize(
    "wrong",
    [
        {"vat_code": 0},
        {"vat_code": 13},
        {"delivery_vat_code": 99},
        {"tax_system": 7},
        {"tax_system": 0},
        {"subject": "gift"},
        {"mode": "credit"},
    ],
)
def test_a_code_that_does_not_exist_is_refused_at_the_start(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is"):
        replace(FISCAL, **wrong)


@pytest.mark.parametrize("code", [1, 11, 12])
def test_every_rate_from_none_to_the_new_ones_is_known(code: int) -> None:
    assert replace(FISCAL, vat_code=code).vat_code == code


def test_an_invoice_in_telegram_carries_the_lines_and_no_customer() -> None:
    data = provider_data(FISCAL, (line("Кружка", 2, 100),), rubles(200))
    assert json.loads(data) == {
        "receipt": {
            "items": [
                {
                    "description": "Кружка",
                    "quantity": "2.00",
                    "amount": {"value": "100.00", "currency": "RUB"},
                    "vat_code": 7,
                    "payment_subject": "excise",
                    "payment_mode": "full_payment",
                }
            ],
            "tax_system_code": 3,
        }
    }
    with pytest.raises(ValueError, match="worth"):
        provider_data(FISCAL, (line(),), rubles(101))
