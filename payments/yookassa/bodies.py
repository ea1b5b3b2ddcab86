"""What is sent to YooKassa: built from whole minor units, checked by the SDK's own models.

The models only check. What they would send themselves has been through a float, and fields
they do not know would be left out without a word.
"""

from typing import Any

from yookassa.domain.request import (  # type: ignore[import-untyped]
    CapturePaymentRequest,
)
from yookassa.domain.request import PaymentRequest as PaymentModel
from yookassa.domain.request import RefundRequest as RefundModel

from domain.gateways import PaymentRequest, RefundRequest
from domain.money import Money
from payments.fiscal import Fiscal, amount_json, receipt, require_sum
from payments.yookassa.reading import ATTEMPT, REFUND

Json = dict[str, Any]

LONGEST_TEXT = 128
LONGEST_REASON = 250


def payment_body(request: PaymentRequest, receipts: Fiscal | None, capture: bool) -> Json:
    """Return the body of a new payment.

    Raises:
        ValueError: It makes no receipt, or the SDK finds it wrong. NotDone: No contact.
    """
    body: Json = {
        "amount": amount_json(request.money),
        "capture": capture,
        "confirmation": {
            "type": "redirect",
            "return_url": request.return_url,
            "locale": _locale(request.language),
        },
        "description": request.title[:LONGEST_TEXT],
        "metadata": {ATTEMPT: request.key},
        "merchant_customer_id": str(request.customer_id),
    }
    return _checked(PaymentModel, body | _receipt(request, receipts))


def capture_body(money: Money) -> Json:
    """Return the body that takes *money* of what is held."""
    return _checked(CapturePaymentRequest, {"amount": amount_json(money)})


def refund_body(request: RefundRequest, receipts: Fiscal | None) -> Json:
    """Return the body of a refund; without lines it has no receipt.

    Raises:
        ValueError: The lines are not worth the sum. NotDone: No contact for the receipt.
    """
    body: Json = {
        "payment_id": request.external_id,
        "amount": amount_json(request.money),
        "metadata": {REFUND: request.key},
    }
    if request.reason:
        body["description"] = request.reason[:LONGEST_REASON]
    if request.lines:
        require_sum(request.lines, request.money)
        body |= _receipt(request, receipts)
    return _checked(RefundModel, body)


def _receipt(request: PaymentRequest | RefundRequest, receipts: Fiscal | None) -> Json:
    if receipts is None:
        return {}
    lines, money = request.lines, request.money
    return {"receipt": receipt(receipts, lines, money, request.phone, request.email)}


def _checked(model: Any, body: Json) -> Json:
    model(body).validate()
    return body


def _locale(language: str) -> str:
    return "ru_RU" if language.lower().startswith("ru") else "en_US"
