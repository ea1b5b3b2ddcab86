"""The provider's objects as JSON."""

from datetime import UTC, datetime
from typing import Any

from sandbox.providers.yookassa.records import WAYS, Account, Payment, Receipt, Refund

Json = dict[str, Any]

FEE_IN_THOUSAND = 35
CARD = {
    "first6": "555555",
    "last4": "4444",
    "expiry_year": "2030",
    "expiry_month": "12",
    "card_type": "MasterCard",
    "issuer_country": "RU",
}


def payment_json(payment: Payment, pay_url: str) -> Json:
    """A payment; it shows the address to pay at only while one can."""
    body: Json = {
        "id": payment.id,
        "status": payment.status,
        "amount": amount_json(payment.amount, payment.currency),
        "recipient": {"account_id": payment.shop_id, "gateway_id": "2000001"},
        "created_at": moment(payment.created_at),
        "test": True,
        "paid": payment.status in ("waiting_for_capture", "succeeded"),
        "refundable": payment.status == "succeeded" and payment.refunded < payment.amount,
        "metadata": payment.metadata,
    }
    return body | _words(payment) | _progress(payment, pay_url) | _way(payment)


def refund_json(refund: Refund) -> Json:
    """A refund."""
    body: Json = {
        "id": refund.id,
        "payment_id": refund.payment_id,
        "status": refund.status,
        "created_at": moment(refund.created_at),
        "amount": amount_json(refund.amount, refund.currency),
        "metadata": refund.metadata,
    }
    optional = {"description": refund.description}
    optional["receipt_registration"] = refund.receipt_registration
    return body | _filled(optional) | _cancellation(refund.party, refund.reason)


def receipt_json(receipt: Receipt) -> Json:
    """A receipt; the numbers of the fiscal storage are made up."""
    body: Json = {
        "id": receipt.id,
        "type": receipt.kind,
        f"{receipt.kind}_id": receipt.of,
        "status": receipt.status,
        "items": list(receipt.items),
        "settlements": list(receipt.settlements),
    }
    if receipt.tax_system is not None:
        body["tax_system_code"] = receipt.tax_system
    if receipt.status == "succeeded":
        body |= {"fiscal_document_number": "3986", "fiscal_storage_number": "9288000100115785"}
        body |= {"fiscal_attribute": "2617603921", "registered_at": moment(receipt.created_at)}
    return body


def account_json(account: Account) -> Json:
    """A shop's settings, as GET /me shows them."""
    return {
        "account_id": account.shop_id,
        "status": "enabled" if account.enabled else "disabled",
        "test": True,
        "fiscalization": {"enabled": account.fiscal, "provider": "avanpost"},
        "fiscalization_enabled": account.fiscal,
        "payment_methods": list(account.ways),
        "itn": "6321000014",
    }


def amount_json(kopecks: int, currency: str) -> Json:
    """A sum as a decimal string."""
    return {"value": f"{kopecks // 100}.{kopecks % 100:02}", "currency": currency}


def moment(seconds: float) -> str:
    """A moment in UTC, to the millisecond."""
    whole = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return whole.replace("+00:00", "Z")


def _words(payment: Payment) -> Json:
    return _filled(
        {
            "description": payment.description,
            "merchant_customer_id": payment.customer,
            "receipt_registration": payment.receipt_registration,
        }
    )


def _progress(payment: Payment, pay_url: str) -> Json:
    body = _cancellation(payment.party, payment.reason)
    if payment.status == "pending":
        body["confirmation"] = {"type": "redirect", "confirmation_url": pay_url}
        body["confirmation"]["return_url"] = payment.return_url
    if payment.status == "waiting_for_capture":
        body["expires_at"] = moment(payment.held_until)
    if payment.status == "succeeded":
        fee = payment.amount * FEE_IN_THOUSAND // 1000
        body["captured_at"] = moment(payment.captured_at)
        body["income_amount"] = amount_json(payment.amount - fee, payment.currency)
        body["refunded_amount"] = amount_json(payment.refunded, payment.currency)
    return body


def _way(payment: Payment) -> Json:
    if not (way := payment.paid_with or payment.way):
        return {}
    method: Json = {"type": way, "id": payment.id, "saved": False, "status": "inactive"}
    method["title"] = WAYS[way].label
    if way != "bank_card" or not payment.paid_with:
        return {"payment_method": method}
    method |= {"card": CARD, "title": "Bank card *4444"}
    details = {"rrn": "603668680243", "auth_code": "000000"}
    secure = {"three_d_secure": {"applied": True}}
    return {"payment_method": method, "authorization_details": details | secure}


def _cancellation(party: str, reason: str) -> Json:
    return {"cancellation_details": {"party": party, "reason": reason}} if reason else {}


def _filled(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}
