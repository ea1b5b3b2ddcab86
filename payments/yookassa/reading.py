"""YooKassa's JSON, read into the shop's words. What is unknown is kept apart, never guessed."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from domain.gateways import RefundSnapshot, RefundState, Snapshot
from domain.money import Money, exponent
from domain.payments import Attempt

Json = dict[str, Any]

ATTEMPT = "souk_attempt"  # the name of our key in a payment's metadata
REFUND = "souk_refund"

_CURRENCY = re.compile(r"[A-Z]{3}")
_SUM = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_STATES = {
    "pending": Attempt.PENDING,
    "waiting_for_capture": Attempt.AUTHORIZED,
    "succeeded": Attempt.CAPTURED,
}
_OURS_TO_CANCEL = ("canceled_by_merchant", "expired_on_capture", "deal_expired")
_REFUND_STATES = {
    "pending": RefundState.PENDING,
    "succeeded": RefundState.SUCCEEDED,
    "canceled": RefundState.FAILED,
}


def snapshot(payment: Json, now: datetime) -> Snapshot:
    """Read a payment object; *now* is when it ended, if it was cancelled: it does not say.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: No payment, or without its sum.
    """
    money, state = money_of(payment["amount"]), _state(payment)
    return Snapshot(
        external_id=_text(payment["id"]),
        key=str(_part(payment, "metadata").get(ATTEMPT, "")),
        state=state,
        money=money,
        at=now if payment["status"] == "canceled" else _last_change(payment),
        paid=money if state in (Attempt.AUTHORIZED, Attempt.CAPTURED) else None,
        refunded=_refunded(payment, money.currency),
        pay_url=str(_part(payment, "confirmation").get("confirmation_url", "")),
        reason=_reason(payment, state),
        receipt=str(payment.get("receipt_registration") or ""),
    )


def names_an_attempt(payment: Json) -> bool:
    """Whether a payment object carries a key of ours, readable or not."""
    return isinstance(payment, dict) and bool(_part(payment, "metadata").get(ATTEMPT))


def refund_snapshot(refund: Json) -> RefundSnapshot:
    """Read a refund object; an unknown status counts as pending, so that it is asked again.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: No refund, or without its sum.
    """
    return RefundSnapshot(
        external_id=_text(refund["id"]),
        state=_REFUND_STATES.get(refund["status"], RefundState.PENDING),
        money=money_of(refund["amount"]),
        reason=_cancellation(refund),
        receipt=str(refund.get("receipt_registration") or ""),
    )


def money_of(amount: Json) -> Money:
    """Read {"value": "12.90", "currency": "RUB"} exactly.

    Raises:
        ValueError: No number, no currency, or more decimals than the currency has.
    """
    currency, value = _text(amount["currency"]), _text(amount["value"])
    if not _SUM.fullmatch(value) or not _CURRENCY.fullmatch(currency):
        raise ValueError("no sum")
    minor = Decimal(value).scaleb(exponent(currency))
    if minor != int(minor):
        raise ValueError("a fraction of the smallest coin")
    return Money(int(minor), currency)


def _state(payment: Json) -> Attempt:
    status = payment["status"]
    if status == "canceled":
        return _end(_part(payment, "cancellation_details"))
    # A status of tomorrow: a person looks if money came, else it is asked again.
    unknown = Attempt.REVIEW if payment.get("paid") is True else Attempt.PENDING
    return _STATES.get(status, unknown)


def _end(details: Mapping[str, Any]) -> Attempt:
    party, reason = details.get("party"), details.get("reason")
    if reason == "expired_on_confirmation":
        return Attempt.EXPIRED
    if not reason or party == "merchant" or reason in _OURS_TO_CANCEL:
        return Attempt.CANCELLED
    return Attempt.FAILED


def _reason(payment: Json, state: Attempt) -> str:
    if state is Attempt.REVIEW or (state is Attempt.PENDING and payment["status"] != "pending"):
        return f"status:{payment['status']}"
    return _cancellation(payment)


def _cancellation(thing: Json) -> str:
    details = _part(thing, "cancellation_details")
    return f"{details.get('party', '')}:{details.get('reason', '')}" if details else ""


def _refunded(payment: Json, currency: str) -> int:
    amount = _part(payment, "refunded_amount")
    if not amount:
        return 0
    refunded = money_of(dict(amount))
    if refunded.currency != currency:
        raise ValueError("refunded in another currency")
    return refunded.amount


def _last_change(payment: Json) -> datetime:
    return _moment(payment.get("captured_at") or payment["created_at"])


def _part(thing: Json, name: str) -> Mapping[str, Any]:
    value = thing.get(name)
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text is missing")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
