"""Checks fiscal receipts as YooKassa does before it passes them on."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from sandbox.providers.yookassa.reading import kopecks, part
from sandbox.providers.yookassa.records import Account
from sandbox.providers.yookassa.refusals import Refusal, invalid

Json = dict[str, Any]

VAT_CODES = {str(code) for code in range(1, 13)}
TAX_SYSTEMS = {str(code) for code in range(1, 7)}
SUBJECTS = {
    *("commodity", "excise", "job", "service", "gambling_bet", "gambling_prize", "lottery"),
    *("lottery_prize", "intellectual_activity", "payment", "agent_commission", "composite"),
    *("property_right", "non_operating_gain", "insurance_premium", "sales_tax", "resort_fee"),
    *("another", "marked", "non_marked", "marked_excise", "non_marked_excise"),
}
MODES = {
    *("full_prepayment", "partial_prepayment", "advance", "full_payment", "partial_payment"),
    *("credit", "credit_payment"),
}
MEASURES = {"piece", "gram", "kilogram", "ton", "meter", "liter", "hour", "day", "another"}
MOST_ITEMS = 100
LONGEST_NAME = 128
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def receipt_of(body: Json, account: Account, amount: int, needed: bool) -> Json | None:
    """Read the receipt of a payment or refund of *amount* kopecks.

    Raises:
        Refusal: It is *needed* and missing, or wrong.
    """
    if body.get("receipt") is None:
        if needed:
            raise invalid("Receipt is missing or illegal", "receipt")
        return None
    receipt = part(body, "receipt")
    check_customer(receipt, "receipt.")
    if (worth := items_worth(receipt, account, "receipt.")) != amount:
        words = f"Receipt total {worth} does not match the amount {amount}"
        raise invalid(words, "receipt.items")
    _tax_system(receipt)
    return receipt


def check_customer(receipt: Json, prefix: str = "") -> None:
    """Check that somebody can receive the receipt."""
    customer = receipt.get("customer")
    found = customer if isinstance(customer, dict) else receipt  # the older form has no customer
    email, phone = str(found.get("email") or ""), str(found.get("phone") or "")
    if not _EMAIL.fullmatch(email) and not _PHONE.fullmatch(phone):
        raise invalid("Customer's email or phone is missing", f"{prefix}customer")


def items_worth(receipt: Json, account: Account, prefix: str = "") -> Decimal:
    """Check the lines and return what they are worth, in kopecks."""
    items = receipt.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
        raise invalid(f"A receipt has from 1 to {MOST_ITEMS} items", f"{prefix}items")
    each = (_worth(item, account, f"{prefix}items[{at}]") for at, item in enumerate(items))
    return sum(each, Decimal(0))


def _worth(item: Any, account: Account, name: str) -> Decimal:
    if not isinstance(item, dict):
        raise invalid("An item is an object", name)
    if not 1 <= len(str(item.get("description") or "")) <= LONGEST_NAME:
        raise invalid("Description is missing or too long", f"{name}.description")
    _code(item, "vat_code", VAT_CODES, name)
    for field, known in (("payment_subject", SUBJECTS), ("payment_mode", MODES)):
        if field in item:
            _code(item, field, known, name)
    if item.get("measure") is not None:
        _code(item, "measure", MEASURES, name)
    try:
        return _quantity(item) * kopecks(item, account)
    except Refusal as refusal:
        raise invalid(refusal.description, f"{name}.{refusal.parameter}") from None


def _quantity(item: Json) -> Decimal:
    try:
        quantity = Decimal(str(item.get("quantity")))
    except InvalidOperation:
        quantity = Decimal(0)
    if not quantity.is_finite() or quantity <= 0:
        raise invalid("Quantity must be positive", "quantity")
    return quantity


def _code(item: Json, field: str, known: set[str], name: str) -> None:
    if str(item.get(field)) not in known:
        raise invalid(f"Unknown {field}", f"{name}.{field}")


def _tax_system(receipt: Json) -> None:
    if receipt.get("tax_system_code") is not None:
        _code(receipt, "tax_system_code", TAX_SYSTEMS, "receipt")
