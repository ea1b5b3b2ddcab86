"""Reads requests to the provider and refuses what YooKassa refuses."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sandbox.providers.yookassa.records import LEAST, MOST, WAYS, Account
from sandbox.providers.yookassa.refusals import invalid

Json = dict[str, Any]

SCHEMES = ("http://", "https://", "tg://")
LOCALES = ("ru_RU", "en_US")
LONGEST_TEXT = 128
LONGEST_REASON = 250
LONGEST_CUSTOMER = 200
MOST_METADATA, LONGEST_NAME, LONGEST_VALUE = 16, 32, 512
_VALUE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


def kopecks(body: Json, account: Account, name: str = "amount") -> int:
    """Read a sum in the account's currency.

    Raises:
        Refusal: 400, naming the field.
    """
    amount = part(body, name)
    value = amount.get("value")
    if not isinstance(value, str | int | float) or not _VALUE.fullmatch(str(value)):
        raise invalid("Amount value is incorrect", f"{name}.value")
    if amount.get("currency") != account.currency:
        raise invalid("Currency is not available for the shop", f"{name}.currency")
    return int(Decimal(str(value)).scaleb(2))


def price(body: Json, account: Account) -> int:
    """Read the sum of a payment, within the limits."""
    if not LEAST <= (amount := kopecks(body, account)) <= MOST:
        raise invalid("Payment amount is out of limits", "amount.value")
    return amount


def way(body: Json, account: Account, amount: int) -> str:
    """Read the chosen way to pay, "" when the customer chooses."""
    if body.get("payment_method_data") is None:
        return ""
    kind = part(body, "payment_method_data").get("type")
    if kind not in account.ways:
        raise invalid("Payment method is not available", "payment_method_data.type")
    if amount > WAYS[kind].most:
        raise invalid("Payment amount exceeds the method's limit", "amount.value")
    if not flag(body, "capture") and not WAYS[kind].holds:
        raise invalid("Payment method does not support two-stage payments", "capture")
    return str(kind)


def confirmation(body: Json) -> tuple[str, str]:
    """Read where the customer goes back to, and the language of the page."""
    wanted = part(body, "confirmation")
    if wanted.get("type") != "redirect":
        raise invalid("Only redirect is supported here", "confirmation.type")
    address = wanted.get("return_url")
    if not isinstance(address, str) or not address.startswith(SCHEMES):
        raise invalid("Return url is missing or illegal", "confirmation.return_url")
    locale = wanted.get("locale") or "ru_RU"
    if locale not in LOCALES:
        raise invalid("Locale is not supported", "confirmation.locale")
    return address, locale


def metadata(body: Json) -> dict[str, str]:
    """Read what the shop keeps with the object."""
    values = part(body, "metadata") if body.get("metadata") else {}
    if len(values) > MOST_METADATA:
        raise invalid("Too many metadata keys", "metadata")
    for name, value in values.items():
        if len(name) > LONGEST_NAME or len(str(value)) > LONGEST_VALUE:
            raise invalid("Metadata key or value is too long", f"metadata.{name[:LONGEST_NAME]}")
    return {name: str(value) for name, value in values.items()}


def text(body: Json, name: str, longest: int) -> str:
    """Read an optional text."""
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest:
        raise invalid(f"Text is too long, at most {longest} characters", name)
    return value


def flag(body: Json, name: str) -> bool:
    """Read an optional yes or no; it is no when missing."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise invalid("A boolean is expected", name)
    return value


def part(body: Json, name: str) -> Json:
    """Read a required object."""
    value = body.get(name)
    if not isinstance(value, dict):
        raise invalid(f"Parameter {name} is missing or illegal", name)
    return value


def span(query: Mapping[str, str], name: str) -> tuple[float, float, float, float]:
    """Read the bounds of a moment: gte, gt, lte, lt; open ones are infinite."""
    infinite = float("inf")
    bounds = {"gte": -infinite, "gt": -infinite, "lte": infinite, "lt": infinite}
    for bound in bounds:
        if (written := query.get(f"{name}.{bound}")) is not None:
            bounds[bound] = _seconds(written, f"{name}.{bound}")
    return bounds["gte"], bounds["gt"], bounds["lte"], bounds["lt"]


def limit(query: Mapping[str, str]) -> int:
    """Read how many entries a page may have: 10 unless told, 100 at most."""
    written = query.get("limit", "10")
    if not written.isdecimal() or not 1 <= int(written) <= 100:
        raise invalid("Limit must be from 1 to 100", "limit")
    return int(written)


def _seconds(written: str, name: str) -> float:
    try:
        return datetime.fromisoformat(written).timestamp()
    except ValueError:
        raise invalid("A moment in ISO 8601 is expected", name) from None
