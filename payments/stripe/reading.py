"""What Stripe tells: its objects, as plain dictionaries, read into the shop's own.

Fields may be missing and words may be new: what is not understood is "pending" or empty.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from domain.gateways import RefundSnapshot, RefundState, Snapshot
from domain.money import Money
from domain.payments import Attempt

Json = dict[str, Any]

# The names of our keys in Stripe's notes: other programs may use the account, and notes.
ATTEMPT, REFUND = "souk_attempt", "souk_refund"

# The merchant has this money after all.
_DISPUTE_OVER = frozenset({"won", "warning_closed", "prevented"})
_REFUND_STATES = {
    "succeeded": RefundState.SUCCEEDED,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}


def inner(outer: Json, name: str) -> Json:
    """Return the object at *name*; empty when it is absent or only named by its id."""
    value = outer.get(name)
    return value if isinstance(value, dict) else {}


def intent_id(session: Json) -> str:
    """Return the id of the payment behind a session; empty until somebody tried to pay."""
    value = session.get("payment_intent")
    return str((value.get("id") if isinstance(value, dict) else value) or "")


def charge_of(session: Json) -> Json:
    """Return the latest charge of a session; empty when there is none."""
    return inner(inner(session, "payment_intent"), "latest_charge")


def state(session: Json) -> Attempt:
    """Return how far a session has come. Money is a fact, whatever else the session says."""
    status, intent = session.get("status"), inner(session, "payment_intent").get("status")
    if session.get("payment_status") in ("paid", "no_payment_required"):
        return Attempt.CAPTURED
    if intent == "requires_capture":
        return Attempt.AUTHORIZED
    if status == "expired":
        return Attempt.EXPIRED
    if intent == "canceled":
        return Attempt.CANCELLED
    if status == "complete" and intent == "requires_payment_method":
        return Attempt.FAILED  # a payment that is confirmed later was not
    return Attempt.PENDING


def snapshot(session: Json, disputes: Iterable[Json] = ()) -> Snapshot:
    """Return a session, with its payment and latest charge expanded, as a snapshot."""
    intent, charge = inner(session, "payment_intent"), charge_of(session)
    asked = money(session.get("amount_total"), session)
    came = state(session)
    return Snapshot(
        external_id=str(session.get("id") or ""),
        key=str(inner(session, "metadata").get(ATTEMPT) or ""),
        state=came,
        money=asked,
        at=_moment(charge.get("created") or session.get("created")),
        paid=_paid(came, session, intent),
        refunded=_refunded(charge),
        disputed=sum(_whole(each.get("amount")) for each in disputes if _is_open(each)),
        charge_id=intent_id(session),
        pay_url=str(session.get("url") or ""),
        expires_at=_moment(session["expires_at"]) if session.get("expires_at") else None,
        reason=_reason(inner(intent, "last_payment_error")),
        way=str(inner(charge, "payment_method_details").get("type") or ""),
        test=None if session.get("livemode") is None else not session["livemode"],
    )


def money(amount: Any, holder: Json) -> Money:
    """Return *amount* in the currency of *holder*."""
    return Money(_whole(amount), str(holder.get("currency") or "").upper())


def _paid(came: Attempt, session: Json, intent: Json) -> Money | None:
    if came is Attempt.CAPTURED:
        amount = intent.get("amount_received", session.get("amount_total"))
        return money(amount, intent or session)
    if came is Attempt.AUTHORIZED:
        return money(intent.get("amount_capturable"), intent)
    return None


def _refunded(charge: Json) -> int:
    """The charge's own sum may count refunds that can still fail, so they are added up."""
    refunds = inner(charge, "refunds")
    if not refunds or refunds.get("has_more"):
        return _whole(charge.get("amount_refunded"))
    made = [each for each in refunds.get("data", []) if each.get("status") == "succeeded"]
    return sum(_whole(each.get("amount")) for each in made)


def _is_open(dispute: Json) -> bool:
    return dispute.get("status") not in _DISPUTE_OVER


def _reason(error: Json) -> str:
    return str(error.get("decline_code") or error.get("code") or "")


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(_whole(seconds), UTC)


def refund_snapshot(refund: Json) -> RefundSnapshot:
    """Return a refund as the shop knows it."""
    return RefundSnapshot(
        external_id=str(refund.get("id") or ""),
        state=_REFUND_STATES.get(str(refund.get("status")), RefundState.PENDING),
        money=money(refund.get("amount"), refund),
        reason=str(refund.get("failure_reason") or ""),
    )
