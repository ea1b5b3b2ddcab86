"""Stripe's objects as JSON, field by field as its API reference has them."""

from sandbox.providers.stripe.objects import (
    Charge,
    Dispute,
    Event,
    Intent,
    Json,
    Refund,
    Session,
    Thing,
)
from sandbox.providers.stripe.session_shape import session_shape

API_VERSION = "2026-10-28.endive"
A_WEEK = 7 * 86400


def shape(thing: Thing, base_url: str) -> Json:
    """Return *thing* as its owner sees it, nothing expanded."""
    match thing:
        case Session():
            return session_shape(thing, base_url)
        case Intent():
            return _intent(thing)
        case Charge():
            return _charge(thing)
        case Refund():
            return _refund(thing)
        case Dispute():
            return _dispute(thing)
        case Event():
            return event(thing)


def _intent(intent: Intent) -> Json:
    held = intent.status == "requires_capture"
    return {
        "id": intent.id,
        "object": "payment_intent",
        "amount": intent.amount,
        "amount_capturable": intent.amount if held else 0,
        "amount_received": intent.amount_received,
        "canceled_at": intent.canceled_at,
        "cancellation_reason": None,
        "capture_method": "manual" if intent.manual else "automatic_async",
        "client_secret": f"{intent.id}_secret_test",
        "confirmation_method": "automatic",
        "created": intent.created,
        "currency": intent.currency,
        "customer": None,
        "description": intent.description or None,
        "last_payment_error": intent.last_error,
        "latest_charge": intent.latest_charge or None,
        "livemode": intent.account.live,
        "metadata": intent.metadata,
        "next_action": None,
        "payment_method": None,
        "payment_method_options": {},
        "payment_method_types": list(intent.ways),
        "processing": None,
        "receipt_email": None,
        "setup_future_usage": None,
        "shipping": None,
        "statement_descriptor": None,
        "status": intent.status,
        "transfer_group": None,
    }


def _charge(charge: Charge) -> Json:
    error = charge.error or {}
    return {
        "id": charge.id,
        "object": "charge",
        "amount": charge.amount,
        "amount_captured": charge.amount_captured,
        "amount_refunded": charge.amount_refunded,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "captured": charge.captured,
        "created": charge.created,
        "currency": charge.currency,
        "customer": None,
        "description": None,
        "disputed": charge.disputed,
        "failure_code": error.get("code"),
        "failure_message": error.get("message"),
        "fraud_details": {},
        "livemode": charge.account.live,
        "metadata": {},
        "outcome": None,
        "paid": charge.status == "succeeded",
        "payment_intent": charge.intent,
        "payment_method": None,
        "payment_method_details": _details(charge),
        "receipt_email": None,
        "receipt_url": None,
        "refunded": 0 < charge.amount_captured <= charge.amount_refunded,
        "status": charge.status,
    }


def _details(charge: Charge) -> Json:
    if charge.way != "card":
        return {"type": charge.way, charge.way: {"transaction_id": f"{charge.way}_{charge.id}"}}
    card = {"brand": "visa", "country": "US", "last4": "4242", "network": "visa"}
    return {"type": "card", "card": card | {"exp_month": 12, "exp_year": 2034}}


def _refund(refund: Refund) -> Json:
    return {
        "id": refund.id,
        "object": "refund",
        "amount": refund.amount,
        "balance_transaction": None,
        "charge": refund.charge,
        "created": refund.created,
        "currency": refund.currency,
        "metadata": refund.metadata,
        "payment_intent": refund.intent,
        "reason": refund.reason or None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": refund.status,
        "transfer_reversal": None,
    } | ({"failure_reason": refund.failure_reason} if refund.failure_reason else {})


def _dispute(dispute: Dispute) -> Json:
    due = dispute.created + A_WEEK
    return {
        "id": dispute.id,
        "object": "dispute",
        "amount": dispute.amount,
        "balance_transactions": [],
        "charge": dispute.charge,
        "created": dispute.created,
        "currency": dispute.currency,
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {"due_by": due, "has_evidence": False, "submission_count": 0},
        "is_charge_refundable": False,
        "livemode": dispute.account.live,
        "metadata": {},
        "payment_intent": dispute.intent,
        "reason": dispute.reason,
        "status": dispute.status,
    }


def event(happened: Event) -> Json:
    """Return an event, as it is listed and as it is sent."""
    return {
        "id": happened.id,
        "object": "event",
        "api_version": API_VERSION,
        "created": happened.created,
        "data": {"object": happened.thing},
        "livemode": happened.account.live,
        "pending_webhooks": 1 if happened.account.notify_url else 0,
        "request": {"id": None, "idempotency_key": None},
        "type": happened.type,
    }
