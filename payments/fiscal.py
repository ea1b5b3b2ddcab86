"""Fiscal receipts of Russian law (54-FZ, format 1.2), as YooKassa takes them."""

import json
import re
from dataclasses import dataclass
from typing import Any

from domain.gateways import Goods, NotDone, ReceiptLine
from domain.money import Money, zero

Json = dict[str, Any]

CURRENCY = "RUB"
VAT_CODES = range(1, 13)  # 1 none · 2-4 0, 10, 20 % · 7-8 5, 7 % · 11 22 % · the rest x/(100+x)
TAX_SYSTEMS = range(1, 7)
SUBJECTS = ("commodity", "excise", "job", "service", "intellectual_activity", "composite")
MODES = ("full_payment", "full_prepayment")
LONGEST_NAME = 128
MOST_ITEMS = 100

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,63}")
_E164 = re.compile(r"[1-9][0-9]{7,14}")


@dataclass(frozen=True, slots=True)
class Fiscal:
    """What a shop's receipts say besides names and prices; the codes are YooKassa's.

    *tax_system* is None when the cash register knows it. *mode* says whether the goods are
    handed over with the payment ("full_payment") or later ("full_prepayment"); the second
    receipt which a prepayment needs at the handover is not made here. Goods that bear a
    marking code need it on the receipt, and the shop keeps none: they cannot be sold so.

    Raises:
        ValueError: A code that does not exist.
    """

    tax_system: int | None
    vat_code: int
    delivery_vat_code: int
    subject: str = "commodity"
    mode: str = "full_payment"

    def __post_init__(self) -> None:
        if self.vat_code not in VAT_CODES or self.delivery_vat_code not in VAT_CODES:
            raise ValueError("a VAT code is a number from 1 to 12")
        if self.tax_system is not None and self.tax_system not in TAX_SYSTEMS:
            raise ValueError("a tax system is a number from 1 to 6")
        if self.subject not in SUBJECTS:
            raise ValueError(f"the subject of a receipt is one of {', '.join(SUBJECTS)}")
        if self.mode not in MODES:
            raise ValueError(f"the mode of a receipt is one of {', '.join(MODES)}")


def receipt(
    fiscal: Fiscal, lines: tuple[ReceiptLine, ...], money: Money, phone: str, email: str
) -> Json:
    """Return the receipt of a payment or of a refund, with the customer's contact.

    Raises:
        ValueError: The lines are not worth *money*, are no roubles or too many.
        NotDone: There is neither an e-mail nor a phone number to send the receipt to.
    """
    whole = _receipt(fiscal, lines, money)
    for item in whole["items"]:
        item["measure"] = "piece"  # format 1.2; Telegram's older channel does not know it
    return {"customer": _customer(phone, email)} | whole


def provider_data(fiscal: Fiscal, lines: tuple[ReceiptLine, ...], money: Money) -> str:
    """Return what an invoice in Telegram hands to YooKassa, as JSON.

    Telegram adds the customer's contact; the invoice must ask for it and send it on.

    Raises:
        ValueError: The lines are not worth *money*, are no roubles or too many.
    """
    return json.dumps({"receipt": _receipt(fiscal, lines, money)}, ensure_ascii=False)


def require_sum(lines: tuple[ReceiptLine, ...], money: Money) -> None:
    """Check that *lines* are worth *money*.

    Raises:
        ValueError: They are not. CurrencyMixed: They are in another currency.
    """
    if (worth := sum((line.total for line in lines), zero(money.currency))) != money:
        raise ValueError(f"the lines are worth {worth.amount}, not {money.amount}")


def amount_json(money: Money) -> Json:
    """Return *money* as YooKassa writes it: a decimal string and the currency."""
    return {"value": f"{money.decimal:f}", "currency": money.currency}


def _receipt(fiscal: Fiscal, lines: tuple[ReceiptLine, ...], money: Money) -> Json:
    require_sum(lines, money)
    items = [_item(fiscal, line) for line in lines if line.total.amount]
    if money.currency != CURRENCY or not 1 <= len(items) <= MOST_ITEMS:
        raise ValueError(f"a receipt has 1 to {MOST_ITEMS} lines, in {CURRENCY}")
    tax = {} if fiscal.tax_system is None else {"tax_system_code": fiscal.tax_system}
    return {"items": items} | tax


def _item(fiscal: Fiscal, line: ReceiptLine) -> Json:
    delivery = line.kind is Goods.DELIVERY
    return {
        "description": line.name.strip()[:LONGEST_NAME],
        "quantity": f"{line.quantity}.00",
        "amount": amount_json(line.price),  # of one piece
        "vat_code": fiscal.delivery_vat_code if delivery else fiscal.vat_code,
        "payment_subject": "service" if delivery else fiscal.subject,
        "payment_mode": fiscal.mode,
    }


def _customer(phone: str, email: str) -> Json:
    digits = re.sub(r"\D", "", phone)
    found = {"email": email.strip()} if _EMAIL.fullmatch(email.strip()) else {}
    if _E164.fullmatch(digits):
        found["phone"] = digits
    if not found:
        raise NotDone("a receipt needs an e-mail or a phone number in international form")
    return found
