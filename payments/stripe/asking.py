"""What the shop asks of Stripe: a payment request as the body of a Checkout Session.

A retry with the same key must have the same body to the letter, so nothing here depends on
the time except the choice among `deadlines`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from stripe.params.checkout import (
    SessionCreateParams,
    SessionCreateParamsLineItem,
)

from domain.gateways import PaymentRequest, ReceiptLine
from domain.money import Money
from payments.stripe.currencies import WECHAT
from payments.stripe.reading import ATTEMPT

# Stripe takes 30 minutes to 24 hours; a minute at both ends is for clocks that differ.
SOONEST = timedelta(minutes=31)
LATEST = timedelta(hours=24) - timedelta(minutes=1)
MOST_LINES = 100
LONGEST_NAME = 250
LONGEST_TITLE = 1000

_LOCALES = (
    "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb "
    "nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
)


def deadlines(wanted: datetime | None, now: datetime) -> tuple[int | None, ...]:
    """Return the moments (Unix seconds) at which the page may close, the best one first.

    The values depend on *wanted* alone and only their order on *now*: whichever of them a
    first call had chosen, a retry finds it among them. None leaves Stripe's own 24 hours.
    """
    if wanted is None:
        return (None,)
    exact, later = _seconds(wanted), _seconds(wanted + SOONEST)
    if wanted > now + LATEST:
        return (None, exact, later)
    return (exact, later, None) if wanted >= now + SOONEST else (later, exact, None)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def check(request: PaymentRequest) -> None:
    """Make sure that the lines are the sum, to the minor unit and in one currency.

    Raises:
        ValueError: They are not, or there is nothing to pay: our fault, nobody was asked.
    """
    totals = [line.total for line in request.lines]
    if any(each.currency != request.money.currency for each in totals):
        raise ValueError("a line has another currency than the payment")
    if sum(each.amount for each in totals) != request.money.amount:
        raise ValueError("the lines do not sum up to the payment")
    if request.money.amount <= 0 or any(line.quantity < 1 for line in request.lines):
        raise ValueError("there is nothing to pay, or nothing of something")


def session(
    request: PaymentRequest, ways: Sequence[str], closes: int | None
) -> SessionCreateParams:
    """Return the body that asks for *request*, payable in *ways* until *closes*."""
    body: SessionCreateParams = {
        "mode": "payment",
        "line_items": _line_items(request),
        # A filter: a way that is switched off in the merchant's own settings stays away.
        "allowed_payment_method_types": list(ways),
        "success_url": request.return_url,
        "cancel_url": request.return_url,
        "client_reference_id": request.key,
        "metadata": {ATTEMPT: request.key},
        "payment_intent_data": {
            "metadata": {ATTEMPT: request.key},
            "description": _cut(request.title, LONGEST_TITLE),
        },
        "locale": locale(request.language),
        # Otherwise Stripe may show and take the sum in the customer's own currency.
        "adaptive_pricing": {"enabled": False},
        "expand": ["payment_intent.latest_charge.refunds"],
    }
    if WECHAT in ways:
        body["payment_method_options"] = {"wechat_pay": {"client": "web"}}
    if request.email:
        body["customer_email"] = request.email
    if closes is not None:
        body["expires_at"] = closes
    return body


def _line_items(request: PaymentRequest) -> list[SessionCreateParamsLineItem]:
    if len(request.lines) > MOST_LINES:
        return [_item(request.title, request.money, 1)]
    return [_line_item(line, request.title) for line in request.lines]


def _line_item(line: ReceiptLine, title: str) -> SessionCreateParamsLineItem:
    return _item(line.name or title, line.price, line.quantity)


def _item(name: str, price: Money, quantity: int) -> SessionCreateParamsLineItem:
    return {
        "quantity": quantity,
        "price_data": {
            "currency": price.currency.lower(),
            "unit_amount": price.amount,
            "product_data": {"name": _cut(name, LONGEST_NAME)},
        },
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def locale(language: str) -> str:
    """Return the language of Stripe's page nearest to *language*, or "auto"."""
    exact = {each.lower(): each for each in _LOCALES.split()}
    wanted = language.lower().replace("_", "-")
    return exact.get(wanted) or exact.get(wanted.partition("-")[0]) or "auto"
