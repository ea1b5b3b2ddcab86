"""Invoices: what is for sale, and what Telegram demands of it."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.params import Params
from sandbox.refusals import Json, bad_request

STARS = "XTR"
_CURRENCIES = """
    AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BND BOB BRL BYN CAD CHF CLP CNY COP CRC CZK DKK
    DOP DZD EGP ETB EUR GBP GEL GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES
    KGS KRW KZT LBP LKR MAD MDL MMK MNT MOP MUR MVR MXN MYR MZN NGN NIO NOK NPR NZD PAB PEN PHP
    PKR PLN PYG QAR RON RSD RUB SAR SEK SGD SYP THB TJS TRY TTD TWD TZS UAH UGX USD UYU UZS VEF
    VND YER ZAR
"""
CURRENCIES = frozenset(_CURRENCIES.split())
PROVIDER_TOKEN = re.compile(r"\d+:(TEST|LIVE):\S+")
LARGEST_TOTAL = 99_999_999_999
TIPS = 4


@dataclass(frozen=True, slots=True)
class Invoice:
    """A checked invoice; amounts are whole numbers of minor units."""

    title: str
    description: str
    payload: str
    currency: str
    prices: tuple[Json, ...]
    provider_token: str = ""
    start_parameter: str = ""
    max_tip: int = 0
    flexible: bool = False
    needs: frozenset[str] = field(default_factory=frozenset)

    @property
    def total(self) -> int:
        """The sum of the prices, without shipping and tip."""
        return sum(price["amount"] for price in self.prices)

    def shown(self) -> Json:
        """The Invoice in a message."""
        return {
            "title": self.title,
            "description": self.description,
            "start_parameter": self.start_parameter,
            "currency": self.currency,
            "total_amount": self.total,
        }


def read_invoice(params: Params) -> Invoice:
    """The invoice of a sendInvoice or createInvoiceLink call.

    Raises:
        Refused: Telegram would not accept it.
    """
    currency = _currency(params)
    prices = _prices(params.sequence("prices"))
    _check_payment(params, currency, prices)
    max_tip = _tips(params)
    return Invoice(
        _within(params, "title", 32),
        _within(params, "description", 255),
        _payload(params),
        currency,
        prices,
        params.text("provider_token"),
        params.text("start_parameter"),
        max_tip,
        params.flag("is_flexible"),
        _needs(params),
    )


def _needs(params: Params) -> frozenset[str]:
    wanted = ("name", "phone_number", "email", "shipping_address")
    return frozenset(name for name in wanted if params.flag(f"need_{name}"))


def _within(params: Params, name: str, limit: int) -> str:
    text = params.text(name)
    if not text.strip():
        raise bad_request(f"invoice {name} must be non-empty")
    if len(text) > limit:
        raise bad_request(f"INVOICE_{name.upper()}_TOO_LONG")
    return text


def _payload(params: Params) -> str:
    payload = params.text("payload")
    if not 1 <= len(payload.encode()) <= 128:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    return payload


def _currency(params: Params) -> str:
    currency = params.text("currency")
    if currency != STARS and currency not in CURRENCIES:
        raise bad_request("CURRENCY_INVALID")
    return currency


def _prices(given: list[Any]) -> tuple[Json, ...]:
    if not given:
        raise bad_request("there must be at least one price")
    return tuple(labelled_price(price) for price in given)


def labelled_price(price: Any) -> Json:
    """A LabeledPrice with its amount as a number.

    Raises:
        Refused: not a price.
    """
    try:
        return {"label": str(price["label"]), "amount": int(str(price["amount"]))}
    except (KeyError, TypeError, ValueError):
        words = 'can\'t parse labeled price: Field "amount" must be of type Number'
        raise bad_request(words) from None


def _check_payment(params: Params, currency: str, prices: tuple[Json, ...]) -> None:
    token = params.text("provider_token")
    total = sum(price["amount"] for price in prices)
    if currency == STARS:
        plain = not token and len(prices) == 1 and not params.integer("max_tip_amount")
        if not plain:
            raise bad_request("STARS_INVOICE_INVALID")
    elif not PROVIDER_TOKEN.fullmatch(token):
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    if not 0 < total <= LARGEST_TOTAL:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")


def _tips(params: Params) -> int:
    largest = params.integer("max_tip_amount")
    tips = [int(str(tip)) for tip in params.sequence("suggested_tip_amounts")]
    growing = all(low < high for low, high in zip([0, *tips], tips, strict=False))
    if len(tips) > TIPS or not growing or (tips and tips[-1] > largest) or largest < 0:
        raise bad_request("TIP_AMOUNTS_INVALID")
    return largest
